"""People across stories, and the rails of a page over the archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kliping import Link, Moment, Person, Rail
from kliping.archive import Archive
from kliping.archive.persons import in_the_news
from tests.archive.stories import RICE, made, paragraphs


def test_one_person_is_one_entry(archive: Archive) -> None:
    for number, (name, role) in enumerate(
        [
            ("Siti Rahma", "author"),
            ("SITI RAHMA", "editor"),
            ("Siti Rahma, S.H.", "editor"),
            ("Siti A. Rahma", "author"),
        ]
    ):
        archive.add(made(number, people=(Person(name, role),)))
    assert archive.connection.execute("SELECT name FROM people").fetchall() == [("Siti Rahma",)]
    roles = archive.connection.execute("SELECT printed, role, stories FROM person_roles ORDER BY first_day").fetchall()
    assert roles[0] == ("Siti Rahma", "author", 1)
    assert len(roles) == 4


def test_what_somebody_said(archive: Archive) -> None:
    archive.add(RICE)
    later = replace(RICE.quotes[0], text="Harga akan turun", speaker="WAHYU HIDAYAT", speaker_role="Wali Kota")
    archive.add(made(2, quotes=(later,), published=Moment(date(2026, 6, 1))))
    said = archive.quotes("Wahyu Hidayat")
    assert [(each.day, each.story, each.text) for each in said] == [
        ("2026-05-14", 1, "Kami hanya mengikuti harga dari gudang"),
        ("2026-06-01", 2, "Harga akan turun"),
    ]
    assert archive.quotes("hidayat") == said, "a part of the name will do where nobody is called just so"
    assert archive.quotes("Nobody Here") == []


def test_who_is_in_the_news_has_a_name(archive: Archive) -> None:
    said = [replace(RICE.quotes[0], speaker=name) for name in ("Wahyu Hidayat", "seorang warga", "山田太郎")]
    archive.add(made(1, quotes=tuple(said)))
    assert {known.name for known in in_the_news(archive.connection)} == {"Wahyu Hidayat", "山田太郎"}


def test_latest(archive: Archive) -> None:
    for number in (3, 1, 2):
        archive.add(made(number))
    assert archive.latest(2) == [1, 3]


def test_popular(archive: Archive) -> None:
    target, other = made(1), made(2)
    archive.add(target)
    archive.add(other)
    rail = Rail("Terpopuler", "popular", (Link(target.url, "x", "popular"),))
    archive.add(made(3, rails=(rail,)))
    archive.add(made(4, links=(Link(f"{other.url}#x", "x", "read_also"), Link(other.url, "x", "read_also"))))
    assert archive.popular() == [1, 2]
    assert archive.popular(1) == [1]


def test_picks(archive: Archive) -> None:
    for number in (1, 2, 3):
        archive.add(made(number))
    archive.add(made(4, rails=(Rail("Artikel Pilihan", "picks", (Link(made(2).url, "x", "picks"),)),)))
    archive.pin(3)
    assert archive.picks() == [3, 2]
    archive.pin(3, False)
    assert archive.picks() == [2]


def test_regional(archive: Archive) -> None:
    for number, place in ((1, "BANDUNG"), (8, "Bandung"), (2, "Surabaya"), (15, None)):
        archive.add(made(number, dateline=place))
    assert archive.places() == [("BANDUNG", 2), ("Surabaya", 1)]
    assert archive.regional("bandung") == [4, 2, 1], "the fourth has no dateline, and its publisher sits there"
    assert archive.regional("Medan") == []


def test_related(archive: Archive) -> None:
    for number in range(20, 60):
        archive.add(made(number))
    near = made(1, paragraphs=paragraphs("Gempa mengguncang Lembah Sempu, warga Lembah Sempu mengungsi ke lapangan."))
    same = made(2, paragraphs=paragraphs("Bantuan untuk korban gempa Lembah Sempu tiba di lapangan kecamatan."))
    tagged = made(3, tags=("gempa sempu",))
    linked = made(4)
    ids = [archive.add(story).story for story in (replace(near, tags=("gempa sempu",)), same, tagged, linked)]
    archive.add(made(5, url="https://lain.example/5", links=(Link(near.url, "Gempa", "read_also"),)))
    found = archive.related(ids[0], 3)
    assert found[0] == ids[1]
    assert set(found) == {ids[1], ids[2], 45}
    assert ids[0] not in found
