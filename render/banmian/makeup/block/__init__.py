"""The block 版块: an article in its slot, and its way from slot to slot."""
