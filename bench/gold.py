"""Reads pages with known answers, so that every score of the bench starts from the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

COLUMNS = ["set", "id", "url", "lang", "page_type", "html", "gold"]
"""The columns that are read; others (grade, encoding) may stand beside them."""


@dataclass(frozen=True)
class GoldPage:
    """One page and what is known about it."""

    set: str
    """The collection that the page is from."""

    id: str
    """Its name there."""

    url: str | None
    """Where it was found, where that is known."""

    lang: str | None
    """The detected language of the page, an ISO 639-1 code."""

    page_type: str | None
    """What sort of page it is, for sets that say so ("article", "listing" …)."""

    html: bytes
    """The page."""

    gold: dict[str, Any]
    """The answers; only the fields that the set has."""

    @property
    def group(self) -> str:
        """The set, parted into articles and others where it says which pages are articles."""
        if self.page_type is None:
            return self.set
        return f"{self.set} {'articles' if self.page_type == 'article' else 'others'}"

    @cached_property
    def digest(self) -> str:
        """A name for what a peer is given: the bytes, address and language of the page (hex, 32 characters)."""
        head = f"{self.url or ''}\n{self.lang or ''}\n".encode()
        return hashlib.sha256(head + self.html).hexdigest()[:32]


def read_gold(path: Path, sets: Collection[str] = (), limit: int | None = None) -> list[GoldPage]:
    """The pages of a Parquet file, or of all Parquet files in a folder.

    `sets` names the sets that are wanted (none: all); `limit` thins each set evenly to so many pages.
    Raises FileNotFoundError when there is no such file or no Parquet file in the folder.
    """
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(f"no Parquet file in {path}")
    by_set: dict[str, list[GoldPage]] = {}
    for page in _pages(files, sets):
        by_set.setdefault(page.set, []).append(page)
    return [page for pages in by_set.values() for page in thinned(pages, limit)]


def thinned(pages: list[GoldPage], limit: int | None) -> list[GoldPage]:
    """At most `limit` of the pages, evenly spaced, so that no site crowds out the others."""
    if limit is None or len(pages) <= limit:
        return pages
    return [pages[index * len(pages) // limit] for index in range(limit)]


def _pages(files: Iterable[Path], sets: Collection[str]) -> Iterator[GoldPage]:
    parquet = import_module("pyarrow.parquet")  # here, so that scores can be counted where it isn't installed
    wanted = [("set", "in", list(sets))] if sets else None
    for file in files:
        for row in parquet.read_table(file, columns=COLUMNS, filters=wanted).to_pylist():
            yield GoldPage(**{**row, "url": address(row["url"]), "gold": json.loads(row["gold"])})


def address(stated: str | None) -> str | None:
    """The page's address; None for what is none (a few rows have a name there).

    >>> address("https://a.example/"), address("hard::a.html"), address("")
    ('https://a.example/', None, None)
    """
    return stated if stated and stated.startswith(("http://", "https://")) else None
