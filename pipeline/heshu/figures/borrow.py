"""Units that a number leaves to its neighbours: 九龙东210万、中环160万及其他90万方呎; 收入352亿元，去年是327亿."""

import re
from collections.abc import Sequence
from dataclasses import replace

from heshu.figures.reading import Unread
from heshu.model.nouns import OUT_OF_RANGE, Figure

_BARE = ("count.bare", "other.bare")
_AND = ("、", "及", "和", "与", "或", "、 ", " 、")
_ENUMERATED = re.compile(r"[、，]?[^。；！？\n，、0-9]{0,12}")
_COMPARED = re.compile(r"[^。；！？\n]{0,24}")
_COMPARING = re.compile(
    r"[至到较比由减增升跌]|相比|去年|上年|同期|的\Z|嘅\Z|得返|剩|余|即|就|变|只|手头|抽|借"
)
_LENDERS = ("money", "area", "length", "weight", "volume", "energy", "power", "index")


def lend(norm: str, found: list[Figure | Unread]) -> list[Figure | Unread]:
    """Give `found` with the units that bare numbers leave to the next number of a list or to the one before."""
    for i in range(len(found) - 1, -1, -1):
        item = found[i]
        if item.rule not in _BARE or not isinstance(item, Figure):
            continue
        lender = _next(norm, item, found[i + 1 : i + 2]) or _last(norm, item, found[max(0, i - 2) : i])
        if lender is not None:
            found[i] = replace(
                item,
                kind=lender.kind,
                unit=lender.unit,
                unit_from=lender.unit_from,
                rule="borrowed." + lender.rule.removesuffix(OUT_OF_RANGE),
            )
    return found


def _next(norm: str, figure: Figure, after: Sequence[Figure | Unread]) -> Figure | None:
    for item in after:
        if isinstance(item, Figure) and item.kind in (*_LENDERS, "count") and item.unit is not None:
            gap = norm[figure.end : item.start]
            if gap in _AND:  # 130、160平方米, 0.21、0.2及0.23元
                return item
            if (
                figure.rule == "count.bare"
                and gap[:1] in ("、", "，", "及", "和", "与")
                and _ENUMERATED.fullmatch(gap)
            ):
                return item if item.value is None or item.value >= 10_000 else None
    return None


def _last(norm: str, figure: Figure, before: Sequence[Figure | Unread]) -> Figure | None:
    """收入3,344万元，比去年的3,800万跌了一成二: the number compared with has the same unit."""
    for item in reversed(before[-2:]):
        if not isinstance(item, Figure) or item.kind not in _LENDERS or item.unit is None:
            continue
        gap = norm[item.end : figure.start]
        if not _COMPARED.fullmatch(gap) or not _COMPARING.search(gap):
            return None
        if figure.rule == "other.bare" and item.kind != "index":
            return None
        return item
    return None
