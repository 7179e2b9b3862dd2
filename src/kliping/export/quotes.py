"""Who said what in a story: a record a line for programs, and a list for the eye."""

from __future__ import annotations

from json import dumps
from textwrap import fill

from kliping.export.visible import visible_line
from kliping.plain_form import encodable, to_plain
from kliping.reading.quotes.resolve import is_form_of
from kliping.records import Article, Quote

_INDENT = "  "


def chosen(article: Article, speaker: str | None = None) -> list[Quote]:
    """The quotations of a story, or those of one speaker, by any form of the name."""
    return [quote for quote in article.quotes if speaker is None or is_form_of(speaker, quote.speaker)]


def quotes_json(article: Article, speaker: str | None = None) -> str:
    """A JSON object a line for each quotation: the fields of the quote, and the story's address, headline and time.

    >>> quote = Quote("Kami siap,", "direct", 0, 0, 1, 11, "Ani Lestari")
    >>> line = quotes_json(Article(headline="Beras naik", quotes=(quote,)), "lestari")
    >>> line[:61]
    '{"url": null, "headline": "Beras naik", "published": null, "d'
    """
    story = {
        "url": article.url,
        "headline": article.headline,
        "published": to_plain(article.published) if article.published else None,
        "dateline": article.dateline,
    }
    lines = (dumps({**story, **to_plain(quote)}, ensure_ascii=False) for quote in chosen(article, speaker))
    return encodable("".join(f"{line}\n" for line in lines))


def quotes_text(article: Article, speaker: str | None = None, width: int = 80) -> str:
    """The quotations of a story beneath its headline and day, each with its speaker; nothing where there are none.

    >>> quote = Quote("Kami siap,", "direct", 0, 0, 1, 11, "Ani Lestari", "Camat Kayuara")
    >>> print(quotes_text(Article(headline="Beras naik", quotes=(quote,))), end="")
    Beras naik
      Ani Lestari, Camat Kayuara
      “Kami siap,”
    """
    quotes = chosen(article, speaker)
    if not quotes:
        return ""
    where = [article.headline or article.url or "(no headline)", article.dateline]
    day = article.published.day.isoformat() if article.published else None
    head = " · ".join(visible_line(part) for part in (*where, day) if part)
    parts = [fill(head, width), *(_shown(quote, width) for quote in quotes)]
    return "\n".join(parts) + "\n"


def _shown(quote: Quote, width: int) -> str:
    who = ", ".join(part for part in (quote.speaker, quote.speaker_role) if part) or "(nobody named)"
    said = visible_line(quote.text)
    said = said if quote.kind == "indirect" else f"“{said}”"
    kind = "" if quote.kind == "direct" else f" ({quote.kind})"
    lines = (visible_line(who) + kind, said)
    return "\n".join(fill(line, width, initial_indent=_INDENT, subsequent_indent=_INDENT) for line in lines)
