"""By-lines: who wrote it, in which running column, and what he is.

樓語縱橫 楊永健 · 文：何某 · 本報記者 李小明 · 陳大文　某大學教授 · 李小明／文 · By Peter Chan.
The printed slices are reported; the decisions read the norm, which is of the same length.
"""

import re
from dataclasses import dataclass

from heshu.layout.names import is_word, name_score, strip_honorific
from heshu.layout.words import words
from heshu.model.page import Author

_ROLE = (
    r"(?:(?:主持人?|采访|撰文|整理|编译|翻译|译者?|执笔|作者|笔者|主笔|口述|文字|报道|摄影|特约撰稿人?|特约评论员|专栏作家|文|图)"
    r"(?:\s{0,9}[、/／及&和]\s{0,9}(?:采访|撰文|整理|摄影|图片?|文))?)"
)
_ROLE_WORD = re.compile(_ROLE)
_MARKED = re.compile(rf"[■◆●▲◎\[【（(\s]{{0,2}}{_ROLE}\s{{0,9}}[：:／/｜|．·▪]\s{{0,9}}(?P<rest>.+?)[\]】]?")
_SPACED = re.compile(r"(?:撰文|作者|执笔|主笔|采访|特约撰稿人?)\s{1,9}(?P<rest>.+)")
_REPORTER = re.compile(
    r"[■◆●【\[（(\s]{0,2}(?:[^\s，。：:]{0,8}?(?:报|讯|社|网|电)?(?:特约|财经|驻\S{2,3}|见习|高级|首席|综合)?(?:记者|评论员|特派员|通讯员))"
    r"\s{0,9}[：:]?\s{0,9}(?P<rest>[^，。]+?)[】\]）)]?"
)
_PLACED = re.compile(
    r"\s{1,9}\S{0,6}(?:报道|报导|撰文|专访|电|摄)$|(?<=[\u3400-\u9fff]{2})[／/]\s{0,9}(?:文|撰文|图文|\S{0,4}报[道导])$|\s{1,9}文$"
)
_DATELINE = re.compile(
    r"[【\[]?[^】\]。，]{2,10}[讯电][】\]]?\s{0,9}[（(](?:特约|驻\S{2,3})?记者\s{0,9}(?P<rest>[^）)。]{2,20})[)）]"
)
_ENGLISH_BY = re.compile(r"(?:[Bb]y|BY|Text\s{0,9}[:：])\s{0,9}[:：]?\s{0,9}(?P<rest>[A-Z].+)")
_COLUMN_MARK = re.compile(r"[【\[〔]?(?:栏名|专栏|栏目)\s{0,9}[：:｜|]\s{0,9}(?P<rest>.{2,14}?)[】\]〕]?")
_SEPARATOR = re.compile(
    r"\s{0,9}[、，,/／|｜・·‧&＆◎●]\s{0,9}|\s{0,9}[：:－–—]\s{0,9}|\s{1,9}-\s{1,9}|(?<=[\u3400-\u9fff）)】」》])\s{1,9}(?=\S)|(?<=[a-z.)])\s{2,9}|\s{1,9}(?=[\u3400-\u9fff])"
)
_AND = re.compile(
    r"(?<=[\u3400-\u9fffa-z]{2})\s{0,9}(?:及|与|和)\s{0,9}(?=[\u3400-\u9fff]{2,4}$|[A-Z])|\s{1,9}and\s{1,9}"
)
_APART = re.compile(r"\S\s+[^\s/|｜：:\-–—]+$")
_LISTED = re.compile(r"[、，,/&及与和]")
_BRACKETED = re.compile(r"(?P<name>[^（()）\[【]{2,30}?)\s{0,9}[（(](?P<role>[^（()）]{2,40})[)）]")
_DRESS = re.compile(r"[【\[〔《「『〈（(◎●◆■—–\-\s]{0,60}(?P<core>.+?)[】\]〕》」』〉）)◎●◆■—–\-\s]{0,60}")
_COLUMN = re.compile(r"[\u3400-\u9fffA-Za-z0-9&+@\-]{2,12}")

_NICKNAME_START = "阿老小肥大细亚傻"


@dataclass(frozen=True, slots=True)
class Byline:
    """What a by-line says, and how sure its look is: above 2 by its own marks, about 1 by names alone."""

    authors: tuple[Author, ...]
    column: str | None
    score: float


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    norm: str
    kind: str
    score: float


def read_byline(text: str, norm: str) -> Byline | None:
    """Read a strip as a by-line; None where it cannot be one. `norm` is the folded `text`."""
    if len(norm) > 60 or "。" in norm or is_marked_column(norm):
        return None
    if rest := _marked_rest(norm):
        return _read_parts(text, norm, rest, marked=True)
    dress = _DRESS.fullmatch(norm)
    core = dress.span("core") if dress and "（" not in dress["core"] else (0, len(norm))
    return _read_parts(text, norm, core, marked=False)


def read_column(text: str, norm: str) -> str | None:
    """Read a strip as a column's name standing alone: 淵淵遠略, 【淵淵遠略】, 欄名：淵淵遠略."""
    if match := _COLUMN_MARK.fullmatch(norm):
        return text[match.start("rest") : match.end("rest")]
    match = _DRESS.fullmatch(norm)
    if match is None or not _COLUMN.fullmatch(match["core"]):
        return None
    return text[match.start("core") : match.end("core")]


def read_dateline(text: str, norm: str) -> tuple[Author, ...]:
    """Give the reporters named where a paragraph begins: 【維港日報訊】（記者　潘家樂）."""
    match = _DATELINE.match(norm)
    if match is None:
        return ()
    byline = _read_parts(text, norm, match.span("rest"), marked=True)
    return byline.authors if byline else ()


def is_marked_column(norm: str) -> bool:
    """Whether a line names itself a column: 欄名：淵淵遠略."""
    return bool(_COLUMN_MARK.fullmatch(norm))


def is_role(norm: str) -> bool:
    """Whether a text ends as an affiliation does: 某某證券研究部主管."""
    return len(norm) >= 3 and norm.rstrip(")）").endswith(words("role"))


def _marked_rest(norm: str) -> tuple[int, int] | None:
    for pattern in (_MARKED, _SPACED, _REPORTER, _ENGLISH_BY):
        if match := pattern.fullmatch(norm):
            return match.span("rest")
    if match := _PLACED.search(norm):
        return 0, match.start()
    return None


def _read_parts(text: str, norm: str, span: tuple[int, int], *, marked: bool) -> Byline | None:
    if placed := _PLACED.search(norm, *span):
        span = span[0], placed.start()
    parts = [_part(text[a:b], norm[a:b], marked) for a, b in _cut(norm, *span)]
    if not parts or any(part.kind == "none" for part in parts):
        return None
    marked = marked or any(part.kind == "mark" for part in parts)
    parts = _with_pen_name(_writers(parts), norm)
    columns = [part.text for part in parts if part.kind == "column"]
    named = [part for part in parts if part.kind == "name"]
    if not named or len(columns) > 1:
        return None
    roles = [part.text for part in parts if part.kind == "role"]
    authors = _authors([part for part in parts if part.kind in ("name", "role")])
    doubt = min(part.score for part in named)
    score = (3.0 if marked else 0.4 if len(parts) > 1 else 0.0) + min(doubt, 2.0) + 0.4 * bool(roles)
    return Byline(authors, columns[0] if columns else _bracketed_column(named), score)


def _cut(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at separators; an English name keeps its spaces, 「及」 cuts only before a name that ends the line."""
    spans = []
    for match in (*_SEPARATOR.finditer(norm, start, end), None):
        stop = match.start() if match else end
        inner = _AND.search(norm[start:stop])
        if inner and name_score(norm[start : start + inner.start()]) >= 1:
            spans += [(start, start + inner.start()), (start + inner.end(), stop)]
        else:
            spans.append((start, stop))
        start = match.end() if match else end
    return [(a, b) for a, b in spans if norm[a:b].strip()]


def _part(text: str, norm: str, marked: bool) -> _Part:
    """Say what one part of a by-line is: a name, a role, a column, or none of them."""
    if match := _BRACKETED.fullmatch(norm):
        keep = strip_honorific(match["name"])
        score = name_score(match["name"][:keep])
        if score >= 1 or marked:
            return _Part(text, norm, "name", max(score, 1.0))
    if _ROLE_WORD.fullmatch(norm):
        return _Part(text, norm, "mark", 0)
    if norm in words("honorific"):
        return _Part(text, norm, "role", 0)
    keep = strip_honorific(norm)
    score = name_score(norm[:keep]) + (0.8 if keep < len(norm) else 0)
    if score >= 0.3:
        return _Part(text[:keep], norm[:keep], "name", score)
    if is_role(norm.strip("（()）")):
        return _Part(text.strip("（()）"), norm.strip("（()）"), "role", 0)
    if marked and (re.fullmatch(r"[\u3400-\u9fff]{2,5}|[A-Za-z][A-Za-z.' \-]{2,30}", norm)):
        return _Part(text, norm, "name", 0.5)
    if (column := read_column(text, norm)) and not marked and len(column) <= 10:
        return _Part(column, norm, "column", 0)
    return _Part(text, norm, "none", -2)


def _writers(parts: list[_Part]) -> list[_Part]:
    """Leave out the marks between names (文：何某　圖：李某), and with them who took the pictures."""
    kept, pictures = [], False
    for part in parts:
        if part.kind == "mark":
            pictures = part.norm in ("图", "摄影")
        elif not pictures:
            kept.append(part)
    return kept


def _with_pen_name(parts: list[_Part], norm: str) -> list[_Part]:
    """Tell column from author where both look alike: 街市股經　肥榮 (a pen name), 金魚檔　杜金城."""
    if len(parts) != 2:
        return parts
    column, pen = parts
    if _two_scripts(column, pen) and not _LISTED.search(norm):
        return [_Part(column.text, column.norm, "column", 0), pen] if column.norm.isascii() else [column]
    if [column.kind, pen.kind] == ["name", "name"] and column.score < 1 < pen.score - 0.5:
        return [_Part(column.text, column.norm, "column", 0), pen]
    if [column.kind, pen.kind] != ["column", "column"] or len(pen.norm) > 4 or not 3 <= len(column.norm) <= 6:
        return parts
    if not _APART.search(norm):
        return parts
    if is_word(pen.norm) or any(character in words("not_in_names") for character in pen.norm):
        return parts
    sure = column.norm.endswith(words("column_end")) or pen.norm[0] in _NICKNAME_START
    return [column, _Part(pen.text, pen.norm, "name", 0.8 if sure else 0.3)]


def _two_scripts(first: _Part, second: _Part) -> bool:
    return first.kind == second.kind == "name" and first.norm.isascii() != second.norm.isascii()


def _bracketed_column(named: list[_Part]) -> str | None:
    """Give the column that stands in brackets after a name, where what stands there is no role."""
    for part in named:
        if (match := _BRACKETED.fullmatch(part.text)) and not is_role(part.norm[: match.end("role")]):
            return match["role"]
    return None


def _authors(parts: list[_Part]) -> tuple[Author, ...]:
    """Give each name the role beside it: after it, or before it where the line begins with a role."""
    roles_first = parts[0].kind == "role"
    authors: list[Author] = []
    waiting: str | None = None
    for part in parts:
        if part.kind == "role":
            if part.norm in words("honorific"):
                continue
            if roles_first:
                waiting = part.text
            elif authors:
                last = authors[-1].affiliation
                authors[-1] = Author(authors[-1].name, f"{last}、{part.text}" if last else part.text)
        elif match := _BRACKETED.fullmatch(part.text):
            name = match["name"][: strip_honorific(part.norm[: match.end("name")])]
            authors.append(Author(name, match["role"] if is_role(part.norm[: match.end("role")]) else None))
        else:
            authors.append(Author(part.text, waiting))
    return tuple(authors)
