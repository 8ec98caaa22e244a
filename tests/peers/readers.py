"""What each peer reads in a text, in one form: where it stands and every value that the peer would allow."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from tempfile import TemporaryDirectory


@dataclass(frozen=True)
class Seen:
    """One mention; `numbers` are its value or its bounds, `stretches` ISO bounds, each pair one way to read it."""

    start: int
    end: int
    numbers: tuple[Decimal, ...] = ()
    unit: str | None = None
    stretches: tuple[tuple[str | None, str | None], ...] = ()
    lengths: tuple[str, ...] = ()  # a bare length of time, or its bounds, as ISO durations


Read = Callable[
    [str, datetime, bool], list[Seen]
]  # the text, the clock, whether the whole string is of the kind


def recognizers() -> dict[str, Read]:
    """Give Microsoft's Recognizers: the models by the kind of their suites."""
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_number import Culture, NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    number, unit = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    dates = DateTimeRecognizer(Culture.Chinese).get_datetime_model()
    models = {
        "number": number.get_number_model(),
        "percent": number.get_percentage_model(),
        "ordinal": number.get_ordinal_model(),
        "currency": unit.get_currency_model(),
        "dimension": unit.get_dimension_model(),
        "age": unit.get_age_model(),
        "temperature": unit.get_temperature_model(),
    }

    def reader(names: tuple[str, ...]) -> Read:
        def read(text: str, now: datetime, whole: bool) -> list[Seen]:
            found = [hit for name in names for hit in models[name].parse(text)]
            return [_recognized(hit) for hit in found]

        return read

    def read_dates(text: str, now: datetime, whole: bool) -> list[Seen]:
        return [_dated(hit) for hit in dates.parse(text, now)]

    return {
        "number": reader(("number",)),
        "any number": reader(("number", "percent", "ordinal", "currency", "dimension", "age", "temperature")),
        "percent": reader(("percent",)),
        "ordinal": reader(("ordinal",)),
        "currency": reader(("currency",)),
        "dimension": reader(("dimension",)),
        "age": reader(("age",)),
        "temperature": reader(("temperature",)),
        "date": read_dates,
        "unit": reader(("currency", "dimension", "age", "temperature")),
    }


def _recognized(hit: object) -> Seen:
    resolution = getattr(hit, "resolution", None) or {}
    value = _decimal(str(resolution.get("value") or "").rstrip("%"))
    numbers = () if value is None else (value,)
    return Seen(hit.start, hit.end + 1, numbers, resolution.get("unit"))  # type: ignore[attr-defined]


def _dated(hit: object) -> Seen:
    values = (getattr(hit, "resolution", None) or {}).get("values") or []
    stretches, lengths = [], []
    for value in values:
        if value.get("type") == "duration":
            lengths.append(value["timex"])
        elif "start" in value or "end" in value:
            stretches.append((value.get("start"), value.get("end")))
        elif value.get("value") and value["value"] != "not resolved":
            stretches.append((value["value"], None))
    return Seen(hit.start, hit.end + 1, (), None, tuple(stretches), tuple(lengths))  # type: ignore[attr-defined]


def jionlp() -> dict[str, Read]:
    """Give JioNLP: its extractors for a text, its parsers for a string that is wholly money or time."""
    import jionlp as jio

    def money(text: str, now: datetime, whole: bool) -> list[Seen]:
        if whole:
            try:
                parsed = jio.parse_money(text)
            except Exception:  # the parser refuses by raising, of many types
                parsed = None
            if parsed and parsed.get("num") not in (None, "null"):
                return [_money(0, len(text), parsed)]
        return [_money(*hit["offset"], hit["detail"]) for hit in jio.ner.extract_money(text)]

    def time(text: str, now: datetime, whole: bool) -> list[Seen]:
        if whole:
            try:
                return [_time(0, len(text), jio.parse_time(text, time_base=now.timestamp()))]
            except Exception:  # the parser refuses by raising, of many types
                pass
        hits = jio.ner.extract_time(text, time_base=now.timestamp())
        return [_time(*hit["offset"], hit["detail"]) for hit in hits]

    return {"currency": money, "date": time}


def _money(start: int, end: int, detail: dict) -> Seen:
    numbers = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
    return Seen(start, end, tuple(n for n in map(_decimal, numbers) if n is not None), detail.get("case"))


def _time(start: int, end: int, detail: dict) -> Seen:
    time = detail["time"]
    if detail["type"] == "time_delta":
        return Seen(start, end, lengths=tuple(map(_iso, time if isinstance(time, list) else [time])))
    if isinstance(time, list) and all(isinstance(t, str) for t in time):
        bounds = [None if t in ("inf", "-inf") else t for t in time]
        return Seen(start, end, stretches=((bounds[0], bounds[-1]),))
    return Seen(start, end)


def _iso(parts: dict) -> str:
    day = "".join(f"{parts[k]:g}{k[0].upper()}" for k in ("year", "month", "day") if k in parts)
    if "workday" in parts:
        day += f"{parts['workday']:g}D"
    clock = "".join(f"{parts[k]:g}{k[0].upper()}" for k in ("hour", "minute", "second") if k in parts)
    return f"P{day}" + (f"T{clock}" if clock else "")


def cn2an() -> dict[str, Read]:
    """Give cn2an: the numeral where the string is wholly one, else what its sentence rewriting changes."""
    import cn2an as peer

    def read(text: str, now: datetime, whole: bool) -> list[Seen]:
        if whole:
            try:
                return [Seen(0, len(text), (Decimal(str(peer.cn2an(text, "smart"))),))]
            except ValueError:
                pass
        try:
            return list(_rewritten(text, peer.transform(text, "cn2an")))
        except ValueError:
            return []

    return {"number": read}


def wetext() -> dict[str, Read]:
    """Give WeTextProcessing's inverse normaliser: what it writes in digits, laid back over the text."""
    from itn.chinese.inverse_normalizer import InverseNormalizer

    # Digits by themselves are left alone in a sentence; a string that is wholly a numeral asks for them.
    inside = InverseNormalizer()
    with TemporaryDirectory() as folder:
        alone = InverseNormalizer(cache_dir=folder, overwrite_cache=True, enable_0_to_9=True)

    def read(text: str, now: datetime, whole: bool) -> list[Seen]:
        return list(_rewritten(text, (alone if whole else inside).normalize(text)))

    return dict.fromkeys(("number", "any number", "currency", "date"), read)


_DATES = (
    (re.compile(r"(\d{4})[/年-](\d{1,2})(?:[/月-](\d{1,2})|(?![\d/]))"), ""),
    (re.compile(r"(\d{4})年(?!\d)"), ""),
    (re.compile(r"(?<![\d年/])(\d{1,2})月(?:(\d{1,2})[日号號])?"), "XXXX-"),
    (re.compile(r"(?<![\d/])([01]\d)/(\d\d)(?![\d/])"), "XXXX-"),
)
_NUMBER = re.compile(r"-?(?:\d[\d,]*(?:\.\d+)?(?:/\d+)?[百千万萬亿億兆]*)+")
_PART = re.compile(r"([\d,.]+)(?:/(\d+))?([百千万萬亿億兆]*)")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_RANGE = re.compile(r"[-~至到]")


def _rewritten(text: str, output: str) -> Iterator[Seen]:
    """Give the numbers and dates of a rewritten text, at the places that they were rewritten from."""
    blocks = difflib.SequenceMatcher(None, text, output, autojunk=False).get_opcodes()

    def back(start: int, end: int) -> tuple[int, int]:
        hit = [b for b in blocks if b[3] < end and start < b[4]]
        places = [
            (b[1] + max(0, start - b[3]), b[1] + end - b[3] if end < b[4] else b[2])
            if b[0] == "equal"
            else b[1:3]
            for b in hit
        ]
        return (min(p[0] for p in places), max(p[1] for p in places)) if places else (0, 0)

    taken = []
    for pattern, form in _DATES:
        for match in pattern.finditer(output):
            stretch = form + "-".join(part.zfill(2) for part in match.groups() if part)
            taken.append(match.span())
            yield Seen(*back(*match.span()), stretches=((stretch, None),))
    for match in re.finditer(r"(\d{1,2}):(\d\d)(?::\d\d)?", output):
        taken.append(match.span())
        yield Seen(*back(*match.span()), stretches=((f"T{match[1].zfill(2)}:{match[2]}", None),))
    for match in _NUMBER.finditer(output):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if match.start() and _RANGE.fullmatch(output[match.start() - 1]) and match[0][0] != "-":
            continue  # the upper bound, read with its lower one
        numbers = [_value(match[0])]
        if _RANGE.match(output, match.end()) and (after := _NUMBER.match(output, match.end() + 1)):
            numbers.append(_value(after[0]))
            scale = match[0].lstrip("-0123456789,.")
            if not scale and (unit := after[0].lstrip("0123456789,.")):
                numbers[0] *= _value("1" + unit)
        elif match[0][0] == "-" and match.start() and output[match.start() - 1].isdigit():
            continue
        yield Seen(*back(*match.span()), tuple(numbers))


def _value(digits: str) -> Decimal:
    """Give 119万9990 and 1/3 as numbers."""
    total = Decimal(0)
    for top, bottom, scales in _PART.findall(digits):
        value = _decimal(top) or Decimal(0)
        if bottom and Decimal(bottom):
            value /= Decimal(bottom)
        for scale in scales:
            value *= _SCALES[scale]
        total += value
    return -total if digits.startswith("-") else total


def _decimal(text: object) -> Decimal | None:
    try:
        value = Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
