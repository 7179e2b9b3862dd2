"""The schema says what the records are: the same names, the same types, and every article is valid by it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import kliping
from kliping import Article, records
from kliping.schema import article_schema
from tests.strategies import articles

SCHEMA = article_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

PAGE = """<!doctype html><html lang="id"><head><title>Panen raya di Karangsari - Warta Contoh</title>
<meta property="article:published_time" content="2024-03-05T08:30:00+07:00"></head><body><article>
<h1>Panen raya di Karangsari</h1><p>Penulis: Sri Lestari</p>
<p>Petani di Karangsari memulai panen raya pada Selasa pagi setelah hujan berhenti selama tiga hari berturut-turut.</p>
<p>Hasil panen tahun ini lebih baik daripada tahun lalu, kata kepala desa kepada wartawan di balai desa.</p>
</article></body></html>"""


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(articles)
def test_every_article_is_valid(article: Article) -> None:
    VALIDATOR.validate(article.to_dict())


@pytest.mark.parametrize(
    "page", [PAGE, "", "Harga beras naik\n\n5 Maret 2024, 08:30 WIB\n\nHarga beras naik lagi.", b"\x00"]
)
def test_what_the_reader_gives_is_valid(page: str | bytes) -> None:
    VALIDATOR.validate(kliping.read(page, url="https://warta.example/panen").to_dict())


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
