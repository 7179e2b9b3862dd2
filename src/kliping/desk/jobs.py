"""What is being added: each job a thread that reads and keeps, and tells how far it has come."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kliping.archive import Archive, Captured
from kliping.archive.arriving import captured
from kliping.archive.spool import Spool
from kliping.desk.broken import tell
from kliping.desk.settings import Settings
from kliping.errors import ArchiveError, SourceError
from kliping.reading.decode import UNREADABLE
from kliping.sources.capture import Capture, Failure, Unanswered
from kliping.sources.run import read_sources
from kliping.sources.story import Story

_KEPT, _LINES = 50, 200


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one item."""

    what: str
    """"added", "changed", "same", "gone" (its page), "skipped" or "failed"."""

    name: str
    """Its headline, or what a person calls it."""

    story: int | None = None
    sentence: str = ""
    code: str = ""


@dataclass(slots=True)
class Job:
    """One thing that is being added."""

    id: int
    names: tuple[str, ...]
    """What was pasted or dropped."""

    started: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    """How long it took, once it is over."""

    done: bool = False
    stopping: bool = False
    reading: str = ""
    """The page that is being read."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: deque[Line] = field(default_factory=lambda: deque(maxlen=_LINES))
    """The last of them."""

    def say(self, line: Line) -> None:
        """Add a line."""
        self.counts[line.what] += 1
        self.lines.appendleft(line)

    @property
    def elapsed(self) -> int:
        """Seconds so far."""
        return int(self.seconds if self.done else time.monotonic() - self.started)


@dataclass(frozen=True, slots=True)
class Load:
    """What a job is to read."""

    sources: tuple[str, ...]
    """Addresses, and files in `folder`."""

    names: tuple[str, ...]
    """What a person calls them."""

    folder: TemporaryDirectory[str] | None = None
    """Where the dropped files lie; it goes with the job."""


class Jobs:
    """The jobs of a desk; one works at a time, since they write to one archive."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._known: dict[int, Job] = {}
        self._last = 0

    def __iter__(self) -> Iterator[Job]:
        with self._lock:
            return iter(sorted(self._known.values(), key=lambda job: -job.id))

    def get(self, ident: int) -> Job | None:
        """A job of this desk."""
        return self._known.get(ident)

    def begin(self, load: Load) -> Job:
        """Start to read and keep."""
        with self._lock:
            self._last += 1
            job = self._known[self._last] = Job(self._last, load.names)
            for old in [each.id for each in self._known.values() if each.done][:-_KEPT]:
                del self._known[old]
        threading.Thread(target=self._work, args=(job, load), daemon=True, name=f"job {job.id}").start()
        return job

    def _work(self, job: Job, load: Load) -> None:
        try:
            with self._turn:
                self._read(job, load)
        except (ArchiveError, SourceError) as error:
            job.say(Line("failed", load.names[0], None, str(error), error.code))
        except Exception as error:  # a thread that dies silently would leave its page waiting
            tell(f"job {job.id}", error)
            job.say(
                Line("failed", load.names[0], None, "Something broke here; what was added before is safe.", "internal")
            )
        finally:
            job.seconds, job.done, job.reading = time.monotonic() - job.started, True, ""
            if load.folder is not None:
                load.folder.cleanup()

    def _read(self, job: Job, load: Load) -> None:
        shown = _shown(load)
        with Archive(self._settings.archive, create=True) as archive, Spool() as spool:

            def seen(capture: Capture) -> None:
                job.reading = shown(capture.name)
                spool.put(captured(capture))

            for outcome in read_sources(load.sources, self._settings.options, seen=seen):
                if job.stopping:
                    return
                if isinstance(outcome, Failure):
                    spool.drop(outcome.name)
                    job.say(_missed(archive, outcome, shown(outcome.name)))
                else:
                    pages = spool.take(dict.fromkeys(outcome.names))
                    job.say(_kept(archive, outcome, [replace(page, name=shown(page.name)) for page in pages]))


def _missed(archive: Archive, failure: Failure, name: str) -> Line:
    """What gave no page: a story's whose page is gone, something left out on purpose, or a failure."""
    error = failure.error
    gone = archive.gone(error.url, error.status, error.at) if isinstance(error, Unanswered) else None
    if gone is not None:
        return Line("gone", archive.article(gone.story).headline or name, gone.story)
    return Line("skipped" if failure.skipped else "failed", name, None, str(error), error.code)


def _kept(archive: Archive, story: Story, pages: list[Captured]) -> Line:
    article = story.article
    name = article.headline or article.url or (pages[0].name if pages else story.names[0])
    problem = next((each for each in article.problems if each.code in UNREADABLE), None)
    if problem is not None:
        return Line("failed", name, None, problem.message, problem.code)
    try:
        added = archive.add(article, pages)
    except ArchiveError as error:
        if error.code != "not_record":
            raise
        return Line("failed", name, None, str(error), error.code)
    return Line(added.what, name, added.story)


def _shown(load: Load) -> Callable[[str], str]:
    """Names without the folder in which dropped files lie."""
    if load.folder is None:
        return lambda name: name
    inside = re.compile(f"{re.escape(str(Path(load.folder.name)))}/\\d+/")
    return lambda name: inside.sub("", name)
