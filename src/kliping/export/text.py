"""The stories' text and nothing else: a corpus. Paragraphs are lines, a blank line stands between stories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from kliping.export.visible import visible_line
from kliping.records import Article


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the texts; how many stories have one."""
    count = 0
    for article in articles:
        lines = [line for paragraph in article.paragraphs if (line := visible_line(paragraph.text))]
        if lines:
            stream.write(("\n" if count else "").encode() + ("\n".join(lines) + "\n").encode())
            count += 1
    return count
