"""Lexicons: TOML beside the rules that use them, one `[[row]]` an entry, each with an example sentence."""

from heshu.lexicon.rows import Norm, load_rows

__all__ = ["Norm", "load_rows"]
