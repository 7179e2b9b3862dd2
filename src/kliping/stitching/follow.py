"""Which page comes next: what the pagers of the pages in hand say, held against each other.

The next page's link leads; numbered links serve where it is broken, and only those that count like it does, since the
comments below a story have numbered pages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from kliping.reading.claims.addresses import MANY_PAGES, address_of, same_site
from kliping.records import Article, Link

_DIGITS = re.compile(r"(\d+)")
Pages = Sequence[tuple[int, Article]]
"""Pages in hand, each with its number, in order."""


def number_of(article: Article) -> int:
    """Which page of its story this is, as its paragraphs carry it; 1 when nothing says."""
    return article.paragraphs[0].page if article.paragraphs else 1


def is_paged(article: Article) -> bool:
    """Whether the page has a pager that leads to other pages."""
    return any(link.kind in ("page", "next_page", "all_pages") and link.url for link in article.links)


def show_all(article: Article) -> str | None:
    """Where the whole story stands on one page, if the pager says so."""
    return next((url for link in article.links if link.kind == "all_pages" and (url := absolute(article, link))), None)


def beginning(article: Article) -> Iterator[str]:
    """Where page 1 may stand, then the pages between, when this is a later page; the likeliest first."""
    number = number_of(article)
    if number < 2:
        return
    numbered = _numbered(article)
    if 1 in numbered:
        yield numbered[1]
    if article.canonical_url and article.canonical_url != article.url:
        yield article.canonical_url
    if (bare := _without_number(article.url, number)) is not None:
        yield bare
    yield from (numbered[n] for n in range(2, number) if n in numbered)


def next_of(pages: Pages, number: int) -> str | None:
    """Where page `number` stands, as far as the pages before it say."""
    at, last = pages[-1]
    following = _next_link(last)
    return following if following and at == number - 1 else _counted(pages).get(number)


def last_page(article: Article) -> str | None:
    """Where the highest page stands that the pager of the first page names."""
    known = _counted([(1, article)])
    return known[max(known)] if known and max(known) > 1 else _next_link(article)


def absolute(article: Article, link: Link) -> str | None:
    """A link's address; a relative one is resolved against what the page calls its own."""
    if not link.url:
        return None
    try:
        return urljoin(article.url or article.canonical_url or "", link.url)
    except ValueError:
        return None


def _next_link(article: Article) -> str | None:
    return next((url for link in article.links if link.kind == "next_page" and (url := absolute(article, link))), None)


def _numbered(article: Article) -> dict[int, str]:
    """The pager's numbered links on the same site."""
    found: dict[int, str] = {}
    here = address_of(article.url or article.canonical_url)
    for link in article.links:
        url = absolute(article, link) if link.kind == "page" else None
        there = address_of(url)
        words = (link.text or "").strip()
        if not url or not there or not words.isdecimal() or not 0 < int(words) < MANY_PAGES:
            continue
        if not here or not here.host or not there.host or same_site(here.host, there.host):
            found.setdefault(int(words), url)
    return found


def _counted(pages: Pages) -> dict[int, str]:
    """Numbered links that count like a next page's link, or like the page's own address, does."""
    known: dict[int, str] = {}
    patterns = [(at + 1, url) for at, page in pages if (url := _next_link(page))]
    patterns += [(at, page.url) for at, page in pages if at > 1 and page.url]
    for _at, page in pages:
        for number, url in _numbered(page).items():
            if any(counts_like(url, number, pattern, at) for at, pattern in patterns):
                known.setdefault(number, url)
    return known


def counts_like(url: str, number: int, pattern: str, at: int) -> bool:
    """Whether one address is the other with its page's number changed.

    >>> counts_like("https://a.example/x?page=3", 3, "https://a.example/x?page=2", 2)
    True
    >>> counts_like("https://a.example/x?comments=3", 3, "https://a.example/x?page=2", 2)
    False
    """
    ours, theirs = _DIGITS.split(url), _DIGITS.split(pattern)
    if len(ours) != len(theirs):
        return False
    differ = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return url == pattern if number == at else differ == [(str(number), str(at))]


def _without_number(url: str | None, number: int) -> str | None:
    """The address of a later page without its number, where it ends in one.

    >>> _without_number("https://a.example/x?page=2", 2), _without_number("https://a.example/x/3/", 3)
    ('https://a.example/x', 'https://a.example/x/')
    >>> _without_number("https://a.example/x/page/3", 3), _without_number("https://a.example/x_3.html", 3)
    ('https://a.example/x', 'https://a.example/x.html')
    """
    address = address_of(url)
    if not url or not address or address.number != number:
        return None
    named = re.sub(rf"[_-]{number}(?=\.s?html?$)", "", url)
    bare = re.sub(rf"[?&][\w-]{{1,20}}={number}$|(?<=/)(?:page|p|hal|seite|pg)?[/_-]?{number}/?$", "", named)
    bare = bare if url.endswith("/") else bare.rstrip("/")
    return bare if bare != url else None
