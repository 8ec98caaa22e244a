"""The Python API: what stands at the top, what a record's parts can do, how records and sheets show in a notebook."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from inspect import isclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import sync_playwright
from pydantic import TypeAdapter, ValidationError

import heshu
from heshu.model import nouns, page
from heshu.model.noun import Noun
from heshu.sheet import Sheet

TEXT = """樓市回暖

（作者為港匯地產研究部主管陳大文）

二手註冊量由4,200宗升至5,040宗，按月升三成，<b>較</b>去年同期多。
"""
NOUNS = [
    kind
    for module in (nouns, page)
    for kind in vars(module).values()
    if isclass(kind) and issubclass(kind, Noun) and kind is not Noun
]


@cache
def record() -> heshu.Record:
    (only,) = heshu.analyse(TEXT, published="2026-06-25")
    return only


def parts() -> list[Noun]:
    it = record()
    lists = (
        it.authors,
        it.blocks,
        it.themes,
        it.keywords,
        it.entities,
        it.periods,
        it.figures,
        it.claims,
        it.findings,
    )
    return [it.source, *(part for each in lists for part in each)]


def test_what_is_public_can_be_had() -> None:
    assert set(heshu.__all__) <= set(dir(heshu))
    assert all(getattr(heshu, name) for name in heshu.__all__)
    with pytest.raises(AttributeError, match="no attribute 'analyze'"):
        _ = heshu.analyze


def test_the_package_says_that_it_is_typed() -> None:
    assert files("heshu").joinpath("py.typed").is_file()


@pytest.mark.parametrize("given", ["text", "path"])
def test_a_text_or_a_path_is_checked(given: str, tmp_path: Path) -> None:
    path = tmp_path / "column.txt"
    path.write_text(TEXT, encoding="utf-8")
    (sheet,) = heshu.check(TEXT if given == "text" else path, published=date(2026, 6, 25))
    assert isinstance(sheet, Sheet)
    assert isinstance(sheet.record, heshu.Record)
    assert [entry.finding.expected for entry in sheet.problems] == ["20%"]


def test_an_index_is_opened_and_searched(tmp_path: Path) -> None:
    with heshu.open(tmp_path / "index.sqlite", create=True) as index:
        index.add(record())
    with heshu.open(tmp_path / "index.sqlite") as index:
        (hit,) = heshu.search(index, "注册量")
        assert [hit.text[a:b] for a, b in hit.lit] == ["註冊量"]
        assert heshu.Record.model_validate(index.get(record().id)) == record()
        assert heshu.search(index, "註冊量", since="2026-06-25", until=date(2026, 6, 25)) == [hit]
        assert heshu.search(index, "註冊量", since="2026-06-26") == []


def test_searching_loads_nothing_slow(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with heshu.open(path, create=True) as index:
        index.add(record())
    code = (
        f"import heshu, sys\nwith heshu.open({str(path)!r}) as index:\n    assert heshu.search(index, '註冊量')\n"
        "assert not {'spacy', 'jieba', 'rjieba', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# A record's parts, each by pydantic's names.


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_every_noun_is_as_light_as_a_dataclass(kind: type[Noun]) -> None:
    assert "__slots__" in vars(kind)
    assert not hasattr(kind, "__pydantic_validator__")  # which would run at every construction
    assert kind.model_json_schema()["title"] == kind.__name__


def test_the_parts_dump_as_the_record_does() -> None:
    for mode in ("python", "json"):
        whole = record().model_dump(mode=mode)
        for name in (
            "authors",
            "blocks",
            "themes",
            "keywords",
            "entities",
            "periods",
            "figures",
            "claims",
            "findings",
        ):
            assert [part.model_dump(mode=mode) for part in getattr(record(), name)] == whole[name]
        assert record().source.model_dump(mode=mode) == whole["source"]
    percent = next(figure for figure in record().figures if figure.kind == "percent")
    assert (percent.model_dump()["value"], percent.model_dump(mode="json")["value"]) == (Decimal(30), "30")


def test_every_part_comes_back() -> None:
    kinds = set()
    for part in parts():
        kind = type(part)
        kinds.add(kind.__name__)
        assert kind.model_validate(part.model_dump()) == part
        line = part.model_dump_json()
        assert kind.model_validate_json(line) == part
        assert not [
            *Draft202012Validator(kind.model_json_schema(mode="serialization")).iter_errors(
                TypeAdapter(dict[str, Any]).validate_json(line)
            )
        ]
    assert kinds >= {"Source", "Author", "Block", "Entity", "Figure", "Period", "Claim", "Finding", "Theme"}


def test_half_a_pair_comes_back() -> None:
    (only,) = heshu.analyse("由4,200\udc00宗升至5,040宗，按月升\ud800三成。")
    assert "\udc00" in only.text
    for part in (*only.figures, *only.claims):
        again = type(part).model_validate_json(part.model_dump_json(indent=1).encode())
        assert again == part


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(ValidationError, match="kind"):
        nouns.Figure.model_validate(
            {"start": 0, "end": 2, "text": "三成", "kind": "heap", "value": "30", "unit": None}
        )
    with pytest.raises(ValidationError):
        nouns.Theme.model_validate_json("{")


# In a notebook.

SHOWN: dict[str, Callable[[], Any]] = {"record": record, "sheet": lambda: heshu.check(TEXT)[0]}
CHROMIUM = shutil.which("chromium")


@pytest.mark.parametrize("what", SHOWN)
def test_it_shows_itself_in_a_notebook(what: str) -> None:
    shown = SHOWN[what]()._repr_html_()
    assert "核數清單" in shown
    assert "20%" in shown
    assert "<b>" not in shown
    assert "<html" not in shown


def test_its_style_stays_with_it() -> None:
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no chromium; `make test` installs it where apt-get may")
    notebook = (
        "<body style='color: rgb(1, 2, 3); background: black'><h1>mine</h1><mark>mine</mark>"
        f"{record()._repr_html_()}</body>"
    )
    style = "(e, name) => getComputedStyle(e)[name]"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_content(notebook)
        mine, ours = tab.locator("mark").first, tab.locator(".heshu mark").first
        assert tab.locator("body").evaluate(style, "color") == "rgb(1, 2, 3)"
        assert mine.evaluate(style, "backgroundColor") != ours.evaluate(style, "backgroundColor")
        assert ours.evaluate(style, "backgroundColor") == "rgb(255, 201, 201)"
        assert ours.evaluate(style, "color") == "rgb(17, 17, 17)"
        assert tab.locator("h1").first.evaluate(style, "fontSize") != tab.locator(".heshu h1").evaluate(
            style, "fontSize"
        )
        browser.close()
