"""The plain form is the whole record: nothing is lost on the way there and back, and what is no record is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from kliping import Article, Claim, KlipingError, Moment, Paragraph
from kliping.errors import RecordError
from kliping.plain_form import to_plain
from kliping.records import SCHEMA_VERSION, Embed
from tests.strategies import articles, json_values


@given(articles)
def test_every_article_comes_back(article: Article) -> None:
    plain = article.to_dict()
    assert Article.from_dict(plain) == article
    assert Article.from_dict(json.loads(json.dumps(plain))) == article


@given(articles)
def test_plain_means_json_types_alone(article: Article) -> None:
    assert json.loads(json.dumps(article.to_dict(), allow_nan=False)) == article.to_dict()


def test_keys_stand_in_the_order_of_the_fields() -> None:
    names = [field.name for field in fields(Article)]
    assert list(Article().to_dict()) == ["schema_version", *names, "text", "next_page"]


def test_nothing_is_shared_with_the_record() -> None:
    article = Article(tags=("a",), evidence={"tags": (Claim(["a"], "meta", "keywords", 0.5),)})
    plain = article.to_dict()
    plain["evidence"]["tags"][0]["value"].append("b")
    plain["tags"].append("b")
    assert article.evidence["tags"][0].value == ["a"]
    assert article.tags == ("a",)


def test_a_time_keeps_its_zone() -> None:
    at = datetime.fromisoformat("2022-05-14T09:45:00+07:00")
    plain = Article(published=Moment(date(2022, 5, 14), at, zone_from="stated")).to_dict()["published"]
    assert (plain["day"], plain["at"]) == ("2022-05-14", "2022-05-14T09:45:00+07:00")


def test_what_is_derived_or_unknown_is_passed_over() -> None:
    article = Article(paragraphs=(Paragraph("Satu."), Paragraph("Dua.")))
    plain = {**article.to_dict(), "text": "something else", "next_page": 5, "mood": "calm"}
    assert Article.from_dict(plain) == article


def test_absent_keys_take_their_defaults() -> None:
    assert Article.from_dict({"schema_version": SCHEMA_VERSION}) == Article()
    embed = {"url": "https://video.example/1", "kind": "video"}
    read_back = Article.from_dict({"schema_version": SCHEMA_VERSION, "embeds": [embed]})
    assert read_back.embeds == (Embed("https://video.example/1", "video", 1),)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"schema_version": SCHEMA_VERSION + 1}, "schema version 2"),
        ({"schema_version": None}, 'has no "schema_version"'),
        ({"schema_version": "1"}, 'has no "schema_version"'),
        ({"schema_version": True}, 'has no "schema_version"'),
        ({"schema_version": 0}, 'has no "schema_version"'),
        ({"headline": 5}, "headline is a whole number and should be a string or null"),
        ({"kind": None}, "kind is null and should be a string"),
        ({"tags": "a"}, "tags is a string and should be a list"),
        ({"tags": ["a", None]}, r"tags\[1\] is null and should be a string"),
        ({"photos": [{}, {"page": 1.5}]}, r"photos\[1\].page is a number and should be a whole number"),
        ({"photos": [{"page": True}]}, r"photos\[0\].page is true or false and should be a whole number"),
        ({"people": [{"name": "Sri"}]}, r"people\[0\].role is missing"),
        ({"people": ["Sri"]}, r"people\[0\] is a string and should be an object"),
        ({"rails": [{"heading": "", "kind": "", "links": [0]}]}, r"rails\[0\].links\[0\] is a whole number"),
        ({"published": {"day": "14 Mei 2022"}}, "published.day should be a date"),
        ({"published": {"day": 20220514}}, "published.day is a whole number and should be a date"),
        ({"published": {"day": "2022-05-14", "at": "2022-05-14T09:45:00"}}, "published.at should be a time with its"),
        ({"fetched_at": "2022-05-14T09:45:00"}, "fetched_at should be a time with its zone"),
        ({"evidence": []}, "evidence is a list and should be an object"),
        ({"evidence": {"tags": [{"value": 1}]}}, r"evidence\['tags'\]\[0\].said_by is missing"),
        ({"evidence": {3: []}}, r"evidence\[3\] is a whole number and should be a string"),
        ({"quotes": [{"speaker_span": [1, 2]}]}, r"quotes\[0\].speaker_span should be a list of 3"),
        ({"quotes": [{"confidence": "high"}]}, r"quotes\[0\].confidence is a string and should be a number"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(values: dict[Any, Any], sentence: str) -> None:
    with pytest.raises(RecordError, match=sentence):
        Article.from_dict({"schema_version": SCHEMA_VERSION, **values})


@given(json_values)
def test_any_json_is_read_or_refused(plain: Any) -> None:
    for value in (plain, {"schema_version": 1, "published": plain, "evidence": plain}):
        with suppress(RecordError):
            assert isinstance(Article.from_dict(value), Article)


def test_a_refusal_is_ours_and_a_value_error() -> None:
    with pytest.raises(ValueError, match="A record is an object") as refusal:
        Article.from_dict([])  # type: ignore[arg-type]
    assert isinstance(refusal.value, KlipingError)


def test_bottomless_values_are_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    claim = {"value": deep, "said_by": "meta", "where": "x", "confidence": 1}
    with pytest.raises(RecordError, match="nested too deeply"):
        Article.from_dict({"schema_version": 1, "evidence": {"tags": [claim]}})


def test_a_claim_that_is_not_plain_json_has_no_plain_form() -> None:
    with pytest.raises(RecordError, match="should be a plain JSON value"):
        to_plain(Claim(datetime.now(UTC), "meta", "x", 1.0))


def test_numbers_that_json_lacks_become_null() -> None:
    assert to_plain(Claim([float("nan"), float("inf"), 1.5], "meta", "x", 1.0))["value"] == [None, None, 1.5]
