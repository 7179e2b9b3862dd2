"""Stories in, lines out: each is told when it is safe on disk, and not before."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from json import dumps

from kliping.archive.add import Added
from kliping.archive.archive import Archive
from kliping.archive.arriving import captured
from kliping.archive.spool import Spool
from kliping.cli.archives import archive_path, with_archive
from kliping.cli.output import Output, attempt
from kliping.cli.progress import on_terminal
from kliping.cli.read_pages import failure_in, source_options
from kliping.cli.tally import Tally
from kliping.errors import ArchiveError, SourceError
from kliping.export.visible import visible_line
from kliping.plain_form import encodable
from kliping.sources.capture import Failure, Unanswered
from kliping.sources.run import read_sources
from kliping.sources.story import Story

_SAID = {"same": "unchanged"}


def add_pages(options: Namespace) -> int:
    """Read and keep all stories of the sources; the exit status."""
    return with_archive(options, partial(_add_pages, options))


def _add_pages(options: Namespace) -> int:
    tally, counts = Tally(), Counter[str]()
    output = Output(None)
    with Archive(archive_path(options), create=True) as archive, Spool(not options.no_bytes) as spool:
        try:
            for outcome in _outcomes(options, spool):
                added = _kept(archive, outcome, spool, tally)
                if added is None:
                    continue
                counts[added.what] += 1
                tally.read += 1
                if status := attempt(
                    partial(output.write, _line(options.format, added, _story(archive, added, outcome)))
                ):
                    return status
        finally:
            _say_the_end(tally, counts)
    return tally.status


def _outcomes(options: Namespace, spool: Spool) -> Iterator[Story | Failure]:
    """The stories, and what isn't one."""
    seen = lambda capture: spool.put(captured(capture))  # noqa: E731
    try:
        for outcome in read_sources(options.sources, source_options(options), url=options.url, seen=seen):
            yield outcome if isinstance(outcome, Failure) else failure_in(outcome) or outcome
    except SourceError as error:  # an option that can't be met
        yield Failure("the web", error)


def _kept(archive: Archive, outcome: Story | Failure, spool: Spool, tally: Tally) -> Added | None:
    """Keep a story, or that its page is gone; else None after a complaint. The archive's own failures rise."""
    if isinstance(outcome, Failure):
        spool.drop(outcome.name)
        error = outcome.error
        gone = archive.gone(error.url, error.status, error.at) if isinstance(error, Unanswered) else None
        if gone is None:
            tally.fail(outcome)
        return gone
    try:
        return archive.add(outcome.article, spool.take(dict.fromkeys(outcome.names)))
    except ArchiveError as error:
        if error.code != "not_record":
            raise
        tally.fail(Failure(outcome.names[0], SourceError(error.code, str(error))))
        return None


def _story(archive: Archive, added: Added, outcome: Story | Failure) -> Story:
    """What the line is about: where a page is gone, what stood there."""
    return Story(archive.article(added.story), (outcome.name,)) if isinstance(outcome, Failure) else outcome


def _line(form: str, added: Added, story: Story) -> str:
    article, what = story.article, _SAID.get(added.what, added.what)
    if form == "json":
        facts = {"what": what, "id": added.story, "version": added.version, "name": story.names[0]}
        return f"{encodable(dumps({**facts, 'headline': article.headline}, ensure_ascii=False))}\n"
    title = visible_line(article.headline or article.canonical_url or article.url or story.names[0])
    return f"{what:<9}  {added.story:>6}  {title}\n"


def _say_the_end(tally: Tally, counts: Counter[str]) -> None:
    if (on_terminal() or tally.failed or tally.skipped) and sys.stderr is not None:
        did = f"{counts['added']:,} added, {counts['changed']:,} changed, {counts['same']:,} unchanged"
        did += f", {counts['gone']:,} gone" if counts["gone"] else ""
        with suppress(OSError, ValueError):
            print(tally.summary.replace(f"{tally.read:,} read", did, 1), file=sys.stderr, flush=True)
