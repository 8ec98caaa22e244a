"""Swapped headlines: which numbers change places, where a public text's headline ends, and what is told of a score."""

import pytest

from heshu.evaluate.checks import blocks_of, record_of
from heshu.evaluate.title_swaps import RULES, Titled, headed, score, swaps

BODY = "旅遊發展局公布，6月訪港旅客按年升8.5%，酒店入住率升2.3%，平均房租1,250元，共有320間酒店。"


@pytest.mark.parametrize(
    ("title", "prints", "repeated"),
    [
        ("訪港旅客升8.5%", ["2.3%"], True),
        ("訪港旅客升8.6%", ["8.5%"], False),  # another number of the body all the same
        ("房租1,250元", [], True),  # no other of its kind
        ("訪港旅客升8.5%，入住率升2.3%", [], True),  # every other is in the title
        ("旅客回升", [], False),
    ],
)
def test_a_headline_number_becomes_another_of_its_kind(title: str, prints: list[str], repeated: bool) -> None:
    found = list(swaps(record_of(blocks_of(f"＃{title}/{BODY}"))))
    assert [swap.plant.print for swap in found] == prints
    assert all(swap.repeated is repeated for swap in found)


def test_a_number_with_as_many_digits_comes_first() -> None:
    text = "＃造價升12.5%/首期造價升9%，第二期升7.25%，第三期升15.2%，平均升12.5%。"
    (swap,) = swaps(record_of(blocks_of(text)))
    assert swap.plant.print == "15.2%"
    assert swap.plant.into(text.replace("＃", "")).startswith("造價升15.2%/")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("某基金首募近13亿元新浪财经讯 昨日公告称，该基金成立。", "某基金首募近13亿元"),
        ("全市查处违章560起中新社香港8月5日电 昨日公布。", "全市查处违章560起"),
        ("三成商户加价本报记者李某报道：调查显示。", "三成商户加价"),
        ("今年楼市回暖，成交增加两成。昨日公布。", None),
    ],
)
def test_a_headline_ends_at_the_dateline(text: str, title: str | None) -> None:
    found = headed(text)
    assert (found[0] if found else None) == title
    if found is not None:
        assert "".join(found) == text


def test_the_score_counts_swaps_and_alarms() -> None:
    right = Titled("ours", "right", tuple(blocks_of(f"＃訪港旅客升8.5%/{BODY}")))
    wrong = Titled("ours", "wrong", tuple(blocks_of("▲海濤灣上月成交32宗/海濤灣上月成交23宗，為區內之冠。")))
    report = score([right, wrong])
    ours, repeated = report.tallies["ours"], report.tallies["ours, in the body too"]
    assert report.articles == {"ours": 2}
    assert (ours.planted, repeated.planted) == (2, 1)
    assert ours.false_alarms == sum(line.startswith("alarm") for line in report.lines) == 1
    assert ours.planted - ours.caught == sum(line.startswith("missed") for line in report.lines)
    (alarm,) = (line for line in report.lines if line.startswith("alarm"))
    assert alarm.split("\t")[3] in RULES


def test_a_known_misprint_is_neither_swapped_nor_an_alarm() -> None:
    blocks = tuple(blocks_of("▲海濤灣上月成交32宗/海濤灣上月成交23宗，為區內之冠，鄰區成交18宗。"))
    told = score([Titled("ours", "as it is", blocks)]).tallies["ours"]
    at = blocks[0][1].index("32")
    known = score([Titled("ours", "known", blocks, wrong=((at, at + 3),))]).tallies["ours"]
    assert (told.planted, told.false_alarms) == (1, 1)
    assert (known.planted, known.false_alarms) == (0, 0)
