"""Which scores a page is judged on."""

from typing import Any

import pytest

from bench.gold import GoldPage
from bench.judge import judge
from bench.peers import READERS
from bench.result import Result

ALL = READERS["kliping"].gives


def page(gold: dict[str, Any], page_type: str | None = None, html: bytes = b"") -> GoldPage:
    return GoldPage("made", "1", "https://a.example/", "id", page_type, html, gold)


def test_only_what_has_gold_and_is_offered() -> None:
    answer = Result(text="a b c d", headline="A", day="2024-02-29")
    assert set(judge(page({"text": "a b c d", "title": "A"}), answer, ALL)) == {
        "body precision",
        "body recall",
        "body exact",
        "headline",
    }
    assert judge(page({"text": "a b c d", "title": "A", "date": "2024-02-29"}), answer, {"day"}) == {"day": 1.0}


def test_sections_are_judged_in_two_views() -> None:
    body = {"summary": ["Deck."], "sections": [{"headline": ["Head"], "paragraphs": ["a b c d"]}]}
    answer = Result(text="Head\n\na b c d", paragraphs=(("Head", "heading"), ("a b c d", "text")))
    found = judge(page({"body": body, "text": "not used"}), answer, ALL)
    assert found["paragraphs exact"] == 1.0
    assert (found["full precision"], found["full recall"]) == (1.0, 2 / 3)
    assert "body exact" not in found


def test_snippets_that_are_kept_out_count() -> None:
    found = judge(page({"with": ["Story"], "without": ["Menu", "Story"]}), Result(text="Story"), ALL)
    assert found == {"with": 1.0, "without": 0.5}


def test_the_first_photo_is_the_one_that_is_judged() -> None:
    answer = Result(captions=(None, "C"), credits=("Ana Silva", None))
    assert judge(page({"caption": "C", "credit": ["Ana Silva"]}), answer, ALL) == {"caption": 0.0, "credit": 1.0}


@pytest.mark.parametrize(
    ("page_type", "kind", "right"),
    [("article", "article", 1.0), ("forum", "listing", 1.0), ("forum", "article", 0.0), ("article", None, 0.0)],
)
def test_kind(page_type: str, kind: str | None, right: float) -> None:
    assert judge(page({}, page_type), Result(kind=kind), ALL) == {"kind": right}


def test_next_page() -> None:
    found = judge(page({"css_next": "#n"}, html=b"<a id=n href=/2>2</a>"), Result(next_page="https://a.example/2"), ALL)
    assert found == {"next": 1.0}


def test_nothing_is_judged_without_gold() -> None:
    assert judge(page({}), Result(text="a", headline="b"), ALL) == {}
