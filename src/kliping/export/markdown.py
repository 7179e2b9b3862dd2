"""The record as Markdown with front matter: a story to read, to keep in a folder of notes, or to publish.

The body is CommonMark 0.31; what a page's text holds of Markdown's own signs is escaped, so that it reads as printed.
The front matter is YAML, each value written as JSON, which YAML 1.2 includes (chapter 1.2 of its specification).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import dumps
from typing import Any
from urllib.parse import quote

from kliping.export.lines import stated
from kliping.export.visible import visible, visible_line
from kliping.plain_form import encodable
from kliping.records import Article, Embed, Paragraph, Photo, Quote

_SIGNS = re.compile(r"[\\`*_\[\]<>~|#]|&(?=[#\w])")
_AT_LINE_START = re.compile(r"^(?:(?=[-+=])|([0-9]{1,9})(?=[.)]))", re.MULTILINE)
_PREFIXES = {"heading": "## ", "quote": "> ", "item": "- "}
_CONTINUED = {"quote": "> ", "item": "  "}
_NOT_IN_ADDRESS = re.compile(r"[\s<>\\]")
# Printable for JSON but not for YAML (chapter 5.1), or a line break there.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def to_markdown(article: Article) -> str:
    """The article as a Markdown document: front matter, headline, photos, paragraphs.

    >>> paragraphs = (Paragraph("1. Satu"), Paragraph("Dua", "item"))
    >>> print(to_markdown(Article(headline="Beras *naik*", paragraphs=paragraphs)))
    ---
    headline: "Beras *naik*"
    kind: "other"
    ---
    <BLANKLINE>
    # Beras \\*naik\\*
    <BLANKLINE>
    1\\. Satu
    <BLANKLINE>
    - Dua
    <BLANKLINE>
    """
    return f"{_front_matter(article)}\n{_joined(_blocks(article))}"


def escaped(text: str) -> str:
    """Text of a page so that CommonMark shows it as printed; a line break inside becomes a hard one.

    >>> escaped("# 1 & 2 [a](b)")
    '\\\\# 1 & 2 \\\\[a\\\\](b)'
    """
    lines = (visible_line(line) for line in text.split("\n"))
    signs = _SIGNS.sub(r"\\\g<0>", "\n".join(line for line in lines if line))
    return _AT_LINE_START.sub(r"\1\\", signs).replace("\n", "\\\n")


# --- front matter


def _front_matter(article: Article) -> str:
    rows = (f"{key}: {_yaml(value)}" for key, value in _facts(article) if value not in (None, (), {}, []))
    return "\n".join(("---", *rows, "---", ""))


def _facts(article: Article) -> Iterator[tuple[str, Any]]:
    for name in ("headline", "kicker", "description", "kind"):
        yield name, getattr(article, name)
    yield "published", stated(article.published)
    yield "modified", stated(article.modified)
    yield "people", _by_role(article)
    for name in ("source", "dateline", "publisher", "section", "language", "tags", "url", "canonical_url"):
        yield name, getattr(article, name)
    for name in ("rights", "access", "reservations"):
        yield name, getattr(article, name)
    yield "read_also", [link.text or link.url for link in article.links if link.kind == "read_also"]
    yield "quotes", [_said(quote) for quote in article.quotes if quote.kind != "indirect"]
    yield "problems", [problem.code for problem in article.problems]


def _said(quote: Quote) -> dict[str, str]:
    parts = {"speaker": quote.speaker, "role": quote.speaker_role, "text": quote.text}
    return {name: value for name, value in parts.items() if value is not None}


def _by_role(article: Article) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for person in article.people:
        roles.setdefault(person.role, []).append(person.name)
    return roles


def _yaml(value: Any) -> str:
    flow = encodable(dumps(value, ensure_ascii=False))
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", flow)


# --- body


def _blocks(article: Article) -> Iterator[tuple[str, str]]:
    """Kind and Markdown of each block; the first photo stands above the story and the others below, as on paper."""
    if article.headline:
        yield "headline", f"# {_one_line(article.headline)}"
    figures = [figure for photo in article.photos if (figure := _figure(photo))]
    yield from (("photo", figure) for figure in figures[:1])
    yield from ((paragraph.kind, block) for paragraph in article.paragraphs if (block := _block(paragraph)))
    yield from (("photo", figure) for figure in figures[1:])
    yield from (("embed", _embed(embed)) for embed in article.embeds)


def _block(paragraph: Paragraph) -> str:
    if paragraph.kind == "heading":
        line = _one_line(paragraph.text)
        return line and f"## {line}"
    text = escaped(paragraph.text)
    body = text.replace("\n", "\n" + _CONTINUED.get(paragraph.kind, ""))
    return text and _PREFIXES.get(paragraph.kind, "") + body


def _figure(photo: Photo) -> str:
    """The picture, and beneath it caption and credit in italics."""
    credit = " / ".join(part for part in (photo.photographer, photo.agency) if part)
    words = [_one_line(photo.caption or ""), f"({_one_line(credit)})" if credit else ""]
    legend = " ".join(word for word in words if word)
    address = _address(photo.url)
    picture = f"![{_one_line(photo.alt or '')}](<{address}>)" if address else ""
    return "\\\n".join(part for part in (picture, legend and f"*{legend}*") if part)


def _embed(embed: Embed) -> str:
    address, label = _address(embed.url), _one_line(embed.url)
    return f"[{label}](<{address}>)" if address else label


def _address(url: str | None) -> str | None:
    """An address of the web as it may stand between < and >; no other (javascript:, data:) becomes a link."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), visible(url))


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _joined(blocks: Iterator[tuple[str, str]]) -> str:
    """Blank lines between blocks; items of one list stand close."""
    parts: list[str] = []
    before = ""
    for kind, block in blocks:
        parts.append(("\n" if kind == before == "item" else "\n\n") + block if parts else block)
        before = kind
    return "".join((*parts, "\n"))
