"""Every command of `heshu`."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from heshu import __version__
from heshu.cli import check, evaluate, themes, train
from heshu.cli.completion import completion
from heshu.cli.help import App
from heshu.cli.index import IndexFile, chosen
from heshu.cli.options import Debug, Limit, Outlet, Paths, Published
from heshu.cli.output import print_json
from heshu.cli.run import Run, tell
from heshu.cli.themes import theme_ids
from heshu.model.day import day_of

app = App(
    "核數：核對中文報章專欄的數字。 Checks the numbers in Chinese newspaper columns.",
    name="heshu",
    epilog=(
        "離開碼：0 完成；1 有檔案讀不到、找不到，或有錯未改；2 無法執行。\n"
        "Exit codes: 0 done; 1 a file was not read, nothing was found or an error stands; 2 it could not be done."
    ),
)


app.command()(check.check)
app.command()(check.dismiss)
app.command()(check.rules)
app.command()(completion)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(train.app, name="train")
app.add_typer(themes.app, name="themes")


class Format(StrEnum):
    """How records are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def _version(wanted: bool) -> None:
    if wanted:
        print(f"heshu {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 Print the version")
    ] = False,
) -> None:
    """核數：核對中文報章專欄的數字。 Checks the numbers in Chinese newspaper columns."""


@app.command()
def analyse(
    paths: Paths,
    format: Annotated[Format, typer.Option(help="輸出格式 How to print")] = Format.table,
    published: Published = None,
    outlet: Outlet = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="列出每個數字的規則和組成 The rule and parts of each figure")
    ] = False,
    themes: Annotated[
        str, typer.Option(help="主題模型 The theme model, or the folder of your own")
    ] = "themes",
    limit: Limit = None,
    debug: Debug = False,
) -> None:
    """分析版面，列出文章、主題和數字。 Read pages and print their articles, themes and figures."""
    from heshu.cli import screen
    from heshu.service.analyse import analyse_paths

    run = Run(paths, debug=debug)
    listed: list[dict[str, Any]] = []
    console = screen.console()
    results = analyse_paths(run.files(), published=published, outlet=outlet, themes=themes, limit=limit)
    for spread, records, failures in run.results(results):
        if format is Format.table:
            screen.show_spread(console, spread, records)
            if explain:
                from heshu.language import explain_numbers

                for record in records:
                    screen.show_explained(console, record.text, explain_numbers(record.text))
        elif format is Format.jsonl:
            for record in records:
                print_json(record.model_dump_json(by_alias=True))
        else:
            listed += [record.model_dump(mode="json", by_alias=True) for record in records]
        for failure in failures:
            run.failed(failure)
    if format is Format.json:
        print_json(json.dumps(listed, ensure_ascii=False, indent=1))
    run.end()


@app.command()
def ingest(
    paths: Paths,
    index: IndexFile = None,
    published: Published = None,
    outlet: Outlet = None,
    limit: Limit = None,
    debug: Debug = False,
) -> None:
    """把版面收入索引。 Read pages into an index; the same page twice changes nothing."""
    from heshu.cli import screen
    from heshu.service.library import ingest as store

    run = Run(paths, debug=debug)
    stored = store(run.files(), chosen(index, begin=True), published=published, outlet=outlet, limit=limit)
    done = list(run.results(stored))
    screen.show_ingested(screen.console(), done)
    run.end()


@app.command()
def search(
    words: Annotated[
        list[str], typer.Argument(help="字詞，繁簡均可 Words, in either script", show_default=False)
    ],
    index: IndexFile = None,
    since: Annotated[
        str | None, typer.Option("--from", help="由此日起 From this date", metavar="DATE")
    ] = None,
    until: Annotated[str | None, typer.Option(help="至此日止 Until this date", metavar="DATE")] = None,
    theme: Annotated[
        str | None,
        typer.Option(help="主題 Only articles of this theme, as property", autocompletion=theme_ids),
    ] = None,
    author: Annotated[str | None, typer.Option(help="作者 Only this author's articles")] = None,
    limit: Annotated[int, typer.Option(help="最多幾項 At most so many", min=1, max=1000)] = 20,
    format: Annotated[Format, typer.Option(help="輸出格式 How to print")] = Format.table,
) -> None:
    """以繁體或簡體字詞搜尋索引。 Find sentences in an index, by words in either script."""
    from dataclasses import asdict

    from heshu.cli import screen
    from heshu.index import open_index
    from heshu.index import search as find

    with open_index(chosen(index)) as store:
        hits = find(
            store,
            " ".join(words),
            since=day_of(since),
            until=day_of(until),
            theme=theme,
            author=author,
            limit=limit,
        )
    if format is Format.table:
        screen.show_hits(screen.console(), hits)
    elif format is Format.jsonl:
        for hit in hits:
            print_json(json.dumps(asdict(hit), ensure_ascii=False))
    else:
        print_json(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1))
    if not hits:
        tell("找不到符合的句子 nothing found")
        raise typer.Exit(1)


@app.command()
def show(
    id: Annotated[
        str, typer.Argument(help="文章編號，或其開首 An article's id, or its beginning", show_default=False)
    ],
    index: IndexFile = None,
    format: Annotated[Format, typer.Option(help="輸出格式 How to print")] = Format.table,
) -> None:
    """顯示索引內一篇文章的紀錄。 Print one article's record from an index."""
    from heshu.index import open_index

    with open_index(chosen(index)) as store:
        record = store.get(id)
        if record is not None:
            places, older, newest = store.places(record.id), store.older(record.id), store.newest(record.id)
    if record is None:
        tell(f"索引內沒有 {id} no article {id} in the index")
        raise typer.Exit(1)
    if format is not Format.table:
        whole = record.model_dump(mode="json", by_alias=True)
        print_json(json.dumps(whole, ensure_ascii=False, indent=1 if format is Format.json else None))
        return
    from heshu.cli import screen

    console = screen.console()
    screen.show_record(console, record)
    screen.show_history(console, places, older, newest)


@app.command()
def serve(
    index: IndexFile = None,
    host: Annotated[
        str, typer.Option(help="只供本機 This machine only, unless another is given")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="埠 Port", min=1, max=65535)] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="另一個可用的網址名稱 Another name in addresses to answer to", show_default=False),
    ] = None,
) -> None:
    """在瀏覽器核對和搜尋。 Check and search in a browser, and over HTTP as JSON."""
    from heshu import desk
    from heshu.index import open_index

    path = chosen(index)
    if index is not None or path.exists():
        with open_index(path):  # a bad index is told now, not at the first search
            pass
    with desk.listen(host, port) as door:
        if desk.is_open_to_others(door):
            tell(
                "注意：能連到本機的人都可核對文稿和讀索引；所用的網址名稱，以 --allow-host 列明 warning: whoever "
                "reaches this machine may check texts and read the index; name it as they do with --allow-host"
            )
        tell(desk.address_of(door))
        desk.serve(path, door, [host, *(allow_host or ())])


@app.command()
def schema() -> None:
    """印出紀錄的 JSON Schema。 Print the JSON Schema of the record."""
    from heshu.model.record import json_schema

    print_json(json.dumps(json_schema(), ensure_ascii=False, indent=1))
