"""Scores: every component against our gold and the public suites, each by its own conventions."""
