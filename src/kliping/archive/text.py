"""Text as the archive compares and indexes it.

Scripts that part no words (Chinese, Japanese, Thai …) are indexed by pairs of characters, so that a word of two is
found wherever it stands; Korean too, where particles hang on words. Everything else goes by words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han, Hangul."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0900-\u0dff\u0f18-\u0fbc"
"""Vowel signs and accents that stand inside words but are no letters to `re`."""

_RUN = re.compile(f"[{_UNSPACED}]+")
_PIECE = re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_]|[{_MARKS}])+")
_SPACED_PIECE = re.compile(f"(?:[^\\W_]+|[{_MARKS}]+)+")
_ASCII_PIECE = re.compile("[A-Za-z0-9]+")
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06dc]")
"""Hebrew and Arabic points, which most texts leave out."""


def plain(text: str) -> str:
    """A text as words are compared in it: one width, no case, no points.

    >>> plain("ＡＦＰ Straße")
    'afp strasse'
    """
    if text.isascii():
        return text.lower()
    return _POINTS.sub("", unicodedata.normalize("NFKC", text).casefold())


def indexed(text: str | None) -> str:
    """A text as the index takes it: words as they are, unspaced scripts as pairs, and each run's last character.

    >>> indexed("Harga 米価格 naik")
    'harga  米価 価格 格  naik'
    """
    return _RUN.sub(lambda run: f" {' '.join(pairs(run[0]))} ", plain(text)) if text else ""


def pairs(run: str) -> list[str]:
    """The pairs of a run, and its last character, which begins no pair.

    >>> pairs("東京都")
    ['東京', '京都', '都']
    """
    return [run[at : at + 2] for at in range(len(run))]


def pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Words and unspaced runs as they stand, with where they begin and end.

    >>> list(pieces("Beras: 米価!"))
    [('Beras', 0, 5), ('米価', 7, 9)]
    """
    pattern = _ASCII_PIECE if text.isascii() else _PIECE if _RUN.search(text) else _SPACED_PIECE
    for match in pattern.finditer(text):
        yield match[0], match.start(), match.end()


def is_unspaced(text: str) -> bool:
    """Whether a piece is of a script that parts no words."""
    return _RUN.match(text) is not None


def words(text: str) -> list[str]:
    """The words of a text, plain; of unspaced runs the pairs.

    >>> words("Harga 米価格")
    ['harga', '米価', '価格']
    """
    text = plain(text)
    if text.isascii() or not _RUN.search(text):  # most texts, and four times as fast
        return (_ASCII_PIECE if text.isascii() else _SPACED_PIECE).findall(text)
    found: list[str] = []
    for piece, _, _ in pieces(text):
        if is_unspaced(piece):
            found += pairs(piece)[:-1] or [piece]
        else:
            found.append(piece)
    return found
