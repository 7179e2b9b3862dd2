"""One person's name in many forms, over many records: "Blinken", "Antony J. Blinken", "Menlu AS Antony Blinken".

Within a story `cast.py` does this by what the story says first; here nothing is known but the names that records have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kliping.reading.quotes.languages import speech
from kliping.reading.quotes.runs import run_at
from kliping.reading.quotes.tokens import tokens
from kliping.reading.remembered import remembered

_FULL = 2
"""Words of a full name."""


def resolve(names: Iterable[str]) -> dict[str, str]:
    """Each name to the form that stands for its person: the full name that most records have.

    `names` are speakers as records have them, as often as they occur. Titles, offices and initials don't count; a name
    of one word is the person of the only full name that has the word, and stays itself where there are several.

    >>> forms = resolve(["Antony Blinken", "Blinken", "Antony J. Blinken", "Menlu AS Antony Blinken", "Antony Blinken"])
    >>> set(forms.values())
    {'Antony Blinken'}
    >>> resolve(["Ana Roe", "Ben Roe", "Roe"])["Roe"]
    'Roe'
    """
    counts = Counter(names)
    groups: dict[tuple[str, ...], Counter[str]] = {}
    for name, count in counts.items():
        groups.setdefault(_group(key_of(name)), Counter())[name] = count
    stands = {key: _best(forms) for key, forms in groups.items()}
    return {name: stands[_person(_group(key_of(name)), stands)] for name in counts}


def is_form_of(asked: str, name: str | None) -> bool:
    """Whether a name could be meant by what somebody asked for: all words asked for are words of the name.

    >>> is_form_of("blinken", "Menlu AS Antony J. Blinken"), is_form_of("Ana Blinken", "Antony Blinken")
    (True, False)
    """
    wanted = key_of(asked)
    return name is not None and bool(wanted) and set(wanted) <= set(key_of(name))


@remembered(4096)
def key_of(name: str) -> tuple[str, ...]:
    """The words by which a name is known: folded, without titles, offices and initials.

    >>> key_of("Menlu AS Antony J. Blinken"), key_of("dr. Ani Lestari")
    (('antony', 'blinken'), ('ani', 'lestari'))
    """
    words = speech(None)
    assert words
    found = tokens(name, 0, len(name))
    run = run_at(found, 0, words) if found else None
    if run and run.last >= len(found) - 1 and run.name < run.last:
        found = found[run.name : run.last]
    key = tuple(token.low for token in found if len(token.word) > 1 and token.word[0].isalnum())
    return key or (name.casefold(),)


def _group(key: tuple[str, ...]) -> tuple[str, ...]:
    """First and last word: what stands between is left out as often as not."""
    return (key[0], key[-1]) if len(key) > _FULL else key


def _best(forms: Counter[str]) -> str:
    """The form that most records have; of equals the one with the fewest words besides the name, then the first."""
    return min(forms, key=lambda name: (-forms[name], len(name), name))


def _person(key: tuple[str, ...], stands: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    if len(key) > 1:
        return key
    fuller = [other for other in stands if len(other) > 1 and key[0] in other]
    return fuller[0] if len(fuller) == 1 else key
