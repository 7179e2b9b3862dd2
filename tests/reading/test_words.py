"""The tables are sound, each row on its own and all together, and words are found as they are printed."""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.words import Row, after, find, fold, may_begin, may_hold, months, pattern, rows, values

NAMED = "byline person picture gallery player no_photo caption credit kicker deck published modified unseen".split()
"""What an element may be called."""

VALUES = {
    "month": {str(n) for n in range(1, 13)},
    "weekday": {str(n) for n in range(1, 8)},
    "date": {"published", "modified"},
    "ago": {"second", "minute", "hour", "day", "week"},
    "role": {"author", "editor", "translator", "photographer", "contributor"},
    "rail": {"related", "latest", "popular", "picks", "regional", "other"},
    "pager": {"pages", "next_page", "all_pages", "previous_page"},
    "role_small": {"author"},
    "role_and": {""},
    "page_of": {""},
    "credit_for": {""},
    "credit_via": {""},
    "article": {""},
    "taken": {"", "apart"},
    "rights": {""},
    **{key: {""} for key in ("joint", "prefix", "at", "mark", "hour", "since")},
    **{key: {"am", "pm"} for key in ("before", "half")},
    "solar": {str(n) for n in range(1, 13)},
    "unit": {"second", "minute", "hour", "day", "week"},
    "day": {"0", "1"},
    "person_step": {""},
    **{f"name_{what}": {""} for what in NAMED},
    "source": {""},
    "credit": {""},
    "read_also": {""},
    "tags": {""},
    "comments": {""},
    "promo": {""},
    "continues": {""},
    "end": {""},
    "staff": {""},
    "say": {"after", "before", "either", "passive", "self", "source"},
    "states": {""},
    "that": {""},
    "by": {""},
    "pronoun": {"he", "she", "any", "many", "house"},
    "anaphor": {"he", "she", "any", "house"},
    "title": {"", "he", "she"},
    "office": {"", "place"},
    "office_word": {""},
    "small": {""},
    "preposition": {""},
    "of": {"", "office"},
    "thing": {"", "name"},
    "nickname": {"", "behind"},
    "given": {"", "he", "she", "article"},
    "place": {""},
    "aux": {""},
    "particle": {""},
    "definite": {"", "article", "behind"},
    "inner": {"article", "child"},
    **{
        key: {""}
        for key in (
            *(
                "lead_in",
                "leads_on",
                "degree",
                "generation",
                "relative",
                "abbreviation",
                "office_joint",
                "office_plural",
            ),
            *("adjective_ending", "adverb_ending", "agent_ending"),
        )
    },
    "indefinite": {""},
}
OPEN = {"zone", "agency", "markup"}
"""Kinds whose values are names of their own."""

SPELLED_OUT = {"short_office"}
"""Kinds of short forms, whose values are the full ones."""

NO_LANGUAGE = {"agencies", "clock", "markup", "names", "zones"}
TABLES = sorted(t.name[:-4] for t in files("kliping.reading.words").iterdir() if t.name.endswith(".tsv"))
LANGUAGES = [table for table in TABLES if table not in NO_LANGUAGE]
OFFSET = re.compile(r"[+-](0\d|1[0-4]):(00|15|30|45)")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_sound(table: str) -> None:
    text = (files("kliping.reading.words") / f"{table}.tsv").read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    lines = [line.split("\t") for line in text[:-1].split("\n") if not line.startswith("#")]
    for line in lines:
        assert len(line) == 3, line
        kind, value, word = line
        assert word, line
        assert all(part == " ".join(part.split()) for part in line), line
        assert (value and kind in OPEN | SPELLED_OUT) or value in VALUES[kind], line
    said = [(kind, fold(word)) for kind, _, word in lines]
    assert len(said) == len(set(said)), {pair for pair in said if said.count(pair) > 1}


def test_words_that_end_in_the_dot_of_an_abbreviation_are_written_without_it() -> None:
    assert not [row for row in rows() if row.word.endswith(".") and row.kind in ("month", "weekday", "role")]


def test_there_are_many_languages() -> None:
    assert len(LANGUAGES) >= 48


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_all_months_and_weekdays(language: str) -> None:
    assert set(months(language).values()) == set(range(1, 13))
    assert set(values("month", language).values()) == VALUES["month"]
    assert set(values("weekday", language).values()) == VALUES["weekday"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_words_of_every_story(language: str) -> None:
    kinds = {row.kind for row in rows() if row.language == language}
    assert {"role", "source", "credit", "read_also", "rail", "tags", "pager", "comments", "staff"} <= kinds


def test_tables_without_a_language_load_with_none() -> None:
    assert {row.language for row in rows() if row.kind in OPEN} == {""}
    assert Row("", "zone", "+07:00", "WIB") in rows()
    assert values("agency")["antara"] == "ANTARA"


def test_zones_are_offsets_or_iana_names() -> None:
    candidates = {candidate for value in values("zone").values() for candidate in value.split("|")}
    names = {candidate for candidate in candidates if not OFFSET.fullmatch(candidate)}
    assert all(re.fullmatch(r"[A-Z]\w+/[A-Z]\w+", name) for name in names)
    known = zoneinfo.available_timezones()
    assert not known or names <= known


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("read_also", "Baca Juga: Harga beras naik", "Baca Juga"),
        ("read_also", "  BACA  JUGA  ", "BACA  JUGA"),
        ("read_also", "Bacaan ringan", None),
        ("month", "11月2日", "11月"),
        ("month", "Mei 2022", "Mei"),
        ("month", "Meisje", None),
        ("month", "মেলা", None),
        ("weekday", "Jum’at (13/5)", "Jum’at"),
        ("role", "RÉDACTEUR : Ani", "RÉDACTEUR"),
        ("pager", "Halaman selanjutnya »", "Halaman selanjutnya"),
        ("ago", "hours ago", "hours ago"),
    ],
)
def test_the_longest_whole_word_matches_at_the_start(kind: str, text: str, word: str | None) -> None:
    match = pattern(kind).match(text)
    assert (match[1] if match else None) == word


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("month", "本报讯2021年11月2日电", "11月"),
        ("month", "เมื่อวันที่ 3มกราคม2565", "มกราคม"),
        ("month", "le 3 février 2022", "février"),
        ("month", "3. ΜΑΡΤΙΟΥ 2022", "ΜΑΡΤΙΟΥ"),
        ("month", "5 EKİM 2022", "EKİM"),
        ("ago", "diposting 3jam lalu", "jam lalu"),
        ("credit", "兵士ら（写真：山田）", "写真"),
        ("zone", "pukul 09.45 Wib.", "Wib"),
        ("role", "subeditor kami", None),
    ],
)
def test_words_are_found_inside_running_text(kind: str, text: str, word: str | None) -> None:
    match = pattern(kind).search(text)
    assert (match[1] if match else None) == word
    assert word is None or fold(word) in values(kind)


@pytest.mark.parametrize(
    ("language", "word", "month"),
    [
        ("hr", "listopad", 10),
        ("cs", "listopad", 11),
        ("pl", "listopada", 11),
        (None, "listopad", None),
        ("id", "listopad", None),
        ("hr", "srpnja", 7),
        (None, "srpna", 8),
        ("ru", "мая", 5),
        ("id", "agt", 8),
        ("id", "nopember", 11),
        ("ms", "ogos", 8),
        ("en", "février", 2),
        ("id-ID", "peb", 2),
        ("nb", "desember", 12),
        ("xx", "mei", 5),
    ],
)
def test_months_by_language(language: str | None, word: str, month: int | None) -> None:
    assert months(language).get(word) == month


@pytest.mark.parametrize(
    ("kind", "text", "parts"),
    [
        ("role", "Editor: Budi Santoso", ("editor", "Editor", "Budi Santoso")),
        ("role", "  EDITOR – Budi Santoso ", ("editor", "EDITOR", "Budi Santoso")),
        ("role", "Penulis Ani Lestari", ("author", "Penulis", "Ani Lestari")),
        ("role", "By", ("author", "By", "")),
        ("role", "Bytes of Ani", None),
        ("credit", "Dok. Humas", ("", "Dok", "Humas")),
        ("source", "Sumber：Kantor Lurah", ("", "Sumber", "Kantor Lurah")),
        ("rail", "Terpopuler", ("popular", "Terpopuler", "")),
        ("rail", "", None),
    ],
)
def test_after(kind: str, text: str, parts: tuple[str, str, str] | None) -> None:
    assert after(kind, text) == parts


@pytest.mark.parametrize("word", ["Per", "Theo", "De", "Di", "Ni", "Nina", "Tin", "Jaan", "Liepa"])
def test_names_of_people_announce_nobody_and_no_month(word: str) -> None:
    assert fold(word) not in values("role") | values("staff") | values("month")


@pytest.mark.parametrize(
    "word", ["According to", "Selon", "Menurut laporan", "Reports", "Sources", "По данным", "Według"]
)
def test_who_states_something_is_no_source(word: str) -> None:
    assert fold(word) not in values("source")


@pytest.mark.parametrize(
    "word", ["News", "Opinion", "Nasional", "Indeks", "Daerah", "World", "Lokales", "Anzeige", "إعلان"]
)
def test_sections_and_advertisements_head_no_rail(word: str) -> None:
    assert fold(word) not in values("rail")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_leads_to_the_next_page_and_back(language: str) -> None:
    assert {"next_page", "previous_page"} <= set(values("pager", language).values())


@pytest.mark.parametrize("kind", sorted(VALUES.keys() | OPEN | SPELLED_OUT))
@pytest.mark.parametrize("text", [" ", "Baca ", "1", "月"])
def test_long_inputs_end(kind: str, text: str) -> None:
    # A search whose time grew by the square would need hours here.
    long = text * (100_000 // len(text))
    assert sum(len(match[1]) for match in pattern(kind).finditer(long)) <= len(long)
    after(kind, long)


@given(st.sampled_from(sorted(VALUES)), st.text())
def test_after_eats_any_text(kind: str, text: str) -> None:
    found = after(kind, text)
    assert found is None or fold(found[1]) in values(kind)


def test_every_word_is_matched_by_its_own_pattern() -> None:
    for row in rows():
        match = pattern(row.kind).fullmatch(row.word)
        assert match, row
        assert match[1] == row.word
        capitals = row.word.upper()
        # Capitals of ß are two letters: such words are found only as written.
        assert len(capitals) != len(row.word) or pattern(row.kind).fullmatch(capitals), row


FOUND_IN_TEXTS = ("role", "role_and", "staff", "source", "credit", "date", "agency")
BETWEEN = " |  |\n|\x1c|.|:|'|’|-|3|x|İ|ı|̇|́|ß|ẞ|ſ|K|ﬁ|ς|ͅ|写真|次|©".split("|")


@pytest.mark.parametrize("kind", FOUND_IN_TEXTS)
@given(data=st.data())
def test_words_are_found_as_the_pattern_finds_them(kind: str, data: st.DataObject) -> None:
    words = st.sampled_from([row.word for row in rows() if row.kind == kind])
    cased = st.one_of(words, words.map(str.upper), words.map(str.title), st.sampled_from(BETWEEN), st.just(" "))
    text = data.draw(st.lists(cased, max_size=8).map("".join))
    start, end = data.draw(st.integers(0, 9)), data.draw(st.sampled_from((6, 20, 10_000)))
    wanted = [(match.span(), match.span(1)) for match in pattern(kind).finditer(text, start, end)]
    assert [(match.span(), match.span(1)) for match in find(kind, text, start, end)] == wanted
    assert may_hold(kind, text) or pattern(kind).search(text) is None


def test_words_are_found_in_long_texts() -> None:
    text = "boats " * 20_000 + "Photo: Jane Roe" + " " * 20_000
    assert [match[1] for match in find("credit", text)] == ["Photo"]
    assert not may_hold("credit", "boat " * 20_000)


def test_a_text_may_begin_with_a_word_only_where_its_first_is_one() -> None:
    assert may_begin("pager", fold("Next story"))
    assert not may_begin("pager", fold("The next story"))
    assert not may_begin("pager", "")
