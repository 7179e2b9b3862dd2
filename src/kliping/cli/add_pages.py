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
from kliping.archive.captures import Captured
from kliping.archive.spool import Spool
from kliping.cli.archives import archive_path, with_archive
from kliping.cli.output import Output, attempt
from kliping.cli.progress import on_terminal
from kliping.cli.read_pages import failure_in, source_options
from kliping.cli.tally import Tally
from kliping.errors import ArchiveError, SourceError
from kliping.export.visible import visible_line
from kliping.plain_form import encodable
from kliping.sources.capture import Capture, Failure
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
            for story in _stories(options, spool, tally):
                added = _kept(archive, story, spool, tally)
                if added is None:
                    continue
                counts[added.what] += 1
                tally.read += 1
                if status := attempt(partial(output.write, _line(options.format, added, story))):
                    return status
        finally:
            _say_the_end(tally, counts)
    return tally.status


def _stories(options: Namespace, spool: Spool, tally: Tally) -> Iterator[Story]:
    """The stories; what isn't one is counted and said."""
    seen = lambda capture: spool.put(captured(capture))  # noqa: E731
    try:
        for outcome in read_sources(options.sources, source_options(options), url=options.url, seen=seen):
            failure = outcome if isinstance(outcome, Failure) else failure_in(outcome)
            if failure:
                spool.drop(failure.name)
                tally.fail(failure)
            elif isinstance(outcome, Story):
                yield outcome
    except SourceError as error:  # an option that can't be met
        tally.fail(Failure("the web", error))


def _kept(archive: Archive, story: Story, spool: Spool, tally: Tally) -> Added | None:
    """Keep a story; None after a complaint about a record that can't be kept. The archive's own failures rise."""
    try:
        return archive.add(story.article, spool.take(dict.fromkeys(story.names)))
    except ArchiveError as error:
        if error.code != "not_record":
            raise
        tally.fail(Failure(story.names[0], SourceError(error.code, str(error))))
        return None


def captured(capture: Capture) -> Captured:
    """What a source gave, as the archive keeps it."""
    page = capture.page
    content = page.content if isinstance(page.content, bytes) else page.content.encode("utf-8", "replace")
    return Captured(
        capture.name,
        content,
        page.url,
        page.fetched_at,
        page.media_type,
        page.charset,
        capture.status,
        capture.headers,
        capture.warc,
        capture.warc_offset,
    )


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
        with suppress(OSError, ValueError):
            print(tally.summary.replace(f"{tally.read:,} read", did, 1), file=sys.stderr, flush=True)
