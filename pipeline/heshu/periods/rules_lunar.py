"""Days of the Chinese calendar: 农历八月十五, 正月初五, 腊月, 闰四月, 五月廿二."""

from heshu.periods.mention import Groups, Rule, Step, Steps, pairs
from heshu.periods.numbers import NUMBER_HEADS, TO, ordinal

_DAYS = {"朔": 1, "朔日": 1, "正时": 1, "望": 15, "望日": 15}
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]|正|冬|腊)"
_DAY = (
    r"(?:初(?:十|[一二三四五六七八九]|10|[1-9])|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅"
    r"|(?:[12]\d|30|[1-9])(?!\d))"
)
# A day that only the Chinese calendar writes so: 初五, 廿二.
_MARKED_DAY = r"(?:初(?:十|[一二三四五六七八九]|10|[1-9])|廿[一二三四五六七八九]?)(?![日号])"


def _lunar(found: Groups) -> Steps:
    month = _MONTHS.get(found["m"]) or ordinal(found["m"])
    head = Step("lunar_month", month, 1 if found["leap"] else 0)
    if not found["d"]:
        return (head,)
    return (head, Step("lunar_day", _DAYS.get(found["d"]) or ordinal(found["d"].lstrip("初"))))


_HEADS = (*NUMBER_HEADS, "正月", "冬月", "腊月")


def _new_year_run(found: Groups) -> Steps | None:
    """年初二至初四: days of the Chinese year's first month."""
    first, last = ordinal(found["a"]), ordinal(found["b"])
    return (Step("lunar_month", 1), Step("lunar_day", first, last)) if 0 < first < last else None


RULES = (
    Rule(
        "lunar.new_year_run",
        rf"(?:农历|大)?年初(?P<a>十[一二三四五]?|[一二三四五六七八九]){TO}(?:农历|大)?年?初?"
        r"(?P<b>十[一二三四五]?|[一二三四五六七八九])(?![日号度])",
        _new_year_run,
        ("年初", "大年", "农历"),
        follows=True,
    ),
    Rule(
        "lunar.named",
        rf"(?:农历|旧历|阴历)年?(?P<leap>闰)?(?P<m>{_MONTH})月(?:(?P<d>{_DAY})[日号]?)?",
        _lunar,
        ("农历", "旧历", "阴历"),
        follows=True,
    ),
    Rule(
        "lunar.month",
        rf"(?P<leap>闰)?(?P<m>正|腊|冬)月(?:(?P<d>{_DAY}|[朔望]日?|正时)[日号]?)?",
        _lunar,
        ("正月", "腊月", "冬月", *pairs("闰", "正腊冬")),
        follows=True,
    ),
    Rule(
        "lunar.leap",
        rf"(?P<leap>闰)(?P<m>{_MONTH})月(?:(?P<d>{_DAY})[日号]?)?",
        _lunar,
        pairs("闰", NUMBER_HEADS + "正冬腊"),
        follows=True,
    ),
    Rule(
        "lunar.marked",
        rf"(?<![\d十])(?P<leap>)(?P<m>{_MONTH})月(?P<d>{_MARKED_DAY})",
        _lunar,
        _HEADS,
        follows=True,
    ),
    Rule(
        "lunar.full_moon",
        r"(?<![\d十])(?P<leap>)(?P<m>[八8])月(?P<d>十五)(?![日号\d个万亿])",
        _lunar,
        "八8",
        follows=True,
    ),
)
