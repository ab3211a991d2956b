"""The rules put to what a page paints: colour, ink, overprint, line weights, pictures, spot inks, text."""
