"""Inserts 插件: what stands among the columns of a text, pictures, tables, boxes."""
