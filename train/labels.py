"""Gold to labels: for each block of a page the share of it that is story, and what part of the page it is.

People say only what belongs to the story. What else a block is (menu, rail, caption, promotion …) is weakly said by the
rules of the reader itself and by the page's structured data, and overruled by gold wherever gold speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from kliping.reading.blocks import BlockTable
from kliping.reading.label_learned import part_by_tag
from kliping.reading.label_markup import label_markup
from kliping.reading.labels import BODY, Label
from train.align import shares, words

UNKNOWN = -1.0
_FOLD = re.compile(r"[\W_]+")
_APART = frozenset((Label.CAPTION, Label.CREDIT, Label.BYLINE, Label.DATE, Label.CROSS_LINK, Label.PAGER))
_APART_LONGEST = 300
_BODY_SETS = ("wcxb", "fundus", "np4k-dataset", "readability", "chinese-wce", "newspaper4k", "anpandu-id")


@dataclass(slots=True)
class PageLabels:
    """What is known of a page of n blocks."""

    body: np.ndarray
    """(n,) share of the block that is story, −1 where nobody says."""

    part: np.ndarray
    """(n,) Label."""

    trust: float
    """How far the page's gold is to be believed, 0 to 1: whether its blocks give the gold text back."""

    is_story: int
    """1 a story, 0 some other page, −1 unknown."""


def page_labels(table: BlockTable, set_name: str, page_type: str | None, gold: dict[str, Any]) -> PageLabels:
    """The labels of one page of gold."""
    rules = label_markup(table)
    body, trust = _body(table, rules, set_name, gold)
    part = np.array([_part(table, block, body[block], rules[block]) for block in range(len(table))], np.int64)
    _titles(table, gold, part, body)
    _corrected(table, gold, part, body)
    story = is_story(set_name, page_type)
    return PageLabels(body, part, trust, story)


def gold_text(set_name: str, gold: dict[str, Any]) -> str | None:
    """The story as the gold of a set has it, None where it has none or only a part."""
    if set_name == "fundus":
        sections = gold["body"]["sections"]
        return "\n".join(text for section in sections for text in [*section["headline"], *section["paragraphs"]])
    return gold.get("text") or None if set_name in _BODY_SETS else None


def _body(table: BlockTable, rules: list[Label], set_name: str, gold: dict[str, Any]) -> tuple[np.ndarray, float]:
    text = gold_text(set_name, gold)
    if text:
        found = np.array(shares(table.text, text), np.float32)
        trust = _trust(table, found, text)
        for block, rule in enumerate(rules):
            # Some gold has captions, bylines and times in its text; the record keeps them apart.
            if found[block] > 0 and rule in _APART and len(table.text[block]) < _APART_LONGEST:
                found[block] = 0.0
        if set_name == "fundus":
            lead = np.array(shares(table.text, "\n".join(gold["body"].get("summary") or [])), np.float32)
            found = np.where((lead >= 0.8) & (found < 0.5), LEAD_SHARE, found).astype(np.float32)
        return found, trust
    if gold.get("with") or gold.get("without"):
        return _snippets(table, gold), 0.6
    return np.full(len(table), UNKNOWN, np.float32), 0.0


LEAD_SHARE = 1.0
"""A summary above the story counts as story: fundus' "full" score has it, its "paragraphs" score passes it over."""


def _trust(table: BlockTable, found: np.ndarray, text: str) -> float:
    """F1 by words of the blocks so found against the gold, made steep: .93 and better is trusted."""
    have = sum(len(words(block)) for block, share in zip(table.text, found, strict=True) if share >= 0.5)
    kept = sum(share * len(words(block)) for block, share in zip(table.text, found, strict=True) if share >= 0.5)
    want = len(words(text))
    score = 2 * kept / max(have + want, 1)
    return float(np.clip((score - 0.8) / 0.13, 0.0, 1.0))


def _snippets(table: BlockTable, gold: dict[str, Any]) -> np.ndarray:
    found = np.full(len(table), UNKNOWN, np.float32)
    folded = [fold(text) for text in table.text]
    for value, snippets in ((0.0, gold.get("without") or []), (1.0, gold.get("with") or [])):
        for snippet in map(fold, snippets):
            for block, text in enumerate(folded):
                if len(snippet) > 8 and (snippet in text or (len(text) > 30 and text in snippet)):
                    found[block] = value
    return found


def fold(text: str) -> str:
    """A text without case and marks, as titles are compared."""
    return _FOLD.sub(" ", text.casefold()).strip()


def _part(table: BlockTable, block: int, body: float, rule: Label) -> Label:
    """By gold whether it is story, by tag and rule what part."""
    if body >= 0.5 or (body == UNKNOWN and rule in BODY):
        return _story_part(table, block, rule)
    return Label.OTHER if rule in BODY or (rule is Label.HEADLINE and body == 0.0) else rule


def _story_part(table: BlockTable, block: int, rule: Label) -> Label:
    by_tag = part_by_tag(table, block)
    if by_tag is not None:
        return by_tag
    text = table.text[block]
    if len(text) < 90 and table.strong_chars[block] > 0.9 * len(text) and text[-1] not in '.!?…"”,:':
        return Label.SUBHEADING
    return Label.LEAD if rule is Label.LEAD else Label.TEXT


def _titles(table: BlockTable, gold: dict[str, Any], part: np.ndarray, body: np.ndarray) -> None:
    """The block that says the title, above the story, is the headline and no story, whatever the text has."""
    title = fold(gold.get("title") or "")
    if not title:
        return
    candidates = [block for block, text in enumerate(table.text) if fold(text) == title]
    headings = [block for block in candidates if table.tag(block) in ("h1", "h2")] or candidates
    if headings:
        part[part == Label.HEADLINE] = Label.OTHER
        part[headings[0]] = Label.HEADLINE
        body[headings[0]] = 0.0 if body[headings[0]] != UNKNOWN else UNKNOWN


def _corrected(table: BlockTable, gold: dict[str, Any], part: np.ndarray, body: np.ndarray) -> None:
    """What a person said of very blocks (`kliping corrections export`) goes before all that was guessed of them."""
    said = {(each["where"], fold(each["text"])): Label[each["label"]] for each in gold.get("blocks") or []}
    for block in range(len(table)) if said else ():
        label = said.get((table.where(block), fold(table.text[block])))
        if label is not None:
            part[block], body[block] = label, float(label in BODY)


def is_story(set_name: str, page_type: str | None) -> int:
    """1 where a set says that its page is one story, 0 where it isn't, −1 where nobody says."""
    if set_name == "wcxb":
        return int(page_type == "article")
    return 1 if set_name in ("fundus", "np4k-dataset", "chinese-wce", "newspaper4k", "anpandu-id") else -1
