"""What a page of any PDF paints: its content streams, and the fonts, colour spaces and functions that they use."""
