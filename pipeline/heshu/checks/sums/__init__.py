"""Sums found by what they are: typed hypotheses over the numbers of an article, and a scorer of which is meant.

`terms` (what can take part) → `families` (which sums could be) → `features` and `scorer` (which is meant, whatever
its value) → `arithmetic` (which hold) → `judge` (what is said) → `told` (the sum in words). `titles` does the same
for headlines.
"""
