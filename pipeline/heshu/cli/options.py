"""Arguments and options that several commands share."""

from typing import Annotated

import typer

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
