"""Whether a page that was followed is a page of the story, and whether it says anything new.

A pager's link is only a promise: blogs mark the next post as rel=next, galleries have pagers beside the story's, and
some sites show every page under the address of the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kliping.reading.claims.addresses import address_of
from kliping.reading.labels import REPEATED
from kliping.reading.settle import fold
from kliping.records import Article, Paragraph

_MOST = 0.8
"""Part of a page's paragraphs that a page which holds them all must have: sites change a line here and there."""

_SUFFIX = 4
"""Words by which the headline of a later page may be longer ("Page 2 of 3")."""

_FEWEST = 3
"""Words from which one headline that begins like another is no chance."""


def belongs(page: Article, first: Article, url: str) -> bool:
    """Whether `page`, asked for under `url`, is a page of the story of which `first` is one."""
    kin = _is_kin(first, url)
    same_address = page.canonical_url is not None and page.canonical_url in (first.canonical_url, first.url)
    if _other_day(page, first) and not kin and not same_address:
        return False  # "Gold prices today" has that headline every day
    if _same_headline(page.headline, first.headline) or same_address:
        return True
    if page.headline and first.headline and _other_day(page, first):
        return False
    return kin and page.kind != "listing"


def adds(page: Article, known: Sequence[Article]) -> bool:
    """Whether the page has a paragraph, of any length, that none of the known pages has."""
    return not words_of(page.paragraphs) <= words_of(each for one in known for each in one.paragraphs)


def holds(whole: Article, part: Article) -> bool:
    """Whether a page has (nearly) all that is on another, and more."""
    return has_all_of(whole, part) and len(whole.text) > len(part.text)


def has_all_of(whole: Article, part: Article) -> bool:
    """Whether a page has (nearly) all that is on another."""
    parts = {text for text in words_of(part.paragraphs) if len(text) >= REPEATED}
    have = words_of(whole.paragraphs)
    return bool(parts) and len(parts & have) >= _MOST * len(parts)


def words_of(paragraphs: Iterable[Paragraph]) -> set[str]:
    """The paragraphs as they are compared: without case, punctuation and runs of white space."""
    return {folded for each in paragraphs if (folded := str(fold(each.text)))}


def is_long(text: str) -> bool:
    """Whether a text of this length doesn't come twice in a story by chance."""
    return len(text) >= REPEATED


def _same_headline(one: str | None, other: str | None) -> bool:
    """Whether two headlines are one, but for what is added to later pages ("… (2)", "… - Page 2 of 3")."""
    if not one or not other:
        return False
    shorter, longer = sorted((str(fold(one)).split(), str(fold(other)).split()), key=len)
    added = longer[len(shorter) :]
    sure = len(shorter) >= _FEWEST or any(word.isdigit() for word in added)
    return longer[: len(shorter)] == shorter and len(added) <= _SUFFIX and (sure or not added)


def _other_day(page: Article, first: Article) -> bool:
    return bool(page.published and first.published and page.published.day != first.published.day)


def _is_kin(first: Article, url: str) -> bool:
    """Whether the address is the story's own but for the page's number, or lies under it."""
    here, there = address_of(first.url or first.canonical_url), address_of(url)
    if here is None or there is None:
        return False
    if here.step(there) or (here.host == there.host and here.stem == there.stem):
        return True
    return here.host == there.host and here.stem.strip("/") != "" and there.path.startswith(here.stem + "/")
