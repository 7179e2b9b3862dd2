"""The passage of a story that a query is about, with the words that were looked for marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from kliping.archive.text import is_unspaced, pieces, plain

LENGTH = 200
"""Characters of a snippet, about."""


class Snippet(NamedTuple):
    """A passage."""

    text: str
    """The words, with "…" where the story goes on."""

    marks: tuple[tuple[int, int], ...]
    """Where in it the words that were looked for begin and end."""

    def html(self) -> str:
        """The passage as HTML, escaped, with <mark> around the words.

        >>> Snippet("beras & padi", ((0, 5),)).html()
        '<mark>beras</mark> &amp; padi'
        """
        parts, at = [], 0
        for start, end in self.marks:
            parts += [escape(self.text[at:start]), f"<mark>{escape(self.text[start:end])}</mark>"]
            at = end
        return "".join((*parts, escape(self.text[at:])))


def snippet(texts: Iterable[str], wanted: tuple[tuple[str, bool], ...]) -> Snippet:
    """The best passage of the texts, the first that tells most; its beginning where nothing is marked.

    >>> snippet(["Tidak ada.", "Kemarin harga beras naik."], (("beras", False),))
    Snippet(text='Kemarin harga beras naik.', marks=((14, 19),))
    """
    words = {word for phrase, star in wanted for word in _words(phrase, star)}
    best: tuple[int, str, list[tuple[int, int]]] | None = None
    for text in texts:
        folded = plain(text)
        worth = sum(word in folded for word, _ in words)
        if not text.strip() or (best and worth <= best[0]):
            continue
        found = _marks(text, words) if worth else []
        worth = len({plain(text[start:end]) for start, end in found})
        if best is None or worth > best[0]:
            best = (worth, text, found)
        if best[0] >= len(words):
            break
    return _cut(best[1], best[2]) if best else Snippet("", ())


def _marks(text: str, words: set[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Where words of the query stand; of an unspaced run the part that was asked for."""
    exact = {word for word, star in words if not star}
    beginnings = tuple(word for word, star in words if star)
    found: list[tuple[int, int]] = []
    for piece, start, end in pieces(text):
        if is_unspaced(piece):
            found += _inside(piece, start, exact)
        elif (folded := plain(piece)) in exact or (beginnings and folded.startswith(beginnings)):
            found.append((start, end))
    return found


def _words(phrase: str, star: bool) -> list[tuple[str, bool]]:
    *before, last = phrase.split()
    return [*((word, False) for word in before), (last, star)]


def _inside(run: str, start: int, exact: set[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(run):
        longest = max((len(word) for word in exact if run.startswith(word, at)), default=0)
        if longest:
            found.append((start + at, start + at + longest))
        at += longest or 1
    return found


def _cut(text: str, marks: list[tuple[int, int]]) -> Snippet:
    """The part of a text in which most marks stand, cut at words."""
    if len(text) <= LENGTH + 40:
        return _one_line(text, marks, "", "")
    starts = [start for start, _ in marks] or [0]
    best = max(starts, key=lambda at: (sum(at <= other < at + LENGTH * 3 // 4 for other in starts), -at))
    begin = max(0, best - LENGTH // 5)
    end = min(len(text), begin + LENGTH)
    begin = max(0, min(begin, end - LENGTH))
    if begin and " " in text[begin:best]:
        begin = text.index(" ", begin, best) + 1
    if end < len(text) and (space := text.rfind(" ", end - 30, end)) > best:
        end = space
    inside = [(start - begin, stop - begin) for start, stop in marks if begin <= start and stop <= end]
    return _one_line(text[begin:end], inside, "…" if begin else "", "…" if end < len(text) else "")


def _one_line(text: str, marks: list[tuple[int, int]], before: str, after: str) -> Snippet:
    line = "".join(" " if each.isspace() else each for each in text)
    shift = len(before)
    return Snippet(f"{before}{line}{after}", tuple((start + shift, end + shift) for start, end in marks))
