"""`python -m banmian`."""

from banmian.cli import run

if __name__ == "__main__":
    run()
