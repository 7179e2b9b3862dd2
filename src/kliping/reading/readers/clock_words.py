"""The small words of dates and times of day ("pukul", "Uhr", "午後", "pm"), found behind any white space.

They stand in words/clock.tsv, as they mean the same in whatever language.
"""

from __future__ import annotations

import re
from functools import cache

from kliping.reading.words import values
from kliping.reading.words.alternatives import alternatives


@cache
def clock_pattern(kind: str) -> re.Pattern[str]:
    """Matches a word of a kind, whole, after any white space; the word is group 1."""
    return re.compile(rf"\s*+({alternatives(values(kind))})", re.IGNORECASE)
