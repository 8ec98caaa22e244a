"""The nouns: what is read, what is found, and the record that carries both out."""
