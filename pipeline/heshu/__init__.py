"""heshu 核數: checks the numbers in Chinese newspaper columns.

`heshu.check(text)` gives the sheet of every article, `heshu.analyse(text)` its `heshu.Record`: a `str` is a text, a
`Path` a file. `heshu.read(path)` gives a page, `heshu.load()` a spaCy pipeline; `with heshu.open(path) as index` opens
an index, and `heshu.search(index, words)` finds sentences in it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heshu.index import open_index as open
    from heshu.index import search
    from heshu.language import load
    from heshu.model.record import Record
    from heshu.service.analyse import analyse
    from heshu.service.check import check
    from heshu.sources import read

__all__ = ["Record", "__version__", "analyse", "check", "load", "open", "read", "search"]
__version__ = "0.1.0"

_HOMES = {
    "Record": ("heshu.model.record", "Record"),
    "analyse": ("heshu.service.analyse", "analyse"),
    "check": ("heshu.service.check", "check"),
    "load": ("heshu.language", "load"),
    "open": ("heshu.index", "open_index"),
    "read": ("heshu.sources", "read"),
    "search": ("heshu.index", "search"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import heshu` alone loads no spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'heshu' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    """Name what is public, imported or not."""
    return sorted({*globals(), *__all__})
