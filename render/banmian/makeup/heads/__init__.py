"""Headlines: their lines, their dress, and where they stand over the text."""
