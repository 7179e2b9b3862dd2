"""One page in, one record out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kliping
from kliping import Article, Page
from kliping.reading.blocks import BlockTable
from kliping.reading.labels import Label
from kliping.reading.read import read

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("examples/*.html"), *ROOT.glob("examples/*.txt"), *ROOT.glob("tests/pages/*/page.*")))
LISTS = ("people", "photos", "embeds", "links", "rails", "tags", "reservations")
SINGLE = (
    "canonical_url", "kind", "headline", "kicker", "description", "published", "modified", "source", "dateline",
    "publisher", "section", "language", "rights", "access",
)  # fmt: skip


def unproved(article: Article) -> Iterator[str]:
    """Paths of the values that no claim stands behind."""
    proved = {path.split(".")[0] for path in article.evidence}
    yield from (name for name in SINGLE if getattr(article, name) is not None and name not in proved)
    for name in LISTS:
        yield from (f"{name}[{i}]" for i in range(len(getattr(article, name))) if f"{name}[{i}]" not in proved)
    for i, photo in enumerate(article.photos):
        parts = ("url", "caption", "photographer", "agency", "alt")
        yield from (
            f"photos[{i}].{p}" for p in parts if getattr(photo, p) and f"photos[{i}].{p}" not in article.evidence
        )
    yield from (f"paragraphs[{i}]" for i, paragraph in enumerate(article.paragraphs) if not paragraph.where)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_value_has_a_claim(page: Path) -> None:
    article = kliping.read(page.read_bytes(), url="https://kabar.example/read/1")
    assert list(unproved(article)) == []
    assert Article.from_dict(article.to_dict()) == article


def test_the_seam_for_labels() -> None:
    def second_is_story(table: BlockTable) -> list[Label]:
        return [Label.HEADLINE, Label.TEXT, *[Label.OTHER] * (len(table) - 2)]

    article = read("<h1>Judul</h1><p>Isi.</p><p>Iklan.</p>", labeler=second_is_story)
    assert (article.headline, article.text) == ("Judul", "Isi.")


def test_the_same_page_is_read_the_same_way() -> None:
    page = PAGES[0].read_bytes()
    assert kliping.read(page) == kliping.read(page)


@pytest.mark.parametrize("wrong", [None, 3, ["<p>x</p>"], Page(3), bytearray(b"<p>")])  # type: ignore[arg-type]
def test_a_wrong_page_raises(wrong: object) -> None:
    with pytest.raises(TypeError, match="A page is"):
        kliping.read(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("page", [Page("x", url=5), Page("x", charset=5), Page("x", media_type=b"t")])  # type: ignore[arg-type]
def test_a_wrong_part_of_a_page_raises(page: Page) -> None:
    with pytest.raises(TypeError, match="is a str, and this is"):
        kliping.read(page)


def test_a_text_that_names_a_tag_is_no_html() -> None:
    article = kliping.read("Apa itu sebuah tag?\n\nPenanda <p> dipakai untuk paragraf, kata pengajar itu.")
    assert (article.headline, article.paragraphs[0].where) == ("Apa itu sebuah tag?", "line 3")
    stated = Page("Penanda <p> dan <b> di kelas\n\nIsi pelajaran.", media_type="text/plain")
    assert kliping.read(stated).paragraphs[0].text == "Isi pelajaran."


def test_a_time_of_fetching_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        kliping.read(Page("<p>x</p>", fetched_at=datetime(2026, 1, 2, 3, 4)))


@given(st.text(alphabet="<>/=\"' apdivh1tmlbr&;:.,\n0a文ก“”", max_size=400))
def test_no_page_raises(page: str) -> None:
    assert isinstance(kliping.read(page), Article)


@given(st.binary(max_size=300))
def test_no_bytes_raise(page: bytes) -> None:
    assert isinstance(kliping.read(b"<html><p>" + page), Article)
