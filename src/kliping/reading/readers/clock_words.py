"""The small words of dates and times of day ("pukul", "Uhr", "午後", "pm"), which mean the same in whatever language.

They stand in clock.tsv beside this file, as `kind<TAB>value<TAB>word`; months and weekdays are in `reading.words`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from kliping.reading.words import fold
from kliping.reading.words.alternatives import alternatives


@cache
def clock_words(kind: str) -> dict[str, str]:
    """Folded word to value, of one kind; clock.tsv says what each kind does.

    >>> clock_words("half")["p.m."]
    'pm'
    """
    table = (files(__package__) / "clock.tsv").read_text("utf-8")
    fields = [line.split("\t") for line in table.split("\n") if line and not line.startswith("#")]
    return {fold(word): value for row_kind, value, word in fields if row_kind == kind}


@cache
def clock_pattern(kind: str) -> re.Pattern[str]:
    """Matches a word of a kind, whole, after any white space; the word is group 1."""
    return re.compile(rf"\s*+({alternatives(clock_words(kind))})", re.IGNORECASE)
