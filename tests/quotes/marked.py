"""Reads the articles of this folder: text for people, with what is said marked in it.

A file has a head (`lang: id`, then `K = Full Name | role` a line for each speaker), a line of three dashes, and the
story, a paragraph a line. Inside it `{K:…}` is what K says, `{K~…}` a part of a sentence quoted from K, `{K>…}` K's
words in the reporter's; without a key nobody is known to have said it. A brace may close in a later paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
KINDS = {":": "direct", "~": "partial", ">": "indirect"}
_MARK = re.compile(r"\{(\w*)([:~>])|\}")


@dataclass(frozen=True)
class Gold:
    """One quotation that an article holds."""

    kind: str
    paragraph: int
    start: int
    end_paragraph: int
    end: int
    speaker: str | None


@dataclass
class Marked:
    """One article."""

    name: str
    language: str
    paragraphs: list[str] = field(default_factory=list)
    quotes: list[Gold] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)


def articles() -> list[Marked]:
    """All articles of the folder, by name."""
    return [read(path) for path in sorted(HERE.glob("*.txt"))]


def read(path: Path) -> Marked:
    """One article from its file."""
    head, _, body = path.read_text("utf-8").partition("---\n")
    keys: dict[str, str | None] = {"": None}
    article = Marked(path.stem, "")
    for line in head.splitlines():
        if line.startswith("lang: "):
            article.language = line.removeprefix("lang: ")
            continue
        key, _, named = line.partition(" = ")
        name, _, role = named.partition(" | ")
        keys[key] = name
        if role:
            article.roles[name] = role
    open_at: tuple[str, str, int, int] | None = None
    for index, line in enumerate(filter(None, body.splitlines())):
        text = ""
        at = 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            at = mark.end()
            if mark[2]:
                assert open_at is None, (path.name, line)
                open_at = (mark[1], mark[2], index, len(text))
            else:
                assert open_at, (path.name, line)
                key, sign, paragraph, start = open_at
                article.quotes.append(Gold(KINDS[sign], paragraph, start, index, len(text), keys[key]))
                open_at = None
        article.paragraphs.append(text + line[at:])
    assert open_at is None, path.name
    return article
