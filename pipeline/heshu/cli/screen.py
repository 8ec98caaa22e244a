"""What users see: readable tables on a terminal, plain tab-separated lines where output is piped."""

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
    from heshu.sheet import Entry, Sheet

_LIT = "bold black on yellow"
_COLOURS = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "unverifiable": "magenta",
    "by_truncation": "green",
    "by_rounding": "green",
    "consistent": "green",
}
_STATUS = {
    "consistent": "相符 consistent",
    "by_rounding": "捨入後相符 by rounding",
    "by_truncation": "截尾後相符 by truncation",
    "inconsistent": "不符 inconsistent",
    "unverifiable": "無從核對 unverifiable",
}


def console() -> Console:
    """Give the console for standard output; a terminal wraps the lines itself, which a pipe gets whole."""
    return Console(highlight=False, soft_wrap=True)


def _coloured(out: Console) -> bool:
    """Whether colour can tell things apart: not in a pipe, on a plain terminal or where NO_COLOR asks for none."""
    return out.is_terminal and out.color_system is not None and not out.no_color


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


def show_sheet(out: Console, sheet: "Sheet", *, explain: bool = False) -> None:
    """Print an article's sheet: problems worst first with the lines lit, then what agrees, then the coverage.

    Every finding begins with its path, line and column, as compilers print them. With `explain`, a sum also says what
    print made it look meant.
    """
    from heshu.sheet import PLAIN

    out.print(Text(sheet.record.title or "（無題 untitled）", style="bold"))
    for entry in sheet.problems:
        _finding(out, entry, " ".join(entry.label), f" {entry.key}")
        out.print(Text(f"    {entry.finding.message_en}", style="dim"))
        for quote in entry.quotes:
            line = Text("    ")
            for piece, lit in quote:
                _light(out, line, piece, lit=lit)
            out.print(line)
        if entry.finding.suggestion:
            _line(out, "建議 suggestion", entry.finding.suggestion)
        if explain and entry.finding.because:
            _line(out, "憑據 because", "、".join(f"「{print}」" for print in entry.finding.because))
    for entry in sheet.others:
        _finding(out, entry, " ".join(entry.label))
    if sheet.plain:
        _line(out, "相符 Agrees", " ".join(PLAIN).format(sheet.plain, sheet.plain))
    for entry in sheet.dismissed:
        _finding(out, entry, "已擱置 Dismissed")
    _line(out, "範圍 coverage", f"{sheet.coverage.line} {sheet.coverage.line_en}")
    out.print()


def _finding(out: Console, entry: "Entry", label: str, key: str = "") -> None:
    line = Text().append(f"{entry.place}: " if entry.place else "  ", style="dim")
    line.append(label, style=_COLOURS[entry.finding.kind])
    _print(out, line.append(f"\t{entry.finding.message} [{entry.finding.rule}]{key}"))


def _light(out: Console, line: Text, piece: str, *, lit: bool) -> None:
    """Add a piece of quoted text: what is lit in colour, where there is colour, else between 〔〕."""
    if lit:
        line.append(piece if _coloured(out) else f"〔{piece}〕", style=_LIT)
    else:
        line.append(piece)


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
            _light(out, line, hit.text[start:end], lit=True)
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
        _line(out, _STATUS[finding.status], f"{finding.message} [{finding.rule}]", _COLOURS[finding.kind])


def _line(out: Console, label: str, text: str | None, colour: str = "cyan") -> None:
    if text:
        _print(out, Text("  ").append(label, style=colour).append(f"\t{text}"))


def _print(out: Console, line: Text) -> None:
    """Print a line: with spaces for tabs on a terminal, as it is in a pipe."""
    if out.is_terminal:
        out.print(Text("  ").join(line.split("\t")))
    else:
        print(line.plain, file=out.file)


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
            print("\t".join(("數字 figure", *row)).rstrip(), file=out.file)
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
    out.print(table, soft_wrap=False)


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
