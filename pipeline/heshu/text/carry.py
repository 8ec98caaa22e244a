"""A reading in msgpack, as its Doc goes into bytes, files and other processes.

It travels as the JSON of its results: no pickle, so that a DocBin from elsewhere can be opened. srsly loads this module
by entry point while spaCy itself is still being imported: nothing may be imported before a reading is met.
"""

from collections.abc import Callable
from typing import Any

_MARK = "heshu.Reading"


def encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Give a reading as plain data; whatever else goes on along the chain."""
    from heshu.model.noun import dump_json
    from heshu.text.reading import Reading

    if isinstance(value, Reading):
        return {_MARK: dump_json(Reading, value)}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Give the reading that `encode` wrote. Raises pydantic's ValidationError where it is none."""
    if isinstance(value, dict) and _MARK in value:
        from heshu.model.noun import load_json
        from heshu.text.reading import Reading

        return load_json(Reading, value[_MARK])
    return value if chain is None else chain(value)
