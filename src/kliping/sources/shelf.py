"""Where pages of stories in parts wait on disk until all of a source has been seen.

The pages of a story may lie anywhere in a folder or a WARC, in any order. What is a whole story by itself goes on at
once; only pages that have others are kept here, so that memory holds no more than their addresses.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import unquote

from kliping.reading.claims.addresses import MANY_PAGES, address_of
from kliping.records import Article
from kliping.sources.story import Story
from kliping.stitching import is_part, stitch
from kliping.stitching.address import key_of
from kliping.stitching.follow import number_of

LATER = 2
"""The rank of a page that is likely not its story's first."""


def must_wait(article: Article, name: str) -> bool:
    """Whether other pages may ask for this one, or it for them.

    The show-all page of a story has no pager any more: it is told by an address that isn't the one it calls its own.
    The last page may have none either: it is told by the number at the end of its address.
    """
    if article.kind == "listing":
        return False
    return is_part(article) or rank(article, name) > 0


def rank(article: Article, name: str) -> int:
    """0 for what is likely a story's first page, 1 for what calls another address its own, `LATER` for a later page."""
    address = address_of(article.url or article.canonical_url)
    if number_of(article) > 1 or (address and address.number and 1 < address.number < MANY_PAGES):
        return LATER
    if article.url is None:
        return int("?" in unquote(PurePath(name).name))
    return int(article.canonical_url is not None and key_of(article.url) != key_of(article.canonical_url))


@dataclass(slots=True)
class Shelf:
    """Pages by address; to be emptied once and closed."""

    _kept: IO[bytes] | None = None
    _places: list[int] = field(default_factory=list)
    _ranks: list[int] = field(default_factory=list)
    """Of each page how likely it is its story's first: 0 likely, `LATER` not."""

    _by_key: dict[str, int] = field(default_factory=dict)
    _by_guess: dict[str, int] = field(default_factory=dict)
    _gone: set[int] = field(default_factory=set)
    """Pages that are part of a story that was given out."""

    def put(self, article: Article, name: str) -> bool:
        """Keep a page; whether it was kept.

        Of several captures of one address only the first is: it is the one that a crawl went on from.
        """
        if article.url and self._by_key.setdefault(key_of(article.url), len(self._places)) < len(self._places):
            return False
        index = len(self._places)
        self._places.append(self._file.seek(0, 2))
        self._ranks.append(rank(article, name))
        pickle.dump(Story(article, (name,)), self._file, pickle.HIGHEST_PROTOCOL)
        for key in _guesses(article, name):
            self._by_guess.setdefault(key, index)
        return True

    def stories(self) -> Iterator[Story]:
        """Every story once, with the pages that are there; those whose first page is there come first."""
        order = sorted(range(len(self._places)), key=lambda index: (self._ranks[index], index))
        for index in order:
            if index not in self._gone and (story := self._joined(index)):
                yield story

    def close(self) -> None:
        """Throw away what is kept."""
        if self._kept is not None:
            self._kept.close()

    @property
    def _file(self) -> IO[bytes]:
        """Made when the first page must wait: most sources have none."""
        if self._kept is None:
            self._kept = TemporaryFile()  # noqa: SIM115 (closed by `close`)
        return self._kept

    def _joined(self, index: int) -> Story | None:
        """The story of a page; None when it turns out to be one that was given out."""
        first = self._load(index)
        asked: dict[str, int] = {}
        asking = stitch(first.article)
        try:
            url = next(asking)
            while True:
                at = self._find(url, first.names[0])
                if at is not None:
                    asked[url] = at
                url = asking.send(None if at is None else self._load(at).article)
        except StopIteration as end:
            article: Article = end.value
        claims = article.evidence.get("url", ())
        parts = [asked.get(claim.value, index) for claim in claims] or [index]
        known = self._gone.intersection(parts)
        self._gone.update(parts, (index,))
        return None if known else Story(article, tuple(self._load(at).names[0] for at in dict.fromkeys(parts)))

    def _load(self, index: int) -> Story:
        self._file.seek(self._places[index])
        story: Story = pickle.load(self._file)  # our own, from a file without a name
        return story

    def _find(self, url: str, beside: str) -> int | None:
        for known, key in (
            (self._by_key, key_of(url)),
            (self._by_guess, _numbered(url)),
            (self._by_guess, _named(url, beside)),
        ):
            if key in known:
                return known[key]
        return None


def _guesses(article: Article, name: str) -> Iterator[str]:
    """Under what else a page may be asked for: its number under the story's own address, and the name of its file."""
    number = number_of(article)
    if article.canonical_url and (article.url is None or number > 1):
        address = address_of(article.canonical_url)
        counted = address is not None and address.number == number
        yield _numbered(article.canonical_url) if counted or number == 1 else _later(article.canonical_url, number)
    if article.url is None:
        path = PurePath(name)
        yield f"{path.parent} {unquote(path.name)}"
        yield f"{path.parent} {unquote(path.stem)}"


def _numbered(url: str) -> str:
    """The key of a page by what its address counts: the story's address and the page's number."""
    address = address_of(url)
    if address is None or not address.number or address.number == 1:
        return f"1 {key_of(url)}"
    return f"{address.number} {address.host}{address.stem}"


def _later(canonical: str, number: int) -> str:
    """The key of a later page that calls the story's first page its own address."""
    return f"{number} {key_of(canonical).partition('?')[0]}"


def _named(url: str, beside: str) -> str:
    """The key for the file of that name beside a page."""
    last = unquote(url).rstrip("/").rpartition("/")[2]
    return f"{PurePath(beside).parent} {last}"
