"""Flattened text to block table."""

from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.plain import plain


def test_lines_are_blocks_with_their_numbers() -> None:
    table = plain("\nJudul\n\n\n  Isi  berita.\nLagi.")
    assert (table.text, table.line) == (["Judul", "Isi berita.", "Lagi."], [2, 5, 6])


def test_wrapped_lines_are_one_block() -> None:
    line = "the council voted on Tuesday to keep the old ferry running until spring"
    table = plain("\n".join([line] * 5 + ["the end."] + [""] + [line] * 5 + ["and more."]))
    assert [text.count("council") for text in table.text] == [5, 5]


def test_cells_of_a_table_stay_parted() -> None:
    assert plain("Kota\tHarga  rata").text == ["Kota\tHarga rata"]


@given(st.text(max_size=500))
def test_nothing_is_lost(text: str) -> None:
    table = plain(text)
    assert "".join("".join(table.text).split()) == "".join(text.split())
