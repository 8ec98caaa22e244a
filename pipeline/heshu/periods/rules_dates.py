"""Years and full dates: 2026年, 九七年, 民国113年, 公元前202年, 2026-06-25, 25/6/2026.

A year of two digits is told from a length (26年) by what follows it or by how it is written; what is left is a
duration and belongs to figures.
"""

from heshu.periods.eras import eras
from heshu.periods.mention import Groups, Rule, Step, Steps, beginnings
from heshu.periods.numbers import (
    AND,
    ARABIC,
    CN_DIGIT,
    CN_NUMBER,
    HAN,
    LOOSE,
    MONTH,
    NUMBER_HEADS,
    TO,
    neighbours,
    nth,
    ordinal,
    whole,
)

_YEAR4 = rf"(?:\d{{4}}|二00\d|二00{CN_DIGIT}|{CN_DIGIT}{{4}}|[一两二]千(?:零?{CN_NUMBER}{{1,6}})?)"
_ANY_YEAR = rf"(?P<n>\d{{1,4}}|{CN_NUMBER}{{1,7}})年"
_START = r"(?<![\d.,/])"
_END = r"(?![\d/]|[.,]\d|-\d(?!\d{0,3}[-/])|%|成|倍|元)"
# A year of two digits is one where a smaller unit follows it.
_INSIDE = (
    rf"(?= ?的?(?:{MONTH} ?月(?!内)|第?[一二三四1-4首末]季|[上下前后]半年|[首前][一二三四五六七八九十\d两]"
    r"|[初底末](?!期)|中(?:期|[,，。、）)至]|$)|年[初中底末]|全年|度(?!假)|[春夏秋冬]|元旦|农历|除夕|大年|正月"
    r"|奥运|世界杯))"
)
# 七十年的革命生涯 is a length.
_OF_LENGTH = "的[一-鿿]{0,3}(?:历史|生涯|经验|寿命|岁月|租|历程|传统)"
_YEARS = range(1000, 2200)
_YEAR_HEADS = "12一二两"


def _year(found: Groups) -> Steps | None:
    n = whole(found["n"]) or 0
    return (Step("year", n, name=_annual(found)),) if n in _YEARS else None


def _annual(found: Groups) -> str:
    return "annual" if found["t"] else ""


def _short(found: Groups) -> Steps | None:
    n = whole(found["n"])
    return None if n is None else (Step("year2", n),)


def _republic(found: Groups) -> Steps:
    """114年度, 114年6月: years of the Republic, as Taiwan leaves its name out."""
    return (Step("year", int(found["n"]) + 1911, name=_annual(found)),)


def _years(found: Groups) -> Steps | None:
    first, last = whole(found["a"]) or 0, whole(found["b"]) or 0
    if first not in _YEARS:
        return None
    if last < 100:
        last += first - first % 100
    return (Step("year", first, last),) if first < last < _YEARS.stop else None


def _short_years(found: Groups) -> Steps | None:
    """97至03年: both of two digits, the second after the first."""
    first, last = whole(found["a"]), whole(found["b"])
    if first is None or last is None:
        return None
    return (Step("year2", first, first + (last - first) % 100),) if first != last else None


def _era(found: Groups) -> Steps | None:
    n = ordinal(found["n"])
    return (Step("year", eras()[found["e"]] + n - 1, name=_annual(found)),) if n else None


def _before_christ(found: Groups) -> Steps | None:
    n = whole(found["n"])
    return (Step("year", 1 - n),) if n else None


def _date(found: Groups) -> Steps | None:
    year, month, day = (int(found[k]) for k in "ymd")
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    head = Step("year" if len(found["y"]) == 4 else "year2", year)
    return (head, Step("month", month), Step("day", day))


def _day_first(found: Groups) -> Steps | None:
    """25/6/2026 is day first, as Hong Kong writes it; a second number over 12 can only be the day."""
    if int(found["m"]) > 12:
        found = found | {"m": found["d"], "d": found["m"]}
    return _date(found)


def _year_month(found: Groups) -> Steps | None:
    year, month = int(found["y"]), int(found["m"])
    return (Step("year", year), Step("month", month)) if 1 <= month <= 12 and year in _YEARS else None


def _slashed(found: Groups) -> Steps | None:
    """12/1 and 2/15: month first, as where no year is; a first number over 12 is the day. 1/4 is a quarter."""
    month, day = int(found["m"]), int(found["d"])
    if len(found["m"]) == 1 and (len(found["d"]) == 1 or month == 1):
        return None
    if month > 12:
        month, day = day, month
    return (Step("month", month), Step("day", day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def rules() -> tuple[Rule, ...]:
    """Give the rules, those that read more first."""
    era = "|".join(eras())
    return (
        Rule(
            "date.numeric",
            rf"{_START}(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?:{_END}|(?=\d\d:\d\d))",
            _date,
            ARABIC,
        ),
        Rule(
            "date.spaced", rf"{_START}(?P<y>(?:19|20)\d\d) (?P<m>\d\d) (?P<d>\d\d)(?![\d.,])", _date, ARABIC
        ),
        Rule(
            "date.day_first",
            rf"{_START}(?P<d>\d\d?)(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<y>(?:19|20)?\d\d){_END}",
            _day_first,
            ARABIC,
        ),
        Rule(
            "year.run",
            rf"{LOOSE}(?P<a>{_YEAR4}) ?年?{TO}(?P<b>{_YEAR4}|\d\d) ?年(?!前|内|以内|度)",
            _years,
            _YEAR_HEADS,
        ),
        Rule(
            "year.run_short",
            rf"{LOOSE}(?P<a>0\d|[7-9]\d|{CN_DIGIT}{{2}})年?{TO}(?P<b>\d\d|{CN_DIGIT}{{2}}) ?年(?![来历代产期楼前后内])",
            _short_years,
            NUMBER_HEADS,
        ),
        Rule(
            "year.slashed",
            rf"{_START}(?P<a>(?:19|20)\d\d)/(?P<b>\d\d|(?:19|20)\d\d)年(?!度)",
            _years,
            ARABIC,
        ),
        Rule(
            "year.neighbours",
            rf"{LOOSE}(?P<a>{_YEAR4})(?:、(?P<m>{_YEAR4}))?{AND}(?P<b>{_YEAR4}) ?年(?!前|内)",
            neighbours("year"),
            _YEAR_HEADS,
        ),
        Rule(
            "year.of_era",
            rf"(?P<e>{era})(?P<n>元|\d{{1,3}}|{CN_NUMBER}{{1,5}})年(?P<t>度(?!假))?",
            _era,
            beginnings(eras()),
        ),
        Rule(
            "year.run_bare",
            rf"{_START}(?P<a>(?:19|20)\d\d)(?:{TO}| – )(?P<b>(?:19|20)\d\d)(?![\d年/.,%-])",
            _years,
            ARABIC,
        ),
        Rule(
            "year.of_list",
            rf"{_START}(?P<n>(?:19|20)\d\d)(?=(?:、(?:19|20)\d\d){{0,3}}{AND}(?:19|20)\d\d ?年)(?P<t>)",
            _year,
            ARABIC,
        ),
        Rule("year.lunar", rf"(?:农历|旧历|阴历)(?P<n>{_YEAR4})年(?P<t>)", _year, ("农历", "旧历", "阴历")),
        Rule(
            "year.before_christ",
            rf"(?:公元|西元|纪元)前{_ANY_YEAR}",
            _before_christ,
            ("公元", "西元", "纪元"),
        ),
        Rule("year.common_era", rf"(?:公元|西元|纪元){_ANY_YEAR}", nth("year"), ("公元", "西元", "纪元")),
        Rule(
            "year",
            rf"(?:{LOOSE}|(?<=[十百千万亿])(?=(?:19|20)\d\d))(?P<n>{_YEAR4}) ?年(?!代|的?历史)(?P<t>度(?!假))?",
            _year,
            _YEAR_HEADS,
        ),
        Rule(
            "year.bare_inside",
            rf"{_START}(?P<n>(?:19|20)\d\d)"
            r"(?= ?(?:[上下]半年|全年|首[一二三四五六七八九十\d]|[首次末]季|第[一二三四1-4]季))(?P<t>)",
            _year,
            ARABIC,
        ),
        Rule("year.of_republic", rf"{LOOSE}(?P<n>1[01]\d) ?年(?:(?P<t>度)|{_INSIDE})", _republic, "1"),
        Rule("year.early", r"(?<=[在于自至到])(?P<n>[1-9]\d\d)年(?![间内里来前后期的])", nth("year"), ARABIC),
        Rule("year.digits", rf"{LOOSE}(?P<n>{CN_DIGIT}{{3}})年", nth("year"), HAN),
        Rule(
            "year.short",
            rf"{LOOSE}(?P<n>0\d|{CN_DIGIT}{{2}}|[7-9]\d) ?年(?![来历代产期]|{_OF_LENGTH})",
            _short,
            NUMBER_HEADS,
        ),
        Rule("year.short_inside", rf"{LOOSE}(?<!-)(?P<n>\d\d) ?年{_INSIDE}", nth("year2"), ARABIC),
        Rule(
            "date.year_month",
            rf"{_START}(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d\d){_END}(?! ?(?:赛季|球季|年度|学年|财))",
            _year_month,
            ARABIC,
        ),
        Rule(
            "date.slashed",
            rf"{_START}(?P<m>\d\d?)/(?P<d>\d\d?)(?![\d/.%成]|的|以上|以下|強|强)",
            _slashed,
            ARABIC,
        ),
    )
