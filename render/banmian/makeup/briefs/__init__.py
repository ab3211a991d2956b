"""Briefs 简讯: several short articles in one slot."""
