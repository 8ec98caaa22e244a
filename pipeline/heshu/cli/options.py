"""Arguments and options that several commands share."""

from datetime import date
from typing import Annotated

import typer

from heshu.errors import OptionError

Paths = Annotated[
    list[str],
    typer.Argument(
        help="檔案或資料夾，- 為標準輸入 Files or folders; - is standard input", show_default=False
    ),
]
Published = Annotated[
    str | None,
    typer.Option(help="出版日期 Publication date, as 2026-06-25", metavar="DATE", show_default=False),
]
Outlet = Annotated[str | None, typer.Option(help="報章名稱 The newspaper's name", show_default=False)]


def day_of(text: str | None) -> date | None:
    """Read a date option. Raises OptionError where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OptionError(f"{text}: 不是日期，請寫成 2026-06-25 not a date; write it as 2026-06-25") from None
