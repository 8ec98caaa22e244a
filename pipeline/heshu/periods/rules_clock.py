"""Times of day: 下午三时, 14:30, 3pm, 十时半, 上午9时至11时.

A bare 三点 is index points or three things, so it needs a cue: a part of the day, minutes, or what stands round it.
"""

from heshu.periods.mention import Groups, Rule, Step, Steps, beginnings, pairs
from heshu.periods.numbers import ARABIC, CN_NUMBER, NUMBER_HEADS, TO, whole

_PARTS = (
    "凌晨|清晨|清早|早上|早晨|早间|上午|中午|正午|午间|"
    "下午|午后|傍晚|黄昏|晚上|晚间|夜晚|深夜|夜间|夜里|午夜|半夜|晏昼|上昼|下昼|朝早|早|晨|午|晚|夜"
)
_PART_HEADS = (
    *beginnings(word for word in _PARTS.split("|") if len(word) > 1),
    *pairs("早晨午晚夜", NUMBER_HEADS),
)
_NUMBER = rf"(?:\d\d?|{CN_NUMBER}{{1,3}})"
_NO_UNIT = r"(?![\d.%万亿成倍个点分年月日天周岁])"
_TENS = "(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
# 三点踏三, 三点三个字 and 三点三 count fives, as Cantonese tells the time; 五点差五分 is five minutes before.
_MINUTES = (
    rf"(?:(?P<less>差)?(?:(?P<quarter>[一二两三123])刻|(?P<m>零?{_NUMBER})分(?![之钟])(?:{_NUMBER}秒)?)"
    rf"|[踏搭]?(?P<half>半)|[踏搭](?P<fives>{_NUMBER})|(?P<words>{_NUMBER})个字"
    rf"|(?P<bare>零?\d\d|{_TENS}){_NO_UNIT}|(?P<fifths>[一二两三四五六七八九])(?![一-鿿\d.%])|整|正|许)"
)
_O_CLOCK = r"时(?![代段间机刻装事]|期(?!间))"
_HOUR = rf"(?:{_O_CLOCK}|点钟?)"
_FREE = r"(?<![\d.第])(?<!\d,)"


def _minute(found: Groups) -> int | None:
    if found.get("half"):
        return 30
    for group, each in (("quarter", 15), ("fives", 5), ("words", 5), ("fifths", 5), ("m", 1), ("bare", 1)):
        if found.get(group):
            minutes = whole(found[group])
            return None if minutes is None else each * minutes
    return 0


def _clock(found: Groups) -> Steps | None:
    hour, minute = whole(found["h"]), _minute(found)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    if found.get("less"):
        hour, minute = divmod(60 * hour - minute, 60)
    return (Step("clock", hour, minute, unit="minute" if minute else "hour"),) if hour >= 0 else None


def _digital(found: Groups) -> Steps | None:
    hour, minute = int(found["h"]), int(found["m"])
    if hour > 24 or minute > 59:
        return None
    if (found["ap"] or "").lower().startswith("p") and hour < 12:
        hour += 12
    return (Step("clock", hour, minute, unit="minute"),)


def _am_pm(found: Groups) -> Steps | None:
    hour = int(found["h"])
    if hour > 12:
        return None
    hour = hour % 12 + (12 if found["ap"].lower().startswith("p") else 0)
    return (Step("clock", hour, unit="hour"),)


def _whole_hour(found: Groups) -> Steps | None:
    hour = whole(found["h"])
    return None if hour is None or hour > 24 else (Step("clock", hour, unit="hour"),)


def _hours(found: Groups) -> Steps | None:
    """四到六点: both ends in minutes of the day."""
    first, last = whole(found["a"]), whole(found["b"])
    if first is None or last is None or first > 24 or last > 24:
        return None
    return (Step("hours", 60 * first, 60 * last + (30 if found["half"] else 0)),)


def _part(found: Groups) -> Steps:
    return (Step("daypart", name=found["p"]),)


RULES = (
    Rule(
        "clock.of_part",
        rf"(?P<p>{_PARTS})(?= ?{_NUMBER}(?:{_HOUR}|[:：]\d\d|{TO}{_NUMBER} ?(?:时|点)))",
        _part,
        _PART_HEADS,
    ),
    Rule(
        "clock.digital",
        r"(?<![\d:.])(?P<h>\d\d?)[:：](?P<m>[0-5]\d)(?:[:：]\d\d)?(?: ?(?P<ap>[ap]\.?m\.?|[AP]M|p\b))?(?![\d:：])",
        _digital,
        ARABIC,
        follows=True,
    ),
    Rule(
        "clock.am_pm",
        r"(?<![\d:.])(?P<h>\d\d?) ?(?P<ap>[ap]m|[AP]M)(?![A-Za-z])",
        _am_pm,
        ARABIC,
        follows=True,
    ),
    Rule(
        "clock.run",
        rf"{_FREE}(?P<a>{_NUMBER})[点时]?{TO}(?P<b>{_NUMBER})(?:点|{_O_CLOCK})(?P<half>半)?(?!\d)",
        _hours,
        behind=NUMBER_HEADS,
    ),
    Rule("clock.follow", rf"(?P<h>{_NUMBER}){_HOUR}{_MINUTES}?", _clock, behind=NUMBER_HEADS),
    Rule(
        "clock.hour",
        rf"{_FREE}(?<![小同天])(?P<h>(?![一四]时){_NUMBER})(?:{_O_CLOCK}|点钟){_MINUTES}?",
        _clock,
        NUMBER_HEADS,
    ),
    Rule(
        "clock.minutes",
        rf"{_FREE}(?P<h>{_NUMBER})点"
        rf"(?=半|正|整|差?[一二三123]刻|[踏搭]|差?\d\d?分(?![之钟])|差?{CN_NUMBER}{{1,3}}分(?!之)|(?:[0-5]\d|{_TENS}){_NO_UNIT})"
        rf"{_MINUTES}",
        _clock,
        NUMBER_HEADS,
    ),
    Rule(
        "clock.short_of",
        rf"(?P<less>差)(?:(?P<m>{_NUMBER})分|(?P<quarter>[一三])刻)钟?(?:到|就)?(?P<h>{_NUMBER}){_HOUR}",
        _clock,
        pairs("差", NUMBER_HEADS),
        follows=True,
    ),
    Rule(
        "clock.run_free",
        rf"{_FREE}(?P<a>{_NUMBER})[点时]?{TO}(?P<b>{_NUMBER})(?:{_O_CLOCK}|点(?=半|正|整))(?P<half>半)?(?!\d)",
        _hours,
        NUMBER_HEADS,
    ),
    Rule(
        "clock.cued",
        r"(?:(?<=[在从自早晚约概])|(?<![一-鿿\d.]))(?P<h>十[一二]?|[二两三四五六七八九零])点"
        r"(?=$|[,，。、！？\s]|[以之]?[后前]|左右|[到至~-])",
        _whole_hour,
        NUMBER_HEADS,
    ),
    Rule(
        "daypart",
        rf"(?P<p>{_PARTS})(?![期日年段盘餐饭茶报市])(?<!早(?=[已在就]))",
        _part,
        behind="".join(sorted({part[0] for part in _PARTS.split("|")})),
    ),
)
