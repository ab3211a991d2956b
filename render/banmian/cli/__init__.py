"""cli: the command `banmian`. Each command imports only what it uses."""

from banmian.cli.main import main

__all__ = ["main"]
