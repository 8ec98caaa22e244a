"""The words for a change against its two numbers."""

import re
from collections.abc import Iterator

from heshu.checks.column import LEVEL, PERCENT, QUANTITY, Column
from heshu.checks.cues import DOWN, NEAR, UP, WHERE
from heshu.checks.printed import middle, rounded
from heshu.checks.related import Related
from heshu.checks.saying import word_finding
from heshu.checks.sums.terms import same_unit
from heshu.model.nouns import Figure, Finding

_LEVEL = f"[{QUANTITY[1:-1]}{PERCENT}{LEVEL}]"
_TURN = re.compile(
    rf"(?:由|从|自){WHERE}{{0,18}}?(?P<first>{_LEVEL}){NEAR}{{0,3}}[，,]?{WHERE}{{0,8}}?"
    rf"(?P<verb>(?:(?P<up>{UP})|{DOWN})[至到]){WHERE}{{0,10}}?(?P<second>{_LEVEL})"
)
_CURRENCY = re.compile(
    r"兑|汇|离岸|在岸|升值|贬值|人民币|日[圆元]|台币|韩[圜元]|[澳纽加坡]元|英镑|欧元|美元|卢布|泰铢|卢比|瑞郎|港元|美汇"
)


def direction(related: Related) -> Iterator[Finding]:
    """`wording.direction`: 升至 goes with a higher number, 回落至 with a lower one.
    升跌字眼與數字方向一致。

    Right: 空置率由9.8%回落至9.1%。
        Vacancy eased from 9.8% to 9.1%.
    Wrong: 空置率由9.1%回落至9.8%。
        Vacancy eased from 9.1% to 9.8% (that is a rise).
    """
    column = related.column
    for match in _TURN.finditer(column.shape):
        first, second = column.of(match, "first", "second")
        a, b = rounded(first), rounded(second)
        before, after = middle(first), middle(second)
        if not same_unit(first, second) or a is None or b is None or before is None or after is None:
            continue
        if before < 0 or after < 0 or _is_rate_of_exchange(column, match.start(), first):
            continue
        up, said_up = after > before, match["up"] is not None
        if up != said_up and a.meets(b):
            continue
        yield _finding(column, first, second, column.span(*match.span("verb")), wrong=up != said_up)


def _finding(
    column: Column, first: Figure, second: Figure, verb_span: tuple[int, int], *, wrong: bool
) -> Finding:
    up = (middle(second) or 0) > (middle(first) or 0)
    verb = column.record.text[slice(*verb_span)]
    working = f"{first.text} → {second.text}"
    return word_finding(
        "wording.direction",
        "inconsistent" if wrong else "consistent",
        [(f.start, f.end) for f in (first, second)] + [verb_span],
        f"寫「{verb}」，但{second.text}{'高' if up else '低'}於{first.text}"
        if wrong
        else f"「{verb}」與數字方向相符：{working}",
        f"{verb} is printed, but {second.text} is {'higher' if up else 'lower'} than {first.text}"
        if wrong
        else f"{verb} goes with the numbers: {working}",
        stated=verb,
        expected=("升" if up else "跌") if wrong else None,
        working=working,
    )


def _is_rate_of_exchange(column: Column, place: int, first: Figure) -> bool:
    """人民幣由7.25升至6.9: a currency rises as fewer buy a dollar."""
    small = first.value is not None and first.value < 400
    sentence = column.shape[slice(*column.sentence(place))]
    return (
        small
        and first.kind in ("money", "count", "other", "index")
        and _CURRENCY.search(sentence) is not None
    )
