"""Copies of one story are a group with a likely origin."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from kliping import Article, Moment
from kliping.archive import Archive, Copies
from kliping.archive.copies.sketch import shingles, sketch
from tests.archive.stories import invented, made, paragraphs

KNOWN = [3341609926, 3265457642, 2620288706]
"""Should another version of rensa hash otherwise, its `ALGORITHM_VERSION` must have changed with it."""


def copy_of(story: Article, number: int, **fields: object) -> Article:
    """The story on another site: a fifth of the words edited, a paragraph dropped, another header and footer."""
    source = random.Random(number)
    words = invented(number + 5000, 50)
    texts = [
        " ".join(source.choice(words) if source.random() < 0.2 else word for word in paragraph.text.split())
        for paragraph in story.paragraphs[:-1]
    ]
    head, foot = (" ".join(invented(number + at, 12)) for at in (7000, 8000))
    plain: dict[str, object] = {
        "url": f"https://salinan{number}.example/x",
        "publisher": f"Salinan {number}",
        "published": Moment(date(2026, 9, number)),
        "paragraphs": paragraphs(head, *texts, foot),
    }
    return replace(story, **{**plain, **fields})  # type: ignore[arg-type]


def test_the_hashing_is_the_one_that_archives_were_made_with() -> None:
    distinct = shingles("harga beras naik lagi di pasar muara")
    assert sketch(distinct)[:3] == KNOWN
    assert len(sketch(distinct)) == 128


def test_copies_are_found_and_kept(archive: Archive) -> None:
    for number in range(1, 40):
        archive.add(made(number))
    original = made(50, published=Moment(date(2026, 8, 1)))
    first = archive.add(original).story
    others = [archive.add(copy_of(original, number)).story for number in (1, 2, 3)]
    copies = archive.copies(others[0])
    assert copies is not None
    assert copies.stories == (first, *others)
    assert (copies.origin, copies.reason) == (first, "earliest")
    assert archive.copies(1) is None
    assert len(archive) == 43


@pytest.mark.parametrize(
    ("fields", "origin", "name", "reason"),
    [
        ({"canonical_url": "https://situs1.example/berita/50"}, 1, "Situs 1", "canonical"),
        ({"canonical_url": "https://m.situs1.example/baca/50"}, 1, "Situs 1", "canonical"),
        ({"canonical_url": "https://wartalaut.example/50"}, None, "wartalaut.example", "canonical"),
        ({"source": "Situs 1"}, 1, "Situs 1", "source"),
        ({"source": "Warta Laut"}, None, "Warta Laut", "source"),
    ],
)
def test_where_copies_come_from(
    archive: Archive, fields: dict[str, object], origin: int | None, name: str, reason: str
) -> None:
    original = made(50, url="https://situs1.example/berita/50", publisher="Situs 1")
    original = replace(original, published=Moment(date(2026, 12, 1)))
    archive.add(original)
    archive.add(copy_of(original, 1, **fields))
    archive.add(copy_of(original, 2))
    copies = archive.copies(2)
    assert copies is not None
    assert (copies.origin, copies.origin_name, copies.reason) == (origin, name, reason)


def test_a_page_that_calls_another_sites_address_canonical_is_a_copy_of_the_story_there(archive: Archive) -> None:
    original = made(50, url="https://berita.situs1.example/50", canonical_url="https://situs1.example/50")
    copy = copy_of(original, 1, canonical_url="https://situs1.example/50", headline=original.headline)
    assert [archive.add(each).what for each in (original, copy, original, copy)] == ["added", "added", "same", "same"]
    assert [archive.article(story) for story in (1, 2)] == [original, copy]
    assert archive.copies(2) == Copies((1, 2), 1, "Situs 1", "canonical")
    assert archive.story("https://situs1.example/50") == 1


def test_an_agency_in_the_text(archive: Archive) -> None:
    original = made(50)
    archive.add(original)
    for number in (1, 2):
        copy = copy_of(original, number)
        archive.add(replace(copy, paragraphs=(*copy.paragraphs[1:-1], *paragraphs("(Reuters)"))))
    copies = archive.copies(1)
    assert copies is not None
    assert (copies.origin_name, copies.reason) == ("Reuters", "agency")


def test_a_story_that_is_rewritten_leaves_its_sketch(archive: Archive) -> None:
    archive.add(made(1))
    archive.add(replace(made(1), paragraphs=made(2).paragraphs))
    assert archive.connection.execute("SELECT count(*) FROM sketches").fetchone() == (1,)
    assert archive.connection.execute("SELECT count(*) FROM bands").fetchone()[0] <= 64
    archive.add(copy_of(made(2), 1))
    assert archive.copies(1) is not None


def test_short_texts_are_copies_of_nothing(archive: Archive) -> None:
    for number in (1, 2):
        archive.add(made(number, paragraphs=paragraphs("Berita ini tidak tersedia lagi.")))
    assert archive.copies(1) is None
