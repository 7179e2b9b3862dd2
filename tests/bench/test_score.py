"""Every score on small invented answers, worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import score
from bench.result import Result

HTML = b"<a href=' /p/2 ' class=next>Next</a><span class=last>Last</span>"


def test_words_keep_case_and_split_at_everything_else() -> None:
    assert score.words("Wali-Kota, 3 kali!") == ["Wali", "Kota", "3", "kali"]


def test_a_mean_of_twelve_is_still_words() -> None:
    assert score.words("a" * 12) == ["a" * 12]
    assert score.words("a" * 13) == ["a"] * 13


def test_shingles_count_repeats() -> None:
    assert score.shingles("a a a a a a") == {("a",) * 4: 3}


def test_a_repeated_paragraph_costs_precision() -> None:
    assert score.body("a b c d a b c d", "a b c d") == (2 / 5 - 1 / 5, 1.0, 0.0)


def test_order_inside_the_text_matters_little_but_not_nothing() -> None:
    found = score.body("e f g h a b c d", "a b c d e f g h")
    assert found.precision == found.recall == 2 / 5


@pytest.mark.parametrize(("output", "gold"), [("a b c d", ""), ("", "a b c d"), ("—", "a")])
def test_one_side_empty_counts_nothing(output: str, gold: str) -> None:
    assert score.body(output, gold) == (0.0, 0.0, 0.0)


def test_exact_overlooks_punctuation() -> None:
    assert score.body("a, b — c. d", "a b c d").exact == 1.0


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(output: str, gold: str) -> None:
    assert all(0.0 <= part <= 1.0 for part in score.body(output, gold))
    assert score.body(gold, gold) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("output", "gold", "same"),
    [("ＢＡＮＪＩＲ surut", "Banjir  surut.", 1.0), ("Banjir", "Banjir surut", 0.0), ("", "Banjir", 0.0)],
)
def test_headline(output: str, gold: str, same: float) -> None:
    assert score.same(output, gold) == same


@pytest.mark.parametrize(
    ("day", "instant", "gold", "same_day", "same_instant"),
    [
        ("2024-02-29", None, "2024-02-29", 1.0, None),
        ("2024-02-29", None, "2024-02-29T23:30:00+00:00", 1.0, 0.0),
        ("2024-03-01", "2024-03-01T06:30:00+07:00", "2024-02-29T23:30:00.900Z", 1.0, 1.0),
        ("2024-03-01", "2024-03-01T06:31:00+07:00", "2024-02-29T23:30:00Z", 0.0, 0.0),
        ("2024-02-09", None, "2024-2-9 7:05", 1.0, None),
        (None, None, "2024-02-29", 0.0, None),
        ("2024-02-29", None, "yesterday", None, None),
    ],
)
def test_dates(
    day: str | None, instant: str | None, gold: str, same_day: float | None, same_instant: float | None
) -> None:
    result = Result(day=day, instant=instant)
    assert score.same_day(result, gold) == same_day
    assert score.same_instant(result, gold) == same_instant


@pytest.mark.parametrize(
    ("output", "gold", "f1"),
    [(["ana silva"], ["Ana Silva", "Budi"], 2 / 3), ([], [], 1.0), ([], ["Ana"], 0.0), (["Ana", "ana"], ["Ana"], 1.0)],
)
def test_authors(output: list[str], gold: list[str], f1: float) -> None:
    assert score.authors(output, gold) == f1


def test_credit_shares_words() -> None:
    assert score.credit("Ana Silva", ["Ana Silva/Kantor"]) == 0.8
    assert score.credit(None, ["Kantor"]) == 0.0


def test_snippets_stand_whole_and_in_their_case() -> None:
    assert score.snippets("Banjir\n surut", ["Banjir surut"]) == 1.0
    assert score.snippets("banjir surut", ["Banjir surut"]) == 0.0


def test_story_leaves_out_headings_tables_and_the_summary() -> None:
    kinds = [("Deck one.", "text"), ("Head", "heading"), ("1 2", "table"), ("Said.", "quote"), ("It.", "item")]
    output = Result(text="unused", paragraphs=tuple(kinds))
    assert score.story(output, ["DECK one", "Deck two"]) == "Said.\n\nIt."
    assert score.story(output, []) == "Deck one.\n\nSaid.\n\nIt."


def test_story_of_a_reader_without_paragraphs_is_its_lines() -> None:
    assert score.story(Result(text="Deck.\n\nBody."), ["Deck"]) == "Body."


def test_part_of_a_word_of_the_summary_stays() -> None:
    assert score.story(Result(text="art"), ["The start"]) == "art"


BODY = {"summary": ["S"], "sections": [{"headline": [], "paragraphs": ["P"]}, {"headline": ["H"], "paragraphs": ["Q"]}]}


def test_both_views_of_sections() -> None:
    assert score.sections_text(BODY) == "P\n\nQ"
    assert score.full(BODY) == "S\n\nP\n\nH\n\nQ"


@pytest.mark.parametrize(
    ("output", "selector", "url", "expected"),
    [
        ("https://a.example/p/2", ".next", "https://a.example/p/1", 1.0),
        ("https://a.example/p/3", ".next", "https://a.example/p/1", 0.0),
        (None, ".next", "https://a.example/p/1", 0.0),
        ("/p/2", ".next", None, 1.0),
        ("/p/2", ".last", None, None),
        ("/p/2", ".gone", None, None),
    ],
)
def test_next_page(output: str | None, selector: str, url: str | None, expected: float | None) -> None:
    assert score.next_page(output, HTML, selector, url) == expected
