"""The seed page, where it is at hand: who and what it names."""

from pathlib import Path

import pytest

from heshu.model.record import Record
from heshu.service.analyse import analyse

SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not at hand")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return analyse(SEED.read_text(encoding="utf-8"))


def _names(records: list[Record], label: str) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for record in records:
        for entity in record.entities:
            if entity.label == label:
                names.setdefault(entity.name, set()).add(entity.text)
    return names


def test_a_full_name_and_its_abbreviation_are_one(records: list[Record]) -> None:
    by_text = {text: name for name, texts in _names(records, "ORG").items() for text in texts}
    for full, short in (
        ("香港中央結算有限公司", "HKSCC"),
        ("香港期貨結算有限公司", "HKCC"),
        ("香港聯合交易所期權結算所有限公司", "SEOCH"),
        ("國際貨幣基金組織", "IMF"),
        ("固定收益結算公司", "FICC"),
        ("大阪交易所", "OSE"),
        ("芝商所", "CME"),
        ("期權清算公司", "OCC"),
    ):
        assert by_text[full] == by_text[short]
    assert len({by_text[short] for short in ("HKSCC", "HKCC", "SEOCH")}) == 3


def test_organisations(records: list[Record]) -> None:
    texts = {text for texts in _names(records, "ORG").values() for text in texts}
    assert {"港交所", "土地註冊處", "合肥市政府", "長鑫科技"} <= texts


def test_people_and_indices(records: list[Record]) -> None:
    assert _names(records, "PER").keys() == {"高文宏", "李惟宏", "楊永健"}
    assert _names(records, "INDEX") == {"恒生指數": {"恒指"}}
