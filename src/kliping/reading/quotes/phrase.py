"""What a phrase is: the words that say who speaks, a name, a pronoun, or a description of somebody."""

from __future__ import annotations

from typing import NamedTuple

NAME, PRONOUN, DESCRIBED = "name", "pronoun", "described"

HOUSE = "house"
"""What stands for a gender where a description calls a house ("the company")."""

STOPS = frozenset('.:;!?…"“”„«»()[]–—')
"""Signs over which no phrase goes."""

FARTHEST = 40
"""Tokens that a phrase is looked for in: cues with longer ones between them and their speaker are rare."""

HEAD = 5
"""Tokens of a description among which its office must stand."""

FULL = 2
"""Words of a full name."""

LONGEST_DESCRIPTION = 16
"""Tokens of a description."""


class Phrase(NamedTuple):
    """Who speaks, by the indices of tokens."""

    kind: str
    """"name", "pronoun" or "described"."""

    first: int
    """Index of the first token of name, pronoun or description."""

    last: int
    """Index after its last token."""

    gender: str = ""
    """"he", "she", "any", "many", "house", or "" where nothing tells."""

    role: tuple[int, int] | None = None
    """Indices of the words that say the office, where they stand beside the name."""

    definite: bool = False
    """Whether a description speaks of somebody already named ("the minister")."""
