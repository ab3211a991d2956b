"""The text of an article, and the columns of lines that it runs through."""
