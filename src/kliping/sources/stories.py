"""The way from sources to whole stories, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from kliping.errors import SourceError
from kliping.reading.claims.addresses import address_of, same_site
from kliping.reading.settle import fold
from kliping.records import Article
from kliping.sources.capture import Capture, Failure, Found
from kliping.sources.crawl import PART, Crawl
from kliping.sources.joining import Joining
from kliping.sources.lists import Lists
from kliping.sources.options import Options
from kliping.sources.plan import Ask, Step, archive, plan
from kliping.sources.recognise import is_front
from kliping.sources.shelf import LATER, Shelf, must_wait, rank
from kliping.sources.story import Story, read_capture
from kliping.stitching import is_part
from kliping.stitching.address import key_of

if TYPE_CHECKING:
    from kliping.sources.web.fetch import Web

Outcome = Story | Failure


def read_sources(
    sources: Iterable[str],
    options: Options,
    done: frozenset[str] = frozenset(),
    url: str | None = None,
    seen: Callable[[Capture], None] | None = None,
) -> Iterator[Outcome]:
    """Every story of the sources, whole and once, and what could not be had.

    `done` holds names and addresses (as `key_of` has them) that are passed over; `url` says where a single page was
    found; `seen` is told of every page before it is read, by the name that `Story.names` has for it. Raises
    `SourceError` for options that can't be had (a WARC that can't be written), before anything is asked.
    """
    run = _Run(options, done, url)
    run.seen = seen
    try:
        for is_ask, steps in groupby(plan(sources, options), _is_ask):
            if is_ask:
                yield from run.from_web(_asks(steps))
            else:
                yield from run.from_captures(run.found(steps))
        yield from run.from_shelf()
    finally:
        run.close()


def capture_sources(sources: Iterable[str], options: Options) -> Iterator[Found]:
    """Every page of the sources as it was found, and what could not be had."""
    run = _Run(options)
    try:
        for is_ask, steps in groupby(plan(sources, options), _is_ask):
            if is_ask:
                yield from (found for _ask, found in run.crawl().pages(_asks(steps)))
            else:
                yield from run.found(steps)
    finally:
        run.close()


def _is_ask(step: Step) -> bool:
    """Whether a page or what leads to pages is to be asked for; a web archive is fetched whole, and then a file."""
    return isinstance(step, Ask) and not step.is_archive


def _asks(steps: Iterable[Step]) -> Iterator[Ask]:
    return (step for step in steps if isinstance(step, Ask))


class _Run:
    """What is held during one run."""

    def __init__(self, options: Options, done: frozenset[str] = frozenset(), url: str | None = None) -> None:
        self._options, self._done, self._url = options, done, url
        self.seen: Callable[[Capture], None] | None = None
        self._web: Web | None = None
        self._crawl: Crawl | None = None
        self._joining: Joining | None = None
        self._shelf = Shelf()
        self._lists = Lists()
        self._given: dict[int, int] = {}
        """Stories that were given out, and the address of each; as hashes, since there may be millions."""

    def close(self) -> None:
        """Let go of the web and of what waits on disk."""
        self._shelf.close()
        if self._web is not None:
            self._web.close()

    # --- files, folders, archives

    def found(self, steps: Iterable[Step]) -> Iterator[Found]:
        """The captures among these, and those of the archives that must be fetched first."""
        for step in steps:
            if isinstance(step, Ask):
                yield from self._archive(step)
            else:
                yield step

    def _archive(self, ask: Ask) -> Iterator[Found]:
        with TemporaryFile() as file:
            failure = self.web().download(ask.url, file)
            if failure is not None:
                yield failure
            else:
                yield from archive(file, ask.url, ask.kind or "warc")

    def from_captures(self, captures: Iterable[Found]) -> Iterator[Outcome]:
        """Stories that are whole by themselves at once; the others wait on the shelf."""
        for capture in captures:
            found = capture if isinstance(capture, Failure) else self._read(capture)
            if isinstance(found, Failure):
                yield found
            elif isinstance(capture, Capture) and capture.status is not None and _is_list(found.article):
                yield from self._lists.met(found)
            else:
                if isinstance(capture, Capture) and capture.status is not None:
                    yield from self._lists.passed()
                yield from self._whole_or_shelved(found)

    def _whole_or_shelved(self, story: Story) -> Iterator[Outcome]:
        if self._options.stitch and must_wait(story.article, story.names[0]):
            yield from self._shelved(story)
        else:
            yield self._once(story)

    def _shelved(self, story: Story) -> Iterator[Outcome]:
        if not self._shelf.put(story.article, story.names[0]):
            yield Failure(story.names[0], SourceError("duplicate", "The page was read before, from the same address."))

    def from_shelf(self) -> Iterator[Outcome]:
        """The stories in parts, joined, and lists of stories where there was nothing else."""
        yield from self._lists.alone()
        for story in self._shelf.stories():
            if self._joining and self._joining.has_given(story.article):
                error = SourceError("duplicate", "It is a page of a story that was read.")
                yield Failure(story.names[0], error)
            else:
                yield self._once(story)

    def _read(self, capture: Capture) -> Outcome:
        keys = [capture.name, *(key_of(url) for url in (capture.page.url, capture.requested_url) if url)]
        if not self._done.isdisjoint(keys):
            return Failure(capture.name, SourceError("done", "It was done before."))
        if self.seen is not None:
            self.seen(capture)
        article = read_capture(capture, self._url)
        return article if isinstance(article, Failure) else Story(article, (capture.name,))

    def _once(self, outcome: Outcome) -> Outcome:
        """The story, or that it is the same as one that was given out, under another address."""
        if isinstance(outcome, Failure):
            return outcome
        article = outcome.article
        if article.url and article.canonical_url and article.headline and _is_own(article.url, article.canonical_url):
            story = hash((key_of(article.canonical_url), fold(article.headline)))
            address = hash(key_of(article.url))
            if self._given.setdefault(story, address) != address:
                return Failure(outcome.names[0], SourceError("duplicate", "The story was read under another address."))
        return outcome

    # --- the web

    def web(self) -> Web:
        """The web, opened when it is first needed."""
        if self._web is None:
            self._web = _web(self._options)
        return self._web

    def crawl(self) -> Crawl:
        """What was asked of the web so far, and is still to be."""
        if self._crawl is None:
            self._crawl = Crawl(self.web(), self._done)
        return self._crawl

    def from_web(self, asks: Iterator[Ask]) -> Iterator[Outcome]:
        """Stories as their pages arrive."""
        crawl = self.crawl()
        joining = self._joining = self._joining or Joining(crawl.want)
        for ask, found in crawl.pages(asks):
            story = found if isinstance(found, Failure) else self._read(found)
            if joining.asked_for(ask.url):
                article = story.article if isinstance(story, Story) else None
                yield from (self._once(whole) for whole in joining.answer(ask.url, article))
            if ask.kind != PART:
                yield from self._begun(joining, ask, story)

    def _begun(self, joining: Joining, ask: Ask, story: Outcome) -> Iterator[Outcome]:
        """A page that was asked for itself: the beginning of a story, as far as anybody knows."""
        if isinstance(story, Failure):
            yield story
        elif ask.crawled and _is_list(story.article):
            yield Failure(ask.url, SourceError("listing", "It is a list of stories."))
        elif joining.has_given(story.article):
            yield Failure(ask.url, SourceError("duplicate", "It is a page of a story that was read."))
        elif not self._options.stitch:
            yield self._once(story)
        elif _may_be_a_last_page(story.article, ask.url):
            yield from self._shelved(story)
        else:
            yield from (self._once(whole) for whole in joining.begin(story.article, ask.url))


def _is_own(url: str, canonical: str) -> bool:
    """Whether a page calls an address of its own site canonical; of another's it is a copy, which is a story too."""
    one, other = address_of(url), address_of(canonical)
    return one is None or other is None or same_site(one.host, other.host)


def _may_be_a_last_page(article: Article, url: str) -> bool:
    """Sitemaps list later pages too; one without a pager is told from a story only when all pages have come."""
    return rank(article, url) == LATER and not is_part(article)


def _is_list(article: Article) -> bool:
    """Whether a page that nobody named is no story but the way to some."""
    at_front = article.url is not None and is_front(article.url)
    return article.kind == "listing" or (at_front and article.kind != "article")


def _web(options: Options) -> Web:
    try:
        from kliping.sources.web.fetch import Web
        from kliping.sources.web.manners import Manners, default_folder
    except ModuleNotFoundError as error:
        sentence = f"The web can't be read without {error.name}: install kliping[web]."
        raise SourceError("needs_web", sentence) from None
    manners = Manners(
        options.contact,
        allow_private=options.allow_private,
        cache=default_folder() if options.cache else None,
        warc=options.warc,
    )
    return Web(manners if options.rate is None else replace(manners, rate=options.rate))


def articles(outcomes: Iterable[Outcome]) -> Iterator[Article | Failure]:
    """The records without the names of their pages."""
    for outcome in outcomes:
        yield outcome.article if isinstance(outcome, Story) else outcome
