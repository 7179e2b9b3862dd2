"""Stories as a folder of Markdown files with front matter, each named after its day and headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from kliping.export.markdown import to_markdown
from kliping.records import Article

_LONGEST = 60
_NO_NAME = re.compile(r"[^\w]+")


def write_folder(stories: Iterable[tuple[int, Article]], folder: Path) -> int:
    """Write a file for each story into a folder, which is made; how many. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for ident, article in stories:
        count += 1
        (folder / file_name(ident, article)).write_text(to_markdown(article), "utf-8")
    return count


def file_name(ident: int, article: Article) -> str:
    """A name that says what is in the file, and that no other story has.

    >>> file_name(12, Article(headline="Harga: beras/naik"))
    'undated-harga-beras-naik-12.md'
    """
    day = article.published.day.isoformat() if article.published else "undated"
    words = _NO_NAME.sub("-", unicodedata.normalize("NFC", article.headline or "story").casefold()).strip("-_")
    # A name may have 255 bytes, and letters of many scripts take three.
    words = words.encode("utf-8", "ignore")[: _LONGEST * 3].decode("utf-8", "ignore")[:_LONGEST].strip("-_") or "story"
    return f"{day}-{words}-{ident}.md"
