"""Queries, filters, snippets."""

from __future__ import annotations

from csv import DictReader
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping import Article, Moment
from kliping.archive import Archive, Filters, Page
from kliping.archive.search.query import parse
from kliping.archive.search.snippet import snippet
from kliping.errors import QueryError
from tests.archive.stories import RICE, made, paragraphs

CASES = list(
    DictReader(
        (Path(__file__).parent.parent / "cases" / "queries.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
        quotechar=None,
        quoting=3,
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_a_query_is_understood_or_answered_with_a_sentence(case: dict[str, str], archive: Archive) -> None:
    if case["says"].startswith("! "):
        with pytest.raises(QueryError) as caught:
            archive.search(case["query"])
        assert str(caught.value) == case["says"][2:]
    else:
        assert parse(case["query"]).match == case["says"]
        archive.search(case["query"])


SIGNS = st.text(st.sampled_from('ab米 "()*-:^+{}AND OR NOT headline:NEAR\0\ud800é̀กำ'), max_size=30)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("search") / "a.kliping", create=True)
    archive.add(RICE)
    return archive


@given(SIGNS | st.text(max_size=60))
def test_no_query_fails_in_any_other_way(small: Archive, query: str) -> None:
    try:
        said: int | str = small.search(query).total
    except QueryError as error:
        said = str(error)[-1]
    assert said in (0, 1, ".")


def ids(archive: Archive, query: str = "", filters: Filters | None = None, sort: str = "relevance") -> list[int]:
    return [hit.id for hit in archive.search(query, filters, Page(sort=sort)).hits]


@pytest.mark.parametrize(
    "query",
    [
        *("beras", "BERAS", '"Harga beras"', "headline:beras", "caption:karung", "people:rahma", "people:hidayat"),
        *("gudang*", "harga -gula", "tono", "lima persen", "text:sepekan", "(gula OR beras) pasar"),
    ],
)
def test_what_finds_a_story(small: Archive, query: str) -> None:
    assert ids(small, query) == [1]


@pytest.mark.parametrize("query", ["gula", "headline:sepekan", '"beras harga"', "beras -pasar", "text:karung"])
def test_what_does_not(small: Archive, query: str) -> None:
    assert ids(small, query) == []


@pytest.mark.parametrize(
    ("text", "found", "missed"),
    [
        (
            "東京都の米価格が上昇した。",
            ["東京", "京都", "米価", "価格", "東京都", "上昇", "米"],
            ["京東", "大阪", "東都"],
        ),
        ("北京市长宣布新政策。手机iPhone热销", ["北京", "市长", "政策", "手机iPhone", "策"], ["京北"]),
        ("ราคาข้าวในกรุงเทพสูงขึ้น", ["ข้าว", "ราคา", "กรุงเทพ", "ใน"], ["เชียงใหม่"]),
        ("서울에서 쌀값이 올랐다", ["서울", "쌀값", "에서"], ["부산"]),
        ("দাম বেড়েছে চালের", ["দাম", "চালের"], ["চা"]),
        ("Giá gạo tăng ở Hà Nội", ["ha noi", "gạo", "GẠO"], ["hải"]),
    ],
    ids=["ja", "zh", "th", "ko", "bn", "vi"],
)
def test_languages(archive: Archive, text: str, found: list[str], missed: list[str]) -> None:
    archive.add(Article(url="https://a.example/1", paragraphs=paragraphs(text)))
    assert {word: ids(archive, word) for word in found} == {word: [1] for word in found}
    assert {word: ids(archive, word) for word in missed} == {word: [] for word in missed}


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(since=date(2026, 5, 14)), True),
        (Filters(since=date(2026, 5, 15)), False),
        (Filters(until=date(2026, 5, 13)), False),
        (Filters(since=date(2020, 2, 29), until=date(2026, 12, 31)), True),
        (Filters(since=date.min, until=date.max), True),
        (Filters(language="ID"), True),
        (Filters(language="en"), False),
        (Filters(publisher="kabar pesisir"), True),
        (Filters(person="SITI RAHMA"), True),
        (Filters(person="Siti Rahma", role="author"), True),
        (Filters(person="Siti Rahma", role="editor"), False),
        (Filters(person="Wahyu Hidayat", role="speaker"), True),
        (Filters(role="editor"), True),
        (Filters(tag="Beras"), True),
        (Filters(section="ekonomi", source="antara", kind="article"), True),
        (Filters(kind="video"), False),
    ],
    ids=str,
)
def test_filters(small: Archive, filters: Filters, fits: bool) -> None:
    assert bool(ids(small, "beras", filters)) is fits
    assert bool(ids(small, "", filters)) is fits


def test_regions_of_a_language(archive: Archive) -> None:
    archive.add(made(1, language="pt-BR"))
    assert ids(archive, "", Filters(language="pt")) == ids(archive, "", Filters(language="pt-br")) == [1]


def test_order_and_pages(archive: Archive) -> None:
    for number in range(1, 8):
        archive.add(made(number, paragraphs=paragraphs("padi " * number + "sawah " * (10 - number))))
    archive.add(made(9, headline="Padi", published=Moment(date(2025, 1, 1))))
    for number in range(20, 40):
        archive.add(made(number))
    assert ids(archive, "padi sawah")[0] in range(1, 8)
    assert ids(archive, "padi -sawah") == [8]
    archive.add(made(50, headline="Sawah", paragraphs=paragraphs("Jagung di ladang.")))
    archive.add(made(51, headline="Jagung", paragraphs=paragraphs("Panen di ladang.")))
    archive.add(made(52, headline="Panen", paragraphs=paragraphs("Jagung di ladang, lalu jagung di pasar.")))
    assert ids(archive, "jagung")[0] == 30, "the headline counts most"
    assert ids(archive, "padi", sort="newest") == [7, 6, 5, 4, 3, 2, 1, 8]
    assert ids(archive, "padi", sort="oldest") == [8, 1, 2, 3, 4, 5, 6, 7]
    second = archive.search("padi", None, Page(3, 3, "newest"))
    assert ([hit.id for hit in second.hits], second.total) == ([4, 3, 2], 8)


def test_by_time_and_in_an_export_all_that_match_count(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kliping.archive.search.find.MOST_RANKED", 3)
    days = [date(2026, 1, 9), date(2026, 1, 1), *(date(2026, 1, number) for number in range(2, 8))]
    for number, day in enumerate(days):
        archive.add(made(number, paragraphs=paragraphs("Padi menguning."), published=Moment(day)))
    assert ids(archive, "padi", sort="newest")[0] == 1
    assert ids(archive, "padi", sort="oldest")[0] == 2
    assert ids(archive, "", Filters(kind="article"), "newest")[0] == 1
    assert archive.matching("padi") == archive.matching("", Filters(kind="article")) == list(range(1, 9))
    assert archive.search("padi", None, Page(sort="newest")).total == 3


def test_phrases_are_ranked_by_their_words(archive: Archive) -> None:
    texts = ("harga beras", "beras harga", "harga beras beras beras harga harga", "harga gula, beras naik")
    for number, text in enumerate(texts):
        archive.add(made(number, paragraphs=paragraphs(f"{text} {'kata ' * 20}")))
    for number in range(20, 40):
        archive.add(made(number))
    assert ids(archive, '"harga beras"') == [3, 1]
    assert ids(archive, '"harga beras" -"beras beras"') == [1]
    assert ids(archive, '"beras harga" OR "harga gula"') == [4, 3, 2]
    assert ids(archive, 'text:"harga ber*"', Filters(kind="article")) == [3, 1]


def test_the_words_of_filters_are_found_by_nobody(small: Archive) -> None:
    for query in ("zy*", "žy*", "zy2026", "-zd* beras", "headline:zy*", '"zy*" OR zl*'):
        assert ids(small, query) == ([1] if "beras" in query else []), query


def test_only_the_present_version_is_found(archive: Archive) -> None:
    archive.add(RICE)
    archive.add(replace(RICE, paragraphs=paragraphs("Semuanya diganti.")))
    assert ids(archive, "hulu") == []
    assert ids(archive, "diganti") == [1]


def test_snippets() -> None:
    text = "kata " * 100 + "harga beras <naik> hari ini " + "lagi " * 100
    found = snippet(["Tidak ada.", text], (("beras", False), ("har", True)))
    assert (found.text[0], found.text[-1]) == ("…", "…")
    assert len(found.text) < 260
    assert [found.text[start:end] for start, end in found.marks] == ["harga", "beras", "hari"]
    assert "<mark>beras</mark> &lt;naik&gt;" in found.html()
    assert snippet(["東京都の米価格"], (("米価", False),)).html() == "東京都の<mark>米価</mark>格"
    assert snippet([], ()).text == ""


@given(st.lists(st.text(max_size=600), max_size=3), st.lists(st.text("ab 米価é", min_size=1, max_size=4), max_size=3))
def test_snippets_of_anything(texts: list[str], wanted: list[str]) -> None:
    found = snippet(texts, tuple((word, False) for word in wanted if word.strip()))
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
    assert len(found.text) <= 300
