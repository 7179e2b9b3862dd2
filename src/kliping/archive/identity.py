"""Which story a record is: one canonical address, one story."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlsplit

from kliping.archive.text import plain, words
from kliping.plain_form import encodable
from kliping.reading.claims.addresses import site_of
from kliping.records import Article
from kliping.stitching.address import key_of


def address_key(url: str | None) -> str | None:
    """An address as `stories.key`; None without one."""
    return key_of(url) if url else None


def story_key(article: Article) -> str:
    """Under what a story stands in the archive.

    Its canonical address, where that is on the page's own site: a page that calls another site's address canonical is a
    copy of the story there, and not that story. Nor is the front page believed of a page inside the site. Else its own
    address. A page without any address is known by headline, day and publisher, or by its text.

    >>> story_key(Article(url="https://a.example/x?from=app", canonical_url="https://a.example/x"))
    'a.example/x'
    >>> story_key(Article(url="https://a.example/x", canonical_url="https://a.example/"))
    'a.example/x'
    >>> story_key(Article(url="https://copy.example/x", canonical_url="https://a.example/1"))
    'copy.example/x'
    """
    canonical, own = address_key(article.canonical_url), address_key(article.url)
    if canonical and own and (_is_of_another_site(article) or ("/" not in canonical and "/" in own)):
        canonical = None
    return canonical or own or _content_key(article)


def site(url: str | None) -> str:
    """The registered name of an address's site, as far as its labels tell; empty where it has none.

    >>> site("https://berita.kabar.example/x")
    'kabar.example'
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host if host.replace(".", "").isdigit() or ":" in host else site_of(host)


def _is_of_another_site(article: Article) -> bool:
    own, canonical = site(article.url), site(article.canonical_url)
    return bool(own and canonical) and own != canonical


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
