"""A story's text as a sketch that can be compared: MinHash over word shingles.

A. Broder, "On the resemblance and containment of documents", 1997. The hashing is rensa's; its
`ALGORITHM_VERSION` stands in the archive (`derived.py`), since sketches of two versions can't be compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from kliping.archive.text import words

WIDTH = 3
"""Words of a shingle: with a fifth of the words changed, half of them are left; unlike texts share next to none."""

BANDS, ROWS = 64, 2
"""Two sketches meet in at least one of the bands with probability 1 - (1 - s**ROWS)**BANDS at a likeness of s: .998 at
.3, .93 at .2, and .006 at .01, where unlike texts are."""

SEED = 7
FEWEST = 20
"""Shingles; of shorter texts nothing can be said."""

_MOST_WORDS = 20_000


def shingles(text: str) -> set[str]:
    """The distinct shingles of a story's text.

    >>> sorted(shingles("Harga beras naik lagi"))
    ['beras naik lagi', 'harga beras naik']
    """
    found = words(text)[:_MOST_WORDS]
    return {" ".join(found[at : at + WIDTH]) for at in range(len(found) - WIDTH + 1)}


def sketch(distinct: set[str]) -> list[int]:
    """The MinHash of shingles: `BANDS` times `ROWS` numbers of 32 bits."""
    from rensa import RMinHash

    hashed = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    hashed.update(list(distinct))
    digest: list[int] = hashed.digest()
    return digest


def bands(values: list[int]) -> Iterator[int]:
    """The bands as numbers that SQLite can hold: the band's number above, a mixture of its rows below."""
    for at in range(BANDS):
        mixed = 0
        for value in values[at * ROWS : at * ROWS + ROWS]:
            mixed = (mixed ^ value) * 0x9E37_79B9_7F4A_7C15 & _BELOW
        yield at << 57 | mixed >> 7


_BELOW = (1 << 64) - 1


def packed(values: list[int]) -> bytes:
    """The sketch as bytes, little end first."""
    return array("I", values).tobytes()


def unpacked(blob: bytes) -> array[int]:
    """The same, back."""
    values: array[int] = array("I")
    values.frombytes(blob)
    return values
