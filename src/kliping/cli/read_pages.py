"""Stories in, records out, one after the other, so that sources of any size take the memory of a few pages."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from pathlib import Path

from kliping.cli.output import Output, attempt, terminal_encoding
from kliping.cli.progress import on_terminal, progress
from kliping.cli.report import complain
from kliping.cli.resume import Resumed, key, marked, resumed
from kliping.cli.tally import Tally
from kliping.errors import SourceError
from kliping.reading.decode import UNREADABLE
from kliping.records import Article
from kliping.sources.capture import Failure
from kliping.sources.options import Options
from kliping.sources.run import read_sources
from kliping.sources.story import Story

_NOTHING = Resumed()

Show = Callable[[str, Article], str]
"""The name of a page and its record as the text to write."""


def read_pages(options: Namespace, shows: Mapping[str, Show] | None = None) -> int:
    """Read and show all stories of the sources; the exit status (0, 1, 2, or 141 when nobody reads on).

    `shows` says how a story is shown in each format, where it isn't shown as a record; nothing shown is passed over.
    """
    form = options.format or ("table" if options.why or _shows_on_terminal(options.out) else "json")
    keeps = form == "json" and options.out is not None and shows is None
    goal = str(options.out or "standard output")
    try:
        before = resumed(options.out) if keeps else Resumed()
    except SourceError as error:
        complain(goal, str(error), error.code)
        return 2
    tally = Tally()
    encoding = terminal_encoding() if form == "table" and not options.out else "utf-8"
    output = Output(options.out, encoding, before.end if keeps else None)
    show = shows[form] if shows else _table(options) if form == "table" else _SHOWS[form]
    between = "\n" if shows and form == "table" else _BETWEEN.get(form, "")
    texts = _texts(stories(options, tally, before), show, between, keeps)
    wanted = on_terminal() and not options.single and not _shows_on_terminal(options.out)
    try:
        with progress(tally, wanted):
            for text in texts:
                if status := attempt(partial(output.write, text), goal):
                    return status
    finally:  # also after Ctrl-C: what was written is whole
        texts.close()
        closed = attempt(output.close, goal)
        tally.say_the_end(not options.single and (on_terminal() or options.out is not None))
    return closed or tally.status


def _shows_on_terminal(out: Path | None) -> bool:
    return out is None and sys.stdout is not None and sys.stdout.isatty()


def _texts(stories: Iterator[Story], show: Show, between: str, keeps: bool) -> Generator[str, None, None]:
    """Each story as the text to write."""
    parting = ""
    for story in stories:
        text = show(story.names[0], marked(story) if keeps else story.article)
        if text:
            yield parting + text
            parting = between


def stories(options: Namespace, tally: Tally, before: Resumed = _NOTHING) -> Iterator[Story]:
    """The stories of the sources, counted; what isn't one is counted and said."""
    try:
        for outcome in read_sources(options.sources, source_options(options), before.done, options.url):
            if isinstance(outcome, Failure):
                tally.fail(outcome)
                continue
            unreadable = failure_in(outcome)
            if unreadable:
                tally.fail(unreadable)
                if key(outcome) in before.failed:
                    continue
            else:
                tally.take()
            yield outcome
    except SourceError as error:  # an option that can't be met
        tally.fail(Failure("the web", error))


def source_options(given: Namespace) -> Options:
    """What the arguments say of how sources are to be read."""
    # One page alone has no other pages to be joined with: its record stays as it is read.
    return Options(
        kind=given.kind,
        stitch=not given.no_stitch and not given.single,
        warc=given.warc,
        allow_private=given.allow_private,
        contact=given.contact,
        rate=given.rate,
        cache=not given.no_cache,
    )


def failure_in(story: Story) -> Failure | None:
    """That nothing could be read from the page: its record says so, and so does standard error."""
    problem = next((problem for problem in story.article.problems if problem.code in UNREADABLE), None)
    return Failure(story.names[0], SourceError(problem.code, problem.message)) if problem else None


# --- how a record is shown


def _json(name: str, article: Article) -> str:
    from kliping.export.json import to_json

    return f"{to_json(article)}\n"


def _markdown(name: str, article: Article) -> str:
    from kliping.export.markdown import to_markdown

    return to_markdown(article)


def _table(options: Namespace) -> Show:
    from kliping.export.table import WIDEST, to_table
    from kliping.export.visible import visible_line

    width = min(shutil.get_terminal_size().columns, WIDEST)
    colour = _shows_on_terminal(options.out) and _wants_colour()

    def show(name: str, article: Article) -> str:
        title = "" if options.single else f"── {visible_line(name)} ".ljust(width, "─") + "\n\n"
        return f"{title}{to_table(article, options.why, width, colour)}\n"

    return show


def _wants_colour() -> bool:
    """NO_COLOR (no-color.org) and terminals that can't are obeyed."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in (None, "", "dumb")


_SHOWS: dict[str, Show] = {"json": _json, "markdown": _markdown}

_BETWEEN = {"markdown": "\n"}
"""What stands between two records: without a blank line, the second's --- would make a heading of the line above."""
