"""Labels for flattened text, by rules: where markup is gone, order and the words of the trade are what is left.

A flattened page has a head (menu, headline, time, byline, caption), a body of sentences and a tail (pager, editor,
source, tags, rails, comments, footer). The body is found first; head and tail are read outwards from it.
"""

from __future__ import annotations

import re

from kliping.reading.blocks import BlockTable
from kliping.reading.cues import announced, cues
from kliping.reading.labels import Label
from kliping.reading.readers.credit import split_caption
from kliping.reading.readers.moment import read_moment

_SENTENCE = re.compile(r"[.!?…。！？।۔:][\s'\"”’»)\]*]*$")
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

_WIDE = 2.5
"""A character of a script without spaces says about as much as this many Latin letters."""


def label_flat(table: BlockTable) -> list[Label]:
    """The labels of a flattened page."""
    texts = table.text
    labels = [_by_itself(text) for text in texts]
    _titles_of_cross_links(texts, labels)
    body = [i for i, text in enumerate(texts) if labels[i] is None and _is_paragraph(text)]
    if not body:  # a text of short sentences only
        body = [i for i, text in enumerate(texts) if labels[i] is None and _SENTENCE.search(text) and i > 0]
    if not body:
        return [found if found is not None else Label.OTHER for found in labels]
    anchor = _anchor(labels, body)
    first = _first_of_body(texts, [i for i in body if i > anchor] or body)
    _head(texts, labels, anchor if anchor >= 0 else first, first)
    _body(texts, labels, first, _last_of_body(texts, labels, body))
    return [found if found is not None else Label.OTHER for found in labels]


def size(text: str) -> float:
    """Length of a text in Latin letters or their worth."""
    return len(text) if text.isascii() else len(text) + (_WIDE - 1) * len(_UNSPACED.findall(text))


def _by_itself(text: str) -> Label | None:
    """What a line says that it is, before its neighbours are asked."""
    if _HASHTAGS.fullmatch(text):
        return Label.TAG
    found = announced(text)
    if found is not None:
        return found
    if len(text) < 200 and _NOTICE.search(text):
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
        if cue and not cue.rest and labels[i + 1] is None:
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


def _head(texts: list[str], labels: list[Label | None], anchor: int, first: int) -> None:
    """Name the lines above the body."""
    headline = _headline(texts, labels, anchor)
    if headline is None:
        headline = _headline(texts, labels, first)
    if headline is None:
        return
    labels[headline] = Label.HEADLINE
    for i in range(headline):
        if labels[i] is Label.RAIL:  # the site's menu has the same words
            labels[i] = Label.OTHER
    for i in range(headline + 1, first):
        if labels[i] is None:
            labels[i] = _between(texts, i)


def _headline(texts: list[str], labels: list[Label | None], end: int) -> int | None:
    """The longest of the last three lines before `end`; of two that begin alike, the one without a site's name."""
    candidates = [i for i in range(end) if labels[i] is None and size(texts[i]) >= 12 and not _is_caption(texts, i)]
    candidates = [i for i in candidates if len(_BREADCRUMB.findall(texts[i])) < 2][-4:]
    if not candidates:
        return None
    for i in candidates:
        if any(j != i and texts[j].startswith(texts[i]) and size(texts[i]) >= 20 for j in candidates):
            return i
    titles = [i for i in candidates if not _SENTENCE.search(texts[i]) or texts[i].rstrip("'\"”’").endswith(("?", "!"))]
    return max(titles or candidates, key=lambda i: min(size(texts[i]), 120))


def _between(texts: list[str], i: int) -> Label:
    """A line between headline and body: caption, summary, or nothing of use."""
    if _is_caption(texts, i):
        return Label.CAPTION
    if size(texts[i]) >= 60:
        return Label.LEAD if _SENTENCE.search(texts[i]) or size(texts[i]) < 250 else Label.TEXT
    return Label.OTHER


def _last_of_body(texts: list[str], labels: list[Label | None], body: list[int]) -> int:
    """The last paragraph before the tail; a rail or comments end the story, unless much of it follows."""
    last = body[0]
    for i in body:
        ended = sum(labels[j] in _TAIL for j in range(last, i))
        if ended and (Label.COMMENT in labels[last:i] or len([j for j in body if j >= i]) < 3):
            break
        last = i
    return last


def _body(texts: list[str], labels: list[Label | None], first: int, last: int) -> None:
    """Name the lines of body and tail that say nothing of themselves."""
    current: Label | None = None
    for i in range(first, len(texts)):
        if labels[i] is not None:
            current = labels[i]
            continue
        if i <= last or (current not in _TAIL and _SENTENCE.search(texts[i]) and size(texts[i]) >= 20):
            labels[i] = _in_body(texts, labels, i)
            current = None
        elif current in _TAIL:
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
