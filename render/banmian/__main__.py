"""`python -m banmian`."""

from banmian.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
