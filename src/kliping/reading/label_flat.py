"""Labels for flattened text: which lines are story is learned, what the others are say order and words of the trade.

A flattened page has a head (menu, headline, time, byline, caption), a body of sentences and a tail (pager, editor,
source, tags, rails, comments, footer). The body is found first; head and tail are read outwards from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.cues import announced, cues
from kliping.reading.flat_story import FlatJudge, shipped
from kliping.reading.labels import Label
from kliping.reading.readers.credit import split_caption
from kliping.reading.readers.moment import read_moment

_SENTENCE = re.compile(r"[.!?…。！？।۔:][\s'\"”’»)\]*]*$")
_ENDS_SENTENCE = re.compile(r"[.。।۔][\s'\"”’»)\]*]*$")
_STOPS = re.compile(r"[.!?。！？।۔](?:\s|$|[”\"’])|[。！？।]")
_ITEM = re.compile(r"\s*(?:[-–•*·▪]|\d{1,2}[.)])\s+\S")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_NOTICE = re.compile(r"©|\(c\)|copyright|hak cipta|all rights reserved|alle rechte|todos los derechos", re.I)
_BREADCRUMB = re.compile(r"\s[»›>/|→]\s")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u2e80-\ud7ff]")
_LONG = 90
"""Characters from which a line with a full stop is taken for a paragraph wherever it stands."""

_TAIL = (Label.RAIL, Label.COMMENT, Label.TAG)
"""What a story is followed by, and what is read on from its heading."""

_STORY, _LEAD, _TITLE = 0.5, 0.25, 0.3
"""How likely a line must be story to be taken for it, for a summary below the headline, and how likely its title."""

_DOUBTFUL, _ROW, _TITLE_SENTENCE = 0.2, 0.1, 0.7
"""The same of a line between two of the story, of a row of a table, and of a title with a full stop."""

_ALL_PROSE = 0.8
"""Share of a text's lines that are paragraphs from which it has no furniture to speak of."""

_TOLD = 60
"""Letters of a line without a full stop that may tell something; a text of shorter ones is a list."""

_GOES_ON = 3
"""Paragraphs behind a rail's heading from which it stands inside the story."""

_LONGEST_TITLE = 250
_NEAR = 6
"""Lines before and behind the headline in which it may stand again."""

_WIDE = 2.5
"""A character of a script without spaces says about as much as this many Latin letters."""


def label_flat(table: BlockTable, judge: FlatJudge | None = None) -> list[Label]:
    """The labels of a flattened page; `judge` takes the place of the one in the package."""
    texts = table.text
    if not texts:
        return []
    story, title = (judge or shipped()).run(table)
    labels = [_by_itself(text, sure >= _STORY) for text, sure in zip(texts, story.tolist(), strict=True)]
    _titles_of_cross_links(texts, labels)
    headline = _learned_headline(texts, labels, title)
    body = _story(table, labels, story, headline)
    if headline is not None and not body and len(texts) == 1:
        body, headline = [headline], None  # a text of one line is no title
    if not body:
        return [found if found is not None else Label.OTHER for found in labels]
    anchor = _anchor(labels, body)
    first = _first_of_body(texts, [i for i in body if i > anchor] or body)
    if headline is None or headline > first:
        headline = _headline(texts, labels, anchor if anchor >= 0 else first)
    if headline is None:
        headline = _headline(texts, labels, first)
    if headline is not None:
        _head(texts, labels, headline, first, story)
    _body(texts, labels, first, frozenset(body))
    return [found if found is not None else Label.OTHER for found in labels]


def _learned_headline(texts: list[str], labels: list[Label | None], title: NDArray[np.float32]) -> int | None:
    """The line that is the title most likely, where one is likely enough."""
    free = [
        i
        for i, found in enumerate(labels)
        if found is None and size(texts[i]) < _LONGEST_TITLE and not _is_breadcrumb(texts[i])
    ]
    for sentences, least in ((False, _TITLE), (True, _TITLE_SENTENCE)):
        alike = (i for i in free if (_ENDS_SENTENCE.search(texts[i]) is not None) is sentences)
        best = max(alike, key=title.__getitem__, default=None)
        if best is not None and title[best] >= least:
            return best
    return None


def _story(
    table: BlockTable, labels: list[Label | None], story: NDArray[np.float32], headline: int | None
) -> list[int]:
    """Lines of the story that say nothing else of themselves; where none is likely, paragraphs, else sentences."""
    texts = table.text
    said = range(_end(texts, labels))
    free = [i for i in said if labels[i] is None and i != headline and not _says_again(texts, i, headline)]
    # A line at the top that is no sentence is the title, where the text has nothing above it.
    titled = headline is None and size(texts[0]) < _LONG and not _ENDS_SENTENCE.search(texts[0])
    likely = [i for i in _with_doubtful(texts, free, story) if not (titled and i == 0)]
    paragraphs = [i for i in free if _is_paragraph(texts[i])]
    if len(paragraphs) >= _ALL_PROSE * len(free):
        # Nearly all is prose: nothing tells its lines apart, and a long text ends as it began.
        likely = sorted({*likely, *paragraphs})
    told = any(_SENTENCE.search(texts[i]) or size(texts[i]) >= _TOLD for i in likely)
    return (likely if told else []) or paragraphs or [i for i in free if i > 0 and _SENTENCE.search(texts[i])]


def _with_doubtful(texts: list[str], free: list[int], story: NDArray[np.float32]) -> list[int]:
    """Lines that are likely story, and less likely ones between two of them, or behind one and a sentence."""
    sure = [story[i] >= _STORY for i in free]
    found = []
    for at, i in enumerate(free):
        behind, before = at > 0 and sure[at - 1], at + 1 < len(free) and sure[at + 1]
        doubtful = story[i] >= _DOUBTFUL and behind and (before or _SENTENCE.search(texts[i]))
        row = story[i] >= _ROW and any("\t" in texts[j] for j in (i - 1, i + 1) if 0 <= j < len(texts))
        if sure[at] or doubtful or ("\t" in texts[i] and row):
            found.append(i)
    return found


def _says_again(texts: list[str], i: int, headline: int | None) -> bool:
    """Whether a line near the headline says the same."""
    return headline is not None and abs(i - headline) <= _NEAR and texts[i] == texts[headline]


def _end(texts: list[str], labels: list[Label | None]) -> int:
    """The line before which the story ends: a heading of comments or of a rail, unless much of it follows."""
    paragraphs = [i for i, text in enumerate(texts) if labels[i] is None and _is_paragraph(text)]
    for i, found in enumerate(labels):
        if found in _TAIL and paragraphs and paragraphs[0] < i and not _HASHTAGS.fullmatch(texts[i]):
            behind = len(paragraphs) - bisect_right(paragraphs, i)
            if behind < _GOES_ON or (found is Label.COMMENT and behind * 2 < len(paragraphs)):
                return i
    return len(labels)


def size(text: str) -> float:
    """Length of a text in Latin letters or their worth."""
    return len(text) if text.isascii() else len(text) + (_WIDE - 1) * len(_UNSPACED.findall(text))


def _by_itself(text: str, is_story: bool) -> Label | None:
    """What a line says that it is, before its neighbours are asked; a story may speak of copyright."""
    if _HASHTAGS.fullmatch(text):
        return Label.TAG
    found = announced(text)
    if found is not None:
        return found
    if len(text) < 200 and not is_story and _NOTICE.search(text):
        return Label.OTHER
    if len(text) < 90 and any(c.isdigit() for c in text) and _is_date_line(text):
        return Label.DATE
    return None


def _is_date_line(text: str) -> bool:
    moment = read_moment(text)
    return moment is not None and len(text) - len(moment.raw) < 32 and not _STOPS.search(text.replace(moment.raw, ""))


def _titles_of_cross_links(texts: list[str], labels: list[Label | None]) -> None:
    """A cross-link's word on a line of its own names the next line."""
    for i in range(len(texts) - 1):
        if labels[i] is Label.RAIL and "read_also" in cues(texts[i]) and any(map(_is_paragraph, texts[i + 2 : i + 5])):
            labels[i] = Label.CROSS_LINK  # the same words head a rail where no text follows
        cue = cues(texts[i]).get("read_also") if labels[i] is Label.CROSS_LINK else None
        if cue and not cue.rest and labels[i + 1] is None and not _is_paragraph(texts[i + 1]):
            labels[i + 1] = Label.CROSS_LINK


def _is_paragraph(text: str) -> bool:
    return size(text) >= _LONG and _STOPS.search(text) is not None


def _anchor(labels: list[Label | None], body: list[int]) -> int:
    """The time or byline of the story's head, above which the headline stands; −1 where there is none.

    One paragraph may come before it: a headline that is a sentence, or a summary.
    """
    for i, found in enumerate(labels):
        if found in (Label.DATE, Label.BYLINE) and i > 0:
            return i if sum(j < i for j in body) < 3 and sum(j > i for j in body) > 0 else -1
    return -1


def _first_of_body(texts: list[str], body: list[int]) -> int:
    """The first paragraph that isn't a caption: a caption stands twice, or ends in a credit."""
    return next((i for i in body if not _is_caption(texts, i)), body[-1])


def _is_caption(texts: list[str], i: int) -> bool:
    text = texts[i]
    after = texts[i + 1] if i + 1 < len(texts) else ""
    before = texts[i - 1] if i else ""
    twice = after.startswith(text.rstrip(".")) or (len(before) > 30 and text.startswith(before.rstrip(".")))
    return twice or (len(text) < 400 and split_caption(text)[1] is not None)


def _head(texts: list[str], labels: list[Label | None], headline: int, first: int, story: NDArray[np.float32]) -> None:
    """Name the headline and the lines between it and the body."""
    labels[headline] = Label.HEADLINE
    for i in range(headline):
        if labels[i] is Label.RAIL:  # the site's menu has the same words
            labels[i] = Label.OTHER
    for i in range(headline + 1, first):
        if labels[i] is None:
            found = _between(texts, i, texts[headline])
            labels[i] = found if found is Label.CAPTION or story[i] >= _LEAD else Label.OTHER


def _headline(texts: list[str], labels: list[Label | None], end: int) -> int | None:
    """The longest of the last four lines before `end`; of two that begin alike, the one without a site's name."""
    candidates = [i for i in range(end) if labels[i] is None and size(texts[i]) >= 12 and not _is_caption(texts, i)]
    candidates = [i for i in candidates if not _is_breadcrumb(texts[i])][-4:]
    if not candidates:
        return None
    for i in candidates:
        if any(j != i and texts[j].startswith(texts[i]) and size(texts[i]) >= 20 for j in candidates):
            return i
    titles = [i for i in candidates if not _SENTENCE.search(texts[i]) or texts[i].rstrip("'\"”’").endswith(("?", "!"))]
    return max(titles or candidates, key=lambda i: min(size(texts[i]), 120))


def _is_breadcrumb(text: str) -> bool:
    return len(_BREADCRUMB.findall(text)) > 1


def _between(texts: list[str], i: int, headline: str) -> Label:
    """A line between headline and body: caption, summary, or nothing of use."""
    if texts[i] == headline:
        return Label.OTHER
    if _is_caption(texts, i):
        return Label.CAPTION
    if size(texts[i]) >= 60:
        return Label.LEAD if _SENTENCE.search(texts[i]) or size(texts[i]) < 250 else Label.TEXT
    return Label.OTHER


def _body(texts: list[str], labels: list[Label | None], first: int, body: frozenset[int]) -> None:
    """Name the lines of body and tail that say nothing of themselves."""
    current: Label | None = None
    for i in range(first, len(texts)):
        if labels[i] is not None:
            current = labels[i]
        elif i in body:
            labels[i] = _in_body(texts, labels, i)
            current = None
        elif current in _TAIL and not (current is Label.TAG and _is_paragraph(texts[i])):
            labels[i] = current


def _in_body(texts: list[str], labels: list[Label | None], i: int) -> Label:
    text = texts[i]
    if text.startswith(">"):
        return Label.QUOTE
    if _ITEM.match(text):
        return Label.ITEM
    if "\t" in text or _SENTENCE.search(text) or size(text) >= _LONG:
        return Label.TEXT
    following = texts[i + 1] if i + 1 < len(texts) else ""
    return Label.SUBHEADING if _is_paragraph(following) or _ITEM.match(following) else Label.TEXT
