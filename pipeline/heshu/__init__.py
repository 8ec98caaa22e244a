"""heshu 核數: checks the numbers in Chinese newspaper columns.

`heshu.check(text)` gives the sheet of every article, `heshu.analyse(text)` its record: a `str` is a text, a `Path` a
file. `heshu.read(path)` gives a page, `heshu.load()` a spaCy pipeline.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heshu.language import load
    from heshu.service.analyse import analyse
    from heshu.service.check import check
    from heshu.sources import read

__all__ = ["__version__", "analyse", "check", "load", "read"]
__version__ = "0.1.0"

_HOMES = {
    "analyse": "heshu.service.analyse",
    "check": "heshu.service.check",
    "load": "heshu.language",
    "read": "heshu.sources",
}


def __getattr__(name: str) -> Any:
    """Import a public function when it is first asked for: `import heshu` alone loads no spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'heshu' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
