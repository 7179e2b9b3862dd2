"""What RSS and Atom share: XML made by the standard library, without the characters that XML 1.0 can't hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from xml.etree.ElementTree import Element, SubElement, tostring

from kliping.export.lines import address
from kliping.plain_form import encodable
from kliping.records import Article

MOST = 1_000
"""Stories in a feed, the latest; no reader wants more."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but the characters of XML 1.0, 2.2."""


def clean(text: str) -> str:
    """A text as XML can hold it."""
    return _FORBIDDEN.sub("\ufffd", encodable(text))


def put(parent: Element, name: str, text: str | None, attributes: dict[str, str] | None = None) -> None:
    """An element with a text, where there is one."""
    if text:
        SubElement(parent, name, {key: clean(value) for key, value in (attributes or {}).items()}).text = clean(text)


def entries(articles: Iterable[Article]) -> Iterator[tuple[Article, str]]:
    """The stories of a feed, each with an identifier that no other has: its address, else a URN of what it says."""
    for article in islice(articles, MOST):
        digest = blake2b(encodable(f"{article.headline}\n{article.text}").encode(), digest_size=16).hexdigest()
        yield article, address(article) or f"urn:kliping:{digest}"


def document(root: Element) -> bytes:
    """The whole document, UTF-8."""
    body: bytes = tostring(root, "utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"
