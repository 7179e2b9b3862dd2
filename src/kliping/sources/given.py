"""What a run has given out, so that one story doesn't come twice: under two addresses, or in parts and as a whole."""

from __future__ import annotations

from kliping.errors import SourceError
from kliping.records import Article
from kliping.sources.capture import Failure
from kliping.sources.done import Done, story_and_address, story_hash
from kliping.sources.files import page_at
from kliping.sources.story import Story, read_capture
from kliping.stitching.belongs import has_all_of

MOST_FILES = 100_000
"""Files of whose stories it is remembered where they stand; the oldest are forgotten first."""


class Given:
    """The stories of a run so far, and of the one that it goes on from."""

    def __init__(self, done: Done) -> None:
        self._addresses = dict(done.given)
        """Stories, and the address of each; as hashes, since there may be millions."""

        self._files = dict(done.files)
        """Stories in one page of unknown address, and the file of each."""

    def once(self, story: Story) -> Story | Failure:
        """The story, or that it is the same as one that was given out."""
        article = story.article
        known = story_and_address(article.url, article.canonical_url, article.headline)
        if known and self._addresses.setdefault(*known) != known[1]:
            return _duplicate(story, "The story was read under another address.")
        key = story_hash(article.canonical_url, article.headline) if article.url is None else None
        if key is not None and len(story.names) == 1:
            self._remember(key, story.names[0])
        elif key is not None and self._stands_in_one(key, article):
            return _duplicate(story, "The whole story was read from one page.")
        return story

    def _remember(self, key: int, name: str) -> None:
        self._files[key] = name
        if len(self._files) > MOST_FILES:
            del self._files[next(iter(self._files))]

    def _stands_in_one(self, key: int, parts: Article) -> bool:
        """Whether the story in parts stands in a page of its own too: a show-all page that doesn't say it is one."""
        found = page_at(self._files[key]) if key in self._files else None
        whole = read_capture(found) if found is not None and not isinstance(found, Failure) else None
        return isinstance(whole, Article) and has_all_of(whole, parts)


def _duplicate(story: Story, sentence: str) -> Failure:
    return Failure(story.names[0], SourceError("duplicate", sentence))
