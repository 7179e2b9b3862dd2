"""What newsrooms call the elements of their pages: the words of names.tsv, as they stand in class, id and itemprop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from kliping.reading.words import rows

_EDGE_BEFORE, _EDGE_AFTER = r"(?<![^\W_])", r"(?![^\W_])"


@cache
def named(what: str) -> re.Pattern[str]:
    """Searches a name for any word of the kind `name_<what>`.

    >>> [bool(named("caption").search(name)) for name in ("wp-caption-text", "imageText", "map cap_1", "capital")]
    [True, True, True, False]
    """
    words = (row.word for row in rows() if row.kind == f"name_{what}")
    return re.compile("|".join(map(_expression, words)), re.IGNORECASE)


def is_called(what: str, attributes: Mapping[str, str | None], keys: Iterable[str] = ("class", "itemprop")) -> bool:
    """Whether one of an element's attributes calls it so.

    >>> is_called("kicker", {"class": "story-kicker", "id": "caption"}), is_called("caption", {"id": "caption"})
    (True, False)
    """
    return any(_is_name_of(what, name) for key in keys if (name := attributes.get(key)))


@lru_cache(maxsize=8192)
def _is_name_of(what: str, name: str) -> bool:
    return named(what).search(name) is not None


def _expression(word: str) -> str:
    bare = re.escape(word.strip("|")).replace(r"\-", "[-_]?")
    return _EDGE_BEFORE * word.startswith("|") + bare + _EDGE_AFTER * word.endswith("|")
