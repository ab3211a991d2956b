"""The same text in six columns through other engines, each as its own manual recommends."""
