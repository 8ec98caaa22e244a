"""The rules: pure functions from a column and its relations to findings; the documentation of each is its specification."""
