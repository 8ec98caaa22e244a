"""Units that a number leaves to its neighbours: 九龙东210万、中环160万及其他90万方呎; 收入352亿元，去年是327亿."""

import re
from collections.abc import Sequence
from dataclasses import replace

from heshu.figures.reading import Reading, Unread
from heshu.model.nouns import Figure

_AND = ("、", "及", "和", "与", "或", "、 ", " 、")
_ENUMERATED = re.compile(r"[、，]?[^。；！？\n，、0-9]{0,12}")
_COMPARED = re.compile(r"[^。；！？\n]{0,24}")
_COMPARING = re.compile(
    r"[至到较比由减增升跌]|相比|去年|上年|同期|的\Z|嘅\Z|得返|剩|余|即|就|变|只|手头|抽|借"
)
_LENDERS = ("money", "area", "length", "weight", "volume", "energy", "power", "index")


def lend(norm: str, found: Sequence[Reading | Unread]) -> list[Reading | Unread]:
    """Give `found` with the units that bare numbers leave to the next number of a list or to the one before."""
    result = list(found)
    for i in range(len(result) - 1, -1, -1):
        item = result[i]
        if not isinstance(item, Reading) or item.figure.rule not in ("count.bare", "other.bare"):
            continue
        lender = _next(norm, item.figure, result[i + 1 : i + 2]) or _last(
            norm, item.figure, result[max(0, i - 2) : i]
        )
        if lender is not None:
            figure = replace(
                item.figure,
                kind=lender.kind,
                unit=lender.unit,
                unit_from=lender.unit_from,
                rule="borrowed." + lender.rule,
            )
            result[i] = Reading(figure, item.parts)
    return result


def _next(norm: str, figure: Figure, after: Sequence[Reading | Unread]) -> Figure | None:
    for item in after:
        if (
            isinstance(item, Reading)
            and item.figure.kind in (*_LENDERS, "count")
            and item.figure.unit is not None
        ):
            gap = norm[figure.end : item.figure.start]
            if gap in _AND:  # 130、160平方米, 0.21、0.2及0.23元
                return item.figure
            if (
                figure.rule == "count.bare"
                and gap[:1] in ("、", "，", "及", "和", "与")
                and _ENUMERATED.fullmatch(gap)
            ):
                return item.figure if item.figure.value is None or item.figure.value >= 10_000 else None
    return None


def _last(norm: str, figure: Figure, before: Sequence[Reading | Unread]) -> Figure | None:
    """收入3,344万元，比去年的3,800万跌了一成二: the number compared with has the same unit."""
    for item in reversed(before[-2:]):
        if not isinstance(item, Reading) or item.figure.kind not in _LENDERS or item.figure.unit is None:
            continue
        gap = norm[item.figure.end : figure.start]
        if not _COMPARED.fullmatch(gap) or not _COMPARING.search(gap):
            return None
        if figure.rule == "other.bare" and item.figure.kind != "index":
            return None
        return item.figure
    return None
