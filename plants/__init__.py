"""Printing plants as TOML: what stands round a page, what its files conform to, and the limits it keeps."""
