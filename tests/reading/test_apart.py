"""A page taken apart is the page that was read, and a block's template is that of its like."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kliping
from kliping import Page
from kliping.reading.apart import take_apart
from kliping.reading.corrected import Corrected, Rule
from kliping.reading.labels import Label
from tests.desk.pages import FISH, PIER, RICE

EXAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.suffix in (".html", ".txt")
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_it_is_read_as_ever(path: Path) -> None:
    page = Page(path.read_bytes(), "https://a.example/1")
    apart = take_apart(page)
    assert apart.article == kliping.read(page)
    assert [block.row for block in apart.blocks] == list(range(len(apart.blocks)))
    inside = {block.where for block in apart.blocks}
    assert {paragraph.where for paragraph in apart.article.paragraphs} <= inside


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"%PDF-1.7", b"<html></html>"])
def test_what_can_t_be_read_has_no_blocks(content: bytes) -> None:
    assert take_apart(Page(content)).blocks == ()


def test_pages_of_one_layout_share_their_templates() -> None:
    templates = [{block.template for block in take_apart(Page(html)).blocks} for html in (PIER, RICE, FISH)]
    assert templates[0] == templates[1] == templates[2]
    assert "html>body>main>article>div.isi>p.teks" in templates[0]
    assert "html>body>main>aside>ul>li~link" in templates[0]


def test_a_block_of_flattened_text_is_told_by_its_words() -> None:
    text = (
        "Beras Naik\n\nHarga beras naik lima persen di Muara pekan ini.\n\nBaca Juga: Panen mundur\n\nPetani menunggu."
    )
    labels = take_apart(Page(text), Corrected([Rule(Label.PROMO, "", "petani menunggu!")])).blocks
    assert [block.text for block in labels if block.label is Label.PROMO] == ["Petani menunggu."]


@given(st.text(max_size=300))
def test_any_text_is_taken_apart(text: str) -> None:
    apart = take_apart(Page(text), Corrected([Rule(Label.TEXT, "html>body>p", None), Rule(Label.PROMO, "", text)]))
    assert all(block.text for block in apart.blocks)
