"""One record is one line of JSON that every program can read."""

from __future__ import annotations

import json

from hypothesis import given

from kliping import Article, Claim, Paragraph
from kliping.export.json import to_json
from tests.strategies import articles, unsafe_text


@given(articles)
def test_the_line_holds_the_record(article: Article) -> None:
    assert Article.from_dict(json.loads(to_json(article))) == article


@given(unsafe_text)
def test_any_text_makes_one_line_of_utf8(text: str) -> None:
    line = to_json(Article(headline=text, evidence={text: (Claim([text], text, text, 0.5),)}))
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode())["kind"] == "other"


def test_keys_stand_in_the_order_of_the_plain_form() -> None:
    assert list(json.loads(to_json(Article()))) == list(Article().to_dict())


def test_letters_stand_as_themselves() -> None:
    assert '"headline": "Überschrift – 見出し 😀"' in to_json(Article(headline="Überschrift – 見出し 😀"))


def test_surrogates_are_mended_or_marked() -> None:
    read_back = json.loads(to_json(Article(paragraphs=(Paragraph("\ud83d\ude00 \ud800 \udc80"),))))
    assert read_back["text"] == "😀 \ufffd \ufffd"
