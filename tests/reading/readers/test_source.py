from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.readers.source import read_source, source_in_sentence

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "cases" / "sources.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
READERS = {"line": read_source, "sentence": source_in_sentence}
TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["Sumber:", "dikutip dari", "laman", "Rusia", "Today", ",", "(3/2)", "via", "Source", "BBC", "a.id/b", "."]
    )
).map(" ".join)


@pytest.mark.parametrize(("kind", "text", "source"), ROWS, ids=[row[1] for row in ROWS])
def test_cases(kind: str, text: str, source: str) -> None:
    assert (READERS[kind](text) or "-") == source


def test_enough_cases() -> None:
    assert len(ROWS) >= 40


@given(TEXTS, st.sampled_from(sorted(READERS)))
def test_any_text_gives_a_source_that_stands_in_it(text: str, kind: str) -> None:
    source = READERS[kind](text)
    assert source is None or (source in text and source == source.strip() != "")


@pytest.mark.parametrize("unit", ["a", "dikutip dari ", "a.", "Melansir A", " ", "Sumber: "])
def test_long_texts_end(unit: str) -> None:
    assert read_source(unit * 100_000) is None
    assert source_in_sentence(unit * 100_000 + ", dikutip dari BBC, Senin.") in ("BBC", None)
