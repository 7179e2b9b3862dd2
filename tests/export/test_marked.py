"""A page marked has all its words, each text in the link of its block, and nothing of its own that does anything."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping import Page
from kliping.export.marked import mark
from kliping.export.visible import visible
from kliping.reading.apart import Apart, take_apart
from tests.desk.pages import HOSTILE, PIER

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "examples").glob("*.html")), *sorted((ROOT / "tests" / "pages").glob("html-*/page.html"))]
_LINK = re.compile(r'<a(?: id="[^"]*")? class="block [^"]*" href="/why\?block=(\d+)" target="_top">([^<]*)</a>')
_DROPPED = re.compile("[\\s\u00ad\u200b\u2060\ufeff]")


def letters(text: str) -> str:
    return _DROPPED.sub("", text)


def check(apart: Apart) -> None:
    marked = mark(apart, "/why?block=", {})
    found: dict[int, str] = {}
    for row, text in _LINK.findall(marked.html):
        found[int(row)] = found.get(int(row), "") + html.unescape(text)
    for block in apart.blocks:
        assert letters(found.get(block.row, "")) == letters(visible(block.text)), block
    assert all(f'id="{ident}"' in marked.html for ident in marked.places.values())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_block_is_there_with_all_its_letters(path: Path) -> None:
    check(take_apart(Page(path.read_bytes())))


@pytest.mark.parametrize("content", [PIER, HOSTILE, "Beras naik.\n\nPetani <b>menunggu</b> & berharap."])
def test_those_of_other_pages_too(content: str) -> None:
    check(take_apart(Page(content)))


def test_a_place_leads_to_what_stands_there() -> None:
    apart = take_apart(Page(PIER))
    marked = mark(apart, "/why?block=", {})
    ident = marked.places["html>body>main>article>h1"]
    assert re.search(rf'<h1 id="{ident}"><a id="b\d+"[^>]*>Dermaga', marked.html)


@given(st.text(alphabet="<>/ abp=\"'&-!\n", max_size=200))
def test_any_markup_is_marked(text: str) -> None:
    check(take_apart(Page(f"<html><body><p>Satu<br><br>dua</p>{text}")))
