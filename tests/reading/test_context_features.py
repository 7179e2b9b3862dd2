"""Where a block stands: the columns of some pages whose answers a person can see."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kliping.reading.context_features import of_place
from kliping.reading.features import features
from kliping.reading.text_features import of_text
from kliping.reading.tree import parse
from kliping.reading.walk import walk

PROSE = "Hujan deras mengguyur kota sejak pagi, dan sejumlah jalan utama tergenang air setinggi lutut orang dewasa."
HTML = f"""<title>Banjir di kota</title><nav><a href="/">Beranda</a></nav>
<article><h1>Banjir di kota</h1><div><p>{PROSE}</p><p>{PROSE} Lagi.</p></div></article>
<aside><h3>Terpopuler</h3><ul><li><a href="/1">Jadwal kapal</a></ul></aside>"""
HELD, HEADING, TITLE, PROSE_AT, REGION = 0, 21, 30, 33, 37
ARTICLE, ASIDE, NAV = 0, 1, 2


def place(html: str) -> np.ndarray:
    table = walk(parse(html.encode()).root)
    parents = np.array(table.parents)
    depth = np.zeros(len(parents), np.int32)
    for row, parent in enumerate(table.parents):
        depth[row] = depth[parent] + 1 if parent >= 0 else 0
    return of_place(table, parents, depth, of_text(table))


def test_the_elements_around() -> None:
    found = place(HTML)  # Beranda, headline, two paragraphs, rail's heading, its entry
    assert found[:, HELD + ARTICLE].tolist() == [0, 1, 1, 1, 0, 0]
    assert found[:, HELD + ASIDE].tolist() == [0, 0, 0, 0, 1, 1]
    assert found[:, HELD + NAV].tolist() == [1, 0, 0, 0, 0, 0]


def test_the_heading_above_and_the_title() -> None:
    found = place(HTML)
    assert np.expm1(found[1:, HEADING]).round().tolist() == [0, 1, 2, 0, 1]
    assert found[:, TITLE + 1].tolist() == [0, 0, 1, 1, 1, 1]  # below the title's own heading


def test_the_way_to_the_prose() -> None:
    found = place(HTML)
    assert found[2, PROSE_AT] == 0  # nothing before the first paragraph
    assert found[4, PROSE_AT] == pytest.approx(1)  # all of it before the rail
    core_up, core_down = found[:, REGION], found[:, REGION + 1]
    assert core_up[2:4].tolist() == [1, 1]  # from the paragraph's own element up to the one that holds both
    assert core_down[2:4].tolist() == [0, 0]
    assert core_down[5] > 0  # from the rail first up to what they share, then down again


PIECES = ("<div>", "</div>", "<p>", "<h2>", "<ul><li>", "</ul>", "<aside>", "<table><tr><td>", "kata ", PROSE)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=50)
def test_every_page_has_finite_columns(html: str) -> None:
    table = walk(parse(html.encode("utf-8", "replace")).root)
    if len(table):
        assert np.isfinite(features(table).numbers).all()
