"""Stories of the web while their pages arrive: many are under way at once, each waiting for the page it asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from kliping.records import Article
from kliping.sources.story import Story
from kliping.stitching import stitch
from kliping.stitching.address import key_of
from kliping.stitching.stitch import Asking


@dataclass(slots=True)
class _Open:
    """A story under way."""

    asking: Asking
    names: list[str]


class Joining:
    """Stories that wait for pages; `want` is called with each URL that one asks for."""

    def __init__(self, want: Callable[[str], None]) -> None:
        self._want = want
        self._waiting: dict[str, list[_Open]] = defaultdict(list)
        self._given: set[str] = set()
        """Keys of the addresses of all pages of the stories that were given out."""

    def begin(self, article: Article, name: str) -> list[Story]:
        """Take a page up as a story; the story, if it waits for nothing."""
        return self._advance(_Open(stitch(article), [name]), None)

    def answer(self, url: str, article: Article | None) -> list[Story]:
        """Give what stands at a URL to the stories that asked for it; those that are whole now."""
        whole: list[Story] = []
        for story in self._waiting.pop(url, ()):
            if article is not None:
                story.names.append(url)
            whole += self._advance(story, article)
        return whole

    def asked_for(self, url: str) -> bool:
        """Whether a story waits for this URL."""
        return url in self._waiting

    def has_given(self, article: Article) -> bool:
        """Whether this page is part of a story that was given out."""
        return article.url is not None and key_of(article.url) in self._given

    def _advance(self, story: _Open, article: Article | None) -> list[Story]:
        try:
            url = story.asking.send(article)
        except StopIteration as end:
            return self._given_out(Story(end.value, tuple(story.names)))
        if url not in self._waiting:
            self._want(url)
        self._waiting[url].append(story)
        return []

    def _given_out(self, story: Story) -> list[Story]:
        """The story, unless its first page has already been given out in one."""
        article = story.article
        if self.has_given(article):
            return []
        pages = [claim.value for claim in article.evidence.get("url", ()) if claim.said_by == "stitching"]
        self._given |= {key_of(url) for url in (article.url, *pages) if isinstance(url, str)}
        return [story]
