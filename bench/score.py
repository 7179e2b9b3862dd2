"""The scores, as the gold's README defines them: pure functions of an answer and the gold.

Where the README is silent, the choice made here is named in the function that makes it and in docs/bench.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from bench.result import Result, parse_moment

SHINGLE = 4
LONG_WORD = 12
STORY_KINDS = frozenset({"text", "quote", "item", "lead"})
"""The kinds of paragraph that are held against fundus's paragraphs."""

_WORD = re.compile(r"\w+")
_NOT_WORD = re.compile(r"\W+")

Shingles = Counter[tuple[str, ...]]


class Body(NamedTuple):
    """How one text compares with the text that was wanted; each part 0 to 1."""

    precision: float
    recall: float
    exact: float


def words(text: str) -> list[str]:
    r"""Runs of `\w`, or single characters when the mean run is longer than 12: a script without spaces.

    >>> words("Banjir surut, kata Wali Kota.")
    ['Banjir', 'surut', 'kata', 'Wali', 'Kota']
    >>> words("今日東京都内各地域大雨警報発令")[:3]
    ['今', '日', '東']
    """
    runs = _WORD.findall(text)
    letters = sum(map(len, runs))
    return [letter for run in runs for letter in run] if letters > LONG_WORD * len(runs) else runs


def shingles(text: str) -> Shingles:
    """The text's runs of four words, each with how often it stands there; a shorter text is one run of all its words.

    >>> sorted(shingles("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    >>> shingles("a b")
    Counter({('a', 'b'): 1})
    >>> shingles("—")
    Counter()
    """
    found = words(text)
    if len(found) < SHINGLE:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[offset:] for offset in range(SHINGLE)), strict=False))


def body(output: str, gold: str) -> Body:
    """Precision, recall and exactness of a text: shared shingles over those of the output and those of the gold.

    Nothing found where nothing is wanted counts 1; any other empty side counts 0.

    >>> body("a b c d e f", "a b c d e")
    Body(precision=0.6666666666666666, recall=1.0, exact=0.0)
    >>> body("", "")
    Body(precision=1.0, recall=1.0, exact=1.0)
    >>> body("", "a b c d")
    Body(precision=0.0, recall=0.0, exact=0.0)
    """
    found, wanted = shingles(output), shingles(gold)
    if not found or not wanted:
        return Body(*[float(found == wanted)] * 3)
    shared = (found & wanted).total()
    return Body(shared / found.total(), shared / wanted.total(), float(found == wanted))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of two shares; 0 when both are.

    >>> f1(1.0, 0.5)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def fold(text: str) -> str:
    """NFKC, lower case, and whatever is no word character folded to one space.

    >>> fold("  “Banjir”: Wali Kota… ")
    'banjir wali kota'
    """
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def same(output: str | None, gold: str) -> float:
    """1 when both are equal once folded: headlines and captions.

    >>> same("BANJIR SURUT!", "Banjir surut"), same(None, "Banjir surut")
    (1.0, 0.0)
    """
    return float(output is not None and fold(output) == fold(gold))


def same_day(output: Result, gold: str) -> float | None:
    """1 for the same date, or the same instant; None when the gold's date can't be read.

    >>> same_day(Result(day="2024-03-01", instant="2024-03-01T06:30:00+07:00"), "2024-02-29T23:30:00Z")
    1.0
    >>> same_day(Result(day="2024-03-01"), "2024-02-29")
    0.0
    """
    wanted = parse_moment(gold)
    if wanted is None:
        return None
    return float(output.day == wanted.date().isoformat() or same_instant(output, gold) == 1.0)


def same_instant(output: Result, gold: str) -> float | None:
    """1 for the same instant to the second; None when the gold has no zone.

    >>> same_instant(Result(instant="2024-03-01T06:30:00+07:00"), "2024-02-29T23:30:00.250Z")
    1.0
    >>> same_instant(Result(instant="2024-03-01T06:30:00+07:00"), "2024-02-29") is None
    True
    """
    wanted = parse_moment(gold)
    if wanted is None or wanted.tzinfo is None:
        return None
    found = parse_moment(output.instant)
    return float(found is not None and found.tzinfo is not None and _second(found) == _second(wanted))


def authors(output: Iterable[str], gold: Iterable[str]) -> float:
    """F1 of two sets of names, folded.

    >>> authors(["Ana SILVA", "Staff"], ["Ana Silva"])
    0.6666666666666666
    """
    return set_f1({fold(name) for name in output}, {fold(name) for name in gold})


def credit(output: str | None, gold: Iterable[str]) -> float:
    """F1 of the folded words of photographer and agency together, as sets: some gold names one person twice.

    >>> credit("Ana Silva / Kantor", ["ANA SILVA", "Kantor/Ana Silva"])
    1.0
    """
    return set_f1(set(fold(output or "").split()), set(fold(" ".join(gold)).split()))


def set_f1(found: set[str], wanted: set[str]) -> float:
    """F1 of two sets; nothing found where nothing is wanted counts 1.

    >>> set_f1({"a", "b"}, {"b"})
    0.6666666666666666
    """
    found, wanted = found - {""}, wanted - {""}
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1.0


def snippets(text: str, wanted: Sequence[str]) -> float:
    """Share of the snippets that stand in the text, runs of space counting as one space.

    >>> snippets("Banjir  surut.\\nWarga pulang.", ["Banjir surut", "Iklan"])
    0.5
    """
    whole = _spaced(text)
    return sum(_spaced(snippet) in whole for snippet in wanted) / len(wanted)


def story(result: Result, summary: Sequence[str]) -> str:
    """The output's paragraphs that are held against fundus's paragraphs.

    Kinds text, quote, item and lead, but for those that stand in the gold's summary: paragraphs that are, once folded,
    a run of words of it.

    >>> output = Result(paragraphs=(("Deck here.", "lead"), ("Head", "heading"), ("Body.", "text")))
    >>> story(output, ["Deck here"])
    'Body.'
    """
    deck = f" {fold(' '.join(summary))} "
    counted = (text for text, kind in paragraphs(result) if kind in STORY_KINDS)
    return "\n\n".join(text for text in counted if f" {fold(text)} " not in deck)


def paragraphs(result: Result) -> Sequence[tuple[str, str]]:
    """The output's paragraphs with their kinds; the lines of its text where it has none."""
    if result.paragraphs is not None:
        return result.paragraphs
    return [(line, "text") for line in result.text.splitlines() if line.strip()]


def full(gold_body: Mapping[str, Any]) -> str:
    """Summary, headings and paragraphs of a fundus body, in order.

    >>> full({"summary": ["S"], "sections": [{"headline": ["H"], "paragraphs": ["P", "Q"]}]})
    'S\\n\\nH\\n\\nP\\n\\nQ'
    """
    sections = gold_body["sections"]
    return "\n\n".join([*gold_body["summary"], *(text for part in sections for text in _section(part))])


def sections_text(gold_body: Mapping[str, Any]) -> str:
    """The paragraphs of all sections of a fundus body."""
    return "\n\n".join(text for part in gold_body["sections"] for text in part["paragraphs"])


def next_page(output: str | None, html: bytes, selector: str, url: str | None) -> float | None:
    """1 when the output is the href of the element that the selector finds; None when there is no such href.

    >>> next_page("https://a.example/2", b"<a class=next href='/2'>Next</a>", ".next", "https://a.example/")
    1.0
    """
    element = LexborHTMLParser(html).css_first(selector)
    href = ((element.attributes.get("href") if element else None) or "").strip()
    if not href:
        return None
    return float(output is not None and urljoin(url or "", output.strip()) == urljoin(url or "", href))


def _section(part: Mapping[str, Any]) -> list[str]:
    return [*part["headline"], *part["paragraphs"]]


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _spaced(text: str) -> str:
    return " ".join(text.split())
