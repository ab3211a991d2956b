"""Ornament 花饰: borders, and the drawn paths that they are made of."""
