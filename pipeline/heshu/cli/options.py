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
Limit = Annotated[
    float | None,
    typer.Option(
        help="每個檔案的 CPU 時限（秒） CPU time that a file may take: 60 a megabyte, 20 at least, unless given",
        metavar="SECONDS",
        min=0.1,
        show_default=False,
    ),
]
Debug = Annotated[bool, typer.Option("--debug", help="核數本身出錯時印出詳情 Show what broke inside heshu")]
