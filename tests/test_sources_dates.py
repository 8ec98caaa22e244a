"""When it was published: datelines, front matter and file names, and dates that say no such thing."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.sources.dateline import date_of, find_dateline
from heshu.sources.file_name import date_in_name
from heshu.sources.front_matter import front_matter

DAY = date(2026, 6, 25)
WORDS = tomllib.loads(files("heshu.sources").joinpath("dateline.toml").read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row["word"])
def test_every_word_shows_what_it_does(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert date_of(row["example"]) == (None if row["role"] == "other_day" else DAY)


@pytest.mark.parametrize(
    "line",
    [
        "2026年6月25日",
        "　２０２６年６月２５日　",
        "2026 年 6 月 25 日",
        "2026年6月25號",
        "二〇二六年六月二十五日",
        "二○二六年六月廿五日",
        "二零二六年六月二十五日",
        "二０二六年六月二十五日",
        "民國115年6月25日",
        "中華民國一一五年六月二十五日",
        "民國一百一十五年六月二十五日",
        "公元2026年6月25日",
        "2026-06-25",
        "2026/6/25",
        "2026.06.25",
        "2026-06-25 08:30:00",
        "2026-06-25T08:30:00+08:00",
        "2026年6月25日 上午8時30分",
        "2026年6月25日 星期四",
        "2026年6月25日（星期四）",
        "2026年6月25日(四)",
        "2026年6月25日，星期四",
        "星期四 2026年6月25日",
        "2026年6月25日　農曆五月十一",
        "2026年6月25日 丙午年五月十一 星期四",
        "A12 2026年6月25日",
        "「A12」2026年6月25日 星期四",
        "第A12版｜2026年6月25日",
        "維港早報2026年6月25日第三版",
        "維港早報 2026年6月25日 第12345期 A12",
        "經濟觀察家 2026年6月25日 星期四",
        "石壁夜話 2026年6月25日 A12",
        "石壁夜話　2026年6月25日　星期四",
        "【2026/6/25】",
        "【維港早報2026/6/25】",
        "【石壁夜話 2026/6/25】",
        "【維港早報2026年6月25日訊】昨日樓市轉靜，買家多在觀望。",
        "（2026年6月25日）",
        "出版日期：2026年6月25日",
    ],
)
def test_datelines(line: str) -> None:
    assert date_of(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "",
        "樓市信心轉強",
        "6月25日 星期四",
        "2026年6月",
        "2026年6月25日起，車費加一成。",
        "2026年6月25日起生效",
        "2026年6月25日，樓市轉靜，買家多在觀望。",
        "政府於2026年6月25日公布新例。",
        "新例於2026年6月25日生效",
        "新例生效 2026年7月1日",
        "2026年7月1日 新例生效",
        "截止申請：2026年7月1日",
        "2026年6月25日至27日",
        "2026年6月25日 - 27日",
        "2026年6月25日 2026年6月26日",
        "【2026年6月25日起加價】",
        "2026年2月29日",
        "2026年13月1日",
        "2026年6月31日",
        "二〇二六年六月三十一日",
        "2026-06-00",
        "12026-06-25",
        "2026-06-251",
        "1.2026.6.25",
        "1026年6月25日",
        "編號 2026-06-25-003",
        "升幅2026/6/25倍",
        "資料來源：統計處 2026年6月25日",
        "香港，2026年6月25日",
        "2026年6月25日" + "樓" * 60,
    ],
)
def test_dates_that_are_no_dateline(line: str) -> None:
    assert date_of(line) is None


@given(st.dates(date(1912, 1, 2), date(2099, 12, 31)))
def test_every_day_in_every_way(day: date) -> None:
    def han(number: int) -> str:
        tens, units = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else f"{'〇一二三'[tens]}十") + "〇一二三四五六七八九"[
            units
        ]

    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    month, number = han(day.month).replace("十〇", "十"), han(day.day).replace("十〇", "十")
    assert date_of(f"{year}年{month}月{number}日") == day
    assert date_of(f"{day.year}年{day.month}月{day.day}日") == day
    assert date_of(day.isoformat()) == day
    assert date_in_name(f"{day:%Y%m%d}_樓市.txt") == day
    if day.year > 1921:
        assert date_of(f"民國{day.year - 1911}年{day.month}月{day.day}日") == day


BODY = "樓市轉靜。\n" * 40


@pytest.mark.parametrize(
    "text",
    [
        f"2026年6月25日\n\n{BODY}",
        f"\r\n\r\n經濟觀察家\r\n2026年6月25日　星期四　A12\r\n{BODY}",
        f"題目\n\n撰文：何可樂\n\n2026-06-25\n{BODY}",
        f"題目\n{BODY}\n維港早報 2026年6月25日",
        f"2026年6月25日\n{BODY}2026年6月24日",
        f"2026年6月25日\n2026-06-25\n{BODY}",
        "2026年6月25日",
    ],
)
def test_a_dateline_at_the_head_or_the_foot(text: str) -> None:
    assert find_dateline(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}2026年6月25日\n{BODY}",
        f"2026年6月25日\n2026年6月26日\n{BODY}",
        f"題目\n2026年6月25日，{BODY}",
        f"題目\n{'樓' * 3990}2026年6月25日\n{BODY}",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "2026-06-25-x.txt",
        "20260625_x.txt",
        "2026_06_25.txt",
        "2026.06.25.txt",
        "樓市2026年6月25日.txt",
        "A12-2026-6-25.txt",
        "folder/2025/2026-06-25.txt",
        "２０２６０６２５.txt",
        "20260625",
        "2026-06-25_20260625.txt",
    ],
)
def test_dates_in_file_names(name: str) -> None:
    assert date_in_name(name) == DAY


@pytest.mark.parametrize(
    "name",
    [
        "-",
        "樓市.txt",
        "20260231.txt",
        "2026-13-01.txt",
        "120260625.txt",
        "202606251.txt",
        "2026625.txt",
        "2026-06-25/樓市.txt",
        "2026-06-01_2026-06-30.txt",
        "2026-0625.txt",
        "18260625.txt",
    ],
)
def test_file_names_without_a_day(name: str) -> None:
    assert date_in_name(name) is None


def test_front_matter_is_read_and_passed_over() -> None:
    text = (
        "---\ntitle: 樓市轉靜\nDate: 2026-06-25\noutlet: '維港早報'\n"
        "tags:\n  - 樓市\n# 備註\n\nsection： 財經\n---\n內文"
    )
    facts, body = front_matter(text)
    assert facts == {"title": "樓市轉靜", "date": "2026-06-25", "outlet": "維港早報", "section": "財經"}
    assert text[body:] == "內文"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_with_any_line_end(end: str) -> None:
    text = end.join(["---", "published: 2026-06-25", "---", "內文", "第二段"])
    facts, body = front_matter(text)
    assert facts == {"published": "2026-06-25"}
    assert text[body:] == f"內文{end}第二段"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n內文",
        "---\n樓市轉靜，買家觀望。\n---\n內文",
        "---\npublished: 2026-06-25\n沒有結尾",
        "---\n\n---\n內文",
        "內文\n---\npublished: 2026-06-25\n---\n",
        " ---\npublished: 2026-06-25\n---\n內文",
        "----\npublished: 2026-06-25\n----\n內文",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, 0)
