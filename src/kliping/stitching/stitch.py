"""From one page of a story to the whole story, as a conversation: it asks for URLs and is given articles.

A generator instead of a function that fetches, so that the network, a folder of saved pages, a WARC and a test's
dictionary all drive the same code, each in its own way (docs/decisions/0008).
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from kliping.records import Article, Problem
from kliping.stitching.address import key_of
from kliping.stitching.belongs import adds, belongs, holds
from kliping.stitching.follow import beginning, is_paged, last_page, next_of, number_of, show_all
from kliping.stitching.merge import Leaf, merge

MOST_PAGES = 40
"""Pages of one story; a pager that goes on after that is taken to have no end."""

_STORIES = frozenset(("article", "gallery", "video", "live"))
"""Kinds of pages that are told in pages."""

Asking = Generator[str, Article | None, Article]
"""Yields a URL, is sent the article that stands there or None, and returns the whole story."""

_Ask = Generator[str, Article | None, Article | None]
_Steps = Generator[str, Article | None, None]


def is_part(article: Article) -> bool:
    """Whether the page says that its story has more pages than this one: worth `stitch`.

    A list of stories and a forum's thread have pagers too, but their pages are no story's.
    """
    return number_of(article) > 1 or (article.kind in _STORIES and is_paged(article))


def stitch(first: Article) -> Asking:
    """The whole story of which `first` is a page.

    Each URL that is yielded (absolute, or relative when the page's address is unknown) must be answered by `send`, with
    the article that stands there or None. At most 40 pages are joined; no URL is asked for twice. What isn't to be had
    becomes a Problem "missing_page", a pager without end "endless_pager". `evidence["url"]` of a joined story lists the
    address of each page that was found to be the story's.

    >>> asking = stitch(Article(headline="One page"))
    >>> try: next(asking)
    ... except StopIteration as end: end.value.headline
    'One page'
    """
    if not is_part(first):
        return first
    story = _Story(first)
    yield from story.go_to_the_beginning()
    if not (yield from story.take_one_page()):
        yield from story.go_on()
    return merge(story.leaves, tuple(story.problems), story.onward)


@dataclass(slots=True)
class _Story:
    """What is in hand while the pages are gathered."""

    first: Article
    leaves: list[Leaf] = field(default_factory=list)
    """The pages of the story, in order; also those of which nothing is taken."""

    problems: list[Problem] = field(default_factory=list)
    onward: str | None = None
    """Where the story goes on, when that could not be had."""

    asked: dict[str, Article | None] = field(default_factory=dict)
    """Every address that was asked for or that a page in hand bears, and what stands there."""

    def __post_init__(self) -> None:
        self._begin(self.first, None)

    def _begin(self, first: Article, url: str | None) -> None:
        self.first = first
        self.leaves = [Leaf(first, number_of(first), url or first.url)]
        self.asked.update({key_of(address): first for address in (first.url, url) if address})

    def ask(self, url: str) -> _Ask:
        """What stands there, asked for once."""
        key = key_of(url)
        if key not in self.asked:
            self.asked[key] = None  # a page that leads to itself is no other page
            found = yield url
            self.asked[key] = found
            if found is not None and found.url:
                self.asked.setdefault(key_of(found.url), found)
        return self.asked[key]

    def go_to_the_beginning(self) -> _Steps:
        """Page 1, or the earliest that is to be had, where a later page came first."""
        for url in beginning(self.first):
            page = yield from self.ask(url)
            if page is None or page is self.first or number_of(page) >= number_of(self.first):
                continue
            if belongs(page, self.first, url):
                self._begin(page, url)
                return

    def take_one_page(self) -> Generator[str, Article | None, bool]:
        """The text from the show-all page, if it has that of the first page, that of the last, and more."""
        url = show_all(self.first)
        page = (yield from self.ask(url)) if url else None
        if not url or page is None or page is self.first or not belongs(page, self.first, url):
            return False
        if not holds(page, self.first):
            self.leaves.append(Leaf(page, 1, url, False))
            return False
        last_url = last_page(self.first)
        last = (yield from self.ask(last_url)) if last_url else None
        if last is not None and last_url and belongs(last, self.first, last_url):
            self.leaves.append(Leaf(last, number_of(last), last_url, False))
            if not holds(page, last):
                self.leaves[1:] = [Leaf(page, 1, url, False)]
                return False
        self.leaves[0] = Leaf(self.first, 1, self.leaves[0].url, False)
        self.leaves.insert(1, Leaf(page, 1, url))
        return True

    def go_on(self) -> _Steps:
        """Every page after the first, as far as they follow one another."""
        number = self.leaves[0].number
        while url := next_of(self._numbered(), number + 1):
            number += 1
            if len(self._pages()) >= MOST_PAGES:
                self._stop("endless_pager", f"The story has more than {MOST_PAGES} pages; so many were joined.", url)
                return
            page = yield from self.ask(url)
            if page is None:
                if self.onward == url:  # the pager knows no other
                    return
                self._stop("missing_page", f"Page {number} of the story is not to be had ({url}).", url)
            elif any(page is known for known in self._pages()) or not belongs(page, self.first, url):
                return
            else:
                new = adds(page, self._pages())
                self.leaves.append(Leaf(page, number, url, new))
                if not new:
                    return
                self.onward = None

    def _stop(self, code: str, message: str, url: str) -> None:
        self.problems.append(Problem(code, message))
        self.onward = url

    def _numbered(self) -> list[tuple[int, Article]]:
        return [(leaf.number, leaf.article) for leaf in self.leaves if leaf.counts]

    def _pages(self) -> list[Article]:
        return [leaf.article for leaf in self.leaves if leaf.counts]
