"""Furniture 版面附件: what is no article, from the nameplate to adverts and rules."""
