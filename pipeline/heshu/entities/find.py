"""Entities of an article: what the dictionary, the shapes and the recogniser find, made one and named.

Where two overlap, what an author note or a bracket declares comes first; then the longer name, unless the
recogniser only adds to a name that the dictionary knows; then the dictionary.
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

import rjieba

from heshu.entities import aliases, bodies, dictionary, goods, patterns, recogniser
from heshu.entities.dictionary import Entry, Known
from heshu.entities.link import named, nicknames
from heshu.layout.names import han_score
from heshu.model.nouns import Entity, EntityLabel
from heshu.model.page import Block
from heshu.text.fold import fold
from heshu.text.overlap import Cover, Placed, Span

_DIGITS = re.compile(r"[0-9]")
_CUE_REACH = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible entity; `trust` is lower for what is surer, `entry` what the dictionary knows of it.

    `owner` is where the mention starts whose declared alias this is (-1: none).
    """

    start: int
    end: int
    label: EntityLabel
    trust: int
    entry: Entry | None = None
    rule: str = ""
    owner: int = -1


def find(
    text: str,
    norm: str,
    *,
    blocks: Sequence[Block] = (),
    taken: Iterable[tuple[int, int]] = (),
    sentences: Sequence[tuple[int, int]] = (),
) -> list[Entity]:
    """Give the entities of an article in text order, without overlaps, every mention of one thing under one name.

    `taken` are the spans of figures and periods: no entity swallows one, but a dictionary name may hold digits
    (標普500指數). `sentences` are the spans that the recogniser reads one at a time.
    """
    tagged = recogniser.recognise(norm, sentences or [(0, len(norm))])
    shapes = _shaped(norm, blocks)
    sure = _known(norm, tagged)
    candidates = [
        *(Candidate(s.start, s.end, s.label, _TRUST[s.rule], _entry(norm, s.start, s.end), s.rule) for s in shapes),
        *sure,
        *(_from_tag(norm, start, end, kind) for start, end, kind in tagged if _plausible(norm, start, end, kind)),
    ]  # fmt: skip
    candidates += _by_bracket(norm, candidates)
    numbers = Placed(Span(*span) for span in taken)
    chosen = _settle([c for c in candidates if not _swallows(norm, c, numbers)], norm)
    ends = {c.end for c in chosen}
    chosen = [c for c in chosen if not _abbreviates_no_name(norm, c, ends)]
    chosen = _alike(norm, chosen)
    return named(text, norm, _with_nicknames(norm, _everywhere(norm, _with_aliases(norm, chosen))))


def _shaped(norm: str, blocks: Sequence[Block]) -> list[patterns.Shaped]:
    return [
        *patterns.shaped(norm, blocks),
        *bodies.bodies(norm),
        *bodies.state_bodies(norm),
        *bodies.press(norm),
        *bodies.called(norm),
        *goods.schemes(norm),
        *goods.funds(norm),
        *goods.quoted(norm),
        *goods.models(norm),
    ]


_TRUST = {
    "organisation.note": 0,
    "person.note": 0,
    "person.byline": 0,
    "law.marks": 0,
    "organisation.quoted": 2,
    "organisation.coined": 2,
    "organisation.limited": 2,
    "facility.estate": 2,
    "facility.premises": 2,
    "organisation.body": 2,
    "organisation.state": 2,
    "organisation.press": 0,
    "product.scheme": 2,
    "product.fund": 2,
    "product.quoted": 2,
    "product.model": 2,
    "person.called": 2,
    "person.title": 2,
    "person.address": 0,
}


def _entry(norm: str, start: int, end: int) -> Entry | None:
    return dictionary.entry_of(norm[start:end])


def _known(norm: str, tagged: Sequence[tuple[int, int, str]]) -> list[Candidate]:
    """Give the dictionary's names that hold here: whole words, and beside evidence where they are ambiguous."""
    found = dictionary.matches(norm)
    marked = {(start, end) for start, end, _ in tagged}
    edges = _word_edges(norm)
    sure = {id(m.entry) for m in found if not m.unsure}
    firms = [m for m in found if m.entry.label == "ORG" and not m.unsure]
    beside = {m.end + 1 for m in firms}, {m.start - 1 for m in firms}
    coded = {(end, id(entry)) for end, entry in aliases.coded(norm)}
    candidates = []
    for m in found:
        if _in_title(norm, m.end) or norm.startswith("买卖基金", m.end):
            continue
        if m.entry.label == "LOC" and norm.startswith(_NO_PLACE, m.end):
            continue
        agreed = (m.start, m.end) in marked
        ends = m.end in edges or norm.startswith(norm[m.end - 1] + "长", m.end)
        fits = m.start in edges and ends
        if m.unsure:
            held = (m.end, id(m.entry)) in coded or id(m.entry) in sure
            if not (held or (fits and _spoken_of(norm, m, beside, agreed=agreed))):
                continue
        elif not (agreed or fits or m.end - m.start >= 4):
            continue
        end = m.end
        if m.entry.table in ("places_china", "places_world") and _UNIT.match(norm, m.end):
            end += 1
        if m.entry.table == "places_hk" and norm.startswith(_NEW_TOWN, m.end):
            end += len(_NEW_TOWN)
        candidates.append(Candidate(m.start, end, m.entry.label, 1, m.entry, "dictionary"))
        if m.entry.label == "LOC" and _STATION.match(norm, m.end):
            candidates.append(Candidate(m.start, m.end + 1, "FAC", 1, None, "facility.station"))
        if m.entry.label == "LOC" and (works := _WORKS.match(norm, m.end)):
            candidates.append(Candidate(m.start, works.end(), "FAC", 1, None, "facility.works"))
    return candidates


def _spoken_of(norm: str, m: Known, beside: tuple[Set[int], Set[int]], *, agreed: bool) -> bool:
    """Whether what stands around an ambiguous name is what is said of such a thing.

    A company is spoken of beside market words or in a row with other organisations (`beside`: the places one
    character after one, and one before); a name from the long tables
    of listed companies needs the recogniser's word as well.
    """
    if m.entry.label == "INDEX":
        return _LEVEL.search(norm, m.end, m.end + _CUE_REACH) is not None
    if m.entry.label != "ORG":
        return agreed
    if norm[m.start : m.end] in patterns.shapes()["no_name"]:
        return False
    if m.entry.table.startswith("companies") and not agreed:
        return False
    near = norm[max(0, m.start - _CUE_REACH) : m.end + _CUE_REACH]
    if any(word in near for word in patterns.shapes()["market"]):
        return True
    after, before = beside
    return (m.start in after and norm[m.start - 1] in _AND) or (m.end in before and norm[m.end] in _AND)


_LEVEL = re.compile("[升跌挫涨][^，。]{0,6}[0-9点]|[收报][^，。]{0,6}[0-9]")
_AND = "、及与和同或跟"


def _word_edges(norm: str) -> set[int]:
    """Give the places where a name may begin or end: not inside a word that jieba's dictionary has."""
    edges = {0}
    at = 0
    for word in rjieba.cut(norm):
        if len(word) > 1 and not rjieba.has_word(word):
            edges.update(range(at, at + len(word)))
        at += len(word)
        edges.add(at)
    return edges


_KIN = ("母公司", "子公司", "附属公司", "旗下")
_STATION = re.compile(r"站(?![在着住立出稳起台点长内]|上市)")
_NEW_TOWN = "新市镇"
_UNIT = re.compile("[省县镇]|市(?![场民值况长道政委盈面占价])")
_WORKS = re.compile(
    "隧道|体育城|体育园|海滨长廊|海滨公园|海滨花园|文化中心|体育馆|运动场|游泳池|图书馆|街市|大会堂|郊野公园|湿地公园|污水处理厂|焚化炉|焚化厂|堆填区|发电厂|核电站|车厂|水塘|货柜码头|渡轮码头|邮轮码头|国际机场|机场|高铁站"
)
_QUOTES = re.compile(r"[「」『』“”《》（）()，。；：、\n]")


def _in_title(norm: str, end: int) -> bool:
    """Whether what ends here is the first half of 財政司司長."""
    return norm[end - 1 : end + 2] == "司司长"


def _plausible(norm: str, start: int, end: int, kind: str) -> bool:
    """Refuse what the recogniser takes for a name and is none: 港, 公司, 數據中心, a run across a quotation mark."""
    printed = norm[start:end]
    if (
        _in_title(norm, end)
        or end - start < 2
        or _QUOTES.search(printed)
        or printed in patterns.shapes()["no_name"]
        or (kind == "LOC" and norm.startswith(_NO_PLACE, end))
    ):
        return False
    if dictionary.entry_of(printed) is not None:
        return True
    if kind == "ORG" and _any_company(printed):
        return False
    tagged = rjieba.tag(printed)
    if kind == "PER":
        return (
            han_score(printed) >= 1 if len(printed) == 2 else not (len(tagged) == 1 and tagged[0][1] == "n")
        )
    return not all(
        len(word) > 1 and tag[0] in "navdbclmqrtfi" and tag not in _NAME_TAGS for word, tag in tagged
    )


def _any_company(printed: str) -> bool:
    """Whether this is a place and any company of its: 英國基金公司."""
    return any(
        printed.endswith(tail)
        and (entry := dictionary.entry_of(printed.removesuffix(tail)))
        and entry.label == "LOC"
        for tail in patterns.shapes()["any_company"]
    )


_NO_PLACE = ("型", "式")
_NAME_TAGS = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg"))


def _from_tag(norm: str, start: int, end: int, kind: str) -> Candidate:
    for tail in _KIN:
        if norm.endswith(tail, start, end) and end - start > len(tail) + 1:
            end -= len(tail)
    if kind == "LOC" and norm[end - 1] == "线" and end - start > 2:
        end -= 1
    label: EntityLabel = kind  # type: ignore[assignment]  # PER, ORG and LOC are labels of ours
    entry = _entry(norm, start, end)
    if entry is not None:
        return Candidate(start, end, entry.label, 1, entry, "dictionary")
    if label == "ORG" and (school := _FACULTY.fullmatch(norm, start, end)):
        end = school.end("whole")
    shapes = patterns.shapes()
    printed = norm[start:end]
    if label == "LOC":
        near = norm[max(0, start - 10) : end + 10]
        if printed.endswith(shapes["facility"]) or any(word in near for word in shapes["housing"]):
            label = "FAC"
    elif label == "ORG" and printed.endswith(shapes["building"]):
        near = norm[max(0, start - 10) : end + 10]
        if not printed.endswith("中心") or any(word in near for word in shapes["premises"]):
            label = "FAC"
    return Candidate(start, end, label, 3, None, "recogniser")


def _by_bracket(norm: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give what stands before a stock code, and codes printed by themselves."""
    ends = {c.end for c in candidates if c.label == "ORG"}
    found = [Candidate(s, e, entry.label, 1, entry, "code") for s, e, entry in aliases.bare_codes(norm)]
    for end, entry in aliases.coded(norm):
        if end in ends:
            continue
        name = re.search(r"[\u4e00-\u9fff]{2,4}$", norm[max(0, end - 4) : end])
        if name:
            words = rjieba.cut(name.group())
            tail = words[-1] if len(words[-1]) > 1 else "".join(words[-2:])
            if len(tail) >= 2 and tail[0] in entry_letters(entry):
                found.append(Candidate(end - len(tail), end, "ORG", 1, entry, "code"))
    return found


def entry_letters(entry: Entry) -> set[str]:
    """Give the folded characters of an entry's name."""
    return set(fold(entry.name))


def _swallows(norm: str, candidate: Candidate, taken: Placed[Span]) -> bool:
    if candidate.entry is not None or candidate.rule == "law.marks":
        return False
    start, end = candidate.start, candidate.end
    digits = _DIGITS.search(norm, start, end) is not None
    return any(digits or number.start < start or end < number.end for number in taken.meeting(start, end))


def _settle(candidates: Sequence[Candidate], norm: str) -> list[Candidate]:
    """Choose among overlapping candidates."""
    known = Placed({(c.start, c.end): c for c in candidates if c.trust == 1}.values())
    kept = [c for c in candidates if not _only_adds(c, known, norm)]
    order = sorted(kept, key=lambda c: (c.trust != 0, -(c.end - c.start), c.trust))
    chosen: list[Candidate] = []
    taken = Cover(len(norm))
    for c in order:
        if not taken.meets(c.start, c.end):
            taken.take(c.start, c.end)
            chosen.append(c)
    return sorted(chosen, key=lambda c: c.start)


_FACULTY = re.compile(r"(?P<whole>.{2,8}?大学).{1,12}(?:学院|学系|科学院|研究所|系)")
_LATIN = re.compile(r"[A-Za-z0-9&+.\- ]+")


def _abbreviates_no_name(norm: str, c: Candidate, ends: Set[int]) -> bool:
    """Whether the recogniser took the abbreviation of a common noun for a name: 遠期運費協議（FFA）."""
    return (
        c.trust == 3
        and norm[c.start - 1 : c.start] in ("（", "(")
        and norm[c.end : c.end + 1] in ("）", ")")
        and _LATIN.fullmatch(norm, c.start, c.end) is not None
        and c.start - 1 not in ends
    )


def _only_adds(c: Candidate, known: Placed[Candidate], norm: str) -> bool:
    """Whether the recogniser only adds something that is no part of the name to a known one."""
    if c.trust != 3:
        return False
    inside = list(known.meeting(c.start, c.end))
    if any(k.start < c.start or c.end < k.end for k in inside):
        return True
    if not inside:
        return False
    if c.label in ("LOC", "PER"):
        return True
    if not norm.endswith(patterns.shapes()["body"], c.start, c.end):
        return True
    ends_known = any(k.end == c.end for k in inside)
    if ends_known and any(k.label in ("ORG", "FAC", "INDEX") and k.end == c.end for k in inside):
        return True
    tail = norm[max(k.end for k in inside) : c.end]
    if any(k.label == "LOC" and any(o.end == k.start and o.label == "ORG" for o in inside) for k in inside):
        return True
    starts = next((k for k in inside if k.start == c.start), None)
    return (
        starts is not None
        and starts.label not in ("LOC", "FAC", "PER")
        and not tail.endswith(patterns.shapes()["organisation"])
    )


def _alike(norm: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Give what only the recogniser saw the label that a surer mention of the same print has."""
    surer = {norm[c.start : c.end]: c for c in chosen if c.trust < 3}
    return [
        replace(c, label=surer[norm[c.start : c.end]].label)
        if c.trust == 3 and norm[c.start : c.end] in surer
        else c
        for c in chosen
    ]


def _with_aliases(norm: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add the aliases that brackets declare, here and wherever they are printed later."""
    by_end = {c.end: c for c in chosen}
    said = []
    for alias in aliases.declared(norm):
        owner = by_end.get(alias.name_end)
        if owner is None or owner.label == "LOC":
            continue
        entry = dictionary.entry_of(norm[alias.start : alias.end])
        if not alias.said and owner.entry is not None and entry not in (None, owner.entry):
            continue
        said.append(replace(owner, start=alias.start, end=alias.end, rule="alias", owner=owner.start))
    aliased = Cover(len(norm), said)
    result = [*(c for c in chosen if not aliased.meets(c.start, c.end)), *said]
    forms = {norm[c.start : c.end]: c for c in reversed(said)}
    return _with_printed(norm, result, forms, [*reversed(forms)])


def _with_printed(
    norm: str, chosen: Sequence[Candidate], forms: dict[str, Candidate], order: Sequence[str]
) -> list[Candidate]:
    """Add every free place where one of the forms is printed, in this order, as a mention of what it is a form of."""
    places = aliases.printed(norm, order, Cover(len(norm), chosen))
    found = [replace(forms[form], start=start, end=end) for start, end, form in places]
    return sorted((*chosen, *found), key=lambda c: c.start)


def _everywhere(norm: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add every other place where a name that was found once is printed."""
    once = {norm[c.start : c.end]: c for c in reversed(chosen) if c.end - c.start >= 3 and c.label != "LOC"}
    for c in reversed(chosen):
        head = patterns.coined_head(norm, c.start, c.end) if c.label == "ORG" and c.entry is None else None
        if head:
            once.setdefault(head, c)
    return _with_printed(norm, chosen, once, sorted(once, key=len, reverse=True))


def _with_nicknames(norm: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Add 阿輝 and 榮哥 for a person found here; they push out what only the recogniser saw."""
    people = [(c.start, c.end) for c in chosen if c.label == "PER"]
    found: list[Candidate] = []
    placed, taken = Placed(chosen), Cover(len(norm))
    for start, end, owner in nicknames(norm, people):
        if not taken.meets(start, end) and all(c.trust == 3 for c in placed.meeting(start, end)):
            taken.take(start, end)
            found.append(Candidate(start, end, "PER", 2, None, "person.nickname", owner))
    kept = (c for c in chosen if not taken.meets(c.start, c.end))
    return sorted((*kept, *found), key=lambda c: c.start)
