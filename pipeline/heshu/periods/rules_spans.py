"""Quarters, halves, seasons, fiscal years, decades, and parts of what stands before: 第三季, 3Q25, 首五个月, 年底."""

from heshu.periods.mention import Groups, Read, Rule, Step, Steps, pairs
from heshu.periods.numbers import (
    AND,
    ARABIC,
    COUNT,
    HAN,
    NUMBER_HEADS,
    TO,
    UNITS,
    neighbours,
    nth,
    ordinal,
    run,
    some,
    whole,
)

_SEASONS = {"春": 1, "夏": 2, "秋": 3, "冬": 4}
_SAME_PART = str.maketrans("尾底头", "末末初")
_YEAR_SHIFTS = {"今": 0, "本": 0, "去": -1, "明": 1}
_UNIT = r"(?P<u>季度?|月份?|周|星期|礼拜|天|日)"
_SPLIT_KIND = r"(?P<k>学年度?|财政年度|财年|课税年度|年度|赛季|球季)"
# 年初步, 年底部 and 年中国 are a year and a word.
_PART = (
    r"(?:(?P<n>[上中下]旬|初(?![步中级创始心衷次]|升(?:[中学]|的?太阳))|头(?![条号奖目部盘版等脑寸彩款炮阵位名痛皮巾一二两三四五六七八九十半\d]))|"
    r"(?P<o>[底末尾](?![部线层薪价盘蕴端期段日]))"
    r"|(?P<p>中(?!、[日美韩英法俄港台印])(?![国央华东西南北共方美英日欧俄印澳韩港资科石移银联信芯铁建电海环粮金投期学小级等层型位介间心外文药医"
    r"式止断奖无标签选午秋旬产场游部山大超甲原远核广兴航交煤船免概证保财策伤毒风])))"
)


def _half(found: Groups) -> Steps:
    return (Step("half", 1 if found["n"] in "上前首头" else 2),)


def _coded(found: Groups) -> Steps:
    """Q3, 3Q25, H1, 1H26, 25Q3, Q3 2025."""
    code = found["code"].upper()
    step = Step("quarter" if "Q" in code else "half", int(code.strip("QH")))
    year = found["y"] or found["z"]
    if not year:
        return (step,)
    return (Step("year" if len(year) == 4 else "year2", int(year)), step)


def _split_year(text: str, other: str) -> int | None:
    """Read the first year of 2025/26 or 25/26; None where the second is not the one after it."""
    first = int(text) + (2000 if len(text) == 2 else 0)
    return first if (first + 1) % 100 == int(other) % 100 else None


def _split_step(kind: str, first: int, last: int = 0) -> Step:
    if kind.endswith("季"):
        return Step("year", first, (last or first) + 1)
    return Step("school" if kind.startswith("学") else "fiscal", first, last)


def _split(found: Groups) -> Steps | None:
    first = _split_year(found["a"], found["b"])
    if first is None:
        return None
    return (_split_step(found["k"] or "", first),)


def _split_run(found: Groups) -> Steps | None:
    """2026/27至2035/36年度: from the first such year to the last."""
    first, last = _split_year(found["a"], found["b"]), _split_year(found["c"], found["d"])
    if first is None or last is None or last <= first:
        return None
    return (_split_step(found["k"], first, last),)


def _school(found: Groups) -> Steps:
    """2025学年 and, of the Republic, 114学年度."""
    n = int(found["n"])
    return (Step("school", n if n > 1000 else n + 1911),)


def _first(found: Groups) -> Steps | None:
    """首五個月; 首個月 and 頭一個月 are those of what has begun, no January."""
    steps = some("first")(found)
    return None if steps and steps[0].n == 1 and steps[0].unit == "month" else steps


def _decade(found: Groups) -> Steps | None:
    n = whole(found["n"])
    return (Step("decade", n),) if n is not None and n % 10 == 0 and (n < 100 or n >= 1000) else None


def _decades(found: Groups) -> Steps | None:
    """七、八十年代, 1970至80年代: two decades of a century and what lies between."""
    first, last = whole(found["a"]) or 0, whole(found["b"]) or 0
    if first < 10:
        first *= 10
    if first % 10 or last % 10 or last % 100 <= first % 100:
        return None
    return (Step("decade", first, last),)


def _last_century(found: Groups) -> Steps:
    return (Step("shift", -1 if found["n"] == "上" else 0, unit="century"),)


def _season(found: Groups) -> Steps:
    return (Step("season", _SEASONS[found["n"]]),)


def _season_of(found: Groups) -> Steps:
    return (Step("shift", _YEAR_SHIFTS[found["y"]], unit="year"), *_season(found))


def _part(found: Groups) -> Steps:
    if found["p"]:
        return (Step("middle"),)
    return (Step("part", name=(found["n"] or found["o"]).translate(_SAME_PART)),)


def _part_of_now(found: Groups) -> Steps:
    return (Step("shift", 0, unit="year" if found["u"] == "岁" else UNITS[found["u"]]), *_part(found))


def _nth_weekday(found: Groups) -> Steps | None:
    n = -1 if found["n"] is None else ordinal(found["n"])
    return (Step("nth_weekday", n, ordinal(found["d"])),) if n else None


def _constant(*steps: Step) -> Read:
    return lambda _: steps


RULES = (
    Rule(
        "half",
        r"(?P<n>[上下前后首头])个?半年(?:度(?!假))?",
        _half,
        pairs("上下前后首头", "个半"),
        follows=True,
    ),
    Rule(
        "quarter.run",
        rf"第?(?P<a>[一二三四1-4首])季?度?{TO}第?(?P<b>[一二三四1-4])季度?",
        run("quarter"),
        (*"一二三四1234首", *pairs("第", "一二三四1234")),
        follows=True,
    ),
    Rule(
        "quarter",
        r"第(?P<n>[一二三四1-4]) ?个?季度?(?![节军])",
        nth("quarter"),
        pairs("第", "一二三四1234"),
        follows=True,
    ),
    Rule(
        "quarter.bare",
        r"(?<![\d.零十百两])(?P<n>[一二三四1-4])季(?:度|(?=[末初报业]))(?!军)",
        nth("quarter"),
        "一二三四1234",
    ),
    Rule(
        "quarter.neighbours",
        rf"第(?P<a>[一二三1-3]){AND}第?(?P<b>[二三四2-4])季度?",
        neighbours("quarter"),
        pairs("第", "一二三123"),
        follows=True,
    ),
    Rule(
        "quarter.neighbours_follow",
        rf"(?P<a>[一二三1-3]){AND}(?P<b>[二三四2-4])季度?",
        neighbours("quarter"),
        behind="一二三123",
    ),
    Rule("quarter.follow", r"(?P<n>[一二三四1-4])季度?", nth("quarter"), behind="一二三四1234"),
    Rule(
        "quarter.named",
        r"(?<![两几一三])(?P<n>[首头次末])季度?(?![节后])",
        nth("quarter"),
        pairs("首头次末", "季"),
        follows=True,
    ),
    Rule(
        "span.coded",
        r"(?<![A-Za-z\d])(?P<y>(?:20)?\d\d)?(?P<code>Q[1-4]|[1-4]Q|H[12]|[12]H)(?: ?(?P<z>(?:20)?\d\d))?"
        r"(?![A-Za-z\d])",
        _coded,
        (*ARABIC, *pairs("QH", "1234")),
        follows=True,
    ),
    Rule(
        "fiscal.run",
        rf"(?<![\d./])(?P<a>(?:20)?\d\d)/(?P<b>(?:20)?\d\d)(?:学?年度?)?{TO}(?P<c>(?:20)?\d\d)/(?P<d>(?:20)?\d\d) ?"
        rf"{_SPLIT_KIND}",
        _split_run,
        ARABIC,
    ),
    Rule(
        "fiscal.split",
        rf"(?<![\d./])(?P<a>(?:20)?\d\d)年?[/至-](?P<b>(?:20)?\d\d) ?{_SPLIT_KIND}",
        _split,
        ARABIC,
    ),
    Rule(
        "fiscal.quarter",
        r"(?:第[一二三四1-4]个?|首个?|上一?个?|下一?个?|本|同)财季",
        _constant(Step("fiscal_of")),
        (*pairs("第", "一二三四1234"), *pairs("首上下本同", "财个一")),
        follows=True,
    ),
    Rule("fiscal.half", r"[上下]半个?(?:财年|财政年度)", _constant(Step("fiscal_of")), pairs("上下", "半")),
    Rule("school.single", r"(?<![\d/至.-])(?P<n>20\d\d|1[01]\d)学年度?", _school, ARABIC),
    Rule(
        "fiscal.single",
        r"(?<![\dA-Za-z])(?:FY ?(?P<a>(?:20)?\d\d)(?!\d)|(?P<b>(?:20)?\d\d)(?:财年|财政年度))",
        lambda found: (Step("fiscal_of", 2000 + int(found["a"] or found["b"]) % 100),),
        (*ARABIC, "FY"),
    ),
    Rule("fiscal.slashed", r"(?<![\d./])(?P<a>20\d\d)/(?P<b>\d\d)(?P<k>)(?![\d/年.%])", _split, ARABIC),
    Rule(
        "first",
        rf"(?<!后)[首头](?P<n>{COUNT})?个?(?P<u>季度?|月)(?![内或后节])",
        _first,
        pairs("首头", NUMBER_HEADS + "个季月"),
    ),
    Rule("first.follow", rf"[首头前](?P<n>{COUNT})?个?{_UNIT}", some("first"), behind="首头前"),
    Rule(
        "week.half",
        "(?P<n>[上下])半(?:周(?![年期])|个?星期|个?礼拜)",
        lambda found: (Step("half_week", 1 if found["n"] == "上" else 2),),
        pairs("上下", "半"),
    ),
    Rule(
        "nth_weekday.last",
        r"最后一个的?(?:星期|周|礼拜)(?P<d>[一二三四五六日天])(?P<n>)",
        lambda found: (Step("nth_weekday", -1, ordinal(found["d"])),),
        ("最后",),
    ),
    Rule(
        "nth_weekday",
        r"(?:第(?P<n>[一二三四五1-5])|最后一)个?的?(?:星期|周|礼拜)(?P<d>[一二三四五六日天])",
        _nth_weekday,
        behind="第最",
    ),
    Rule("last.follow", rf"(?:最后|后|末)(?P<n>{COUNT})个?{_UNIT}", some("last"), behind="最后末"),
    Rule("nth", rf"第(?P<n>{COUNT})个?{_UNIT}", some("nth"), behind="第"),
    Rule("all", "全年度?", _constant(Step("all")), behind="全"),
    Rule("all.month", "全月", _constant(Step("all", unit="month")), behind="全"),
    Rule("all.quarter", "全季", _constant(Step("all", unit="quarter")), behind="全"),
    Rule(
        "month.half",
        "(?P<n>[上下])半个?月",
        lambda found: (Step("half_month", 1 if found["n"] == "上" else 2),),
        pairs("上下", "半"),
        follows=True,
    ),
    Rule(
        "weekend.past",
        "刚?过去(?:的|这个|一个)?周末",
        _constant(Step("shift", -1, unit="week"), Step("part", name="末")),
        ("刚过", "过去"),
    ),
    Rule("rest", "余下时间", _constant(Step("rest")), behind="余"),
    Rule("year.results", "(?<!止)全年(?=业绩)", _constant(Step("fiscal_of")), ("全年",)),
    Rule(
        "year.whole",
        "(?<![一二两三四五六七八九十几止])全年(?![龄不无]|之用|开支|用[电水量]|耗)",
        _constant(Step("all")),
        ("全年",),
    ),
    Rule(
        "season.of",
        r"(?P<y>[今去明本])(?P<n>[春夏秋冬])(?![季节]?[奥联]|天)",
        _season_of,
        pairs("今去明本", "春夏秋冬"),
    ),
    Rule("season", r"(?P<n>[春夏秋冬])(?:[季天]|(?=[,，。、；]|$))(?!奥)", _season, behind="春夏秋冬"),
    Rule("century.shift", r"(?P<n>上|本)(?:个)?世纪", _last_century, pairs("上本", "个世")),
    Rule(
        "decade.run",
        rf"(?<![\d.第])(?P<a>(?:\d{{4}}|\d0|[一二三四五六七八九][〇零○十]?)(?=年代|、|{TO})|[一二三四五六七八九])(?:年代)?(?:、|{TO})?"
        r"(?P<b>\d{4}|\d0|[一二三四五六七八九][〇零○十])年代",
        _decades,
        NUMBER_HEADS,
        follows=True,
    ),
    Rule(
        "decade",
        r"(?<![\d.第])(?P<n>\d{4}|\d0|[一二三四五六七八九][〇零○]|[二三四五六七八九]十)年代",
        _decade,
        NUMBER_HEADS,
        follows=True,
    ),
    Rule(
        "century",
        r"(?<![\d.])(?P<n>\d\d?|[一二]?十?[一二三四五六七八九]|[二三]?十|廿一?)世纪",
        nth("century"),
        NUMBER_HEADS,
    ),
    Rule(
        "part.of_now",
        rf"(?<![\d{HAN}每来去今明前后本半几数赛])(?!年头)(?P<u>[年月季岁])(?:{_PART})",
        _part_of_now,
        pairs("年月季岁", "初头底末尾中上下"),
    ),
    Rule(
        "century.half",
        r"(?P<n>[上下])半叶",
        lambda found: (Step("part", name=found["n"] + "半"),),
        behind="上下",
    ),
    Rule(
        "part.year_begun",
        r"(?:(?<![一-鿿])|(?<=[由自于在从到至]))年头(?![条号奖])",
        _constant(Step("shift", unit="year"), Step("part", name="初")),
        ("年头",),
    ),
    Rule("span.same_days", "同期", _constant(Step("same_span")), behind="同"),
    Rule(
        "part.era",
        r"(?P<n>[初中后末前早])(?:期|叶)",
        lambda found: (Step("part", name=found["n"]),),
        behind="初中后末前早",
    ),
    Rule("part", rf"[年月季]?份?{_PART}", _part, behind="年月季份上中下初头底末尾"),
)
