"""The checker of PDF files, ours and anybody's: reads through pikepdf, and shares no code with what writes them."""
