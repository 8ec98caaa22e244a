"""The rules: pure functions from relations to findings; the documentation of each is its specification."""
