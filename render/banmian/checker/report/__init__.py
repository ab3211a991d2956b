"""What the checker found, as text, JSON or one HTML file with the faults marked on the pages."""
