"""Marks in the text: dots, lines, readings, notes."""
