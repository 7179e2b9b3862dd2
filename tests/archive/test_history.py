"""What changed, field by field and paragraph by paragraph."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kliping import Moment
from kliping.archive import Archive
from kliping.archive.add import Added
from kliping.archive.changes import Change, changes
from tests.archive.stories import RICE, paragraphs

LATER = Moment(RICE.published.day, datetime(2026, 5, 14, 9, tzinfo=UTC), None, "stated", "minute")  # type: ignore[union-attr]


def test_fields_and_paragraphs() -> None:
    first, second, third = (paragraph.text for paragraph in RICE.paragraphs)
    new = replace(
        RICE,
        headline="Harga Beras Turun",
        people=RICE.people[:1],
        modified=LATER,
        paragraphs=paragraphs(first.replace("lima", "enam"), second, "Gudang penuh.", third),
    )
    assert changes(RICE, new) == [
        Change("headline", "changed", "Harga Beras Naik di Pasar Muara", "Harga Beras Turun"),
        Change("modified", "added", None, "2026-05-14T09:00+00:00"),
        Change("people", "changed", ["Siti Rahma (author)", "Budi Santoso (editor)"], ["Siti Rahma (author)"]),
        Change("paragraphs[0]", "changed", first, first.replace("lima", "enam")),
        Change("paragraphs[2]", "added", None, "Gudang penuh."),
    ]


def test_what_kind_of_change_it_was(archive: Archive) -> None:
    archive.add(RICE)
    silent = replace(RICE, paragraphs=(*RICE.paragraphs[:1], *paragraphs("Diam-diam diganti."), *RICE.paragraphs[2:]))
    correction = replace(
        silent, modified=LATER, paragraphs=(*silent.paragraphs, *paragraphs("Ralat: bukan lima persen."))
    )
    removal = replace(correction, paragraphs=correction.paragraphs[-1:])
    headline = replace(removal, headline="Beras")
    for version in (silent, correction, removal, headline):
        archive.add(version)
    assert [version.notes for version in archive.history(1)] == [
        (),
        ("text", "silent"),
        ("text", "correction"),
        ("text", "removal", "silent"),
        ("headline", "silent"),
    ]
    assert [change.kind for change in archive.diff(1, 3, 4)] == ["removed"] * 3
    assert archive.diff(1, 2, 2) == []


def test_a_page_that_is_gone(archive: Archive) -> None:
    url = str(RICE.canonical_url)
    archive.add(RICE)
    assert archive.gone("https://kabarpesisir.example/lain", 404) is None
    assert archive.gone(url, 503) is None
    assert archive.gone(url, 404, hour(3)) is None, "it wasn't there yet"
    assert archive.gone(f"http://www.{url[8:]}#x", 410, hour(6)) == Added("gone", 1, 1)
    assert archive.gone(url, 404, hour(8)) == Added("gone", 1, 1)
    assert archive.add(replace(RICE, fetched_at=None)).what == "same", "a saved page says nothing of today"
    (removal,) = archive.history(1)[0].removals
    assert (removal.status, removal.at, removal.back_at) == (410, "2026-05-14T06:00:00+00:00", None)
    assert archive.connection.execute("SELECT gone_at FROM current_stories").fetchone() == (removal.at,)
    assert archive.add(replace(RICE, fetched_at=hour(9))).what == "same"
    assert archive.gone(url, 404, hour(12))
    assert archive.gone(url, 404, hour(10)) == Added("gone", 1, 1)
    times = [(each.at[11:13], each.back_at and each.back_at[11:13]) for each in archive.history(1)[0].removals]
    assert times == [("06", "09"), ("10", None), ("12", None)]


def test_an_old_removal_is_over_where_the_page_was_met_since(archive: Archive) -> None:
    archive.add(RICE)
    archive.add(replace(RICE, headline="Beras", fetched_at=hour(9)))
    archive.gone(str(RICE.url), 404, hour(6))
    first, second = archive.history(1)
    assert [each.back_at for each in first.removals] == ["2026-05-14T09:00:00+00:00"]
    assert second.removals == ()


def hour(hour: int) -> datetime:
    return datetime(2026, 5, 14, hour, tzinfo=UTC)
