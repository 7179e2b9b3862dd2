"""The record as one line of JSON: what other programs read, and what is kept (JSON Lines when there are several)."""

from __future__ import annotations

from json import dumps

from kliping.plain_form import encodable
from kliping.records import Article

# Line breaks that JSON lets stand but that many programs split lines at.
_BREAKS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def to_json(article: Article) -> str:
    """The article's plain form as JSON (RFC 8259) in one line, keys in their order, no line break at the end.

    Letters stand as themselves; the result can always be encoded as UTF-8.

    >>> to_json(Article(headline="Beras naik 5 %"))[:60]
    '{"schema_version": 1, "url": null, "canonical_url": null, "f'
    """
    line = encodable(dumps(article.to_dict(), ensure_ascii=False))
    for character, escape in _BREAKS:
        line = line.replace(character, escape)
    return line
