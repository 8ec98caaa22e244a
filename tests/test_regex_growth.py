"""The checker of patterns, on patterns that are linear and on patterns that are not; each fault shown to be one."""

import re
from time import process_time

import pytest

from regex_growth import faults

LINEAR = [
    "[^。]+",
    "包括[^。]+",
    r"(?:[^、]{1,16}、)+",
    "(?:ab)*",
    "^a*b",
    r"(?<!\d)\d+x",
    r"x\d+y",
    r"\d{1,40}年",
    r"(?:[^，。]{0,9}，)?a",
    r"(?:約|為|約為){0,6}x",
    r"x(?:約|為|約為)*+y",
    r"(?<=\n)[^\n]*x",
    r"「[^「」]*」",
    r"(?:a(?!b)|ab)*",
]
FAULTY = [
    ("(?:a|a)*b", "ambiguous", "a"),
    ("(?:a*)*b", "ambiguous", "a"),
    (r"(?:[^，]{1,16}、)+x", "ambiguous", "、"),
    ("(?:a|ab|b)*x", "ambiguous", "ab"),
    ("(?:約|為|約為){0,60}x", "ambiguous", "約為"),
    ("a*b", "restart", "a"),
    (r"\d++年", "restart", "1"),
    ("包括[^。]+！", "restart", "包括"),
    ("「[^」]*」", "restart", "「"),
    ("(?=[^。]*x)a", "restart", "a"),
    (r"(?:ab)+c", "restart", "ab"),
    ("^a*b?a*c", "crossing", "a"),
    (r"^\s*\n?\s*x", "crossing", " "),
    (r"^[a-z]*-?[a-z]+\.", "crossing", "a"),
]


@pytest.mark.parametrize("pattern", LINEAR)
def test_a_linear_pattern_has_no_fault(pattern: str) -> None:
    assert not list(faults(pattern))


@pytest.mark.parametrize(("pattern", "fault", "text"), FAULTY)
def test_a_fault_is_found(pattern: str, fault: str, text: str) -> None:
    assert fault in {told.partition(":")[0] for told in faults(pattern)}


@pytest.mark.parametrize(("pattern", "fault", "text"), [case for case in FAULTY if case[1] != "ambiguous"])
def test_a_fault_is_slow(pattern: str, fault: str, text: str) -> None:
    compiled = re.compile(pattern)
    small, large = (_seconds(compiled, text, n) for n in (1500, 6000))
    assert large > 7 * small


def test_a_pattern_tried_at_one_place_does_not_start_again() -> None:
    assert list(faults("a*b"))
    assert not list(faults("a*b", anchored=True))


def test_what_has_a_match_in_hand_fails_only_as_a_whole() -> None:
    assert list(faults(r"^(.*，)([^\n]+)"))
    assert not list(faults(r"^(.*，)([^\n]+)", whole=False))


def _seconds(pattern: "re.Pattern[str]", text: str, n: int) -> float:
    best = 1.0
    for _ in range(3):
        begun = process_time()
        pattern.search(text * (n // len(text)))
        best = min(best, process_time() - begun)
    return best
