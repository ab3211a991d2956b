"""Printing plants as TOML: what stands round a page, what it claims, and the limits it keeps."""
