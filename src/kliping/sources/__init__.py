"""Where pages come from: files, folders, the web, feeds, sitemaps and web archives; and the way to whole stories.

`stories` gives records, `captures` the pages behind them. A source is a path, a URL, or "-" for standard input;
what it holds (pages, a feed, a sitemap, a WARC, a list of URLs) is recognised, or said with `Options.kind`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike, fspath

from kliping.records import Article
from kliping.sources.capture import Capture, Failure, Found, Library
from kliping.sources.options import Options

__all__ = ["Capture", "Failure", "Found", "Library", "Options", "captures", "stories"]


def stories(sources: Iterable[str | PathLike[str]], options: Options | None = None) -> Iterator[Article | Failure]:
    """Every story of the sources, whole and once, as a stream; a `Failure` for each item that could not be had.

    Stories whose pages lie apart (in a folder, a WARC) come when all sources of files have been seen. Raises
    `kliping.errors.SourceError` when the options can't be met.
    """
    from kliping.sources.run import articles, read_sources

    return articles(read_sources(_named(sources), options or Options()))


def captures(sources: Iterable[str | PathLike[str]], options: Options | None = None) -> Iterator[Found]:
    """Every page of the sources as it was found, one in memory at a time; a `Failure` for each that could not be had.

    Raises `kliping.errors.SourceError` when the options can't be met.
    """
    from kliping.sources.run import capture_sources

    return capture_sources(_named(sources), options or Options())


def _named(sources: Iterable[str | PathLike[str]]) -> Iterator[str]:
    if isinstance(sources, (str, bytes, PathLike)):
        raise TypeError("sources are given as a list, even a single one: [source]")
    return (fspath(source) for source in sources)
