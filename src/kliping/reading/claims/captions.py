"""What stands beside a picture and speaks of it: the element that holds picture and caption, and its runs of words.

Newsrooms part caption from credit by elements more often than by punctuation, so the runs are read with the class of
the elements around them; only then is a run's own text taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kliping.reading.blocks import BlockTable, Mark
from kliping.reading.labels import Label
from kliping.reading.readers.credit import Credit, read_credit, split_caption
from kliping.reading.settle import fold
from kliping.reading.sheet import Sheet
from kliping.reading.tree import Node
from kliping.reading.words import pattern

_CREDIT = re.compile(
    r"credit|copyright|photographer|byline|author|creator|rights|(?:^|[\s_-])(?:source|agency|autor|fotograf|copy)(?:[\s_-]|$)",
    re.I,
)
"""Words of class, id or itemprop that call an element a credit, once it is known to belong to a picture."""

_CAPTION = re.compile(
    r"caption|legend|bildtext|cutline|pie-?(?:de-?)?foto|\bcap\b|(?:image|photo|img)[-_]?(?:text|desc|info)", re.I
)
_UNSEEN = re.compile(r"sr-only|screen-?reader|visually-?hidden|off-?screen|\bhidden\b|\bhide\b", re.I)
_PICTURE = re.compile(r"image|photo|foto|figure|\bpic|\bimg|media|bild|gallery|slide", re.I)
_SKIPPED = frozenset("img svg script style noscript button template iframe video audio select input object picture amp-img".split())
_EMPHASIS = frozenset(("a", "b", "i", "em", "strong", "u"))
_COUNTER = re.compile(r"\s*\(?\d{1,3}\s?/\s?\d{1,3}\)?[.:]?\s+|\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*min)?\s+")
_NO_CAPTION = re.compile(r"\W*(?:\d+\s*/\s*\d+|\d{1,2}:\d\d(?::\d\d)?(?:\s*min\.?)?|\d+)?\W*")
# "(Jane Roe)", "/ Jane Roe", ". Jane Roe": names only, so no digit and no stop but those of initials.
_TAIL = re.compile(r"\([^()\d]{5,60}\)$|(?<=\s)/[^/.\d]{3,40}(?:/[^/.\d]{3,40})?$|(?<=[a-z)][.!?])\s+[^.!?:\d]{5,50}\.?$")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_LONGEST = 700
_MOST_BLOCKS = 8
_ABOVE = 8


class Run(NamedTuple):
    """Words of one element."""

    text: str
    credit: bool
    """An element around them is called a credit."""

    line: tuple[int, int]
    """The nearest element around them that isn't there for emphasis, and the line in it: what parts runs from runs."""

    node: Node


class Caption(NamedTuple):
    """A caption read."""

    caption: str | None
    credit: Credit | None
    stated: str | None
    """What a credit's element says where no name can be read out of it: as printed."""

    node: Node
    credit_node: Node


def inside(table: BlockTable, element: int, around: int) -> bool:
    """Whether a block-level element lies in another or is that one."""
    while element > around:
        element = table.parents[element]
    return element == around


def span(table: BlockTable, element: int, block: int) -> tuple[int, int]:
    """First and last block (exclusive) inside an element that holds the place before `block`; at most some more than
    a caption has."""
    first = last = block
    while first > 0 and block - first <= _MOST_BLOCKS and inside(table, table.element[first - 1], element):
        first -= 1
    while last < len(table) and last - block <= _MOST_BLOCKS and inside(table, table.element[last], element):
        last += 1
    return first, last


def holder(sheet: Sheet, mark: Mark) -> int | None:
    """The widest element around a picture that holds little else; a figure where there is one."""
    table, best = sheet.table, None
    others = [m for m in table.images if abs(m.block - mark.block) <= _MOST_BLOCKS and m.node.mem_id != mark.node.mem_id]
    for element in table.ancestors(mark.element)[:_ABOVE]:
        if table.tags[element] in ("body", "html", "main"):
            break
        first, last = span(table, element, mark.block)
        labels = sheet.labels[first:last]
        length = sum(len(text) for text in table.text[first:last])
        if last - first > _MOST_BLOCKS or length > _LONGEST or Label.HEADLINE in labels:
            break
        if any(table.tag(block) in _HEADINGS and labels[block - first] is not Label.CAPTION for block in range(first, last)):
            break
        if any(inside(table, m.element, element) and not _is_copy(m, mark) for m in others):
            break
        best = element
        if table.tags[element] == "figure" and Label.CAPTION in labels:
            break
    return best


def _is_copy(one: Mark, other: Mark) -> bool:
    return one.hidden != other.hidden or one.node.attributes.get("alt") == other.node.attributes.get("alt") != None


def caption_blocks(sheet: Sheet, mark: Mark, around: int | None) -> list[int]:
    """Blocks that say what a picture shows: in the element that holds it, else right beside it."""
    table = sheet.table
    alt = _folded(mark.node.attributes.get("alt"))
    if around is not None:
        figure = any(table.tags[e] == "figure" or _calls(table, e, _CAPTION) for e in table.ancestors(around)[:2])
        pictured = figure or _calls(table, around, _PICTURE)
        found = [b for b in range(*span(table, around, mark.block)) if _speaks(sheet, b, around, alt, pictured)]
        if found:
            return found
    found = [b for b in (mark.block, mark.block + 1, mark.block - 1) if _beside(sheet, mark, b, alt)][:1]
    return [*found, *_rest(table, found[0])] if found else []


def _rest(table: BlockTable, block: int) -> list[int]:
    """The block after a caption, where both stand in one element that is called a caption."""
    parent = table.parents[table.element[block]]
    together = block + 1 < len(table) and table.parents[table.element[block + 1]] == parent
    return [block + 1] if together and parent >= 0 and _calls(table, parent, _CAPTION) else []


def _beside(sheet: Sheet, mark: Mark, block: int, alt: str) -> bool:
    if not 0 <= block < len(sheet.table) or sheet.labels[block] in (Label.HEADLINE, Label.BYLINE, Label.DATE):
        return False
    nearer = [m for m in sheet.table.images if mark.block < m.block <= block or (block < m.block < mark.block)]
    return not nearer and _speaks(sheet, block, sheet.table.element[block], alt, False)


def _speaks(sheet: Sheet, block: int, around: int, alt: str, pictured: bool) -> bool:
    """Whether a block speaks of the picture: by its label, its class, its alt, its credit, or because it stands there."""
    table, label, text = sheet.table, sheet.labels[block], sheet.table.text[block]
    if len(text) > _LONGEST or _NO_CAPTION.fullmatch(text) or table.tags[table.element[block]] == "button":
        return False
    if label in (Label.CAPTION, Label.CREDIT):
        return True
    chain = [e for e in table.ancestors(table.element[block])[:4] if e >= around]
    if any(_calls(table, e, _CAPTION) or table.tags[e] == "figcaption" for e in chain):
        return True
    if label in (Label.HEADLINE, Label.TAG, Label.PAGER, Label.CROSS_LINK):
        return False
    folded = _folded(text)
    if len(alt) > 12 and (alt in folded or folded in alt) and len(folded) > 12 and table.tag(block)[:1] != "h":
        return True
    if label in (Label.TEXT, Label.LEAD, Label.QUOTE, Label.ITEM) and len(text) > 300:
        return False
    if _has_credit(text) or (pictured and label is not Label.PROMO):
        return True
    # What shares a small element with a picture and is neither prose nor link speaks of it; so does its table's cell.
    alone = table.element[block] > around and label in (Label.OTHER, Label.LEAD) and len(text.split()) > 2
    return table.tag(block) == "td" or (alone and table.tag(block) != "li" and 2 * table.link_chars[block] < len(text))


def _has_credit(text: str) -> bool:
    credit = read_credit(" ".join(text.split()))
    return credit is not None and (credit.agency or credit.photographer) is not None


def _calls(table: BlockTable, element: int, called: re.Pattern[str]) -> bool:
    attributes = table.attributes(element)
    return any(called.search(attributes.get(key) or "") for key in ("class", "id", "itemprop"))


def _folded(text: str | None) -> str:
    return str(fold(text or ""))


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
        here = list(runs(node))
        # An element with much more text than its block isn't the caption's own.
        if sum(len(run.text) for run in here) > 2 * sum(len(sheet.table.text[b]) for b in blocks) + 40 or not here:
            here = [Run(" ".join(text.split()), False, (node.mem_id, 0), node)]
        found += here
    return _read(found)


def runs(root: Node) -> Iterator[Run]:
    """The words of an element, a run for each stretch of text, in order; what readers don't see is left out."""
    node: Node | None = root.first_child
    line = 0
    while node is not None:
        child = None
        if node.tag == "-text":
            text = " ".join((node.text_content or "").split())
            if text:
                credit, home = _around(node, root)
                yield Run(text, credit, (home, line), node.parent or root)
        elif node.tag and node.tag not in _SKIPPED and not _UNSEEN.search(_names(node)):
            child = node.first_child
            line += node.tag == "br"
        if child is not None:
            node = child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
        node = node.next if node is not None else None


def _around(node: Node, root: Node) -> tuple[bool, int]:
    """Whether an element between a text and the caption's is called a credit, and the one that isn't for emphasis."""
    credit, home = False, 0
    at = node.parent
    while at is not None:
        names = _names(at)
        credit = credit or bool(names and _CREDIT.search(names) and not _CAPTION.search(names))
        if not home and at.tag not in _EMPHASIS:
            home = at.mem_id
        if at.mem_id == root.mem_id:
            break
        at = at.parent
    return credit, home or root.mem_id


def _names(node: Node) -> str:
    attributes = node.attributes
    return " ".join(attributes.get(key) or "" for key in ("class", "id", "itemprop"))


def _read(found: list[Run]) -> Caption | None:
    found = _once([run for run in found if not _NO_CAPTION.fullmatch(run.text)])
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
    caption, credit = _split(" ".join(run.text for run in words))
    if not credit and len(words) > 1 and len(words[-1].text) <= 30:
        # "Jane Roe/AP Buy this picture": a link or button hides the credit's end.
        shorter = _split(" ".join(run.text for run in words[:-1]))
        if shorter[1]:
            return shorter
    return caption, credit


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
        if parted and len(run.text) <= 80 and len(other.text) > 12 and _is_credit(run, other):
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
    for word in reversed(list(pattern("credit").finditer(text, max(0, len(text) - 120)))):
        before, rest = text[: word.start(1)].rstrip(), text[word.end() :].lstrip()
        said = rest.lstrip(":：= ").rstrip(". )")
        if rest[:1] in (":", "：") and (not before or not before[-1].isalnum()) and 2 < len(said) <= 80:
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
