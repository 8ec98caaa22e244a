"""Laws of the finder: it never raises, never leaves the text, keeps order, and reads every copy of a text alike."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.figures import Reading, find, read
from heshu.model.nouns import Figure
from heshu.text.fold import fold

_SPELT = """
0 1 2 9 12 350 1,200 3.5 . , ， 、 % 零 一 二 兩 三 五 八 十 廿 百 千 萬 億 兆 半 幾 數 多 餘 來 點 分 之 又
比 : / - ~ 至 到 由 第 約 逾 近 過 上 不足 超過 至少 最多 以上 以下 左右 升 跌 升至 增加 減少了 跌幅 的 成
厘 折 倍 番 元 港元 HK$ $ US$ 美元 人民幣 塊 毫 仙 蚊 個 宗 間 家 人 人次 名 手 大 年 月 日 個月 小時 分鐘
季 周 天 歲 呎 方呎 平方米 公里 米 噸 公斤 兩 斤 度 度電 千瓦 兆瓦 點子 個百分點 百分之 三分之 對折 每 呎價
恒指 參 伍 陸 肆 拾 壹 貳 ( ) （ ） 。 「 」 k bn GB nm A股 iPhone 一度 九龍 二手
"""
PIECES = st.sampled_from([*_SPELT.split(), "\n", " "])
SENTENCES = st.lists(PIECES, max_size=40).map("".join)
ANYTHING = st.text(max_size=200)


def facts(figure: Figure, shift: int = 0) -> tuple[object, ...]:
    return (
        figure.start + shift, figure.end + shift, figure.text, figure.kind, figure.value, figure.lower, figure.upper,
        figure.unit, figure.hedge, figure.direction, figure.rule,
    )  # fmt: skip


@given(st.one_of(SENTENCES, ANYTHING))
def test_figures_stand_in_the_text_in_order(text: str) -> None:
    end = 0
    for item in read(text, fold(text)):
        found = item.figure if isinstance(item, Reading) else item
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
        if isinstance(item, Reading):
            assert all(0 <= part.start < part.end <= len(text) for part in item.parts)


@given(st.one_of(SENTENCES, ANYTHING))
def test_doubling_a_text_doubles_its_figures(text: str) -> None:
    once = find(text, fold(text))
    twice = text + "\n" + text
    assert [facts(f) for f in find(twice, fold(twice))] == [
        *(facts(f) for f in once),
        *(facts(f, len(text) + 1) for f in once),
    ]


@given(SENTENCES)
def test_bounds_hold_the_value(text: str) -> None:
    for figure in find(text, fold(text)):
        if figure.lower is not None and figure.upper is not None:
            assert figure.lower <= figure.upper
        if figure.hedge in ("at_least", "more_than"):
            assert figure.lower is not None
        assert (
            figure.value is not None
            or figure.lower is not None
            or figure.upper is not None
            or figure.kind == "score"
        )
        assert (figure.unit_from == "default") <= (figure.kind == "money")


@given(SENTENCES)
def test_full_width_digits_read_alike(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)
    assert unicodedata.normalize("NFKC", wide) == unicodedata.normalize("NFKC", text)
    assert [facts(f)[4:7] for f in find(text, fold(text))] == [facts(f)[4:7] for f in find(wide, fold(wide))]


@given(SENTENCES, st.lists(st.integers(0, 120), min_size=2, max_size=6))
def test_no_figure_overlaps_what_is_taken(text: str, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(text)) for cut in cuts})
    taken = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    for figure in find(text, fold(text), taken):
        for start, end in taken:
            apart = figure.end <= start or end <= figure.start
            assert apart or (figure.kind == "duration" and start < figure.start and figure.end <= end)


@settings(max_examples=20, deadline=None)
@given(PIECES, st.integers(2000, 4000))
def test_long_repetitions_are_read(piece: str, times: int) -> None:
    text = piece * times
    find(text, fold(text))
