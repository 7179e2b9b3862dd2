"""Forms of a credit that a word shows which stands behind the name: "Jane Roe for The Daily", "藤代圭介撮影"."""

from __future__ import annotations

import re
from functools import cache

from kliping.reading.words import rows


@cache
def handed_on() -> re.Pattern[str]:
    """A full name (1), the word, and whom it was taken for (2), as a whole text.

    Unannounced, only an article or a known house tells it from what a campaign or a ministry is for.

    >>> handed_on().fullmatch("Jane Roe for The Daily").groups()
    ('Jane Roe', 'The Daily')
    """
    return re.compile(rf"([^\s,/|]+(?: [^\s,/|]+){{1,3}}) (?:{_any('credit_for')}) ([^\s,/|][^,/|]{{1,59}})")


@cache
def taken_by() -> re.Pattern[str]:
    """A name (1 or 2) and behind it the word for who took the picture, as a whole text.

    Chinese needs a gap between them, as "拍摄" and "…摄影" are common nouns.

    >>> taken_by().fullmatch("藤代圭介撮影")[1], taken_by().fullmatch("梅景初 摄")[2]
    ('藤代圭介', '梅景初')
    """
    joined, apart = _any("taken", ""), _any("taken", "apart")
    return re.compile(
        rf"(?:([\u3005\u4e00-\u9fff]{{3,5}})\s?(?:{joined})|([\u4e00-\u9fff]{{2,4}})\s+(?:{apart}))\s?。?"
    )


@cache
def article() -> re.Pattern[str]:
    """The article with which the names of newspapers begin."""
    return re.compile(rf"(?:{_any('article')}) ")


@cache
def unannounced() -> re.Pattern[str]:
    """What a text holds that may have one of these forms: most hold nothing of it."""
    return re.compile(rf" (?:{_any('credit_for')}) |{_any('taken')}")


def _any(kind: str, value: str | None = None) -> str:
    words = (row.word for row in rows() if row.kind == kind and value in (None, row.value))
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
