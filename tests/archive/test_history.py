"""What changed, field by field and paragraph by paragraph."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kliping import Moment
from kliping.archive import Archive
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
