"""Author notes: （作者為…）, 筆者為證監會持牌人, 【作者簡介】…, （某大學教授）; and whom they say what of.

The decisions read the norm; `read_note` gives the printed slices.
"""

import re

from heshu.layout.bylines import is_role
from heshu.layout.lines import Strip
from heshu.layout.names import name_score, strip_honorific
from heshu.layout.words import words
from heshu.model.page import Author

_WHO = r"(?:本文|本栏)?(?:共同)?(?:作者|笔者|主持人?|撰文者?|执笔(?:者|人)?)"
_IS = r"(?:分别|现时?|均|都|同)?(?:担任|任职于?|现任|为|是|系|乃|任)"
_OPEN, _CLOSE = r"[（(【\[〔]", r"[)）】\]〕]"
_STANCE = r"(?:意见|观点|立场|无意|旨在|持有|权益|投资建议|授权|转载|申报)"
_STATED = re.compile(
    rf"{_OPEN}?\s{{0,9}}(?:以上|本文|文章|本栏|本网|本报|本版|上文|内容|本人|声明|免责|编者)(?!作者|笔者)[^。]{{0,40}}{_STANCE}"
)
_BRACKETED = re.compile(
    rf"{_OPEN}\s{{0,9}}{_WHO}(?:[^。！？]{{0,16}}?(?:{_IS}|[：:，、（(])|简介|[^。]{{0,12}}(?:{_STANCE}|电邮))"
)
_PLAIN = re.compile(rf"[*＊※#■●◆]?\s{{0,9}}{_WHO}{_IS}(?P<role>[^。！？]{{2,60}})。?")
_LABELLED = re.compile(
    rf"[【\[（(〔■●◆*]?\s{{0,9}}{_WHO}(?:(?:简介|资料|介绍)\s{{0,9}}[】\])）〕]?\s{{0,9}}[：:]?|\s{{0,9}}[】\])）〕：:])\s{{0,9}}[^\s，、]{{2,30}}[，、,（(].*"
)
_DECLARED = re.compile(r"[（(]?(?:利益申报|利益披露|权益披露|申报|免责声明|声明)\s{0,9}[：:]")
_HEADING = re.compile(
    r"[【\[（(〔■●◆]?\s{0,9}(?:(?:本文)?作者(?:简介|资料|介绍)|关于作者|笔者简介)\s{0,9}[】\])）〕：:]?"
)
_ROLE_ALONE = re.compile(r"[（(【]([^（()）【】。！？]{3,60})[)）】]")

_NAME_COLON = re.compile(r"(?P<name>[\u3400-\u9fff]{2,4})\s{0,9}[：:]\s{0,9}(?P<role>[^。！？]{3,})。?")

_LEAD = re.compile(
    rf"[*＊※#■●◆]?\s{{0,9}}{_OPEN}?\s{{0,9}}(?:{_WHO}(?:简介|资料|介绍)?)?\s{{0,9}}{_CLOSE}?\s{{0,9}}(?P<each>分别)?(?:{_IS}|[：:，])?\s{{0,9}}"
)
_CLAUSE = re.compile(r"\s{0,9}[；;。]\s{0,9}")
_NEXT_NAME = re.compile(r"\s{0,9}[，、,]\s{0,9}(?=[\u3400-\u9fff]{2,4}?(?:现为|现任|为|是|系))")
_NAME = r"[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){1,3}|[^，,、：:（(\s]{2,30}?"
_NAMED = re.compile(rf"(?P<name>{_NAME})\s{{0,9}}(?:{_IS}|[，,：:（(]|\s)[\s（(]{{0,9}}(?P<role>.{{2,}})")
_LAST_NAME = re.compile(r"\s{1,9}(?P<name>\S{2,4})$")
_NOT_ROLE = re.compile(
    rf"{_STANCE}|^(?:本文|以上|文章|文中|内容|观点|仅|纯属|并|不代表|没有|未有|其|电邮|欢迎|逢|每周|著有|本栏)"
)
_COMMA = re.compile(r"[，,]\s*")
_POST = re.compile(r"现职(?:于)?|现任职于?|现时?任职于?")
_HOUSE = re.compile(
    r".*(?:大[学學]|[学學]院|公司|集[团團]|[银銀]行|[证證]券|基金|研究[所社院]|中心|[协協][会會]|[学學][会會]|[总總商公联聯][会會]"
    r"|事[务務]所|智[库庫]|[社局署所])(?=.)(?![长長])"
)
_EACH = re.compile(r"\s{0,9}(?:以及|及|和|与|、)\s{0,9}")


def is_note(strip: Strip) -> bool:
    """Whether a strip is an author note, or a writer's declaration of interests."""
    norm = strip.norm
    if strip.width > 200:
        return False
    if _BRACKETED.match(norm) or (norm[0] in "（(【[〔" and _STATED.match(norm)):
        return norm[-1] in ")）】]〕。" or strip.width <= 90
    if _DECLARED.match(norm):
        return True
    if plain := _PLAIN.fullmatch(norm):
        return is_role(_COMMA.split(plain["role"])[0])
    if strip.width <= 120 and _LABELLED.fullmatch(norm):
        return any(role in norm for role in words("role"))
    if strip.width <= 60 and (named := _NAME_COLON.fullmatch(norm)) and name_score(named["name"]) >= 2:
        return is_role(_COMMA.split(named["role"])[0])
    alone = _ROLE_ALONE.fullmatch(norm)
    return alone is not None and is_role(alone[1]) and ("，" not in alone[1] or _names_first(alone[1]))


def is_note_heading(norm: str) -> bool:
    """Whether a line only announces a note: 【作者簡介】."""
    return len(norm) <= 14 and bool(_HEADING.fullmatch(norm))


def read_note(text: str, norm: str) -> tuple[Author, ...]:
    """Give what a note says of the authors: with names where it names them, else one or more affiliations.

    （作者為甲大學教授） gives one Author without a name; 分別為甲及乙 gives two. A declaration gives none.
    """
    lead = _LEAD.match(norm)
    if lead is None or _DECLARED.match(norm) or _STATED.match(norm):
        return ()
    end = len(norm.rstrip(")）】]〕。 "))
    if norm[lead.end() : end].count("（") > norm[lead.end() : end].count("）"):
        end += 1
    found: list[Author] = []
    for a, b in _clauses(norm, lead.end(), end):
        said = _read_clause(text[a:b], norm[a:b])
        if said is None or (found and said.name is None):
            break
        found.append(said)
    if lead["each"] and len(found) == 1 and (role := found[0].affiliation):
        return tuple(Author(None, each) for each in _respectively(role))
    return tuple(found)


def _clauses(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at semicolons, and at commas before the next author's name (甲為…，乙為…)."""
    clauses: list[tuple[int, int]] = []
    for a, b in _spans(_CLAUSE, norm, start, end):
        for c, d in _spans(_NEXT_NAME, norm, a, b):
            if clauses and c > a and not _names_first(norm[c:d]):
                clauses[-1] = clauses[-1][0], d
            else:
                clauses.append((c, d))
    return clauses


def _names_first(norm: str) -> bool:
    """Whether a clause begins with a person's name."""
    match = _NAMED.match(norm)
    return match is not None and name_score(match["name"][: strip_honorific(match["name"])]) >= 1


def _read_clause(text: str, norm: str) -> Author | None:
    """Read a named author with his affiliation, or an affiliation alone; None for anything else."""
    match = _NAMED.match(norm)
    if match is not None and _names_first(norm):
        start = match.start("role")
        role = _affiliation(text[start:], norm[start:])
        return Author(text[: strip_honorific(match["name"])], role or None)
    role = _affiliation(text, norm)
    apart = _LAST_NAME.search(norm[: len(role)])
    if apart and text.startswith(role) and name_score(apart["name"]) >= 1:
        return Author(role[apart.start("name") :], role[: apart.start()])
    return Author(None, role) if len(role) >= 2 else None


def _respectively(roles: str) -> list[str]:
    """Cut 甲大學副教授及研究員 in two; a bare role shares the house of the first: 甲大學研究員."""
    parts = [roles[a:b] for a, b in _spans(_EACH, roles, 0, len(roles))]
    house = _HOUSE.match(parts[0])
    return parts[:1] + [(house[0] + part if house and not _HOUSE.match(part) else part) for part in parts[1:]]


def _affiliation(text: str, norm: str) -> str:
    """Give the affiliation: the first clause that is no declaration, or the one that names the present post."""
    clauses = _spans(_COMMA, norm, 0, len(norm))
    for a, b in clauses:
        if post := _POST.match(norm, a, b):
            return text[post.end() : b]
    a, b = clauses[0] if clauses else (0, 0)
    role = "" if _NOT_ROLE.search(norm[a:b]) else text[a:b].strip()
    return role.rstrip("）)") if role.count("）") > role.count("（") else role


def _spans(cut: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the stretches between cuts, without empty ones."""
    spans = []
    for match in cut.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    return [(a, b) for a, b in (*spans, (start, end)) if b > a]
