"""Lines of type: texts of one line and of several, from sorts to runs."""
