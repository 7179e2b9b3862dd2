"""Which story a record is: one canonical address, one story."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from kliping.archive.text import plain, words
from kliping.plain_form import encodable
from kliping.reading.claims.addresses import address_of
from kliping.records import Article


def address_key(url: str | None) -> str | None:
    """What two spellings of an address have in common: no scheme, no "www.", no fragment, no last slash.

    >>> address_key("http://www.kabar.example/x/#top") == address_key("https://kabar.example/x")
    True
    """
    if not url:
        return None
    address = address_of(url)
    return encodable(address.whole.rstrip("/") if address and address.host else url)


def story_key(article: Article) -> str:
    """Under what a story stands in the archive.

    Its canonical address; where a page inside a site calls the front page its own, its own address. A page without any
    address is known by headline, day and publisher, or by its text.

    >>> story_key(Article(url="https://a.example/x?from=app", canonical_url="https://a.example/x"))
    'a.example/x'
    >>> story_key(Article(url="https://a.example/x", canonical_url="https://a.example/"))
    'a.example/x'
    """
    canonical, own = address_key(article.canonical_url), address_key(article.url)
    if canonical and own and "/" not in canonical and "/" in own:
        canonical = None
    return canonical or own or _content_key(article)


def page_key(article: Article) -> str:
    """Under what the page stands on which this version was found."""
    return address_key(article.url) or story_key(article)


def _content_key(article: Article) -> str:
    headline = article.headline and plain(article.headline)
    if headline and article.published:
        return f"headline:{_digest((headline, article.published.day.isoformat(), plain(article.publisher or '')))}"
    return f"text:{_digest((headline or '', ' '.join(words(article.text))))}"


def _digest(parts: Iterable[str]) -> str:
    return blake2b("\n".join(map(encodable, parts)).encode(), digest_size=16).hexdigest()
