"""What goes in and what comes out: the records that every part of Kliping speaks in.

This file imports nothing of ours, so that a record can be read, kept and sent by any part without knowing the others.
Absent is None (or an empty tuple), never an empty string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

SCHEMA_VERSION = 1
"""Version of the plain form (`Article.to_dict`). It grows when a reader of the old form could misread the new one."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was found, before anything is read from it."""

    content: bytes | str
    """The page itself: HTML, or the flattened text of a page whose markup is gone."""

    url: str | None = None
    """Where it was found; relative links are resolved against it."""

    media_type: str | None = None
    """What the sender called it ("text/html"), without parameters."""

    charset: str | None = None
    """The encoding that the sender stated, which may be wrong."""

    fetched_at: datetime | None = None
    """When it was fetched (aware); relative times such as "3 hours ago" are read against it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a story states it, no more precise than it was stated."""

    day: date
    """The calendar day, in the zone of the story."""

    at: datetime | None = None
    """The instant, aware; None when no time of day or no zone is known."""

    local_time: time | None = None
    """The time of day when it is known and its zone isn't."""

    zone_from: str | None = None
    """How the zone is known: "stated" beside the time, "site" (taken from elsewhere on the page), or None."""

    precision: str = "day"
    """The finest part that was stated: "second", "minute" or "day"."""

    raw: str = ""
    """The words that were read."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who made the story."""

    name: str
    """The name as printed, without titles of the byline ("By")."""

    role: str
    """"author", "editor", "translator", "photographer" or "contributor"."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of the story, its caption and credit parted from each other."""

    url: str | None = None
    """The largest rendition that the page offers; None where only the caption is left (flattened text)."""

    caption: str | None = None
    """What the caption says, without the credit."""

    photographer: str | None = None
    """Who took it."""

    agency: str | None = None
    """The agency or house that the picture is credited to ("REUTERS")."""

    alt: str | None = None
    """The alternative text, where the page has one."""

    page: int = 1
    """The page of the story on which it stands, from 1."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A player or a post of another service inside the story."""

    url: str
    """The address of what is embedded."""

    kind: str
    """"video", "audio" or "post"."""

    page: int = 1
    """The page of the story on which it stands, from 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the story, whole."""

    text: str
    """Its words; a line break inside it is a newline."""

    kind: str = "text"
    """"lead", "text", "heading", "quote", "item", "table" or "embed"."""

    page: int = 1
    """The page of the story on which it stands, from 1."""

    where: str | None = None
    """The element's path (a CSS selector) or, in flattened text, the line: "line 12"."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something that the page points to."""

    url: str | None
    """Where it leads, absolute; None in flattened text, where only the words are left."""

    text: str | None
    """The words of the link."""

    kind: str
    """"read_also", "page", "next_page", "all_pages", "tag", "section", "author", or the kind of its rail."""


@dataclass(frozen=True, slots=True)
class Rail:
    """A list of other stories beside the story."""

    heading: str
    """Its heading, as printed ("Terpopuler")."""

    kind: str
    """"related", "latest", "popular", "picks", "regional" or "other"."""

    links: tuple[Link, ...] = ()
    """Its stories, in order."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that somebody said, and who said it."""

    text: str
    """The words, without the outer quotation marks."""

    kind: str
    """"direct", "partial" or "indirect"."""

    paragraph: int
    """Index of the paragraph in which it begins."""

    end_paragraph: int
    """Index of the paragraph in which it ends."""

    start: int
    """Offset of the first character, in the paragraph where it begins."""

    end: int
    """Offset after the last character, in the paragraph where it ends."""

    speaker: str | None = None
    """The full name of who said it."""

    speaker_role: str | None = None
    """The office or role that the story gives the speaker."""

    speaker_span: tuple[int, int, int] | None = None
    """Where the speaker is named: paragraph, start, end."""

    cue_span: tuple[int, int, int] | None = None
    """Where the cue stands: paragraph, start, end."""

    cue: str | None = None
    """The words that tie quotation to speaker ("kata", "according to")."""

    confidence: float = 0.0
    """How sure the reading is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word for one value."""

    value: Any
    """The value, as plain JSON."""

    said_by: str
    """Who says so: "json-ld", "meta", "byline", "text" …"""

    where: str
    """Where a person finds it again: a JSON-LD path, a meta tag's name, an element's path or "line 12"."""

    confidence: float
    """How sure the reading is, 0 to 1, before other sources agree or disagree."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be done, in place of an exception."""

    code: str
    """A stable name that programs can test ("continuation", "truncated")."""

    message: str
    """The same for a person, in one sentence."""


@dataclass(frozen=True, slots=True)
class Article:
    """One story as a record: what `kliping.read` gives."""

    url: str | None = None
    """Where the page was found."""

    canonical_url: str | None = None
    """The address that the page calls its own."""

    fetched_at: datetime | None = None
    """When the page was fetched, aware."""

    kind: str = "other"
    """"article", "listing", "gallery", "video", "live" or "other"."""

    headline: str | None = None
    """The headline, without the name of site or section."""

    kicker: str | None = None
    """The short line above the headline."""

    description: str | None = None
    """The deck or summary."""

    published: Moment | None = None
    """When the story was first published."""

    modified: Moment | None = None
    """When it was last changed."""

    people: tuple[Person, ...] = ()
    """Who made it, by role."""

    source: str | None = None
    """The original source that the story is taken from."""

    dateline: str | None = None
    """The place that the story is filed from."""

    publisher: str | None = None
    """The site's name."""

    photos: tuple[Photo, ...] = ()
    """Its pictures, in order."""

    embeds: tuple[Embed, ...] = ()
    """Players and posts inside it, in order."""

    paragraphs: tuple[Paragraph, ...] = ()
    """The story and nothing else, in order."""

    links: tuple[Link, ...] = ()
    """Cross-links, pager, tags, sections and authors."""

    rails: tuple[Rail, ...] = ()
    """Lists of other stories beside it."""

    quotes: tuple[Quote, ...] = ()
    """Who said what."""

    tags: tuple[str, ...] = ()
    """The story's tags, in order."""

    section: str | None = None
    """The section in which it stands."""

    language: str | None = None
    """The language of the text, as a BCP 47 tag."""

    rights: str | None = None
    """The licence or copyright line."""

    access: str | None = None
    """"free", "paywalled", or None when nothing is said."""

    reservations: tuple[str, ...] = ()
    """What the page says of robots, text and data mining and AI use, as stated ("robots: noindex")."""

    evidence: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    """Record path ("published", "photos[0].agency") to claims, the best first, the losers kept."""

    problems: tuple[Problem, ...] = ()
    """What could not be done, or what the reader should know."""

    @property
    def text(self) -> str:
        """The paragraphs, joined by blank lines: the story and nothing else."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def next_page(self) -> str | None:
        """Address of the story's next page, where the pager gives one."""
        return next((link.url for link in self.links if link.kind == "next_page" and link.url), None)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, with "schema_version", in the order of the fields; "text" and "next_page" come along."""
        from kliping.plain_form import to_plain

        return {"schema_version": SCHEMA_VERSION, **to_plain(self), "text": self.text, "next_page": self.next_page}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Article:
        """The record that `to_dict` made plain.

        Raises `kliping.errors.RecordError` when the values are no record or come from a newer version.
        """
        from kliping.plain_form import article_from_plain

        return article_from_plain(plain)
