"""Sample issues, one folder each. Data, no code."""
