"""JSON-LD as pages really have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.structured import nodes, text, types

STORY = {"@type": "NewsArticle", "headline": "Harga beras turun"}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Harga beras turun"}',
        '[{"@type": "NewsArticle", "headline": "Harga beras turun"}]',
        '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Harga beras turun"}]}',
        '<!-- {"@type": "NewsArticle", "headline": "Harga beras turun"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Harga beras turun",}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Harga beras turun"};',
        '{"@type": "NewsArticle",\n "headline": "Harga beras turun", }',
    ],
)
def test_a_story_is_found_in_any_wrapping(script: str) -> None:
    assert [node for _path, node in nodes([script])] == [STORY]


@pytest.mark.parametrize("script", ["", "{", "null", "3", "[" * 100_000, '{"@type": }', "x" * 3_000_000])
def test_what_cannot_be_mended_is_nothing(script: str) -> None:
    assert nodes([script]) == []


def test_raw_line_breaks_in_strings_are_read() -> None:
    assert nodes(['{"@type": "Article", "description": "satu\ndua"}'])[0][1]["description"] == "satu\ndua"


def test_outermost_first_and_with_its_path() -> None:
    script = '{"@graph": [{"@type": "WebPage", "about": {"@type": "Person"}}, {"@type": "NewsArticle"}]}'
    assert [path for path, _node in nodes([script])] == [
        "json-ld[0].@graph[0]",
        "json-ld[0].@graph[1]",
        "json-ld[0].@graph[0].about",
    ]


def test_types_lose_their_namespace() -> None:
    assert types({"@type": ["http://schema.org/NewsArticle", "schema:Article"]}) == {"NewsArticle", "Article"}


def test_text_of_odd_values() -> None:
    assert text([{"name": ["Siti Rahma"]}]) == "Siti Rahma"
    assert text(3) is None
    assert text({}) is None


leaves = st.none() | st.booleans() | st.text()


@given(st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_text_never_raises(value: object) -> None:
    found = text(value)
    assert found is None or found.strip()
