"""The original source that the story is taken from, and the place that it is filed from."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.labels import Label
from kliping.reading.readers.dateline import read_dateline
from kliping.reading.readers.source import read_source, source_in_sentence
from kliping.reading.sheet import Said, Sheet

_OPENING = 3
"""Paragraphs at either end of the story in which a sentence may name its source."""


def source(sheet: Sheet) -> Iterator[Said]:
    """A line such as "Source: …", else a sentence near the story's start or end, else the agency in the dateline."""
    table = sheet.table
    for block in sheet.blocks(Label.BYLINE, Label.CREDIT, Label.OTHER):
        if len(table.text[block]) < 160:
            for line in table.text[block].split("\n"):
                yield Said(read_source(line), "text", table.where(block))
    body = sheet.body()
    for block in dict.fromkeys((*body[:_OPENING], *body[-_OPENING:])):
        yield Said(source_in_sentence(table.text[block]), "sentence", table.where(block))
    for block in _first_paragraphs(sheet):
        found = read_dateline(table.text[block])
        if found:
            yield Said(found.agency, "dateline", table.where(block))


def dateline(sheet: Sheet) -> Iterator[Said]:
    """The place before the dash in the first paragraphs."""
    for block in _first_paragraphs(sheet):
        found = read_dateline(sheet.table.text[block])
        if found:
            yield Said(found.place, "text", sheet.table.where(block))
            return
    for path, node in sheet.story:
        if isinstance(node.get("dateline"), str):
            yield Said(node["dateline"].strip() or None, "json-ld", f"{path}.dateline")


def _first_paragraphs(sheet: Sheet) -> list[int]:
    return [block for block in sheet.body() if sheet.labels[block] in (Label.LEAD, Label.TEXT)][:2]
