"""Lists of stories met in web archives: left out beside stories, since they were the way to them, and read where they
are all that an archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kliping.errors import SourceError
from kliping.sources.capture import Failure
from kliping.sources.story import Story

_MOST = 100
"""Lists that wait; an archive that begins with more has pages enough to be a crawl of a site."""


@dataclass(slots=True)
class Lists:
    """Lists that wait for the first story, while there is none."""

    _waiting: list[Story] = field(default_factory=list)
    _beside_stories: bool = False

    def met(self, story: Story) -> Iterator[Failure]:
        """Take a list; those that are left out now."""
        if self._beside_stories:
            yield listing(story.names[0])
            return
        self._waiting.append(story)
        if len(self._waiting) > _MOST:
            yield from self.passed()

    def passed(self) -> Iterator[Failure]:
        """A story was met: lists are left out from now on, and those before it too."""
        self._beside_stories = True
        yield from (listing(story.names[0]) for story in self._waiting)
        self._waiting.clear()

    def alone(self) -> Iterator[Story]:
        """Those that are all there is."""
        yield from self._waiting
        self._waiting.clear()


def listing(name: str) -> Failure:
    """That a page is a list of stories, and was left out as one."""
    return Failure(name, SourceError("listing", "It is a list of stories."))
