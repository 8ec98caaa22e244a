"""Times counted from publication or from an earlier period: 去年, 上上月, 过去三年, 五年前, 翌年, 其后两年."""

from dataclasses import dataclass

from heshu.lexicon import Norm, load_rows
from heshu.periods.mention import Groups, Op, Read, Rule, Step, Steps, Unit, beginnings, pairs
from heshu.periods.numbers import COUNT, NUMBER_HEADS, UNITS, loose


@dataclass(frozen=True, slots=True)
class Word:
    """Words that make one step, and the characters beside which they are part of another word."""

    name: str
    words: tuple[Norm, ...]
    op: str
    example: str
    unit: str = ""
    n: int = 0
    kind: str = ""
    part: Norm = ""  # type: ignore[assignment]  # the loader folds what is given
    not_after: Norm = ""  # type: ignore[assignment]
    not_before: Norm = ""  # type: ignore[assignment]
    only_before: Norm = ""  # type: ignore[assignment]


def _word_rule(row: Word) -> Rule:
    steps: Steps = (Step(row.op, row.n, unit=row.unit, name=row.kind),)  # type: ignore[arg-type]  # a test reads every row
    if row.part:
        steps += (Step("daypart", name=row.part),)
    words = "|".join(sorted(row.words, key=len, reverse=True))
    before = f"(?<![{row.not_after}])" if row.not_after else ""
    after = f"(?![{row.not_before}])" if row.not_before else ""
    after += f"(?=[{row.only_before}])" if row.only_before else ""
    return Rule(row.name, f"{before}(?:{words}){after}", lambda _: steps, beginnings(row.words))


# 本周期, 今年轻人 and 上周转 are other words.
_SHIFT_UNIT = r"(?P<u>年度?|财年|财政年度|季度?|月份?|周|星期|礼拜)(?![期转边围报岁年轻代级纪龄密饼球])"
_NOT_OVER = r"(?<![以之及史线网场面身世晚早重站升企冲守攀])"
# 上两个月, 前三周 and 下三年 open a phrase; behind most words 上, 前 and 下 belong to them (打上一小时, 剩下两天).
_OPENING = r"(?<![^，。、；：！？,;:（）()「」“”\s较比在于的和与至到由从而但是及或其较为])"
_LENGTH_UNIT = (
    r" ?(?P<u>财年|财政年度|年(?!级)|世纪|季度?|月|周|星期|礼拜|天|日|小时|刻钟|钟头?(?!点)|分钟|秒钟?)"
)
_COUNTS = (*NUMBER_HEADS, *pairs("半", "年季月周星礼天日小世个刻钟分秒 "))
_COUNTED = NUMBER_HEADS + "半的这整约大 "
_LENGTH = (
    rf" ?(?:(?P<low>{COUNT})[至到~—、-])?(?P<n>{COUNT}|半)(?P<each>个)?(?P<about>多|余|几)?个?"
    rf"(?P<half>半)?{_LENGTH_UNIT}(?P<tail>[半多])?"
)
_HALVES: dict[Unit, tuple[int, Unit]] = {
    "year": (12, "month"), "month": (30, "day"), "day": (24, "hour"), "hour": (60, "minute"), "minute": (60, "second"),
}  # fmt: skip
# Times that a reader knows and the text does not date: 疫情前, 成立至今.
_UNDATED = (
    r"(?:疫情(?:爆发)?(?:之前|以前|前)(?:同期)?|疫前(?:同期)?"
    r"|(?:成立|创立|创办|开业|上市|推出|设立|通车|开通|启用|投产|落成|入伙|面世|开售|实施)(?:以来|至今))"
)
_UNDATED_HEADS = (
    "疫情", "疫前", "成立", "创立", "创办", "开业", "上市", "推出", "设立", "通车", "开通", "启用", "投产", "落成",
    "入伙", "面世", "开售", "实施",
)  # fmt: skip
_FREE = r"(?<!\d,)(?<!分之)(?<![\d.第几数零连升跌降增减了隔满每过足整])"


def _shift(found: Groups) -> Steps:
    word = found["w"]
    return (Step("shift", word.count("下") - word.count("上"), unit=UNITS[found["u"]]),)


def _school(found: Groups) -> Steps:
    return (Step("shift", {"上": -1, "去": -1, "下": 1}.get(found["w"][0], 0), unit="fiscal", name="school"),)


def _length(op: Op) -> Read:
    """Make a reader of a count from now; halves are counted in the next smaller unit (一年半 is 18 months)."""

    def read(found: Groups) -> Steps | None:
        unit = UNITS.get(found["u"], "")
        n, about = (0, False) if found["n"] == "半" else loose(found["n"])
        if n is None or n >= 1000:
            return None
        if found["u"] == "刻钟":
            return (Step(op, 15 * n, unit="minute"),) if n else None
        if found["u"] == "世纪":
            return (
                (Step(op, 50 if found["n"] == "半" else 100 * n, unit="year"),)
                if n or found["n"] == "半"
                else None
            )
        if found["n"] == "半" or found["half"] or found["tail"] == "半":
            if unit not in _HALVES:
                return None
            each, unit = _HALVES[unit]
            n = n * each + each // 2
        return (
            (
                Step(
                    op,
                    n,
                    unit=unit,
                    name="about" if about or found["about"] or found["low"] or found["tail"] == "多" else "",
                ),
            )
            if n
            else None
        )

    return read


_RULES = (
    Rule(
        "chain.before",
        rf"(?:(?:之前|此前)(?!{COUNT}月)|{_OPENING}前(?!\d*小时))的?{_LENGTH}",
        _length("before"),
        ("之前", "此前", *pairs("前", _COUNTED)),
    ),
    Rule(
        "relative.day.dated",
        r"(?P<d>[今昨前明])(?=[（(](?:\d\d?月)?\d\d?日[）)])",
        lambda found: (Step("shift", "前昨今明".index(found["d"]) - 2, unit="day"),),
        pairs("今昨前明", "（("),
    ),
    Rule(
        "relative.year.last_over",
        "(?<=[超胜好高多不低少越大]过)去年",
        lambda _: (Step("shift", -1, unit="year"),),
        ("去年",),
    ),
    Rule(
        "chain.months_before",
        rf"前(?=(?:{COUNT})个月(?:合并|累计|合计|营收|出口|进口|销|总|共|收入|净利|盈利|利润))(?P<low>)(?P<n>{COUNT})个(?P<u>月)"
        r"(?P<about>)(?P<each>)(?P<half>)(?P<tail>)",
        _length("before"),
        pairs("前", NUMBER_HEADS),
    ),
    Rule("chain.a_year_before", "(?<=[较比])一年前", lambda _: (Step("that_year", -1, name="back"),), "一"),
    Rule(
        "chain.then",
        r"(?:(?<=[由较比从自])当时|(?<=[，,；我他她])当时(?!的)|当时(?=的[\d一二三四五六七八九十百千约逾近半负-]))",
        lambda _: (Step("that", name="near"),),
        pairs("当", "时"),
    ),
    Rule("undated", _UNDATED, lambda _: (Step("undated"),), _UNDATED_HEADS),
    Rule(
        "school.of_now",
        r"(?P<w>[本上去下]|今个?|这个?|下个|上个)学年度?",
        _school,
        ("本学", "上学", "去学", "下学", *pairs("今这", "个学"), *pairs("上下", "个")),
    ),
    Rule("chain.in_year", r"同(?:季度|[期月季日])", lambda _: (Step("that_year", name="in"),), behind="同"),
    Rule(
        "relative.shift",
        rf"(?P<w>{_NOT_OVER}上{{1,3}}|(?<![以之地底身余剩留])下{{1,3}}|(?<![日成资基版根剧样书课文副])本|(?<![如当现])今|[这呢](?!个?年头|一年))一?个?{_SHIFT_UNIT}",
        _shift,
        pairs("上下本今这呢", "上下一个年财季月周星礼"),
    ),
    Rule(
        "relative.pair",
        r"(?P<d>去、?今|今、?明|明、?后)两?(?P<u>[年日天])(?!轻)",
        lambda found: (Step("shift", "去今明".index(found["d"][0]) - 1, 2, UNITS[found["u"]]),),
        ("去今", "今明", "明后", "去、", "今、", "明、"),
    ),
    Rule(
        "relative.past",
        rf"(?:过去|过往|以往|最近|(?<![接临附靠将贴逼邻花历今达已有需要时为了用做等住隔过])近(?!{COUNT}个?(?:小时|分钟))|{_OPENING}上(?!半年))的?(?:这|整整|约|大约)?{_LENGTH}"
        r"(?:以来|来)?(?![前期])",
        _length("past"),
        ("过去", "过往", "以往", "最近", *pairs("近上", _COUNTED)),
    ),
    Rule(
        "relative.past",
        rf"[这呢](?!一[天日]|一年(?!来|以来))的?(?:整整|约|大约)?{_LENGTH}(?:以来|来)?(?![前期])",
        _length("these"),
        pairs("这呢", _COUNTED),
    ),
    Rule(
        "relative.coming",
        rf"(?:未来|今后|往后|接下来|{_OPENING}下(?!半年)|(?<![一-鿿])后(?!半年))的?(?:这|约|大约)?{_LENGTH}",
        _length("coming"),
        ("未来", "今后", "往后", "接下", *pairs("下后", _COUNTED)),
    ),
    Rule(
        "relative.since",
        rf"{_FREE}{_LENGTH}(?:以来|(?<![时钟分秒])来)(?![回自到源])",
        _length("past"),
        _COUNTS,
    ),
    Rule(
        "relative.ago",
        rf"{_FREE}{_LENGTH}(?:之前|以前|前)(?![景途线期列端瞻夕往身者后]|提(?![出交及供到高升醒])|所未|首[席相富]|台(?![湾北中南积股币])|任(?![职教命内])|[十五百][大强名位])",
        _length("ago"),
        _COUNTS,
    ),
    Rule("relative.after", rf"再过{_LENGTH}", _length("later"), ("再过",)),
    Rule(
        "relative.later",
        rf"{_FREE}{_LENGTH}(?:(?<!季)(?<!季度)[之以])?后(?![续备勤悔卫继者]|来(?!自)|期(?![间货权指])|市[况势])",
        _length("later"),
        _COUNTS,
    ),
)


def rules() -> tuple[Rule, ...]:
    """Give the rules of the words.toml lexicon, longest words first, and those above."""
    rows = sorted(load_rows("heshu.periods", "words.toml", Word), key=lambda row: -max(map(len, row.words)))
    return (*(_word_rule(row) for row in rows), *_RULES)
