"""The sheet as Markdown: for mail, chat and issue trackers."""

import re
from collections.abc import Iterable

from heshu.model.written import writable
from heshu.sheet.view import PLAIN, Entry, Piece, Sheet

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def markdown(sheets: Iterable[Sheet]) -> str:
    """Write sheets as one Markdown text."""
    return writable("\n\n".join(_sheet(sheet) for sheet in sheets) + "\n")


def _sheet(sheet: Sheet) -> str:
    record = sheet.record
    byline = "　".join(author.name for author in record.authors if author.name)
    facts = "　".join(part for part in (record.source.outlet, record.column, byline, _day(sheet)) if part)
    lines = [f"# 核數清單　{_plain(record.title or record.id)}", ""]
    if facts:
        lines += [_plain(facts), ""]
    lines += [f"{sheet.coverage.line}  ", f"{sheet.coverage.line_en}", ""]
    if not sheet.problems:
        lines += ["沒有發現問題。 Nothing found.", ""]
    for number, entry in enumerate(sheet.problems, 1):
        lines += _problem(number, entry)
    if sheet.others:
        lines += ["## 已核對 Checked", ""]
        lines += [
            f"- {e.label[0]}　{_plain(e.finding.message)}　`{e.finding.rule}`{_place(e)}"
            for e in sheet.others
        ]
        lines.append("")
    if sheet.plain:
        lines += [" ".join(text.format(sheet.plain) for text in PLAIN), ""]
    if sheet.dismissed:
        lines += ["## 已擱置 Dismissed", ""]
        lines += [f"- {_plain(e.finding.message)}　`{e.finding.rule}`" for e in sheet.dismissed]
    return "\n".join(lines).rstrip()


def _problem(number: int, entry: Entry) -> list[str]:
    found = entry.finding
    lines = [
        f"## {number}. {entry.label[0]} {entry.label[1]}　`{found.rule}` `{entry.key}`{_place(entry)}",
        "",
    ]
    for quote in entry.quotes:
        lines += ["> " + "".join(_lit(piece) for piece in quote), ""]
    lines += [f"{_plain(found.message)}  ", _plain(found.message_en), ""]
    rows = (
        ("算式 Working", found.working),
        ("應為 Expected", found.expected if found.expected != found.suggestion else None),
        ("建議 Suggested", found.suggestion),
    )
    lines += [f"- {name}：{_plain(value)}" for name, value in rows if value]
    lines += [f"- 來源 Source：{_plain(source)}" for source in found.sources]
    return [*lines, ""]


def _place(entry: Entry) -> str:
    return f" `{entry.place}`" if entry.place else ""


def _lit(piece: Piece) -> str:
    text, lit = piece
    return f"**{_plain(text)}**" if lit and text.strip() else _plain(text)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _day(sheet: Sheet) -> str | None:
    return sheet.record.source.published.isoformat() if sheet.record.source.published else None
