"""Five thousand texts that nobody writes, a run: `HESHU_FUZZ_SEED=… pytest tests/test_fuzz.py` tries others.

They are checked in a worker, so that one that never ends is found, too.
"""

import os
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.law import MOST_SECONDS, broken, hold
from fuzz.texts import CONTROLS, WORDS, long_ones, made
from heshu.batch import Workers
from heshu.errors import LimitError
from heshu.service.analyse import load

SEED = int(os.environ.get("HESHU_FUZZ_SEED", "20260625"))
MADE, BATCH, LONG, SEARCHED = 4400, 200, 40, 560


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    print(f"HESHU_FUZZ_SEED={SEED}")
    with Workers(prepare=load) as made:
        yield made


def held(workers: Workers, texts: list[str]) -> list[tuple[str, str]]:
    """Give the texts that break the law; a batch that does not come back is tried text by text."""
    try:
        return workers.within(20 * MOST_SECONDS, broken, texts)
    except LimitError as error:
        if len(texts) == 1:
            return [(texts[0], str(error))]
        return [wrong for text in texts for wrong in held(workers, [text])]


@pytest.mark.parametrize("number", range(MADE // BATCH))
def test_texts_made_of_our_columns(workers: Workers, number: int) -> None:
    assert held(workers, list(made(SEED + number, BATCH))) == [], f"HESHU_FUZZ_SEED={SEED}"


@pytest.mark.parametrize("number", range(LONG // 8))
def test_long_texts_without_an_end(workers: Workers, number: int) -> None:
    assert held(workers, list(islice(long_ones(SEED + number, 8), 8))) == [], f"HESHU_FUZZ_SEED={SEED}"


@settings(max_examples=SEARCHED, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*WORDS, *CONTROLS, "\n"]),
            st.integers(min_value=0).map(str),
            st.decimals(allow_nan=False, allow_infinity=False).map(str),
            st.text(st.characters(exclude_categories=()), max_size=4),
        ),
        max_size=24,
    ).map("".join)
)
def test_texts_that_hypothesis_finds(workers: Workers, text: str) -> None:
    workers.within(MOST_SECONDS, hold, text)
