"""Pages in, records out, one after the other, so that a folder of any size takes the memory of one page."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import kliping
from kliping.cli.output import Output, attempt, terminal_encoding
from kliping.cli.pages import Found, is_single, pages
from kliping.cli.report import complain
from kliping.errors import SourceError
from kliping.reading.decode import UNREADABLE
from kliping.records import Article

Show = Callable[[str, Article], str]
"""The name of a page and its record as the text to write."""


def read_pages(options: Namespace) -> int:
    """Read and show all pages of the sources; the exit status (0, 1, 2, or 141 when nobody reads on)."""
    form = options.format or ("table" if options.why or _on_terminal(options.out) else "json")
    show = _table(options) if form == "table" else _SHOWS[form]
    output = Output(options.out, terminal_encoding() if form == "table" and not options.out else "utf-8")
    goal = str(options.out or "standard output")
    tally = _Tally()
    between = ""
    for name, article in _articles(options.sources, options.url, tally):
        if status := attempt(partial(output.write, between + show(name, article)), goal):
            return status
        between = _BETWEEN.get(form, "")
    return attempt(output.close, goal) or tally.status


def _on_terminal(out: Path | None) -> bool:
    return out is None and sys.stdout is not None and sys.stdout.isatty()


class _Tally:
    """How many items were read and how many failed."""

    def __init__(self) -> None:
        self.read = self.failed = 0

    @property
    def status(self) -> int:
        if not self.read:
            return 2
        return 1 if self.failed else 0


def _articles(sources: list[str], url: str | None, tally: _Tally) -> Iterator[tuple[str, Article]]:
    for found in pages(sources):
        article = _article(found, url)
        unreadable = article is None or _complain_of(found[0], article)
        tally.failed += unreadable
        tally.read += not unreadable
        if article is not None:
            yield found[0], article


def _article(found: Found, url: str | None) -> Article | None:
    name, content = found
    if isinstance(content, SourceError):
        complain(name, str(content), content.code)
        return None
    try:
        return kliping.read(content, url)
    except Exception as error:  # read promises not to raise: should it break its word, the other pages are still read
        complain(name, f"The reader failed on it, and shouldn't have: {type(error).__name__}: {error}", "internal")
        return None


def _complain_of(name: str, article: Article) -> bool:
    """Whether nothing could be read from the page; its record says so, and so does standard error."""
    problem = next((problem for problem in article.problems if problem.code in UNREADABLE), None)
    if problem:
        complain(name, problem.message, problem.code)
    return problem is not None


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
    colour = _on_terminal(options.out) and _wants_colour()
    named = not is_single(options.sources)

    def show(name: str, article: Article) -> str:
        title = f"── {visible_line(name)} ".ljust(width, "─") + "\n\n" if named else ""
        return f"{title}{to_table(article, options.why, width, colour)}\n"

    return show


def _wants_colour() -> bool:
    """NO_COLOR (no-color.org) and terminals that can't are obeyed."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in (None, "", "dumb")


_SHOWS: dict[str, Show] = {"json": _json, "markdown": _markdown}

_BETWEEN = {"markdown": "\n"}
"""What stands between two records: without a blank line, the second's --- would make a heading of the line above."""
