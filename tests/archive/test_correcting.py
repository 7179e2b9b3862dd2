"""What people correct: kept, laid over, applied again, taken back, and taken along."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kliping
from kliping import Article, Claim, Page
from kliping.archive import Archive, Captured
from kliping.archive.correcting.fields import TEXTS, is_field, parsed, typed
from kliping.archive.correcting.make import Wanted, correct_block, correct_field, read_again, undo
from kliping.archive.correcting.store import all_corrections, corrections_of
from kliping.errors import ArchiveError, RecordError
from kliping.reading.apart import take_apart
from kliping.reading.corrected import Corrected, Rule
from kliping.reading.labels import Label
from kliping.sources.options import Options
from kliping.sources.run import read_sources
from kliping.sources.story import Story
from tests.archive.stories import RICE, made
from tests.desk.pages import FISH, PIER
from tests.desk.pages import RICE as RICE_PAGE

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTE = "Catatan redaksi"
AT = datetime(2026, 5, 20, tzinfo=UTC)


def put(archive: Archive, html: str, name: str, keep: bool = True) -> int:
    url = f"https://kabartelaga.example/{name}"
    article = kliping.read(Page(html, url, fetched_at=AT))
    captured = Captured(name, html.encode(), url, AT, "text/html", "utf-8", 200, (("x-robots-tag", "noindex"),))
    reserved = replace(
        article,
        reservations=("x-robots-tag: noindex",),
        evidence={
            **article.evidence,
            "reservations[0]": (Claim("x-robots-tag: noindex", "http", "x-robots-tag", 0.95),),
        },
    )
    return archive.add(reserved, [captured], keep).story


def row_of(html: str, beginning: str) -> int:
    return next(block.row for block in take_apart(Page(html)).blocks if block.text.startswith(beginning))


def test_a_field_is_won_by_whoever_corrected_it(archive: Archive) -> None:
    archive.add(RICE)
    assert correct_field(archive, 1, "headline", "  Beras   Naik ")
    article = archive.article(1)
    assert article.headline == "Beras Naik"
    winner, loser = article.evidence["headline"]
    assert (winner.said_by, winner.confidence, loser) == ("correction", 1.0, RICE.evidence["headline"][0])
    assert not correct_field(archive, 1, "headline", "Beras Naik")
    assert [hit.id for hit in archive.search("headline:naik").hits] == [1]
    assert archive.search("headline:pasar").total == 0
    assert len(archive.history(1)) == 1


def test_it_is_applied_again_and_taken_back(archive: Archive) -> None:
    archive.add(RICE)
    correct_field(archive, 1, "photos[0].caption", "Karung di gudang")
    correct_field(archive, 1, "people", "author: Siti Rahma")
    assert archive.add(RICE).what == "same"
    added = archive.add(replace(RICE, section="Pangan"))
    assert (added.what, archive.article(1).photos[0].caption) == ("changed", "Karung di gudang")
    assert archive.article(1).section == "Pangan"
    undo(archive, 1)
    undo(archive, 2)
    undo(archive, 2)
    assert archive.article(1) == replace(RICE, section="Pangan")
    assert corrections_of(archive.connection, 1) == []
    assert len(list(all_corrections(archive.connection))) == 2


def test_two_corrections_of_one_field_are_taken_back_one_by_one(archive: Archive) -> None:
    archive.add(RICE)
    for text in ("Satu", "Dua"):
        correct_field(archive, 1, "headline", text)
    undo(archive, 2)
    assert archive.article(1).headline == "Satu"
    undo(archive, 1)
    assert archive.article(1) == RICE


def test_a_block_is_left_out_and_what_headers_said_stays(archive: Archive) -> None:
    story = put(archive, PIER, "dermaga")
    before = archive.article(story)
    assert any(paragraph.text.startswith(NOTE) for paragraph in before.paragraphs)
    correct_block(archive, story, Wanted(1, row_of(PIER, NOTE), Label.PROMO))
    after = archive.article(story)
    assert [each.text for each in after.paragraphs] == [
        each.text for each in before.paragraphs if not each.text.startswith(NOTE)
    ]
    assert after.reservations == ("x-robots-tag: noindex",)
    assert put(archive, PIER, "dermaga") == story
    assert len(archive.history(story)) == 1
    undo(archive, 1)
    assert archive.article(story) == before


def test_a_page_whose_address_somebody_said_keeps_it(archive: Archive) -> None:
    url = "https://kabartelaga.example/dermaga"
    archive.add(kliping.read(PIER, url), [Captured("dermaga.html", PIER.encode())])
    before = archive.article(1)
    read_again(archive, 1)
    assert archive.article(1) == before


def test_a_block_that_was_missed_is_taken_in_with_its_claim(archive: Archive) -> None:
    story = put(archive, PIER, "dermaga")
    row = row_of(PIER, "Baca Juga")
    correct_block(archive, story, Wanted(1, row, Label.TEXT))
    article = archive.article(story)
    (at,) = (index for index, each in enumerate(article.paragraphs) if each.text.startswith("Baca Juga"))
    (claim,) = article.evidence[f"paragraphs[{at}]"]
    assert (claim.said_by, claim.where) == ("correction", article.paragraphs[at].where)


def test_a_headline_that_a_person_points_at_is_the_only_one() -> None:
    row = row_of(PIER, "Perahu warga")
    template = take_apart(Page(PIER)).blocks[row].template
    labels = [block.label for block in take_apart(Page(PIER), Corrected([Rule(Label.HEADLINE, template)])).blocks]
    assert [at for at, label in enumerate(labels) if label is Label.HEADLINE] == [row]


def test_the_layout_of_a_site_is_learned_and_of_no_other(archive: Archive) -> None:
    story = put(archive, PIER, "dermaga")
    correct_block(archive, story, Wanted(1, row_of(PIER, NOTE), Label.PROMO, everywhere=True))
    held_out = put(archive, FISH, "ikan")
    plain = kliping.read(FISH)
    assert NOTE in plain.text
    assert archive.article(held_out).text == "\n\n".join(
        each.text for each in plain.paragraphs if not each.text.startswith(NOTE)
    )
    other = FISH.replace("kabartelaga.example", "lain.example")
    url = "https://lain.example/ikan"
    added = archive.add(kliping.read(other, url), [Captured("x", other.encode(), url)])
    assert NOTE in archive.article(added.story).text


def test_a_correction_of_one_page_goes_before_that_of_the_site(archive: Archive) -> None:
    pier, rice = put(archive, PIER, "dermaga"), put(archive, RICE_PAGE, "beras")
    correct_block(archive, pier, Wanted(1, row_of(PIER, NOTE), Label.PROMO, everywhere=True))
    read_again(archive, rice)
    assert NOTE not in archive.article(rice).text
    correct_block(archive, rice, Wanted(1, row_of(RICE_PAGE, NOTE), Label.TEXT))
    assert NOTE in archive.article(rice).text
    assert NOTE not in archive.article(pier).text


def test_a_story_of_several_pages_is_joined_again(archive: Archive) -> None:
    names = ["pesisir-1.html", "pesisir-2.html", "pesisir-3.html"]
    from kliping.archive.arriving import captured
    from kliping.archive.spool import Spool

    with Spool() as spool:
        paths = [str(EXAMPLES / name) for name in names]
        (story,) = read_sources(paths, Options(), seen=lambda capture: spool.put(captured(capture)))
        assert isinstance(story, Story)
        archive.add(story.article, spool.take(story.names))
    before = archive.article(1)
    read_again(archive, 1)
    assert archive.article(1) == before
    last = archive.captures(1)[2].content or b""
    text = next(each for each in reversed(before.paragraphs) if each.page == 3).text
    correct_block(archive, 1, Wanted(3, row_of(last.decode(), text[:40]), Label.PROMO))
    assert archive.article(1).paragraphs == before.paragraphs[:-1]


def test_without_the_bytes_fields_can_be_corrected_and_blocks_can_t(archive: Archive) -> None:
    story = put(archive, PIER, "dermaga", keep=False)
    assert correct_field(archive, story, "section", "Telaga")
    with pytest.raises(ArchiveError) as caught:
        correct_block(archive, story, Wanted(1, 3, Label.PROMO))
    assert caught.value.code == "no_bytes"
    assert list(all_corrections(archive.connection))[-1].path == "section"


@pytest.mark.parametrize(
    ("story", "page", "row", "code"), [(9, 1, 0, "no_story"), (1, 2, 0, "no_bytes"), (1, 1, 999, "no_block")]
)
def test_what_isn_t_there_can_t_be_corrected(archive: Archive, story: int, page: int, row: int, code: str) -> None:
    put(archive, PIER, "dermaga")
    with pytest.raises(ArchiveError) as caught:
        correct_block(archive, story, Wanted(page, row, Label.PROMO))
    assert caught.value.code == code
    assert list(all_corrections(archive.connection)) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("kind", "poem"),
        ("published", "once"),
        ("people", "Siti"),
        ("people", "king: Siti"),
        ("access", "dear"),
        ("url", "x"),
        ("photos[99].caption", "x"),
        ("language", "no language"),
        ("kind", ""),
        ("kind", "novel"),
        ("access", "maybe"),
    ],
)
def test_what_can_t_be_a_value_is_told_and_not_kept(archive: Archive, field: str, text: str) -> None:
    archive.add(RICE)
    with pytest.raises(RecordError):
        correct_field(archive, 1, field, text)
    assert archive.article(1) == RICE
    assert list(all_corrections(archive.connection)) == []


@pytest.mark.parametrize("path", [*TEXTS, "published", "modified", "people", "tags", "photos[0].agency"])
def test_what_is_shown_can_be_typed_again(path: str) -> None:
    from kliping.archive.correcting.fields import same, value_at

    value = value_at(RICE.to_dict(), path)
    again = parsed(path, typed(RICE, path))
    if path == "published":
        assert (again["at"], again["day"]) == (value["at"], value["day"])
    else:
        assert same(again, value)


@given(
    st.sampled_from([*TEXTS, "published", "people", "tags", "photos[0].alt", "evidence", "photos[x].alt"]), st.text()
)
def test_whatever_is_typed_becomes_a_record_or_a_sentence(path: str, text: str) -> None:
    from kliping.archive.correcting.fields import put_at

    try:
        value = parsed(path, text)
    except RecordError:
        return
    assert is_field(path)
    plain = RICE.to_dict()
    put_at(plain, path, value)
    Article.from_dict(plain)


def test_corrections_travel_with_their_story(archive: Archive, tmp_path: Path) -> None:
    story = put(archive, PIER, "dermaga")
    archive.add(made(1))
    correct_block(archive, story, Wanted(1, row_of(PIER, NOTE), Label.PROMO, everywhere=True))
    correct_field(archive, story, "headline", "Dermaga")
    with Archive(tmp_path / "copy.kliping", create=True) as copy:
        copy.take(archive.plain(each) for each in archive.ids())
        assert [copy.plain(each) for each in copy.ids()] == [archive.plain(each) for each in archive.ids()]
        assert NOTE not in copy.article(put(copy, FISH, "ikan")).text
        undo(copy, 2)
        assert copy.article(story).headline == "Dermaga Telaga Wening Dibangun Ulang"


@pytest.mark.parametrize(
    "wrong", [{}, [{}], [{"made_at": "x"}], [{"made_at": "x", "label": "KING"}], [{"made_at": 1}], "x"]
)
def test_corrections_that_are_none_are_refused(archive: Archive, tmp_path: Path, wrong: object) -> None:
    archive.add(RICE)
    plain = archive.plain(1)
    plain["archive"]["corrections"] = wrong
    with Archive(tmp_path / "copy.kliping", create=True) as copy:
        if not wrong:
            assert copy.take([plain])
            return
        with pytest.raises(ArchiveError):
            copy.take([plain])
        assert len(copy) == 0


def test_a_page_of_a_longer_story_is_read_again_as_it_was_read(archive: Archive) -> None:
    (outcome,) = read_sources([str(EXAMPLES / "pesisir-1.html")], Options())
    assert isinstance(outcome, Story)
    page = EXAMPLES / "pesisir-1.html"
    story = archive.add(outcome.article, [Captured(str(page), page.read_bytes())]).story
    was = archive.article(story)
    assert "missing_page" in {each.code for each in was.problems}
    read_again(archive, story)
    assert archive.article(story) == was
