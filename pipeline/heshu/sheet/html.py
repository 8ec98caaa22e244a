"""The sheet as one HTML page that prints on A4: no script, no file beside it, black on white in print."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from importlib.resources import files

from heshu.model.written import writable
from heshu.sheet.view import PLAIN, Entry, Piece, Sheet


def html(sheets: Iterable[Sheet], *, stylesheet: str | None = None, failures: Iterable[str] = ()) -> str:
    """Write sheets as one page, an article to a printed page; before them, what could not be done.

    The style is in the page, unless the address of a `stylesheet` (sheet.css) is given.
    """
    body = _body(sheets, failures)
    style = f"<style>\n{_style()}</style>"
    if stylesheet:
        style = f'<link rel="stylesheet" href="{escape(stylesheet)}">'
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hant-HK">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>核數清單</title>\n{style}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def fragment(sheets: Iterable[Sheet]) -> str:
    """Write sheets as a part of another page, such as a notebook's; their style stays among them."""
    return (
        f'<div class="heshu" lang="zh-Hant-HK">\n<style>.heshu {{ color: #111; background: #fff; padding: .5rem 1rem; '
        f"{_style()} }}</style>\n{_body(sheets)}\n</div>\n"
    )


def _body(sheets: Iterable[Sheet], failures: Iterable[str] = ()) -> str:
    told = [f'<p class="problem error">{escape(line)}</p>' for line in failures]
    return writable("\n".join([*told, *map(_sheet, sheets)]))


@lru_cache(maxsize=1)
def _style() -> str:
    return files("heshu.sheet").joinpath("sheet.css").read_text(encoding="utf-8")


def _sheet(sheet: Sheet) -> str:
    record = sheet.record
    authors = "　".join(author.name for author in record.authors if author.name)
    day = record.source.published.isoformat() if record.source.published else None
    facts = "　".join(escape(part) for part in (record.source.outlet, record.column, authors, day) if part)
    parts = [
        '<section class="article">',
        f"<header><h1>核數清單　{escape(record.title or record.id)}</h1>",
        f'<p class="facts">{facts}</p></header>',
        f'<p class="coverage">{escape(sheet.coverage.line)}<br>'
        f'<span class="en" lang="en">{escape(sheet.coverage.line_en)}</span></p>',
    ]
    if not sheet.problems:
        parts.append('<p>沒有發現問題。 <span class="en" lang="en">Nothing found.</span></p>')
    parts += [_problem(number, entry) for number, entry in enumerate(sheet.problems, 1)]
    parts += _rows("已核對", "Checked", sheet.others)
    if sheet.plain:
        zh, en = (text.format(sheet.plain) for text in PLAIN)
        parts.append(f'<p class="facts">{zh} <span lang="en">{en}</span></p>')
    parts += _rows("已擱置", "Dismissed", sheet.dismissed)
    return "\n".join([*parts, "</section>"])


def _problem(number: int, entry: Entry) -> str:
    found = entry.finding
    quotes = "".join(f"<blockquote>{''.join(map(_lit, quote))}</blockquote>" for quote in entry.quotes)
    rows = [
        ("算式", found.working),
        ("應為", found.expected if found.expected != found.suggestion else None),
        ("建議", found.suggestion),
        *(("來源", s) for s in found.sources),
    ]
    facts = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return (
        f'<article class="problem {found.severity}">\n<h2>{number}. {entry.label[0]} '
        f'<span class="en" lang="en">{entry.label[1]}</span> '
        f'<span class="rule">{_place(entry)}{escape(found.rule)} · {entry.key}</span></h2>\n'
        f'{quotes}\n<p>{escape(found.message)}<br><span class="en" lang="en">{escape(found.message_en)}</span></p>\n'
        f"<dl>{facts}</dl>\n</article>"
    )


def _rows(name: str, name_en: str, entries: tuple[Entry, ...]) -> list[str]:
    if not entries:
        return []
    rows = "".join(
        f"<tr><td>{e.label[0]}</td><td>{escape(e.finding.message)}</td>"
        f'<td class="rule">{_place(e)}{escape(e.finding.rule)}</td></tr>'
        for e in entries
    )
    return [f'<h2>{name} <span class="en" lang="en">{name_en}</span></h2>', f"<table>{rows}</table>"]


def _place(entry: Entry) -> str:
    where = entry.place
    return f'第{where.line}行第{where.column}字 <span lang="en">line {where.line}</span> · ' if where else ""


def _lit(piece: Piece) -> str:
    text, lit = piece
    return f"<mark>{escape(text)}</mark>" if lit else escape(text)
