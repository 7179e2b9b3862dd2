"""Whatever a page holds: nothing raises, offsets lie where they should, and hostile text takes linear time."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kliping.reading.quotes.find import quotes
from kliping.reading.quotes.languages import SPEAKING
from kliping.reading.quotes.marks import passages
from kliping.reading.quotes.resolve import resolve
from kliping.records import Paragraph

LANGUAGES = (*SPEAKING, "ja", "xx", "", None)
PIECES = (
    "“ ” „ ‟ « » ‹ › \" ' ’ ‘ 「 」 , . : ; – — ( ) \n 6'2\" 'twas a/l said kata menurut sagte dijo zei katanya "
    "dit disse ujar he she dia er explique-t-il according to bahwa that dass who yang itu the a seorang Ana Roe "
    "Ani Lestari Bupati Mayor Kayuara dr J. PT BPBD Roe's d'Ana l' İstanbul von de la \u0130 \u00df \u2028 \ud800 今 "
    "—dice —kata Ana— ..."
).split(" ")
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40)
texts = st.one_of(st.text(max_size=200), pieces.map(" ".join), pieces.map("".join))
stories = st.lists(texts.map(Paragraph), max_size=5)


@given(stories, st.sampled_from(LANGUAGES))
@example([Paragraph("«Aquí nací —dice Ana—... —dice Ben—, y aquí sigo»")], "es")
def test_offsets_lie_in_their_paragraphs(story: list[Paragraph], language: str | None) -> None:
    for quote in quotes(story, language):
        first, last = story[quote.paragraph].text, story[quote.end_paragraph].text
        assert 0 <= quote.start < len(first)
        assert 0 < quote.end <= len(last)
        assert 0 <= quote.confidence <= 1
        if quote.paragraph == quote.end_paragraph:
            assert quote.text == first[quote.start : quote.end]
        for span in (quote.speaker_span, quote.cue_span):
            assert span is None or 0 <= span[1] < span[2] <= len(story[span[0]].text)
        if quote.cue_span:
            paragraph, start, end = quote.cue_span
            assert quote.cue == story[paragraph].text[start:end]


@given(texts)
def test_passages_follow_each_other(text: str) -> None:
    at = 0
    for passage in passages(text):
        assert at <= passage.left < passage.start < passage.end <= passage.right <= len(text)
        at = passage.right


@given(st.lists(texts, max_size=6))
def test_every_name_is_resolved(names: list[str]) -> None:
    forms = resolve(names)
    assert set(forms) == set(names)
    assert set(forms.values()) <= set(names)


HOSTILE = (
    *("“", '"a ', "‘a ", "' ", "«", "“a” ", "“Aa bb cc dd,” kata ", "said ", "Ana Roe ", "Ana Roe said ", "de ", "("),
    *("'a' s ", "a. ", "A. ", ", ", "who said that ", "Kota Ana ", "“We will go on,” he said. "),
)


@pytest.mark.parametrize("language", ["en", "id", "de", None])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_ends(text: str, language: str | None) -> None:
    # Time that grew by the square would be minutes here.
    quotes([Paragraph(text * (40_000 // len(text)))], language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("“We will go there,” said Xx.", "en"),
        ("Xx Roe, known as Xx, came. “We will go there,” said Xx.", "en"),
        ("“We will go there,” said the driver.", "en"),
        ("He said that they will go there to see Xx?", "en"),
        ("He said that they will go there to see Xx", "en"),
        ("“Kami akan ke sana,” kata Xx, akrab disapa Xx.", "id"),
        ("Xx Xxo ging zu Xx. „Wir gehen morgen dorthin.“", "de"),
        ("Xx Xxo fue a Xx. «Vamos a ir mañana».", "es"),
    ],
)
def test_a_line_more_takes_what_the_line_before_took(line: str, language: str) -> None:
    short, long = (calls([Paragraph(line.replace("Xx", name(at))) for at in range(n)], language) for n in (500, 1500))
    assert long < 4 * short


def name(number: int) -> str:
    return "".join("aeiouklmnr"[int(digit)] for digit in f"{number:04}").capitalize()


def calls(story: list[Paragraph], language: str) -> int:
    """How many functions are called to read a story: counted, as time would depend on the machine."""
    count = 0

    def counting(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        quotes(story, language)
    finally:
        sys.setprofile(None)
    return count
