"""Two wordings of one passage, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 2_000
"""Of a longer passage, old and new are shown whole."""


class Piece(NamedTuple):
    """A run of words."""

    kind: str
    """"same", "removed" or "added"."""

    text: str


def wording(old: str, new: str) -> list[Piece]:
    """The pieces of both, in order; what was removed before what was added in its place.

    >>> [(piece.kind, piece.text) for piece in wording("Harga naik 5 persen.", "Harga naik 7 persen.")]
    [('same', 'Harga naik '), ('removed', '5'), ('added', '7'), ('same', ' persen.')]
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        return [Piece("removed", old), Piece("added", new)]
    pieces: list[Piece] = []
    for _, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:i_end]), "".join(after[j:j_end])
        if gone == come:
            pieces.append(Piece("same", gone))
        else:
            pieces += [piece for piece in (Piece("removed", gone), Piece("added", come)) if piece.text]
    return pieces
