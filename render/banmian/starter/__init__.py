"""A new issue from nothing but page designs: `banmian init`. Every slot is filled to the line with stand-ins 占位稿."""

from banmian.starter.start import Started, start_issue

__all__ = ["Started", "start_issue"]
