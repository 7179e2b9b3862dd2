"""What a file of records holds already, so that a second run takes up where the first stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kliping.errors import SourceError
from kliping.reading.decode import UNREADABLE
from kliping.records import Article, Claim
from kliping.sources.story import Story
from kliping.stitching.address import key_of

_BEGINNING = b'{"schema_version"'
"""Of each line; by it a torn last line is told from a file of something else."""

_FILE = "file"
"""Who says where a page without an address was found."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """What is in the file."""

    done: frozenset[str] = frozenset()
    """Names and addresses (as `key_of` has them) of the pages of all its records."""

    failed: frozenset[str] = frozenset()
    """The same of pages that could not be read: they are tried again, but their records stand there already."""

    end: int = 0
    """Bytes that hold whole records; what follows is torn."""


def resumed(path: Path) -> Resumed:
    """The records in a file; nothing when there is none.

    Raises `SourceError` "not_records" when it holds something else, and "unreadable" when it can't be read.
    """
    done: set[str] = set()
    failed: set[str] = set()
    end = 0
    try:
        if not path.is_file():
            return Resumed()
        with path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    _check(line.startswith(_BEGINNING) or _BEGINNING.startswith(line))
                    break
                record = _record(line)
                (failed if _is_unreadable(record) else done).update(_keys(record))
                end += len(line)
    except OSError as error:
        raise SourceError("unwritable", f"It can't be written: {error.strerror or error}.") from None
    return Resumed(frozenset(done), frozenset(failed), end)


def marked(story: Story) -> Article:
    """The record, with the names of its files where no address tells it from others."""
    article = story.article
    if article.url is not None:
        return article
    joined = article.evidence.get("url", ())
    names = tuple(Claim(None, _FILE, name, 1.0) for name in story.names)
    return replace(article, evidence={**article.evidence, "url": (*names, *joined)})


def key(story: Story) -> str:
    """Under what a story stands in `Resumed`."""
    return key_of(story.article.url) if story.article.url else story.names[0]


def _record(line: bytes) -> dict[str, Any]:
    try:
        record: Any = json.loads(line) if line.startswith(_BEGINNING) else None
    except ValueError:
        record = None
    _check(isinstance(record, dict))
    return dict(record)


def _is_unreadable(record: dict[str, Any]) -> bool:
    return any(problem.get("code") in UNREADABLE for problem in record.get("problems") or ())


def _keys(record: dict[str, Any]) -> Iterator[str]:
    if isinstance(record.get("url"), str):
        yield key_of(record["url"])
    for claim in (record.get("evidence") or {}).get("url", ()):
        if claim.get("said_by") == _FILE:
            yield claim["where"]
        elif isinstance(claim.get("value"), str):
            yield key_of(claim["value"])


def _check(is_record: bool) -> None:
    if not is_record:
        raise SourceError("not_records", "It holds something else than records, and is left as it is.")
