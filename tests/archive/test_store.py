"""A record comes out as it went in, and the same page again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from kliping import Article, Claim, Moment, Problem
from kliping.archive import Archive, Captured
from kliping.errors import ArchiveError
from kliping.plain_form import encodable
from tests.archive.stories import RICE, made, paragraphs
from tests.strategies import articles


def mended(value: object) -> object:
    """Plain values as SQLite can hold them."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [mended(each) for each in value]
    if isinstance(value, dict):
        return {mended(key): mended(each) for key, each in value.items()}
    return value


def test_a_record_comes_out_as_it_went_in(archive: Archive) -> None:
    added = archive.add(RICE)
    assert (added.what, added.story, added.version) == ("added", 1, 1)
    assert archive.article(1) == RICE


@given(articles)
@settings(max_examples=25)
def test_any_record_does(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    with Archive(tmp_path_factory.mktemp("any") / "a.kliping", create=True) as archive:
        added = archive.add(article)
        assert archive.article(added.story).to_dict() == mended(article.to_dict())
        assert archive.add(article).what == "same"
        assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not archive.connection.execute("PRAGMA foreign_key_check").fetchall()


@pytest.mark.parametrize(
    "again",
    [
        replace(RICE, fetched_at=datetime(2026, 5, 15, tzinfo=UTC)),
        replace(RICE, url="http://www.kabarpesisir.example/ekonomi/2026/05/14/harga-beras-naik/#atas"),
        replace(RICE, rails=(), links=(), quotes=()),
        replace(RICE, evidence={"headline": (Claim("x", "meta", "og:title", 0.1),)}),
        replace(RICE, photos=(replace(RICE.photos[0], url="https://kabarpesisir.example/f/1.jpg?w=640"),)),
        replace(RICE, tags=("pangan", "beras")),
        replace(RICE, paragraphs=RICE.paragraphs[2:], problems=(Problem("continuation", "Page 1 is not in hand."),)),
    ],
    ids=["time", "spelling", "rails", "evidence", "signature", "order", "part"],
)
def test_the_same_page_again_changes_nothing(archive: Archive, again: Article) -> None:
    archive.add(RICE)
    before = archive.connection.execute("PRAGMA data_version").fetchone(), archive.connection.total_changes
    added = archive.add(again)
    assert (added.what, added.story, added.version) == ("same", 1, 1)
    assert before == (archive.connection.execute("PRAGMA data_version").fetchone(), archive.connection.total_changes)


def test_a_changed_page_adds_a_version(archive: Archive) -> None:
    archive.add(RICE)
    changed = replace(RICE, headline="Harga Beras Naik Lima Persen", fetched_at=at_hour(5))
    assert archive.add(changed).version == 2
    assert archive.add(changed).what == "same"
    assert archive.article(1) == changed
    assert archive.article(1, 1) == RICE
    assert archive.add(RICE).what == "same", "the very same capture again"
    assert archive.add(replace(RICE, fetched_at=at_hour(6))).version == 3, "what was changed back is a change"
    assert len(archive) == 1


def test_a_story_without_its_beginning_again_changes_nothing(archive: Archive) -> None:
    later = replace(RICE, problems=(Problem("continuation", "Page 1 is not in hand."),))
    assert [archive.add(later).what for _ in range(2)] == ["added", "same"]
    assert archive.add(replace(later, headline="Beras")).what == "changed"


def test_an_older_capture_that_comes_later_is_no_news(archive: Archive) -> None:
    texts = ("Beras", "Beras Naik", "Beras Turun")
    first, second, third = (replace(RICE, headline=text, fetched_at=at_hour(5 + at)) for at, text in enumerate(texts))
    assert [archive.add(each).what for each in (third, first, second)] == ["added", "changed", "changed"]
    assert archive.article(1) == third
    assert [hit.facts["headline"] for hit in archive.search("beras").hits] == ["Beras Turun"]
    assert [(each.number, each.headline, each.notes) for each in archive.history(1)] == [
        (2, "Beras", ()),
        (3, "Beras Naik", ("headline", "silent")),
        (1, "Beras Turun", ("headline", "silent")),
    ]
    between = replace(second, fetched_at=datetime(2026, 5, 14, 6, 30, tzinfo=UTC))
    assert [archive.add(each).what for each in (first, second, third, between)] == ["same"] * 4


def at_hour(hour: int) -> datetime:
    return datetime(2026, 5, 14, hour, tzinfo=UTC)


def test_two_addresses_of_one_story_that_differ_change_it_once(archive: Archive) -> None:
    mobile = replace(RICE, url="https://m.kabarpesisir.example/1", headline="Beras Naik")
    for _ in range(3):
        archive.add(RICE)
        archive.add(mobile)
    assert len(archive.history(1)) == 2


def test_ago_is_no_change(archive: Archive) -> None:
    for hour, words in ((10, "3 jam lalu"), (12, "5 jam lalu")):
        moment = Moment(RICE.published.day, datetime(2026, 5, 14, 7, hour, tzinfo=UTC), None, "site", "minute", words)  # type: ignore[union-attr]
        archive.add(replace(RICE, published=moment))
    assert len(archive.history(1)) == 1


def test_a_canonical_front_page_is_believed_of_nobody(archive: Archive) -> None:
    for number in (1, 2):
        archive.add(made(number, url=f"https://a.example/{number}", canonical_url="https://a.example/"))
    assert len(archive) == 2


def test_pages_without_an_address(archive: Archive) -> None:
    flat = replace(RICE, url=None, canonical_url=None)
    assert archive.add(flat).what == "added"
    assert archive.add(flat).what == "same"
    assert archive.add(replace(flat, paragraphs=flat.paragraphs[:2])).what == "changed"
    text = Article(paragraphs=paragraphs("Tanpa judul dan tanpa tanggal."))
    assert [archive.add(text).what for _ in range(2)] == ["added", "same"]
    assert len(archive) == 2


def test_captures(archive: Archive) -> None:
    page = Captured(
        "run.warc.gz#3 (https://a.example/1)",
        b"<p>Beras",
        "https://a.example/1",
        datetime(2026, 5, 14, tzinfo=UTC),
        "text/html",
        "utf-8",
        200,
        (("content-type", "text/html"),),
        "run.warc.gz",
        1234,
    )
    archive.add(RICE, [page])
    archive.add(made(2), [page], keep_bytes=False)
    (kept,), (bare,) = archive.captures(1), archive.captures(2)
    assert (kept.content, kept.warc_offset, kept.headers) == (b"<p>Beras", 1234, page.headers)
    assert (bare.content, bare.size, bare.digest) == (None, 8, kept.digest)


def test_what_sqlite_cannot_hold_is_refused_and_nothing_is_lost(archive: Archive) -> None:
    archive.add(RICE)
    too_large = replace(RICE.photos[0], page=1 << 80)
    with pytest.raises(ArchiveError) as caught:
        archive.add(made(3, photos=(too_large,)))
    assert caught.value.code == "not_record"
    assert len(archive) == 1
    assert archive.add(made(4)).story == 2
