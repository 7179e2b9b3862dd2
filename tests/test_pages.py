"""Pages and the records that they should become: one test for each field of each page.

A folder in tests/pages holds `page.html` or `page.txt` and `expected.json`: the fields of `Article.to_dict()` that are
certain, and `url`, under which the page is read. An expected record may name its page instead ("page", relative to the
folder), so that the examples are held to theirs as well. Objects are matched as subsets, `links`, `problems` and
`reservations` as "contains" (but an empty list means none), everything else exactly; a rail's links are the texts.
Where `links` are named, the texts of all cross-links are named: they are compared once more, exactly, as "read_also".
What the reader can't do yet stands in KNOWN_GAPS.tsv (slug, field, why) and is expected to fail, strictly.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kliping
from kliping.reading.settle import fold

PAGES = Path(__file__).parent / "pages"
EXAMPLES = Path(__file__).parents[1] / "examples"
CONTAINS = {"links", "problems", "reservations"}
NOT_FIELDS = {"page", "url"}


@cache
def expected(slug: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((PAGES / slug / "expected.json").read_text("utf-8"))
    return record


def page_of(slug: str) -> Path:
    named = expected(slug).get("page")
    return PAGES / slug / named if named else next((PAGES / slug).glob("page.*"))


@cache
def actual(slug: str) -> dict[str, Any]:
    return kliping.read(page_of(slug).read_bytes(), url=expected(slug)["url"]).to_dict()


def gaps() -> dict[tuple[str, str], str]:
    table = PAGES / "KNOWN_GAPS.tsv"
    lines = table.read_text("utf-8").splitlines() if table.exists() else []
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(slug, field): why for slug, field, why in rows}


SLUGS = sorted(folder.parent.name for folder in PAGES.glob("*/expected.json"))
NAMED = [(slug, field) for slug in SLUGS for field in expected(slug) if field not in NOT_FIELDS]
NAMED += [(slug, "read_also") for slug in SLUGS if "links" in expected(slug)]


def case(slug: str, field: str) -> Any:
    why = gaps().get((slug, field))
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(slug, field, id=f"{slug}-{field}", marks=marks)


def pruned(found: Any, wanted: Any) -> Any:
    """What was found, without the keys that the expected record is silent about."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {key: pruned(found.get(key), value) for key, value in wanted.items()}
    if isinstance(wanted, list) and isinstance(found, list):
        kept = [pruned(one, other) for one, other in zip(found, wanted, strict=False)]
        return kept + found[len(wanted) :]
    return found


def value(record: dict[str, Any], field: str) -> Any:
    """A field of a record; "read_also" stands for the cross-links' texts, which are compared exactly."""
    if field == "read_also":
        return [link["text"] for link in record["links"] if link["kind"] == "read_also"]
    if field == "paragraphs":
        return without_deck(record)
    return record[field]


def without_deck(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs but for a deck above them, which `description` has: whether it counts as story is a taste."""
    paragraphs: list[dict[str, Any]] = record["paragraphs"]
    deck = paragraphs and paragraphs[0]["kind"] == "lead" and fold(paragraphs[0]["text"])
    return paragraphs[1:] if deck and deck == fold(record.get("description") or "") else paragraphs


def with_link_texts(rails: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**rail, "links": [link["text"] for link in rail["links"]]} for rail in rails]


def missing(found: list[Any], wanted: list[Any]) -> list[Any]:
    return [one for one in wanted if not any(pruned(other, one) == one for other in found)]


@pytest.mark.parametrize(("slug", "field"), [case(*named) for named in NAMED])
def test_field(slug: str, field: str) -> None:
    wanted, found = value(expected(slug), field), value(actual(slug), field)
    if field == "rails":
        found = with_link_texts(found)
    if field not in CONTAINS or not wanted:
        assert pruned(found, wanted) == wanted
    else:
        assert not missing(found, wanted), found


def test_known_gaps_name_fields_that_are_tested() -> None:
    assert set(gaps()) <= set(NAMED)


def test_every_example_has_its_expected_record() -> None:
    assert set(EXAMPLES.glob("*.html")) <= {page_of(slug).resolve() for slug in SLUGS}
