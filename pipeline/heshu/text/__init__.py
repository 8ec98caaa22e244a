"""Printed text and its folded form: folding, sentences, words, and the one Doc extension."""
