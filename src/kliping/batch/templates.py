"""Template memory: what stands at the same place in several stories of one host is no part of any of them.

One page can't tell a notice below every story ("This document may not be copied …") from a last paragraph; several can.
Only pages that are stories count and are changed: the pages of a shop repeat what is theirs. Short texts are left,
since stories share headings ("What we know so far"). So is what only some stories of a host share: the pieces of a long
affair repeat its background. And a story that shares most of its text is an earlier state or a copy of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from kliping.batch.schema import as_pages, page_schema
from kliping.reading.blocks import BlockTable
from kliping.reading.label import label
from kliping.reading.labels import BODY, REPEATED, Label, Labeler

STORIES = 3
"""Stories, by their headlines, under which a paragraph stands that is none of theirs."""

SHARE = 1 / 3
"""Of the stories of a host that have a text at this place of the template, so many have this one."""

_NUMBER = re.compile(r":nth-of-type\(\d+\)")

Furniture = dict[int, list[dict[str, str]]]
"""Number of a page to what of it is furniture, in the form of the column `furniture`."""


def template_path(where: str) -> str:
    """The path of an element without the numbers of siblings, which change from story to story.

    >>> template_path("body > div:nth-of-type(2) > p:nth-of-type(14)")
    'body > div > p'
    """
    return _NUMBER.sub("", where)


def furniture(records: pa.RecordBatch) -> Furniture:
    """What of each record's text is furniture, as the other records show."""
    stories = [(at, *story) for at, story in enumerate(_stories(records)) if story is not None]
    under: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _at, host, headline, places in stories:
        for where, text in places:
            under[host, where].add(headline)
            under[host, where, text].add(headline)
    found: Furniture = {}
    for at, host, _headline, places in stories:
        shared = [
            {"where": where, "text": text}
            for where, text in places
            if len(under[host, where, text]) >= max(STORIES, SHARE * len(under[host, where]))
        ]
        if 0 < 2 * sum(len(each["text"]) for each in shared) <= sum(len(text) for _where, text in places):
            found[at] = shared
    return found


def with_furniture(pages: pa.RecordBatch, found: Furniture) -> pa.RecordBatch:
    """The pages in which furniture was found, in order, told what it is."""
    those = as_pages(pages).take(pa.array(found))
    at = those.schema.names.index("furniture")
    column = pa.array(found.values(), page_schema().field("furniture").type)
    return those.set_column(at, page_schema().field("furniture"), column)


def masking(known: Iterable[Mapping[str, str]]) -> Labeler:
    """A labeler that knows furniture when it stands where it stood before."""
    places = {(each["where"], each["text"]) for each in known}
    texts = {text for _where, text in places}

    def labeler(table: BlockTable) -> list[Label]:
        labels = label(table)
        for block, found in enumerate(labels):
            text = table.text[block]
            if found in BODY and text in texts and (template_path(table.where(block)), text) in places:
                labels[block] = Label.OTHER
        return labels

    return labeler


def _stories(records: pa.RecordBatch) -> Iterable[tuple[str, str, list[tuple[str, str]]] | None]:
    """Host, headline and paragraphs of each record that is a story; None for the others."""
    columns = [records.column(name).to_pylist() for name in ("kind", "url", "headline", "paragraphs")]
    for kind, url, headline, paragraphs in zip(*columns, strict=True):
        host = _host(url)
        yield (host, headline, _places(paragraphs)) if kind == "article" and host and headline else None


def _places(paragraphs: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Template paths and texts of the paragraphs that are long enough; flattened text has no paths."""
    return [
        (template_path(each["where"]), each["text"])
        for each in paragraphs
        if each["where"] and not each["where"].startswith("line ") and len(each["text"]) >= REPEATED
    ]


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
