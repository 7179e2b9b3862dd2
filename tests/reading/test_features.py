"""Block table to numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.blocks import BlockTable
from kliping.reading.features import ELEMENT_WORDS, TEXT_WORDS, features
from kliping.reading.tree import parse
from kliping.reading.walk import walk

PAGE = """<html><head><title>Harga cabai turun</title></head><body><nav class="menu"><a href="/">Beranda</a></nav>
<article><h1>Harga cabai turun</h1><p>Petani lega, kata mereka.</p><p>Pasar ramai lagi.</p></article></body></html>"""


def table_of(html: str) -> BlockTable:
    return walk(parse(html.encode()).root)


def test_each_block_and_element_has_its_row() -> None:
    table = table_of(PAGE)
    found = features(table)
    assert found.numbers.shape[0] == len(table) == 4
    assert len(found.element_starts) == len(found.parent) == len(found.depth) == len(table.tags)
    assert found.element_words.max() < ELEMENT_WORDS
    assert found.text_words.max() < TEXT_WORDS


def test_paragraphs_of_one_kind_look_more_alike_than_a_menu() -> None:
    numbers = features(table_of(PAGE)).numbers
    menu, _headline, first, second = numbers
    assert np.abs(first - second).sum() < np.abs(first - menu).sum()


def test_the_words_of_a_class_matter() -> None:
    one = features(table_of('<div class="comment-list">x</div>'))
    other = features(table_of('<div class="story-body">x</div>'))
    assert one.element_words.tolist() != other.element_words.tolist()


def test_a_stated_body_marks_the_blocks_that_it_holds() -> None:
    text = "Warga membersihkan selokan. " * 30
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{text}"}}</script>'
    with_it = features(table_of(f"{script}<p>Warga membersihkan selokan.</p><p>Menu utama situs</p>")).numbers
    without = features(table_of("<p>Warga membersihkan selokan.</p><p>Menu utama situs</p>")).numbers
    changed = np.flatnonzero((with_it != without)[0] & ~(with_it != without)[1])
    assert len(changed) == 1


@given(st.text(alphabet="<>/apbrdivs =\"'.,:1 \n文ก", min_size=1, max_size=300))
def test_every_page_has_finite_features(html: str) -> None:
    table = table_of(html)
    if len(table):
        assert np.isfinite(features(table).numbers).all()
