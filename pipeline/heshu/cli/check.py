"""`heshu check`, `heshu dismiss` and `heshu rules`: the sheet, what an editor lets stand, what each rule says."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from heshu.cli.index import Against, Alone, held_against
from heshu.cli.options import Debug, Limit, Outlet, Paths, Published
from heshu.cli.output import print_html, print_json
from heshu.cli.run import Run

if TYPE_CHECKING:
    from heshu.sheet import Sheet


class SheetFormat(StrEnum):
    """How the sheet is printed."""

    table = "table"
    json = "json"
    html = "html"
    markdown = "markdown"


Reference = Annotated[
    Path | None, typer.Option(help="官方數字表的資料夾 A folder of reference tables", show_default=False)
]


def check(
    paths: Paths,
    reference: Reference = None,
    index: Against = None,
    no_index: Alone = False,
    published: Published = None,
    outlet: Outlet = None,
    dismissals: Annotated[
        Path | None,
        typer.Option(help="擱置紀錄 (CSV) What has been dismissed, by heshu dismiss", show_default=False),
    ] = None,
    format: Annotated[SheetFormat, typer.Option(help="輸出格式 How to print")] = SheetFormat.table,
    explain: Annotated[
        bool, typer.Option("--explain", help="說明憑甚麼認出算式 Say what made a sum look meant")
    ] = False,
    limit: Limit = None,
    debug: Debug = False,
) -> None:
    """核數清單：出版前核對數字；有錯則離開碼為 1。 Check numbers before print; exit 1 where an error stands."""
    from heshu.cli import screen
    from heshu.service.check import check_paths
    from heshu.sheet import html, markdown, stands

    run = Run(paths, debug=debug)
    results = check_paths(
        run.files(),
        reference=reference,
        index=held_against(index, alone=no_index),
        published=published,
        outlet=outlet,
        dismissals=dismissals,
        limit=limit,
    )
    sheets = list(run.results(results))
    if format is SheetFormat.html:
        print_html(html(sheets))
    elif format is SheetFormat.markdown:
        print(markdown(sheets))
    elif format is SheetFormat.json:
        print_json(json.dumps(list(map(as_json, sheets)), ensure_ascii=False, indent=1))
    else:
        console = screen.console()
        for sheet in sheets:
            screen.show_sheet(console, sheet, explain=explain)
    run.end(stands=stands(sheets))


def dismiss(
    paths: Paths,
    key: Annotated[str, typer.Option(help="清單上的編號 The key on the sheet", show_default=False)],
    reason: Annotated[str, typer.Option(help="理由 Why it stands as printed", show_default=False)],
    dismissals: Annotated[Path, typer.Option(help="擱置紀錄 The file of dismissals (CSV)")] = Path(
        "dismissals.csv"
    ),
    reference: Reference = None,
    index: Against = None,
    no_index: Alone = False,
    published: Published = None,
    outlet: Outlet = None,
    who: Annotated[str | None, typer.Option(help="編輯 Who dismisses it", show_default=False)] = None,
) -> None:
    """擱置一項提示；數字一改便重現。 Dismiss a finding; it returns when its number changes."""
    from heshu.service.check import dismiss_in
    from heshu.sources import expand

    done = dismiss_in(
        expand(paths).files,
        key,
        reason,
        dismissals=dismissals,
        reference=reference,
        index=held_against(index, alone=no_index),
        published=published,
        outlet=outlet,
        who=who,
    )
    print(f"已擱置 dismissed\t{done.rule}\t{done.quote}\t{done.reason}")


def rules() -> None:
    """列出每條規則，附正誤例句。 Print every rule with right and wrong sentences."""
    from heshu.checks.cards import cards

    for card in cards():
        print(f"{card.name}\t{card.zh}\t{card.en}")
        for mark, cases in (("✓", card.right), ("✗", card.wrong)):
            for text, meaning in cases:
                print(f"  {mark} {text}\t{meaning}")


def as_json(sheet: "Sheet") -> dict[str, Any]:
    """Give a record of the contract with the sheet's coverage and the findings that were dismissed."""
    record = sheet.record.model_dump(mode="json", by_alias=True)
    gone = {e.finding.id for e in sheet.dismissed}
    cover = sheet.coverage
    if sheet.places:
        for finding in record["findings"]:
            place = sheet.places.of(finding["start"])
            finding |= {"line": place.line, "column": place.column}
    return record | {
        "findings": [f for f in record["findings"] if f["id"] not in gone],
        "dismissed": [f for f in record["findings"] if f["id"] in gone],
        "coverage": {
            "figures": cover.figures,
            "checked": cover.checked,
            "flagged": cover.flagged,
            "unchecked": dict(cover.unchecked),
            "wanting": dict(cover.wanting),
            "line": cover.line,
            "line_en": cover.line_en,
        },
    }
