"""What is worked from two levels of one thing: growth, difference, multiple, and the words for them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from heshu.checks.printed import fine_step, middle, rounded
from heshu.checks.related import Related
from heshu.checks.relations.changes import Change, FromTo, kind_of
from heshu.checks.saying import amount, expected_of, number_finding, plain, word_finding
from heshu.checks.sets import Interval, exactly
from heshu.checks.verdict import verdict
from heshu.model.nouns import Figure, Finding

_CURRENCY = re.compile(
    r"兑|汇|离岸|在岸|升值|贬值|人民币|日[圆元]|台币|韩[圜元]|[澳纽加坡]元|英镑|欧元|美元|卢布|泰铢|卢比|瑞郎|港元|美汇"
)
_ONE = exactly(Decimal(1))
_UNITS = {
    "percent": "%",
    "percentage_point": "個百分點",
    "basis_point": "點子",
    "times": "倍",
    "fraction": "",
}


def growth(related: Related) -> Iterator[Finding]:
    """`arithmetic.growth`: a percentage change agrees with the two levels that it is between.
    升跌百分比與前後兩個數相符。

    Right: 註冊量由4,200宗升至5,040宗，按月升兩成。
        Registrations rose from 4,200 to 5,040, up 20% on the month.
    Wrong: 註冊量由4,200宗升至5,040宗，按月升三成。
        Registrations rose from 4,200 to 5,040, up 30% on the month (it is 20%).
    """
    for pair, change in _changes(related, "growth"):
        if (finding := _growth(pair, change)) is not None:
            yield finding


def _growth(pair: FromTo, change: Change) -> Finding | None:
    first, second, stated = pair.first, pair.second, change.figure
    if not _positive(first) or not _positive(second):
        return None
    sign = 1 if change.direction == "up" else -1
    hundred = 1 if stated.unit == "fraction" else 100
    judged = verdict(stated, lambda a, b: ((b / a) - _ONE).scaled(sign * hundred), [first, second])
    if judged is None:
        return None
    a, b = amount(middle(first) or Decimal(0)), amount(middle(second) or Decimal(0))
    working = f"({b} − {a}) ÷ {a}" if sign > 0 else f"({a} − {b}) ÷ {a}"
    return number_finding(
        "arithmetic.growth", judged, stated, [first, second], working, unit=_UNITS[stated.unit or ""]
    )


def difference(related: Related) -> Iterator[Finding]:
    """`arithmetic.difference`: a change in units, points or basis points is the one level less the other.
    增減之數等於兩數相減。

    Right: 最優惠利率由5.25厘下調至5厘，減25點子。
        The prime rate was cut from 5.25% to 5%, by 25 basis points.
    Wrong: 最優惠利率由5.25厘下調至5厘，減50點子。
        The prime rate was cut from 5.25% to 5%, by 50 basis points (it is 25).
    """
    for pair, change in _changes(related, "difference"):
        stated = change.figure
        first, second = (pair.first, pair.second) if change.direction == "up" else (pair.second, pair.first)
        factor = Decimal("0.01") if stated.unit == "basis_point" else Decimal(1)
        judged = verdict(
            stated, lambda a, b: b - a, [first, second], places=_places(first, second), factor=factor
        )
        if judged is None or first.value is None or second.value is None:
            continue
        rate = second.unit == "percent"
        working = f"{_level(second, rate)} − {_level(first, rate)}"
        unit = _UNITS.get(stated.unit or "", "")
        yield number_finding(
            "arithmetic.difference", judged, stated, [pair.first, pair.second], working, unit=unit
        )


def multiple(related: Related) -> Iterator[Finding]:
    """`arithmetic.multiple`: 增兩倍 is to three times as much, 增至三倍 too; the two are told apart.
    增加幾倍與增至幾倍不可混淆。

    Right: 電動車登記由2萬輛增至6萬輛，增長兩倍。
        Electric car registrations grew from 20,000 to 60,000, an increase of two times.
    Wrong: 電動車登記由2萬輛增至6萬輛，增長三倍。
        Electric car registrations grew from 20,000 to 60,000, an increase of three times (it is two; to three times).
    """
    for pair, change in _changes(related, "multiple"):
        first, second, stated = pair.first, pair.second, change.figure
        if not _positive(first) or not _positive(second) or change.direction == "down":
            continue
        a, b = amount(middle(first) or Decimal(0)), amount(middle(second) or Decimal(0))
        if change.of:
            judged, working = verdict(stated, lambda a, b: b / a, [first, second]), f"{b} ÷ {a}"
        else:
            judged, working = (
                verdict(stated, lambda a, b: b / a - _ONE, [first, second]),
                f"({b} − {a}) ÷ {a}",
            )
        if judged is not None:
            yield number_finding("arithmetic.multiple", judged, stated, [first, second], working, unit="倍")


def point(related: Related) -> Iterator[Finding]:
    """`wording.point`: a percentage that went from 3 to 4 rose by one percentage point, not by 1%.
    百分比之差是百分點。

    Right: 失業率由3%升至4%，上升1個百分點。
        Unemployment rose from 3% to 4%, up one percentage point.
    Wrong: 失業率由3%升至4%，上升1%。
        Unemployment rose from 3% to 4%, up 1% (one percentage point; as a ratio, a third).
    """
    for pair, change in _changes(related, "point"):
        stated = change.figure
        first, second = (pair.first, pair.second) if change.direction == "up" else (pair.second, pair.first)
        places = _places(first, second)
        if stated.value is None or first.value is None or second.value is None or not _positive(pair.first):
            continue
        as_points = verdict(stated, lambda a, b: b - a, [first, second], places=places)
        sign = 1 if change.direction == "up" else -1
        as_ratio = verdict(
            stated,
            lambda a, b, s=sign: (b / a - _ONE).scaled(100 * s),
            [pair.first, pair.second],
            places=places,
        )
        if as_points is None or as_ratio is None:
            continue
        if as_ratio[0] == "consistent" or (as_ratio[0] != "inconsistent" and as_points[0] != "consistent"):
            a, b = plain(pair.first.value or Decimal(0)), plain(pair.second.value or Decimal(0))
            working = f"({b} − {a}) ÷ {a}" if sign > 0 else f"({a} − {b}) ÷ {a}"
            yield number_finding(
                "wording.point", as_ratio, stated, [pair.first, pair.second], working, unit="%"
            )
        elif as_points[0] in ("consistent", "by_rounding"):
            yield _point_finding(pair, stated, expected_of(stated, as_points[1]), first, second)


def _point_finding(pair: FromTo, stated: Figure, points: Decimal, first: Figure, second: Figure) -> Finding:
    working = f"{plain(second.value or Decimal(0))}% − {plain(first.value or Decimal(0))}% = {plain(points)}個百分點"
    mended = f"{plain(points)}個百分點"
    return word_finding(
        "wording.point",
        "inconsistent",
        [(f.start, f.end) for f in (stated, pair.first, pair.second)],
        f"寫「{stated.text}」，但百分比之差是百分點：{working}",
        f"{stated.text} is printed, but the difference of two percentages is in percentage points: {working}",
        stated=plain(stated.value or Decimal(0)),
        expected=mended,
        working=working,
        suggestion=mended,
    )


def direction(related: Related) -> Iterator[Finding]:
    """`wording.direction`: 升至 goes with a higher number, 回落至 with a lower one.
    升跌字眼與數字方向一致。

    Right: 空置率由9.8%回落至9.1%。
        Vacancy eased from 9.8% to 9.1%.
    Wrong: 空置率由9.1%回落至9.8%。
        Vacancy eased from 9.1% to 9.8% (that is a rise).
    """
    for pair in related.from_to:
        if pair.verb is None or pair.verb_span is None:
            continue
        a, b = rounded(pair.first), rounded(pair.second)
        before, after = middle(pair.first), middle(pair.second)
        if a is None or b is None or before is None or after is None or before < 0 or after < 0:
            continue
        if _is_rate_of_exchange(related, pair):
            continue
        up = after > before
        wrong = not a.meets(b) and up != (pair.verb == "up")
        if not wrong and up != (pair.verb == "up"):
            continue
        verb = related.column.record.text[slice(*pair.verb_span)]
        working = f"{pair.first.text} → {pair.second.text}"
        yield word_finding(
            "wording.direction",
            "inconsistent" if wrong else "consistent",
            [(f.start, f.end) for f in (pair.first, pair.second)] + [pair.verb_span],
            f"寫「{verb}」，但{pair.second.text}{'高' if up else '低'}於{pair.first.text}"
            if wrong
            else f"「{verb}」與數字方向相符：{working}",
            f"{verb} is printed, but {pair.second.text} is {'higher' if up else 'lower'} than {pair.first.text}"
            if wrong
            else f"{verb} goes with the numbers: {working}",
            stated=verb,
            expected=("升" if up else "跌") if wrong else None,
            working=working,
        )


def _is_rate_of_exchange(related: Related, pair: FromTo) -> bool:
    """人民幣由7.25升至6.9: a currency rises as fewer buy a dollar."""
    column = related.column
    place = column.place_of(pair.first.start)
    sentence = column.shape[slice(*column.sentence(place))]
    small = pair.first.value is not None and pair.first.value < 400
    return (
        small
        and pair.first.kind in ("money", "count", "other", "index")
        and _CURRENCY.search(sentence) is not None
    )


def _changes(related: Related, wanted: str) -> Iterator[tuple[FromTo, Change]]:
    """Yield the changes of one kind, from pairs whose verb does not already go against the numbers."""
    for pair in related.from_to:
        if against(pair):
            continue
        for change in pair.changes:
            if kind_of(pair.second, change) == wanted:
                yield pair, change


def against(pair: FromTo) -> bool:
    """Tell whether 升至 stands before a lower number, or 跌至 before a higher: then the change cannot be judged."""
    a, b = middle(pair.first), middle(pair.second)
    if pair.verb is None or a is None or b is None or a == b:
        return False
    return (b > a) != (pair.verb == "up")


def _places(first: Figure, second: Figure) -> list[Decimal | None]:
    """Two rates side by side are given to the same place: 5.25厘下調至5厘 is to 5.00."""
    if first.unit != "percent" or "成" in first.text + second.text:
        return [None, None]
    finest = min(fine_step(first), fine_step(second))
    return [finest, finest]


def _positive(figure: Figure) -> bool:
    found: Interval | None = rounded(figure)
    return found is not None and found.low > 0


def _level(figure: Figure, rate: bool) -> str:
    return f"{plain(figure.value or Decimal(0))}%" if rate else amount(figure.value or Decimal(0))
