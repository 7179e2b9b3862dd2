"""Two addresses beside each other: whether they are one site's, and whether one is the other's next page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kliping.reading.remembered import remembered

_PAGE = re.compile(
    r"[?&;](?:amp;)?(?:page|halaman|hal|seite|pagina|paged|page_?no|page_?number|pagen_\d|p|pg|pn|pageindex)=(\d{1,5})\b"
    r"|/(?:page|hal|p|seite|pagina|pg)[/_-]?(\d{1,4})(?:\.s?html?)?/?(?=$|\?)",
    re.IGNORECASE,
)
_LAST = re.compile(r"[/_-](\d{1,3})(?:\.s?html?)?/?$", re.IGNORECASE)
"""A number at the path's end, which may be a page's."""

_OFFSET = re.compile(r"[?&;](?:amp;)?(?:start|\w{0,20}offset|from|first|skip|st)=(\d{1,6})\b", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.[a-z]{3,4}$|/$|\.s?html?$", re.IGNORECASE)
"""What an address ends in that tells no two pages of a story apart: "x.html" goes on with "x_2.html"."""

_WORDS = re.compile(r"[^\W\d_]{5}|/[^\W\d_]|-[^\W\d_]")
"""Words after a number in a path: it numbers something in the title, not a page."""

_DIGITS = re.compile(r"(\d+)")
MANY_PAGES = 100
"""Pages that no story has; a number from there on is none of a page."""

_GENERIC = frozenset("co com net org gov go ac edu or ne gob gov mil web my sch desa".split())
"""Second-level labels under which countries register names."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address, taken apart for comparison."""

    whole: str
    """Without scheme, "www." and fragment."""

    host: str
    path: str
    stem: str
    """The path without the number of a page and without ".html"."""

    number: int | None
    """The page that it names, where it names one."""

    offset: int | None
    """How many entries it skips, where it says so."""

    def step(self, other: Address | None) -> int:
        """1 when the other address is this one counted up by one step, −1 when it is counted down, else 0.

        >>> here = address_of("https://a.example/news/story")
        >>> here.step(address_of("https://a.example/news/story?page=2")), here.step(address_of("https://a.example/news/story/3"))
        (1, 0)
        >>> address_of("https://a.example/news/story.html").step(address_of("https://a.example/news/story_2.html"))
        1
        >>> address_of("https://a.example/f?start=30").step(address_of("https://a.example/f"))
        -1
        """
        if other is None or other.host != self.host or other.whole == self.whole:
            return 0
        if other.stem == self.stem:
            if other.offset is not None or self.offset is not None:
                return 1 if (other.offset or 0) > (self.offset or 0) else -1
            if other.number is not None or self.number is not None:
                ahead = (other.number or 1) - (self.number or 1)
                return ahead if ahead == 1 else -1 if ahead < 0 else 0
        if self.number is None and other.number == 2 and self.path.endswith("/") and other.stem.startswith(self.path):
            return 1
        return _one_number_more(self.whole, other.whole)


def _one_number_more(here: str, there: str) -> int:
    """The step where addresses differ in a single number."""
    ours, theirs = _DIGITS.split(here), _DIGITS.split(there)
    if len(ours) != len(theirs):
        return 0
    differ = [i for i, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    if len(differ) != 1 or differ[0] % 2 == 0 or max(len(ours[differ[0]]), len(theirs[differ[0]])) > 4:
        return 0
    if _WORDS.search("".join(theirs[differ[0] + 1 :]).split("?")[0]) and "?" not in "".join(theirs[: differ[0]]):
        return 0
    ahead = int(theirs[differ[0]]) - int(ours[differ[0]])
    return ahead if ahead == 1 else -1 if ahead < 0 else 0


@remembered(2048)
def address_of(url: str | None) -> Address | None:
    """An address taken apart; None without one, or when it is broken."""
    if not url or len(url) > 2_000:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    after = parts.path + (f"?{parts.query.rstrip('&')}" if parts.query.rstrip("&") else "")
    page, offset = _PAGE.search(after) or _LAST.search(parts.path), _OFFSET.search(after)
    number = next((int(group) for group in page.groups() if group), None) if page else None
    path = after[: page.start()] if page and "?" not in after[: page.start()] else parts.path
    stem = _INDEX.sub("", path)
    return Address(host + after, host, unquote(parts.path), stem, number, int(offset[1]) if offset else None)


def same_site(one: str, other: str) -> bool:
    """Whether two hosts belong to one registered name, as far as their labels tell.

    >>> same_site("news.example.co.id", "www.example.co.id"), same_site("iklan.example.com", "berita.contoh.com")
    (True, False)
    """
    return site_of(one) == site_of(other)


@remembered(512)
def site_of(host: str) -> str:
    """The registered name of a host, as far as its labels tell.

    >>> site_of("money.kabar.co.id"), site_of("www.kabar.example")
    ('kabar.co.id', 'kabar.example')
    """
    labels = host.lower().split(":")[0].split(".")
    generic = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _GENERIC
    return ".".join(labels[-3 if generic else -2 :])
