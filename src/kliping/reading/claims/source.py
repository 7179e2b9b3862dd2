"""The original source that the story is taken from, and the place that it is filed from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.claims.addresses import address_of, site_of
from kliping.reading.labels import Label
from kliping.reading.readers.dateline import Dateline, read_dateline
from kliping.reading.readers.moment import read_iso
from kliping.reading.readers.name_form import is_agency, is_the_site
from kliping.reading.readers.source import read_source, source_in_sentence
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet
from kliping.reading.words import find

_OPENING = 3
"""Paragraphs at either end of the story in which a sentence may name its source."""

_NEAR = 25
"""Blocks from the story within which a line names its source."""

_LONGEST, _SHORT = 200, 80
_MARK = re.compile(r"[:：]")
_COLON = re.compile(r"\s?[:：]")
_NEXT_FIELD = re.compile(r"(?<!\s)\s++[^\s:：]{1,24}\s?[:：]")
_WIDE = re.compile(r"[\u2e80-\u9fff]\s")
"""A space in a script that is written without: the end of what the line says of one thing."""

_BRACKETED = re.compile(r"[^()（）\n]{0,60}[(（]([^()（）\n]{2,40})[)）]\s?[.:]?\s?[-–—:]")
_SIGNED = re.compile(r"[.!?”\"’]\s?[-–—]{1,2}\s?([^\s.!?–—-][^.!?–—]{1,39})\Z")
"""An agency that closes the story: "… setiap enam bulan. - BERNAMA"."""

_HOST = re.compile(r"[\w-]{2,40}(?:\.[a-z]{2,12}){1,2}", re.IGNORECASE)
"""A dateline's web address is the site's own."""

_SENTENCES = 3_000
"""Letters of a paragraph in which a sentence may name its source."""

_LETTERS = re.compile(r"[\W_]+")


def source(sheet: Sheet) -> Iterator[Said]:
    """What lines, sentences and datelines name as the source; the site itself is none."""
    return (said for said in _said(sheet) if not is_the_site(said.value, sheet.publisher))


def _said(sheet: Sheet) -> Iterator[Said]:
    """A line such as "Source: …", else a sentence near the story's start or end, else the agency in the dateline."""
    table = sheet.table
    body = sheet.body()
    first, last = (body[0], body[-1]) if body else (0, len(table))
    for block in range(max(0, first - _NEAR), min(len(table), last + _NEAR + 1)):
        if _may_name(sheet, block):
            for line in table.text[block].split("\n"):
                if found := _of_line(line):
                    yield Said(found, "text", table.where(block))
    for block in dict.fromkeys((*body[:_OPENING], *body[-_OPENING:])):
        if found := source_in_sentence(table.text[block][:_SENTENCES]):
            yield Said(found, "sentence", table.where(block))
    for block in body[-1:]:
        signed = _SIGNED.search(table.text[block])
        if signed and is_agency(signed[1]):
            yield Said(signed[1], "dateline", table.where(block))
    for block in _first_paragraphs(sheet):
        agency = _agency(table.text[block])
        if agency and not _is_own(agency, sheet) and (is_agency(agency) or not _HOST.fullmatch(agency)):
            yield Said(agency, "dateline", table.where(block))


def _may_name(sheet: Sheet, block: int) -> bool:
    """A line about the story, or a short one with a colon whatever its label."""
    text, label = sheet.table.text[block], sheet.labels[block]
    if label in (Label.BYLINE, Label.CREDIT, Label.DATE, Label.OTHER):
        return len(text) < _LONGEST
    return len(text) < _SHORT and label not in (Label.RAIL, Label.COMMENT, Label.HEADLINE) and bool(_MARK.search(text))


def _of_line(line: str) -> str | None:
    """The source that a line names at its start, or after a word with a colon in its midst ("07:26 来源：临江晚报")."""
    found = read_source(line)
    if found:
        return found
    for word in find("source", line) if _MARK.search(line) else ():
        if word.start() and _COLON.match(line, word.end()):
            rest = line[word.start(1) :]
            colon = _COLON.match(line, word.end())
            name = line[colon.end() if colon else word.end() :].lstrip()
            ends = [
                match.start() + (match.re is _WIDE) for match in (_NEXT_FIELD.search(name), _WIDE.search(name)) if match
            ]
            return read_source(rest[: len(rest) - len(name) + min(ends)] if ends else rest)
    return None


def _agency(text: str) -> str | None:
    found = read_dateline(text)
    if found:
        return found.agency
    bracket = _BRACKETED.match(text)
    return bracket[1] if bracket and is_agency(bracket[1]) else None


def dateline(sheet: Sheet) -> Iterator[Said]:
    """The place before the dash in the first paragraphs; the site's own name there is no place."""
    for block in _first_paragraphs(sheet):
        found = read_dateline(sheet.table.text[block])
        if found:
            yield Said(_place(found, sheet), "text", sheet.table.where(block))
            return
    for path, node in sheet.story:
        said = node.get("dateline")
        if isinstance(said, str) and read_iso(said) is None:  # some take the word for the time
            yield Said(said.strip() or None, "json-ld", f"{path}.dateline")


def _place(found: Dateline, sheet: Sheet) -> str | None:
    return None if found.place is None or _is_own(found.place, sheet) else found.place


def _is_own(name: str, sheet: Sheet) -> bool:
    """Whether a name is the site's, or begins with it ("KABAR PESISIR DEMAK"): by its publisher, or by its host."""
    folded, site = str(fold(name)), str(fold(sheet.publisher or ""))
    here = address_of(sheet.page.url)
    host = site_of(here.host).split(".")[0].replace("-", "") if here else ""
    letters = _LETTERS.sub("", folded)
    return bool(site and (folded == site or folded.startswith(site + " "))) or bool(
        host and (letters == host or (len(host) > 4 and letters.startswith(host)))
    )


def _first_paragraphs(sheet: Sheet) -> list[int]:
    return [block for block in sheet.body() if sheet.labels[block] in (Label.LEAD, Label.TEXT)][:_OPENING]
