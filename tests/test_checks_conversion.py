"""Wrong forms of conversion: caught over OpenCC's own phrases, none seen in the columns of Hong Kong."""

import subprocess
from functools import cache
from itertools import islice
from pathlib import Path

import opencc
import pytest

from heshu.checks.column import Column, draw
from heshu.checks.rules.characters import characters, converter, is_simplified
from heshu.checks.rules.conversion import wrong_forms
from heshu.model.record import Record
from heshu.text.segment import is_word

COLUMNS = Path(__file__).parents[1] / "corpus" / "columns"
CLIB = Path(opencc.__file__).parent / "clib"
TABLES, READER = CLIB / "share" / "opencc", CLIB / "bin" / "opencc_dict"
needs_tables = pytest.mark.skipif(
    not READER.is_file(), reason="this wheel of OpenCC has no reader of its tables"
)


@cache
def table(name: str, folder: Path) -> dict[str, list[str]]:
    """Give a table of OpenCC, which its own reader writes out."""
    out = folder / f"{name}.txt"
    told = [str(READER), "-i", str(TABLES / f"{name}.ocd2"), "-o", str(out), "-f", "ocd2", "-t", "text"]
    subprocess.run(told, check=True, capture_output=True)
    rows = (line.split("\t") for line in out.read_text(encoding="utf-8").splitlines())
    return {simplified: forms.split(" ") for simplified, forms in rows}


def column(text: str) -> Column:
    return draw(Record.model_construct(text=text, entities=[], figures=[], periods=[], blocks=[]))


@pytest.mark.parametrize(
    "text", ["余家豪遞交辭呈。", "長發地產昨日停牌。", "街坊去咗間粉麵店。", "范德明出席儀式。"]
)
def test_a_name_is_no_slip(text: str) -> None:
    assert flagged(text) == []


def flagged(text: str) -> list[str]:
    return [finding.stated or "" for finding in wrong_forms(column(text))]


@needs_tables
def test_the_forms_are_those_of_opencc(tmp_path_factory: pytest.TempPathFactory) -> None:
    """`characters.toml` holds no form that OpenCC's table has not, and keeps what the table keeps."""
    known = table("STCharacters", tmp_path_factory.getbasetemp())
    for simplified, forms in characters().classes.items():
        assert set(forms) <= set(known[simplified]), simplified
        assert len(set(forms.values())) > 1
    assert all(character in known[character] for character in characters().kept)


@needs_tables
def test_wrong_forms_are_caught_over_the_phrases_of_opencc(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One phrase in twelve, of those that are words, with each form that is told apart put for the right one."""
    known, planted, caught, alarms, right = characters(), 0, 0, 0, 0
    phrases = table("STPhrases", tmp_path_factory.getbasetemp())
    for phrase, forms in islice(phrases.items(), 0, None, 12):
        traditional = forms[0]
        if not is_word(phrase) or len(traditional) != len(phrase):
            continue
        right += 1
        alarms += bool(flagged(f"市場認為{traditional}，情況不變"))
        for place, character in enumerate(phrase):
            classes = known.classes.get(character, {})
            for form, group in classes.items():
                wrong = traditional[:place] + form + traditional[place + 1 :]
                if (
                    traditional[place] not in classes
                    or group == classes[traditional[place]]
                    or wrong in forms
                ):
                    continue
                if form not in known.stands_for_all:
                    planted += 1
                    caught += bool(flagged(f"市場認為{wrong}，情況不變"))
    assert planted > 500
    assert caught >= 0.85 * planted, (caught, planted)
    assert alarms <= 0.01 * right, (alarms, right)


def test_the_columns_of_hong_kong_have_none() -> None:
    for path in sorted(COLUMNS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if sum(map(is_simplified, text)) < 20:
            assert flagged(text) == [], path.name


@pytest.mark.parametrize("character", "术发实经级济与价体听机网极说阅")
def test_simplified(character: str) -> None:
    assert is_simplified(character)


@pytest.mark.parametrize("character", "内别冲决毁册爲衆迹净况减凑却晋叄叁悦脱温着裏裡台群峰")
def test_variants_of_print_are_not_simplified(character: str) -> None:
    assert not is_simplified(character)


def test_conversions_are_made_once() -> None:
    assert converter("s2t") is converter("s2t")
