"""Times of day: 下午三时, 14:30, 3pm, 十时半; a bare 三点 is index points or three things, so it needs a cue."""

from heshu.periods.mention import Groups, Rule, Step, Steps, beginnings, pairs
from heshu.periods.numbers import ARABIC, CN_NUMBER, NUMBER_HEADS, whole

_PARTS = (
    "凌晨|清晨|清早|早上|早晨|早间|上午|早市|中午|正午|午间|"
    "下午|午后|傍晚|黄昏|晚上|晚间|深夜|夜间|夜里|午夜|半夜|晏昼|早|晨|午|晚|夜"
)
_NUMBER = rf"(?:\d\d?|{CN_NUMBER}{{1,3}})"
_MINUTES = (
    r"(?:(?P<quarter>[一二两三123])刻|(?P<half>半)"
    rf"|(?P<m>零?{_NUMBER})(?:分(?!之)(?:(?P<s>{_NUMBER})秒)?|(?![\d%万亿成]))|整|正)"
)
_HOUR_UNIT = r"(?:时(?![代段间机期刻装事])|点钟?)"


def _minute(found: Groups) -> int | None:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15 * (whole(found["quarter"]) or 0)
    return whole(found["m"]) if found["m"] else 0


def _clock(found: Groups) -> Steps | None:
    hour, minute = whole(found["h"]), _minute(found)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    return (Step("clock", hour, minute, unit="minute" if minute else "hour"),)


def _digital(found: Groups) -> Steps | None:
    hour, minute = int(found["h"]), int(found["m"])
    if hour > 24 or minute > 59:
        return None
    half = (found["ap"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    return (Step("clock", hour, minute, unit="minute"),)


def _hour_half(found: Groups) -> Steps | None:
    hour = int(found["h"])
    if hour > 12:
        return None
    hour = hour % 12 + (12 if found["ap"].lower().startswith("p") else 0)
    return (Step("clock", hour, unit="hour"),)


def _part_clock(found: Groups) -> Steps | None:
    clock = _clock(found)
    return clock and (Step("daypart", name=found["p"]), *clock)


RULES = (
    Rule(
        "clock.of_part",
        rf"(?P<p>{_PARTS})(?P<h>{_NUMBER}){_HOUR_UNIT}{_MINUTES}?",
        _part_clock,
        (
            *beginnings(word for word in _PARTS.split("|") if len(word) > 1),
            *pairs("早晨午晚夜", NUMBER_HEADS),
        ),
    ),
    Rule(
        "clock.digital",
        r"(?<![\d:.])(?P<h>\d\d?)[:：](?P<m>[0-5]\d)(?:[:：]\d\d)?(?: ?(?P<ap>[ap]\.?m\.?|[AP]M))?(?![\d:：])",
        _digital,
        ARABIC,
        follows=True,
    ),
    Rule(
        "clock.am_pm",
        r"(?<![\d:.])(?P<h>\d\d?) ?(?P<ap>[ap]m|[AP]M)(?![A-Za-z])",
        _hour_half,
        ARABIC,
        follows=True,
    ),
    Rule(
        "clock.hour",
        rf"(?<![\d.,第小同])(?P<h>(?!一时){_NUMBER})(?:时(?![代段间机期刻装事])|点钟){_MINUTES}?",
        _clock,
        NUMBER_HEADS,
    ),
    Rule(
        "clock.point",
        rf"(?<![\d.,第])(?P<h>{_NUMBER})点(?=半|正|整|[一二三123]刻|\d\d分|{CN_NUMBER}{{1,3}}分){_MINUTES}",
        _clock,
        NUMBER_HEADS,
    ),
    Rule(
        "daypart",
        rf"(?P<p>{_PARTS})(?![期日年])",
        lambda found: (Step("daypart", name=found["p"]),),
        follows=True,
    ),
    Rule("clock.follow", rf"(?P<h>{_NUMBER}){_HOUR_UNIT}{_MINUTES}?", _clock, follows=True),
)
