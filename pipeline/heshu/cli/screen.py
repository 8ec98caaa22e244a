"""What users see: readable tables on a terminal, plain tab-separated lines where output is piped."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from heshu.figures import Reading, Unread
    from heshu.index import Hit, Version
    from heshu.model.nouns import Figure
    from heshu.model.page import Author, Spread
    from heshu.model.record import Record
    from heshu.service.library import Ingested
    from heshu.sheet import Sheet

_LIT = "bold black on yellow"
_STATUS = {
    "consistent": "相符 consistent",
    "by_rounding": "捨入後相符 by rounding",
    "by_truncation": "截尾後相符 by truncation",
    "inconsistent": "不符 inconsistent",
    "unverifiable": "無從核對 unverifiable",
}


def console() -> Console:
    """Give the console for standard output; lines are never cut where it is piped."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def show_spread(out: Console, spread: "Spread", records: list["Record"]) -> None:
    """Print a page: each article in short, then the fragments that belong to none."""
    for record in records:
        _head(out, record)
        _line(out, "數字 figures", f"{len(record.figures)}：" + "  ".join(map(_in_short, record.figures)))
        _findings(out, record)
        out.print()
    text = spread.page.text
    for block in spread.fragments:
        _line(out, "殘段 fragment", " ".join(text[block.start : block.end].split()))


def show_record(out: Console, record: "Record") -> None:
    """Print one article in full: head, every figure with what it means, findings."""
    _head(out, record)
    _figures(out, record)
    _findings(out, record)


def show_history(out: Console, places: list[str], older: list["Version"], newest: "Version | None") -> None:
    """Print where an article stood, and the versions that came before it or took its place."""
    for place in places:
        _line(out, "檔案 file", place)
    if newest:
        _line(out, "已由新稿取代 superseded by", _version(newest))
    for version in older:
        _line(out, "取代舊稿 supersedes", _version(version))


def show_sheet(out: Console, sheet: "Sheet") -> None:
    """Print an article's sheet: problems worst first with the lines lit, then what agrees, then the coverage."""
    from heshu.sheet import PLAIN

    out.print(Text(sheet.record.title or "（無題 untitled）", style="bold"))
    for entry in sheet.problems:
        finding = entry.finding
        _line(out, " ".join(entry.label), f"{finding.message} [{finding.rule}] {entry.key}")
        for quote in entry.quotes:
            line = Text("    ")
            for piece, lit in quote:
                line.append(
                    f"〔{piece}〕" if lit and not out.is_terminal else piece, style=_LIT if lit else ""
                )
            out.print(line)
        if finding.suggestion:
            _line(out, "建議 suggestion", finding.suggestion)
    for entry in sheet.others:
        _line(out, " ".join(entry.label), f"{entry.finding.message} [{entry.finding.rule}]")
    if sheet.plain:
        _line(out, "相符 Agrees", PLAIN[0].format(sheet.plain))
    for entry in sheet.dismissed:
        _line(out, "已擱置 Dismissed", f"{entry.finding.message} [{entry.finding.rule}]")
    _line(out, "範圍 coverage", sheet.coverage.line)
    out.print()


def show_explained(out: Console, text: str, readings: "Iterable[Reading | Unread]") -> None:
    """Print, for each figure, the rule that read it and the parts that it was made of."""
    from heshu.figures import Unread

    for item in readings:
        if isinstance(item, Unread):
            _line(out, "讀不到 unread", f"{item.text}\t{item.rule}\t{item.reason}")
            continue
        parts = "  ".join(f"{part.role}={text[part.start : part.end]}" for part in item.parts)
        _line(out, "讀法 reading", f"{item.figure.text}\t{item.figure.rule}\t{parts}")


def show_ingested(out: Console, done: list["Ingested"]) -> None:
    """Print what an ingest stored."""
    total: Counter[str] = sum((i.articles for i in done), Counter())
    out.print(
        f"{len(done)} 個檔案 files：{total['added']} 篇新增 added，"
        f"{total['updated']} 篇更新 updated，{total['unchanged']} 篇不變 unchanged"
        + (f"，{total['corrected']} 篇取代舊稿 corrected" if total["corrected"] else "")
    )


def show_hits(out: Console, hits: list["Hit"]) -> None:
    """Print found sentences with the searched words lit: coloured on a terminal, in 〔〕 where piped."""
    for hit in hits:
        themes = "、".join(hit.themes)
        head = "  ".join(filter(None, (hit.published, hit.title, hit.authors.replace("\n", "、"), themes)))
        out.print(f"[bold]{escape(head)}[/bold]  [dim]{hit.article}[/dim]")
        line = Text("  ")
        at = 0
        for start, end in hit.lit:
            line.append(hit.text[at:start])
            line.append(hit.text[start:end] if out.is_terminal else f"〔{hit.text[start:end]}〕", style=_LIT)
            at = end
        line.append(hit.text[at:])
        out.print(line)


def _head(out: Console, record: "Record") -> None:
    source = record.source
    out.print(Text(record.title or "（無題 untitled）", style="bold"))
    _line(out, "編號 id", record.id)
    _line(out, "專欄 column", record.column)
    _line(out, "作者 author", "；".join(map(_author, record.authors)))
    _line(out, "版面 section", source.section)
    if source.published:
        _line(out, "出版 published", f"{source.published}（{source.published_from}）")
    _line(
        out,
        "主題 theme",
        "；".join(f"{t.theme} {t.score:.2f}（{'、'.join(t.terms)}）" for t in record.themes),
    )
    _line(out, "關鍵詞 keyword", "、".join(k.term for k in record.keywords))
    _line(out, "名稱 entity", "、".join(dict.fromkeys(e.name for e in record.entities)))


def _findings(out: Console, record: "Record") -> None:
    for finding in record.findings:
        _line(out, _STATUS[finding.status], f"{finding.message} [{finding.rule}]")


def _line(out: Console, label: str, text: str | None) -> None:
    if text:
        out.print(f"  [cyan]{label}[/cyan]{'  ' if out.is_terminal else chr(9)}{escape(text)}")


def _version(version: "Version") -> str:
    return "  ".join(filter(None, (version.id, version.published, version.title)))


def _author(author: "Author") -> str:
    return "，".join(filter(None, (author.name, author.affiliation)))


def _figures(out: Console, record: "Record") -> None:
    periods = {p.id: p for p in record.periods}
    rows = []
    for figure in record.figures:
        period = periods.get(figure.period or "")
        rows.append(
            (
                figure.text,
                _amount(figure),
                figure.unit or "",
                {"exact": ""}.get(figure.hedge, figure.hedge),
                figure.direction or "",
                figure.measure.text if figure.measure else "",
                (period.edtf or period.text) if period else "",
            )
        )
    if not rows:
        return
    if not out.is_terminal:
        for row in rows:
            out.print(escape("\t".join(("數字 figure", *row)).rstrip()))
        return
    heads = (
        "數字 figure",
        "數值 value",
        "單位 unit",
        "約數 hedge",
        "升跌 direction",
        "指標 measure",
        "時期 period",
    )
    table = Table(*heads, box=None, header_style="dim", pad_edge=False)
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)


def _in_short(figure: "Figure") -> str:
    """約4000宗 → 約4000宗↑: the print, with the direction that it states."""
    arrow = {"up": "↑", "down": "↓", None: ""}[figure.direction]
    return f"{figure.text}{arrow}"


def _amount(figure: "Figure") -> str:
    if figure.value is not None:
        return f"{figure.value:f}"
    low = "" if figure.lower is None else f"{figure.lower:f}"
    high = "" if figure.upper is None else f"{figure.upper:f}"
    return f"{low}–{high}"
