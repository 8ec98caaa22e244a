"""The index that a command means: the one that is named, else the user's own, and then the command says which."""

from pathlib import Path
from typing import Annotated

import typer

from heshu.cli.run import tell

IndexFile = Annotated[
    Path | None,
    typer.Option(
        "--index",
        help="索引檔；不寫則用 HESHU_INDEX 或個人資料夾內的 The index file, else HESHU_INDEX, else one of your own",
        show_default=False,
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(
        "--index",
        help="與索引內舊文對照；不寫則用自己的索引 Compare with earlier articles in this index, else in your own",
        show_default=False,
    ),
]
Alone = Annotated[bool, typer.Option("--no-index", help="不與舊文對照 Compare with no earlier articles")]


def chosen(index: Path | None, *, begin: bool = False) -> Path:
    """Give the index to use, said on standard error where it was not named; `begin` makes room for a new one."""
    if index is not None:
        return index
    from heshu.index.default import default_index

    path = default_index(make_folder=begin)
    tell(f"索引 index: {path}{'' if begin or path.exists() else '（還未有 not there yet）'}")
    return path


def held_against(index: Path | None, *, alone: bool) -> Path | None:
    """Give the index to compare with: the one named, else the user's own if there is one; none where `alone`."""
    if alone or index is not None:
        return None if alone else index
    from heshu.index.default import default_index

    path = default_index()
    if not path.exists():
        return None
    tell(f"與索引對照 compared with the index: {path}")
    return path
