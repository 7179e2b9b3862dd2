"""The schema says what the records are: the same names, the same types, and every article is valid by it."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import kliping
from kliping import Article, records
from kliping.export.json import to_json
from kliping.schema import article_schema
from tests.strategies import articles

SCHEMA = article_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

EXAMPLES = sorted(path for path in (Path(__file__).parents[1] / "examples").iterdir() if path.suffix != ".md")


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(articles)
def test_every_article_is_valid(article: Article) -> None:
    VALIDATOR.validate(article.to_dict())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_the_reader_gives_is_valid_and_comes_back(path: Path) -> None:
    article = kliping.read(path.read_bytes(), url="https://warta.example/panen")
    VALIDATOR.validate(article.to_dict())
    assert Article.from_dict(json.loads(to_json(article))) == article


@pytest.mark.parametrize("page", ["", " ", b"\x00", b"%PDF-1.7", "\ud800"])
def test_a_page_that_cannot_be_read_has_a_valid_record(page: str | bytes) -> None:
    VALIDATOR.validate(kliping.read(page).to_dict())


def test_the_article_has_the_fields_of_the_schema_in_order() -> None:
    assert list(SCHEMA["properties"]) == list(Article().to_dict())


@pytest.mark.parametrize("name", SCHEMA["$defs"])
def test_each_record_has_the_fields_of_its_definition(name: str) -> None:
    assert list(SCHEMA["$defs"][name]["properties"]) == [field.name for field in fields(getattr(records, name))]


def test_every_property_says_what_it_is() -> None:
    silent = [
        f"{name}.{key}"
        for name, part in {"Article": SCHEMA, **SCHEMA["$defs"]}.items()
        for key, value in part["properties"].items()
        if not value.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize(
    "values",
    [
        {"schema_version": 2},
        {"kind": "blog"},
        {"headline": 5},
        {"tags": [None]},
        {"published": {"day": "2022-05-14"}},
        {"people": [{"name": "Sri", "role": "boss"}]},
        {"evidence": {"tags": []}},
    ],
)
def test_what_is_no_record_is_invalid(values: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**Article().to_dict(), **values})
