"""What a block's text is like by itself, as numbers: the part of the features that needs no tree."""

from __future__ import annotations

import json
import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.cues import cues

Floats = NDArray[np.float32]

CUES = ("role", "source", "credit", "read_also", "rail", "tags", "pager", "comments", "promo", "end", "date", "staff")
_DIGIT = re.compile(r"\d")
_STOPS = re.compile(r"[.!?。！？।۔؟…]")
_COMMAS = re.compile(r"[,;、，；،]")
_ENDS = re.compile(r"(?:([.!?。！？।۔؟…])|([:：])|([\"”’»」)\]]))\s*$")
_QUOTES = "“\"„«‘'「‹»"
_ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")')
_LONGEST_SCRIPT = 1_000_000
_SHORTEST_BODY = 400
_NO_LETTER = re.compile(r"[\W\d_]+")


def of_text(table: BlockTable) -> Floats:
    """(n, 34) what each block's text is like by itself: size, marks, links, what it repeats, what it announces."""
    title = set((table.head.title or "").lower().split())
    deck = set(_description(table).lower().split())
    stated = _stated_body(table)
    seen: dict[str, int] = {}
    for text in table.text:
        seen[text] = seen.get(text, 0) + 1
    anchors = [0] * len(table)
    for anchor in table.anchors:
        for block in range(anchor.block, min(anchor.last_block + 1, len(anchors))):
            anchors[block] += 1
    images = [0] * (len(table) + 1)
    for mark in table.images:
        images[mark.block] += 1
    rows = []
    for block, text in enumerate(table.text):
        rows.append(
            (
                *_text_numbers(text),
                table.link_chars[block] / len(text),
                table.strong_chars[block] / len(text),
                anchors[block],
                images[block],
                seen[text] - 1,
                _overlap(text, title),
                _overlap(text, deck),
                bool(stated) and _letters(text) in stated,
                bool(stated),
                *_cue_numbers(text),
            )
        )
    found = np.array(rows, np.float32)
    found[:, (0, 1, 2, 3, 4, 5, 15, 16, 17)] = np.log1p(found[:, (0, 1, 2, 3, 4, 5, 15, 16, 17)])
    return found


def _text_numbers(text: str) -> tuple[float, ...]:
    size = len(text)
    bytes_ = size if text.isascii() else len(text.encode("utf-8", "replace"))
    start = text[:160].split()
    end = _ENDS.search(text, max(0, size - 4))
    first = text[0]
    return (
        size,
        bytes_,
        text.count(" ") + 1,
        len(_STOPS.findall(text)),
        len(_COMMAS.findall(text)),
        text.count("\n"),
        len(_DIGIT.findall(text[:200])) / min(size, 200),
        sum(word[0].isupper() for word in start) / (len(start) or 1),
        first.islower(),
        first in _QUOTES,
        not first.isalnum(),
        end is not None and end[1] is not None,
        end is not None and end[2] is not None,
    )


def _description(table: BlockTable) -> str:
    """The summary that the page's head gives."""
    return next((content for name, content in table.head.metas if name in ("og:description", "description")), "")


def _stated_body(table: BlockTable) -> str:
    """The letters of the story's text as JSON-LD states it; "" where it doesn't, or no more than a summary."""
    found = ""
    for script in table.head.json_ld:
        match = _ARTICLE_BODY.search(script) if len(script) < _LONGEST_SCRIPT else None
        if match:
            try:
                found = _letters(json.loads(match[1], strict=False))
            except ValueError:
                continue
    return found if len(found) > _SHORTEST_BODY else ""


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())


def _overlap(text: str, title: set[str]) -> float:
    if not title or len(text) > 300:
        return 0.0
    words = set(text.lower().split())
    return len(words & title) / len(words | title) * 2


@lru_cache(maxsize=16384)
def _cue_numbers(text: str) -> tuple[float, ...]:
    found = cues(text)
    if not found:
        return _NO_CUES
    return tuple(0.0 if kind not in found else 1.0 if found[kind].marked else 0.5 for kind in CUES)


_NO_CUES = (0.0,) * len(CUES)
