"""cli: the command `banmian`. Each command imports only what it uses."""

from banmian.cli.main import main, run

__all__ = ["main", "run"]
