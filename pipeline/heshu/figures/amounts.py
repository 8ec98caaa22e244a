"""One amount where it stands: a numeral, its sign, its currency mark, its unit, and what is said after the unit.

约4000宗 is read from 4000: the unit 宗 to its right, then what stands to its left (hedges are `figures.hedges`).
Two amounts joined by a mark are `figures.ranges`.
"""

import re
from decimal import Decimal

from heshu.figures import digits, numerals, tails
from heshu.figures.contexts import SETTLED, Place, settle
from heshu.figures.digits import Value, scaled
from heshu.figures.reading import Amount, Misread
from heshu.figures.units import Unit, lexicon, match_unit

_NEGATIVE = ("负", "零下")
_SIGNS = (" ", "-", "负", "下")
_NOT_NEGATIVE = frozenset("正胜亏自肩担抱欺辜")
_HYPHEN_AFTER = frozenset("-—%)）元年月日")
_LATIN_SCALE = re.compile(
    r" ?(?:(?P<word>(?i:trillion|billion|million|thousand|tn|bn|mn|mln|k))|(?P<letter>[KMBTm]))(?![A-Za-z²2])"
)
_SCALE_FIRST = frozenset(" tbmkTBMK")
_POWERS = {
    "trillion": 12, "tn": 12, "t": 12, "billion": 9, "bn": 9, "b": 9, "million": 6, "mn": 6, "mln": 6, "m": 6,
    "thousand": 3, "k": 3,
}  # fmt: skip
_TO_K = re.compile(r" ?[-~至到–] ?[0-9.]+k(?![A-Za-z])")
_PAID = re.compile(r"(?:薪|酬|月入|人工|工资|底薪)[^，。；0-9]{0,6}[0-9.k]*[-~至到–]?\Z")
_SPELT_OUT = ("trillion", "billion", "million", "thousand")


def read_amount(
    norm: str, at: int, floor: int, run: "re.Match[str] | None" = None
) -> Amount | Misread | None:
    """Read the amount whose numeral begins at `at`; `floor` is where the figure before it ended.

    `run` is the match of the numeral's print, if the caller has it.
    """
    numeral = numerals.read_numeral(norm, at, run)
    if numeral is None:
        return None
    end, value = numeral.end, numeral.reading
    if value is None:
        return Misread(at, end, "no number has this order of digits and units")
    start = signed(norm, at, floor)
    if start < at:
        value = negated(value)
    amount = Amount(start, end, (start, end), value)
    take_currency(norm, amount, floor)
    if "0" <= norm[at] <= "9":
        _take_latin_scale(norm, amount)
    _take_unit(norm, amount, at, floor)
    if amount.currency is not None and amount.unit is not None and "，" in norm[at:end]:
        return _before_comma(norm, amount, at)
    return amount


def _before_comma(norm: str, amount: Amount, at: int) -> Amount:
    """$20，300美元 are two amounts; HK$20，300元 is one."""
    if lexicon().units[amount.word].code is None:
        return amount
    end = norm.index("，", at)
    start, first = amount.start, Value(digits.parse(norm[at:end]))
    mark = Amount(at, end, (at, end), first)
    take_currency(norm, mark, start)
    return mark


def signed(norm: str, at: int, floor: int) -> int:
    """Give where the number begins, its sign taken in. A hyphen after a letter or a digit is no sign."""
    if norm[at - 1 : at] not in _SIGNS:
        return at
    end = at - 1 if norm[at - 1 : at] == " " else at
    if end - 1 < floor:
        return at
    if norm[end - 1] == "-":
        previous = norm[end - 2 : end - 1]
        joins = previous in _HYPHEN_AFTER or (previous.isascii() and previous.isalnum())
        return at if previous and joins else end - 1
    for sign in _NEGATIVE:
        if norm.startswith(sign, end - len(sign)) and end - len(sign) >= floor:
            return at if norm[end - 2 : end - 1] in _NOT_NEGATIVE else end - len(sign)
    return at


def negated(value: Value) -> Value:
    """Give the value below nought."""
    lower, upper = value.lower, value.upper
    return Value(
        None if value.value is None else -value.value,
        None if upper is None else -upper,
        None if lower is None else -lower,
        value.hedge,
    )


def take_currency(norm: str, amount: Amount, floor: int) -> None:
    """Take in a currency mark or name right before the number: HK$12,000, 新台币1019.43亿元."""
    table, lengths = lexicon()[2:4]
    end = amount.start
    if norm[end - 1 : end] not in lengths and norm[end - 1 : end] != " ":
        return
    while end > floor and end > amount.start - 2 and norm[end - 1] == " ":
        end -= 1
    longest = lengths.get(norm[end - 1 : end], 0)
    for length in range(min(longest, end - floor), 0, -1):
        start = end - length
        if (code := table.get(norm[start:end])) is None:
            continue
        if _latin(norm[start]) and _latin(norm[start - 1 : start]):
            continue
        amount.start, amount.currency = start, (start, end)
        amount.kind, amount.rule = "money", "money.prefix"
        amount.code, amount.defaulted = code or None, not code
        return


def has_currency(norm: str, at: int, floor: int) -> bool:
    """Say whether a currency mark stands right before `at`: CNY1.25 is money, H100 a name."""
    mark = Amount(at, at, (at, at), Value(None))
    take_currency(norm, mark, floor)
    return mark.currency is not None


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _take_latin_scale(norm: str, amount: Amount) -> None:
    """US$3.5bn, 5 million美元: a letter counts only with money."""
    if norm[amount.end : amount.end + 1] not in _SCALE_FIRST:
        return
    found = _LATIN_SCALE.match(norm, amount.end)
    if found is None:
        return
    word = (found["word"] or found["letter"]).lower()
    if word not in _SPELT_OUT and amount.currency is None and not _says_scale(norm, amount, found):
        return
    amount.value = scaled(amount.value, Decimal(10 ** _POWERS[word]))
    amount.end = found.end()
    amount.numeral = (amount.numeral[0], found.end())
    amount.scale = Decimal(10 ** _POWERS[word])


def _says_scale(norm: str, amount: Amount, letter: "re.Match[str]") -> bool:
    """5M美元 and 12k个百分点 are multiplied, and so is 月薪10k, which is money; 4K电视 is a name."""
    unit = match_unit(norm, letter.end())
    if unit is not None and (unit.unit.kind == "money" or letter[0] == "k"):
        return True
    if letter[0] != "k":
        return False
    if _PAID.search(norm, max(0, amount.start - 12), amount.start) is not None:
        amount.kind, amount.rule, amount.defaulted = "money", "money.unsaid", True
        return True
    return _TO_K.match(norm, letter.end()) is not None


def _take_unit(norm: str, amount: Amount, at: int, floor: int) -> None:
    match = match_unit(norm, amount.end)
    if match is None or (
        match.unit.word == "个" and norm[match.end : match.end + 1] not in ("月", "半", "多")
    ):
        counted = match_unit(norm, amount.end + 1) if norm[amount.end : amount.end + 1] == "个" else None
        match = (
            counted
            if counted is not None
            and counted.unit.kind not in ("count", "ratio", "score")
            and counted.unit.word != "两"
            else match
        )
    if match is None:
        return
    numeral = norm[at : amount.numeral[1]]
    unit: Unit | None = match.unit
    if match.unit.word in SETTLED:
        unit = settle(match.unit, Place(norm, amount.numeral[0], match.end, numeral, amount.value))
    if unit is None or (unit.many and not _is_many(numeral, amount.value)):
        return
    if amount.currency is not None and unit.word == "个":  # 港币三个半
        amount.end = match.end
        tails.take_coins(norm, amount)
        return
    if amount.currency is not None and unit.kind != "money":
        _drop_currency(amount)
    amount.unit, amount.end, amount.word = (match.start, match.end), match.end, unit.word
    amount.value, amount.factor = scaled(amount.value, unit.factor), unit.factor
    if amount.currency is None:
        amount.kind, amount.code, amount.rule = unit.kind, unit.code, unit.rule
        amount.defaulted = unit.kind == "money" and unit.code is None
    elif unit.code is not None and amount.code is None:
        amount.code, amount.defaulted = unit.code, False
    amount.article = numeral == "一"
    if unit.rule == "ratio.double":
        amount.start = _turn(norm, amount.start, floor)
    if unit.kind == "temperature":
        _take_scale_name(norm, amount, floor)
    tails.take_tail(norm, amount, unit)


def _turn(norm: str, start: int, floor: int) -> int:
    """翻一番 is one expression: take in 翻."""
    at = start - 1 if norm[start - 1 : start] in ("了", "咗", "足") else start
    return at - 1 if norm[at - 1 : at] == "翻" and at - 1 >= floor else start


def _drop_currency(amount: Amount) -> None:
    """非港元6.5厘: the currency before the number was not its own."""
    assert amount.currency is not None
    amount.start, amount.currency, amount.defaulted = amount.numeral[0], None, False


def _take_scale_name(norm: str, amount: Amount, floor: int) -> None:
    for name in ("摄氏", "华氏"):
        end = amount.start - 1 if norm[amount.start - 1 : amount.start] == " " else amount.start
        if norm.startswith(name, end - 2) and end - 2 >= floor:
            amount.start = end - 2


def _is_many(numeral: str, value: Value) -> bool:
    return numeral[0] in "0123456789" or (value.value or value.lower or 0) >= 10
