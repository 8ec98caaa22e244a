"""Checking from the command line: exit codes, formats, reference tables, earlier columns, dismissals, rules."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[1] / "corpus" / "reference"
HEAD = "樓市回暖\n\n樓市漫談 何可樂\n\n"
WRONG = HEAD + "二手註冊量由4,200宗升至5,040宗，按月升三成。\n\n（作者為樓市分析員）\n"
RIGHT = WRONG.replace("三成", "兩成")


def heshu(*args: object, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "heshu.cli", *map(str, args)], input=stdin, capture_output=True, text=True
    )


def test_an_error_that_stands_is_exit_code_1() -> None:
    wrong, right = heshu("check", "-", stdin=WRONG), heshu("check", "-", stdin=RIGHT)
    assert (wrong.returncode, right.returncode) == (1, 0)
    assert "(5040 − 4200) ÷ 4200 = 20%" in wrong.stdout
    assert "〔三成〕" in wrong.stdout
    assert "3個數字：核對3個，提示3個" in wrong.stdout
    assert "相符 Agrees" in right.stdout


@pytest.mark.parametrize(("format", "said"), [("html", "<!DOCTYPE html>"), ("markdown", "**三成**")])
def test_the_sheet_has_formats_to_send(format: str, said: str) -> None:
    assert said in heshu("check", "-", "--format", format, stdin=WRONG).stdout


def test_a_warning_alone_is_no_error() -> None:
    done = heshu("check", "-", stdin=RIGHT.replace("二手註冊量", "二手註冊量量"))
    assert "text.doubled" in done.stdout
    assert done.returncode == 0


def test_a_reference_table_is_consulted(tmp_path: Path) -> None:
    column = tmp_path / "2026-06-01-jobs.txt"
    column.write_text(HEAD + "2026年第一季失業率為4.8%。\n\n（作者為樓市分析員）\n", encoding="utf-8")
    assert heshu("check", column).returncode == 0
    done = heshu("check", column, "--reference", REFERENCE)
    assert done.returncode == 1
    assert "reference.value" in done.stdout


def test_a_dismissed_finding_stays_away_until_its_number_changes(tmp_path: Path) -> None:
    column, kept = tmp_path / "column.txt", tmp_path / "dismissals.csv"
    column.write_text(WRONG, encoding="utf-8")
    (record,) = json.loads(heshu("check", column, "--format", "json").stdout)
    assert record["coverage"]["checked"] == 3
    line = next(li for li in heshu("check", column).stdout.splitlines() if "arithmetic.growth" in li)
    key = line.rsplit(" ", 1)[1]
    none = heshu("dismiss", column, "--key", key, "--reason", " ", "--dismissals", kept)
    assert (none.returncode, kept.exists()) == (2, False)
    args = ("--reason", "按年", "--who", "阿May", "--dismissals", kept)
    assert heshu("dismiss", column, "--key", key, *args).returncode == 0
    with kept.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["reason"], row["who"], row["rule"]) == ("按年", "阿May", "arithmetic.growth")
    done = heshu("check", column, "--dismissals", kept)
    assert done.returncode == 0
    assert "已擱置 Dismissed" in done.stdout
    (record,) = json.loads(heshu("check", column, "--dismissals", kept, "--format", "json").stdout)
    assert [f["rule"] for f in record["dismissed"]] == ["arithmetic.growth"]
    column.write_text(HEAD + "先談一句。\n\n" + WRONG.removeprefix(HEAD), encoding="utf-8")
    assert heshu("check", column, "--dismissals", kept).returncode == 0
    column.write_text(WRONG.replace("三成", "四成"), encoding="utf-8")
    assert heshu("check", column, "--dismissals", kept).returncode == 1


def test_a_key_that_no_finding_has_is_explained(tmp_path: Path) -> None:
    kept = tmp_path / "d.csv"
    done = heshu("dismiss", "-", "--key", "none", "--reason", "x", "--dismissals", kept, stdin=RIGHT)
    assert (done.returncode, kept.exists()) == (2, False)
    assert "none" in done.stderr


def test_a_bad_file_of_dismissals_is_explained(tmp_path: Path) -> None:
    bad = tmp_path / "d.csv"
    bad.write_text("key,rule,quote,reason,when,who\na,b\n", encoding="utf-8")
    done = heshu("check", "-", "--dismissals", bad, stdin=RIGHT)
    assert done.returncode == 2
    assert "line 2" in done.stderr


def test_rules_are_listed_with_examples_in_both_languages() -> None:
    done = heshu("rules")
    assert "arithmetic.growth\t升跌百分比與前後兩個數相符。\ta percentage change agrees" in done.stdout
    assert "✗ 註冊量由4,200宗升至5,040宗，按月升三成。\tRegistrations rose" in done.stdout
