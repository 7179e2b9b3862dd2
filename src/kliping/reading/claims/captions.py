"""What the blocks beside a picture say: its caption and its credit, parted.

The runs are read with the class of the elements around them; only then is a run's own text taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kliping.reading.claims.beside import NO_CAPTION, inside
from kliping.reading.claims.runs import Run, runs
from kliping.reading.readers.credit import Credit, read_credit, split_caption
from kliping.reading.settle import fold
from kliping.reading.sheet import Sheet
from kliping.reading.tree import Node
from kliping.reading.words import find, pattern

_COUNTER = re.compile(r"\s*\(?\d{1,3}\s?/\s?\d{1,3}\)?[.:]?\s+|\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*min)?\s+")
# "(Jane Roe)", "/ Jane Roe", ". Jane Roe": names only, so no digit and no stop but those of initials.
_TAIL = re.compile(
    r"\([^()\d]{5,60}\)$|(?<=\s)/[^/.\d]{3,40}(?:/[^/.\d]{3,40})?$|(?<=[a-z\d)][.!?])\s+[^.!?:\d]{5,50}\.?$"
)


class Caption(NamedTuple):
    """A caption read."""

    caption: str | None
    credit: Credit | None
    stated: str | None
    """What a credit's element says where no name can be read out of it: as printed."""

    node: Node
    credit_node: Node


def read_blocks(sheet: Sheet, blocks: Sequence[int]) -> Caption | None:
    """The caption that some blocks hold together."""
    found: list[Run] = []
    seen: list[int] = []
    for block in blocks:
        element = sheet.table.element[block]
        if any(inside(sheet.table, element, other) for other in seen):
            continue
        seen.append(element)
        node, text = sheet.table.nodes[element], sheet.table.text[block]
        here = runs(node)
        # An element with much more text than its block isn't the caption's own.
        if sum(len(run.text) for run in here) > 2 * sum(len(sheet.table.text[b]) for b in blocks) + 40 or not here:
            here = [Run(" ".join(text.split()), False, (node.mem_id, 0), node)]
        found += here
    return _read(found)


def _read(found: list[Run]) -> Caption | None:
    found = _once([run for run in found if not NO_CAPTION.fullmatch(run.text)])
    if not found:
        return None
    credits = [run for run in found if run.credit]
    words = [run for run in found if not run.credit]
    if not credits:
        alone = _credit_alone(words)
        credits = [words[i] for i in alone]
        # What follows the credit is a link to buy the picture.
        words = [run for i, run in enumerate(words) if i not in alone and not (alone and alone[0] and i > alone[0])]
    node = (words or credits)[0].node
    caption, credit = _split_runs(words)
    if not credits:
        return Caption(caption, credit, None, node, node)
    said = " ".join(dict.fromkeys(run.text for run in credits))
    read = _whole(said)
    if read is None and len(said) > 120:
        return Caption(caption or said, credit, None, node, credits[0].node)
    return Caption(caption, read or credit, None if read or credit else _stripped(said), node, credits[0].node)


def _split_runs(words: list[Run]) -> tuple[str | None, Credit | None]:
    if not words:
        return None, None
    whole = _split(" ".join(run.text for run in words))
    if len(words) > 1 and len(words[-1].text) <= 30 and (words[-1].node.tag == "a" or not whole[1]):
        # "Jane Roe/AP Buy this picture": a link or button hides the credit's end.
        shorter = _split(" ".join(run.text for run in words[:-1]))
        return shorter if shorter[1] else whole
    return whole


def _once(found: list[Run]) -> list[Run]:
    """Without what is said again: pages print a caption for narrow and for wide screens."""
    kept: list[Run] = []
    for run in found:
        folded = str(fold(run.text))
        if len(folded) < 12 or not any(folded in str(fold(other.text)) for other in kept):
            kept.append(run)
    return kept


def _credit_alone(words: list[Run]) -> list[int]:
    """The run, last or first, that fills an element or a line of its own and can be nothing but a credit."""
    if len(words) < 2:
        return []
    order = [len(words) - 1, 0]
    if len(words) > 2 and words[-1].node.tag == "a":
        order = [len(words) - 2, *order]
    for i in order:
        run, other = words[i], words[i - 1 if i else 1]
        parted = run.line != other.line or other.text.endswith((".", "!", "?", "。"))
        rest = sum(len(word.text) for word in words) - len(run.text)
        if parted and len(run.text) <= 80 and rest > 12 and _is_credit(run, other):
            return [i]
    return []


def _is_credit(run: Run, other: Run) -> bool:
    credit = _whole(run.text)
    if credit is None or credit.span[0] > 2 or credit.span[1] < len(run.text) - 2:
        return False
    if credit.agency or "/" in run.text:
        return True
    return credit.photographer is not None and 2 <= len(run.text.split()) <= 4 and run.node.mem_id != other.node.mem_id


def _whole(said: str) -> Credit | None:
    return read_credit(said, whole=True) or read_credit(said.strip("()[]/|–—- "), whole=True)


def _stripped(said: str) -> str | None:
    word = pattern("credit").match(said)
    if word and len(said) > word.end():
        said = said[word.end() :]
    return said.strip("()[]/|–—-:：. ") or None


def _split(written: str) -> tuple[str | None, Credit | None]:
    """Caption and credit of one text, without a counter ("1/4") or a word that only says that it is a picture."""
    text = without_counter(written)
    word = pattern("credit").match(text)
    if word and text[word.end() : word.end() + 1] in (":", "："):
        rest = text[word.end() + 1 :].strip()
        if len(rest.split()) > 3:
            caption, credit = split_caption(rest)
            caption, credit = (caption, credit) if credit else _split_tail(rest)
            if credit and caption and len(caption) > 20:
                return caption, credit
    caption, credit = split_caption(text)
    if not credit:
        caption, credit = _split_announced(text)
    return (caption, credit) if credit else _split_tail(text)


def _split_announced(text: str) -> tuple[str | None, Credit | None]:
    """A caption whose credit is announced but names nobody that is known as a name: it is given as printed."""
    for word in reversed(list(find("credit", text, max(0, len(text) - 120)))):
        before, rest = text[: word.start(1)].rstrip(), text[word.end() :].lstrip()
        said = rest.lstrip(":：= ").rstrip(". )")
        parted = not before or not before[-1].isalnum() or word[1][0].isupper()
        if rest[:1] in (":", "：") and parted and 2 < len(said) <= 80:
            credit = _whole(said) or Credit(None, said, (word.start(1), len(text)))
            return before.rstrip(" |/-–—(") or None, credit
    return text.strip() or None, None


def _split_tail(text: str) -> tuple[str | None, Credit | None]:
    """A caption whose credit nothing announces: a name in brackets, behind a slash or after the last sentence."""
    tail = _TAIL.search(text, max(0, len(text) - 100))
    if tail is None or tail.start() < 12:
        return text.strip() or None, None
    said = tail[0].strip("/()| \t.-–—")
    word = pattern("credit").match(said)
    said = said[word.end() :].strip() if word and word.end() < len(said) else said
    # A last sentence of nothing but names is rare, and a credit with a full stop after it has a slash.
    enough = "/" in said or (len(said.split()) > 1 and not tail[0].endswith("."))
    credit = _whole(said) if enough else None
    named = credit is not None and (credit.photographer or credit.agency)
    return (text[: tail.start()].rstrip(" /|-–—"), credit) if named else (text.strip() or None, None)


def without_counter(written: str) -> str:
    """A caption without the picture's number in its gallery.

    >>> without_counter("2/4 Perahu bersandar."), without_counter("3 Perahu bersandar.")
    ('Perahu bersandar.', '3 Perahu bersandar.')
    """
    return _COUNTER.sub("", written, count=1) if _COUNTER.match(written) else written
