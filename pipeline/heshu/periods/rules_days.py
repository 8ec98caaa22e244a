"""Months, days and weekdays that lean on what stands before them or on publication: 6月, 25日, 周三, 1至5月."""

from heshu.periods.mention import Groups, Rule, Step, Steps, pairs
from heshu.periods.numbers import (
    AND,
    ARABIC,
    DAY,
    LOOSE,
    MONTH,
    NUMBER_HEADS,
    TO,
    neighbours,
    nth,
    ordinal,
    run,
)

# 3月期, 八月份额 and 二月供 are words; 11月均 is an average of eleven months.
_MONTH_UNIT = r" ?月份?(?!期(?![内间末初])|革命|不知|天(?![气文津然])|[球子饼节嫂供息薪租票台光亮费均额])"
# 5日均线, 3日内, 2日游 count days; 三号干线, 8号波 and 3号仓 are names.
_DAY_UNIT = (
    r" ?(?:日(?![均内间游线圆元本薪租数来前后期报军资企裔韩美高低]|之[内后前]|以[内后前来])"
    r"|号(?![风波线楼仓机店铺牌令码召称人球泳地房台井客文演船飞火卫院室园屋]|信号|干线|公路|议案|提案|决议))"
)
# 三日 and 一号 alone are a length and a name; 25日 and 廿五日 are dates.
_BARE_DAY = r"(?:3[01]|[12]\d|0?[1-9](?!\d)|三十一?|卅一?|廿[一二三四五六七八九]?|二?十[一二三四五六七八九])"
# 丰华1号 and 公告31号 are names: 18号 is a day behind a mark, or a word that times stand behind.
_NOT_NAMED = (
    r"(?:(?<![一-鿿A-Za-z）)\]〕】》])|(?<=[在到至于从由自今月本上下前昨系喺是就和及与同将待等年])"
    r"|(?!\d{1,2} ?号|[一-鿿]{1,3}号))"
)
_NOT_LENGTH = (
    r"(?<![月路街道巷里弄村号])(?<!月 )(?<!连续)(?<!为期)(?<!历时)(?<!一连)(?<!长达)(?<!过去)(?<!未来)"
    r"(?<![^日号月周、]、)(?<![连共足整每近首头逾达约隔超满过前后这有计等需要花用仅只才工])"
)
_MONTH_HEADS = ARABIC + "一二三四五六七八九十"
_DAY_HEADS = ARABIC + "二三十廿卅"
_WEEK = "(?:星期|周|礼拜)"
_WEEK_HEADS = (*pairs("周", "一二三四五六日天"), "星期", "礼拜")
_WEEKDAY = "[一二三四五六日天]"
# 上周三大指数, 周一度 and 周日均 are not weekdays.
_NOT_COUNTED = r"(?![大家成个宗名款间座项度次直批连股期份均]|本(?!报))"


def _month_day(found: Groups) -> Steps | None:
    """6月28: a day that leaves out its word; 6月28、29日 is a run of two, which `day.neighbours` reads."""
    if found["e"] and ordinal(found["e"]) == ordinal(found["d"]) + 1:
        return None
    return (Step("month", ordinal(found["m"])), Step("day", ordinal(found["d"])))


RULES = (
    Rule(
        "date.month_day",
        rf"{LOOSE}(?P<m>{MONTH}) ?月(?P<d>{DAY})"
        rf"(?={AND}(?P<e>{DAY}) ?[日号]"
        r"|(?!、\d\d?[日号]) ?(?:$|[,，。、；;\n）)]|[早晚上下中至到~-]|出生|举行|开幕|公布|宣布))",
        _month_day,
        _MONTH_HEADS,
        follows=True,
    ),
    Rule("day.neighbours", rf"(?P<a>{DAY}){AND}(?P<b>{DAY}) ?[日号]", neighbours("day"), behind=NUMBER_HEADS),
    Rule(
        "month.run",
        rf"{LOOSE}(?P<a>{MONTH}) ?月?份?{TO}(?P<b>{MONTH}){_MONTH_UNIT}(?! ?{DAY} ?[日号])",
        run("month"),
        _MONTH_HEADS,
        follows=True,
    ),
    Rule(
        "month.neighbours",
        rf"{LOOSE}(?:(?P<a>{MONTH}){AND}(?P<b>{MONTH})|(?P<c>[一二三四五六七八])(?P<d>[二三四五六七八九]))"
        rf"{_MONTH_UNIT}(?! ?{DAY} ?[日号])",
        neighbours("month"),
        _MONTH_HEADS,
        follows=True,
    ),
    Rule("month", rf"{LOOSE}(?P<n>{MONTH}){_MONTH_UNIT}", nth("month"), _MONTH_HEADS, follows=True),
    Rule(
        "day.run",
        rf"{LOOSE}{_NOT_LENGTH}(?<!时)(?P<a>{DAY}) ?[日号]?{TO}(?P<b>{DAY}){_DAY_UNIT}",
        run("day"),
        NUMBER_HEADS,
    ),
    Rule(
        "day.run_follow",
        rf"(?P<a>{DAY}) ?[日号]?{TO}(?P<b>{DAY}) ?[日号](?!均)",
        run("day"),
        behind=NUMBER_HEADS,
    ),
    Rule(
        "day",
        rf"{LOOSE}{_NOT_LENGTH}{_NOT_NAMED}(?<!、[\d十][至到~])(?<!、\d\d[至到~])(?P<n>{_BARE_DAY}){_DAY_UNIT}",
        nth("day"),
        _DAY_HEADS,
    ),
    Rule("day.follow", rf"(?P<n>{DAY}) ?[日号](?!均)", nth("day"), behind=NUMBER_HEADS),
    Rule(
        "weekday.run",
        rf"{_WEEK}(?P<a>{_WEEKDAY}){TO}{_WEEK}?(?P<b>{_WEEKDAY}){_NOT_COUNTED}",
        run("weekday"),
        _WEEK_HEADS,
    ),
    Rule(
        "weekday.neighbours",
        rf"(?<![每逢个一两三四五\d]){_WEEK}(?P<a>{_WEEKDAY})(?:、|(?<=六)(?=日))(?P<b>{_WEEKDAY}){_NOT_COUNTED}",
        neighbours("weekday"),
        _WEEK_HEADS,
    ),
    Rule(
        "weekday",
        rf"(?<![每逢个一两三四五\d])(?<!黑色){_WEEK}(?P<n>{_WEEKDAY}){_NOT_COUNTED}",
        nth("weekday"),
        _WEEK_HEADS,
    ),
    Rule(
        "weekday.neighbours_follow",
        rf"{_WEEK}?(?P<a>{_WEEKDAY})(?:、|(?<=六)(?=日))(?P<b>{_WEEKDAY}){_NOT_COUNTED}",
        neighbours("weekday"),
        behind="周星礼一二三四五六日天",
    ),
    Rule(
        "weekday.run_follow",
        rf"{_WEEK}?(?P<a>{_WEEKDAY}){TO}{_WEEK}?(?P<b>{_WEEKDAY}){_NOT_COUNTED}",
        run("weekday"),
        behind="周星礼一二三四五六日天",
    ),
    Rule(
        "weekday.follow",
        rf"{_WEEK}?(?P<n>{_WEEKDAY}){_NOT_COUNTED}",
        nth("weekday"),
        behind="周星礼一二三四五六日天",
    ),
    Rule(
        "day.bracketed",
        rf"[（(](?:(?P<m>{MONTH})月)?(?P<d>{DAY})[日号][）)]",
        lambda found: (Step("dated", ordinal(found["m"] or ""), ordinal(found["d"])),),
        behind="（(",
    ),
    Rule("day.itself", r"当[日天](?![军本])", lambda _: (Step("same_day"),), behind="当"),
    Rule("day.its_night", "当晚", lambda _: (Step("daypart", name="晚上"),), behind="当"),
    Rule("day.next", r"[翌次]日(?!本)", lambda _: (Step("beyond", 1),), behind="翌次"),
    Rule("day.anniversary", r"今[日天](?!头)", lambda _: (Step("anniversary"),), behind="今"),
    Rule(
        "weekday.of_day",
        rf"(?:[（(]{_WEEK}?(?P<n>{_WEEKDAY})[）)]|[,，]? ?{_WEEK}{_WEEKDAY})",
        lambda _: (Step("same_day"),),
        behind="（(,， 周星礼",
    ),
)
