"""JSON-LD as it stands in real pages: arrays, @graph, several scripts, and small breaks that can be mended safely.

Standard: JSON-LD 1.1 (W3C) with the schema.org vocabulary. Nothing is expanded and no context is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

STORY_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle SatiricalArticle ScholarlyArticle "
    "TechArticle BlogPosting LiveBlogPosting SocialMediaPosting Report".split()
)
"""Types of schema.org that are a story."""

PAGES = frozenset(
    "WebPage ItemPage AboutPage FAQPage QAPage MedicalWebPage CreativeWork Recipe HowTo PodcastEpisode Episode "
    "DiscussionForumPosting SocialMediaPosting".split()
)
"""Types of schema.org that stand for the page itself where it holds no story's."""

ORGANISATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation"))
"""Types of schema.org that are no person."""

_MAX_SCRIPT = 2_000_000
_MAX_NODES = 5_000
_MOST_WRAPPERS = 3
_DEEPEST = 6
_OPENINGS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";")
_TRAILING_COMMA = re.compile(r",(\s*+[}\]])")

Node = tuple[str, dict[str, Any]]
"""A path that a person can follow ("json-ld[0].@graph[2]"), and the object that stands there."""


def nodes(scripts: list[str]) -> list[Node]:
    """Every object of a page's JSON-LD that has a type, outermost first.

    >>> nodes(['[{"@type": "Person", "name": "Siti"},]'])
    [('json-ld[0][0]', {'@type': 'Person', 'name': 'Siti'})]
    """
    found: list[Node] = []
    for number, script in enumerate(scripts):
        for node in _typed(_load(script), f"json-ld[{number}]"):
            found.append(node)
            if len(found) >= _MAX_NODES:
                return found
    return found


def _load(script: str) -> Any:
    """The script's value; None when it can't be mended without guessing."""
    if len(script) > _MAX_SCRIPT:
        return None
    for mend in (str, _mended):
        try:
            return json.loads(mend(script), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(script: str) -> str:
    """Without the comment or CDATA around it, and without commas before a closing bracket."""
    script = script.strip()
    for _ in range(_MOST_WRAPPERS):
        opening = next((mark for mark in _OPENINGS if script.startswith(mark)), "")
        closing = next((mark for mark in _CLOSINGS if script.endswith(mark)), "")
        script = script.removeprefix(opening).removesuffix(closing).strip()
    return _TRAILING_COMMA.sub(r"\1", script)


def _typed(value: Any, path: str) -> Iterator[Node]:
    """Objects with a type, breadth first, so that what stands outermost comes first."""
    waiting = [(value, path)]
    while waiting:
        deeper: list[tuple[Any, str]] = []
        for at, where in waiting:
            if isinstance(at, dict):
                if "@type" in at:
                    yield where, at
                deeper += [(child, f"{where}.{key}") for key, child in at.items() if isinstance(child, (dict, list))]
            elif isinstance(at, list):
                deeper += [(child, f"{where}[{i}]") for i, child in enumerate(at[:500])]
        waiting = deeper if len(deeper) < _MAX_NODES else []


def types(node: dict[str, Any]) -> frozenset[str]:
    """A node's types, without namespace."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str))


def text(value: Any, depth: int = 0) -> str | None:
    """A value as text: a string, or the name, value or address of an object; None when it is none of these.

    >>> text({"@type": "Organization", "name": " Kabar Pesisir "})
    'Kabar Pesisir'
    """
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        for key in ("name", "@value", "headline", "url", "@id"):
            found = text(value.get(key), depth + 1)
            if found:
                return found
    if isinstance(value, list) and value:
        return text(value[0], depth + 1)
    return None


def each(value: Any) -> list[Any]:
    """A value as a list: absent is empty, one is a list of one."""
    if value is None:
        return []
    return value[:200] if isinstance(value, list) else [value]
