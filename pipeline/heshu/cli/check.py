"""`heshu check` and `heshu rules`: the sheet that an editor keeps beside the column, and what each rule says."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from heshu.cli.options import Outlet, Paths, Published, day_of


class SheetFormat(StrEnum):
    """How the sheet is printed."""

    table = "table"
    json = "json"
    html = "html"
    markdown = "markdown"


def check(
    paths: Paths,
    reference: Annotated[
        Path | None, typer.Option(help="官方數字表的資料夾 A folder of reference tables", show_default=False)
    ] = None,
    index: Annotated[
        Path | None, typer.Option(help="與索引內舊文對照 Compare with earlier articles", show_default=False)
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    format: Annotated[SheetFormat, typer.Option(help="輸出格式 How to print")] = SheetFormat.table,
) -> None:
    """核數清單：出版前核對數字；有錯則離開碼為 1。 Check numbers before print; exit 1 where an error stands."""
    from heshu.cli import screen
    from heshu.service.analyse import Failure
    from heshu.service.check import check_paths
    from heshu.sheet import Sheet, html, markdown, stands
    from heshu.sources import expand

    sheets: list[Sheet] = []
    failed = False
    for result in check_paths(
        expand(paths), reference=reference, index=index, published=day_of(published), outlet=outlet
    ):
        if isinstance(result, Failure):
            failed = True
            print(f"heshu: {result.reason}", file=sys.stderr)
        else:
            sheets.append(result)
    if format is SheetFormat.html:
        print(html(sheets))
    elif format is SheetFormat.markdown:
        print(markdown(sheets))
    elif format is SheetFormat.json:
        records = [sheet.record.model_dump(mode="json", by_alias=True) for sheet in sheets]
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        console = screen.console()
        for sheet in sheets:
            screen.show_sheet(console, sheet)
    if failed or stands(sheets):
        raise typer.Exit(1)


def rules() -> None:
    """列出每條規則，附正誤例句。 Print every rule with right and wrong sentences."""
    from heshu.checks.cards import cards

    for card in cards():
        print(f"{card.name}\t{card.zh}\t{card.en}")
        for mark, cases in (("✓", card.right), ("✗", card.wrong)):
            for text, meaning in cases:
                print(f"  {mark} {text}\t{meaning}")
