"""Who is who in a story: the first full name behind a family name, a nickname, a pronoun or an office."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice

from kliping.reading.quotes.hints import LONGEST_STORY
from kliping.reading.quotes.naming import named
from kliping.reading.quotes.parts import Run
from kliping.reading.quotes.phrase import Phrase
from kliping.reading.quotes.plausible import plausible
from kliping.reading.quotes.runs import run_over, runs, text_of
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, is_capital, low, plain_tokens, tokens
from kliping.reading.words import values

_NEAR = 30
"""Characters before a word in which the rest of a name is looked for at first."""

_WINDOW = 70
"""Characters on either side of a word in which the whole name is looked for."""

_WIDEST = 4 * _WINDOW
"""Characters before a word in which the office begins that its name ends."""

_MARKS = "\"'“”„‘’«»()"
_PARTING = frozenset((".", ",", ";", ":", "!", "?"))
_INITIALS = 3
"""Characters of initials ("J", "A.B")."""

_OFTEN = 2
"""Full names from which somebody is more than a passing mention."""

_MOST_PLACES = 40
"""Places of a word that are looked at: a story doesn't name its people for the first time after so many."""

_LONGEST_LINE = 90
"""Characters of a heading."""

_SHORTEST_LINE = 3
"""Words up to which a line may be a name and no more."""

_CAPITALS = 0.7
"""Share of its words with a capital from which a line is one of capitals."""

_LONGEST_IN_LINE = 3
"""Tokens of a name in such a line; a longer run is the line itself."""

_MOST_PEOPLE = 400
"""People who are looked up: in a text with more, a list and no story, the later ones are called as they are printed."""


@dataclass(slots=True)
class Person:
    """Somebody of the story, or a house that speaks."""

    name: str
    """As the story has it in full for the first time."""

    words: frozenset[str]
    """The words of the name, folded, without initials."""

    role: str | None = None
    """The office that the story gives."""

    gender: str = ""
    """"he" or "she" as far as a title or a pronoun has told."""

    trades: set[str] = field(default_factory=set)
    """What the words right before the name call this one ("expert")."""

    places: list[tuple[int, int]] = field(default_factory=list)
    """Paragraph and offset of the full names that were met."""

    @property
    def parts(self) -> list[str]:
        """The words of the name as they stand, in small letters."""
        return self.name.lower().split()

    def does(self, offices: Sequence[str]) -> bool:
        """Whether this one has all the offices or trades."""
        role = (self.role or "").lower()
        return all(office in role or office in self.trades for office in offices)

    def fits(self, gender: str) -> bool:
        """Whether a pronoun of a gender may mean this one."""
        return gender not in ("he", "she") or self.gender in ("", gender)


class Cast:
    """The people of one story, found as they are asked for."""

    def __init__(self, story: Sequence[str], words: Speech, beside: Sequence[str] = ()) -> None:
        texts = self._texts = [*story, *beside]
        self._words = words
        # Lines in capitals hardly tell names, and captions tell them of others: they are looked at last.
        lines = [at for at, text in enumerate(texts) if at >= len(story) or is_line_in_capitals(text)]
        self._lines = frozenset(lines)
        self._order = [at for at in range(len(texts)) if at not in self._lines] + lines if lines else range(len(texts))
        self._folded = "\n".join(_folded(texts[at]) for at in self._order)[:LONGEST_STORY]
        self._begins = list(accumulate((len(texts[at]) + 1 for at in self._order), initial=0))
        self._known: dict[frozenset[str], list[Person]] = {}
        self._counts: dict[str, int] = {}
        self._last: dict[frozenset[str], Person] = {}
        self._namesakes: dict[str, Person | None] = {}
        self.people: list[Person] = []
        """Everybody who was asked for, in that order."""

    def named(self, text: str, found: list[Token], phrase: Phrase, paragraph: int) -> Person:
        """The person whom a name means, at its place in the story."""
        name = text_of(text, found, phrase.first, phrase.last)
        keys = _keys(found[phrase.first : phrase.last])
        candidates = self._candidates(keys, name)
        person = _nearest(candidates, (paragraph, found[phrase.first].start), keys, self._words.head_last)
        # Somebody of the same name who is named only once doesn't take over.
        last = self._last.get(keys)
        if last and len(person.places) < _OFTEN and len(last.places) >= len(person.places):
            person = last
        self._last[keys] = person
        if phrase.gender in ("he", "she") and not person.gender:
            person.gender = phrase.gender
        role = _role(text, found, phrase, self._words)
        if role and (person.role is None or role.endswith(person.role)):
            person.role = role
        return person

    def by_family_name(self, token: Token) -> Person | None:
        """The person whose full name ends with a word that is an office too ("Miller")."""
        if token.low not in self._namesakes:
            people = self._search(frozenset((token.low,)))
            self._namesakes[token.low] = next((p for p in people if _family_name(p.name) == token.low), None)
        return self._namesakes[token.low]

    def occurs(self, word: str, times: int) -> bool:
        """Whether a word stands in the story so many times."""
        if word not in self._counts:
            self._counts[word] = self._printed.count(word)
        return self._counts[word] >= times

    def introduced_as(self, name: str) -> tuple[int, int] | None:
        """Paragraph and offset at which the story says that somebody is so called, None where it doesn't."""
        return self._introduced.get(name)

    @cached_property
    def _printed(self) -> str:
        return "\n".join(self._texts)[:LONGEST_STORY]

    @cached_property
    def _introduced(self) -> dict[str, tuple[int, int]]:
        """Each short name by which the story says that somebody is called, to where it first says so."""
        found: list[tuple[tuple[int, int], str]] = []
        for cue in self._words.called:
            for paragraph, at in self._word_begins(cue):
                end = at + len(cue)
                found += _first_name(tokens(self._texts[paragraph], end, end + _NEAR), paragraph)
        for cue in self._words.is_called:
            for paragraph, at in self._word_begins(cue):
                before = tokens(self._texts[paragraph], max(0, at - _NEAR), at)
                found += _first_name(reversed(before), paragraph, passed=",")
        return {name: place for place, name in sorted(found, reverse=True)}

    def of_role(self, description: str) -> Person | None:
        """The person named last whose office a definite description means ("the minister")."""
        return next(reversed(self.having_role(description)), None)

    def having_role(self, description: str) -> list[Person]:
        """Everybody whose office a description means."""
        spelt = self._words.short_offices.get(description.lower())
        wanted = spelt.split() if spelt else [w for w in description.lower().split() if self._words.is_office(w)]
        return [person for person in self.people if wanted and person.does(wanted)]

    def _candidates(self, keys: frozenset[str], name: str) -> list[Person]:
        known = self._known.get(keys)
        if known is None:
            if len(self.people) < _MOST_PEOPLE:
                known = self._search(keys) or [self._keep(Person(name, keys, self._role_of(name)))]
            else:
                known = [Person(name, keys)]
            self._known[keys] = known
        return known

    def _role_of(self, name: str) -> str | None:
        """The office of somebody whom the story calls by one name only, where that is first met."""
        paragraph = next((at for at, text in enumerate(self._texts) if name in text), None)
        if paragraph is None or " " in name or not self._words.single_names:
            return None
        text = self._texts[paragraph]
        at = text.index(name)
        window = tokens(text, _word_edge(text, at - _WINDOW), _word_edge(text, at + len(name) + _WINDOW))
        here = (run for run in runs(window, self._words) if run.name < run.last and window[run.name].start == at)
        run = next(here, None)
        return _role(text, window, named(window, run, 0, self._words), self._words) if run else None

    def _search(self, keys: frozenset[str]) -> list[Person]:
        """The people whose full names hold the words, in the order in which the story names them."""
        found: list[Person] = []
        if not keys:
            return found
        alias = max(sorted(keys), key=len)
        for paragraph, at in self._places(alias):
            if found and paragraph in self._lines:
                break
            window, run = self._run_at(paragraph, at, at + len(alias))
            if run and paragraph in self._lines and run.last - run.name > _LONGEST_IN_LINE:
                continue
            run = run and (plausible(window, run, self._words) or run)
            if run and window[run.first].start <= at < window[run.last - 1].end:
                self._meet(found, paragraph, window, run, keys)
        return found

    def _run_at(self, paragraph: int, start: int, end: int) -> tuple[list[Token], Run | None]:
        """The run in which a word stands, and the tokens around it: further ones where a long office begins before."""
        text, width = self._texts[paragraph], _WINDOW
        while True:
            begin = _word_edge(text, start - width)
            window = plain_tokens(text, begin, _word_edge(text, end + _WINDOW))
            run = run_over(window, start, self._words)
            if run is None or run.first > 1 or not begin or width >= _WIDEST:
                return window, run
            width *= 2

    def _meet(self, found: list[Person], paragraph: int, window: list[Token], run: Run, keys: frozenset[str]) -> None:
        text = self._texts[paragraph]
        whole = _keys(window[run.name : run.last])
        if len(whole) < 2 or not (keys <= whole or (len(keys) > 1 and whole <= keys)):
            return
        if len(keys) == 1 and _has_acronym(window[run.name : run.last]):
            return  # "BBC" is no short form of "BBC News"
        place = (paragraph, window[run.name].start)
        trade = {window[run.first - 1].low} if run.first and self._words.is_office(window[run.first - 1].low) else set()
        for other in found:
            if other.words <= whole or whole <= other.words:
                other.places.append(place)
                other.trades |= trade
                return
        known = (p for p in self.people if len(p.words) > 1 and (p.words <= whole or whole <= p.words))
        person = next(known, None)
        if person is None:
            phrase = named(window, run, 0, self._words)
            role = _role(text, window, phrase, self._words)
            person = self._keep(Person(text_of(text, window, run.name, run.last), whole, role, run.gender))
        person.places.append(place)
        person.trades |= trade
        found.append(person)

    def _keep(self, person: Person) -> Person:
        if not person.gender:
            person.gender = self._words.genders.get(low(person.name.split()[0]), "")
        self.people.append(person)
        return person

    def _places(self, alias: str) -> Iterator[tuple[int, int]]:
        """Where the word stands beside another word in a capital."""
        beside = (
            (paragraph, at)
            for paragraph, at in self._offsets(alias)
            if _has_company(self._texts[paragraph], at, at + len(alias), self._words)
        )
        return islice(beside, _MOST_PLACES)

    def _word_begins(self, words: str) -> Iterator[tuple[int, int]]:
        """Where folded words stand and no longer word ends with them ("called", but not "recalled")."""
        return ((p, at) for p, at in self._offsets(words) if not self._texts[p][at - 1 : at].isalnum())

    def _offsets(self, word: str) -> Iterator[tuple[int, int]]:
        """Paragraph and offset of each place where the folded texts have a word, in the order of looking."""
        start = self._folded.find(word)
        while start >= 0:
            place = bisect_right(self._begins, start) - 1
            yield self._order[place], start - self._begins[place]
            start = self._folded.find(word, start + len(word))


def _first_name(found: Iterable[Token], paragraph: int, passed: str = "") -> list[tuple[tuple[int, int], str]]:
    """The place and the word of the first token but for marks, where that has a capital."""
    token = next((token for token in found if token.word not in _MARKS + passed), None)
    return [((paragraph, token.start), token.word)] if token and is_capital(token) else []


def is_line_in_capitals(text: str) -> bool:
    """Whether a paragraph is a line whose words nearly all have capitals, as headings do.

    >>> is_line_in_capitals("The Best Moment of Ana Roe"), is_line_in_capitals("“Yes,” said Ana Roe.")
    (True, False)
    """
    if len(text) > _LONGEST_LINE or text[-1:] in '.!?…,”"':
        return False
    words = text.split()
    return len(words) > _SHORTEST_LINE and sum(not word[0].islower() for word in words) >= _CAPITALS * len(words)


def _folded(text: str) -> str:
    """In small letters with plain apostrophes, as names are looked up; as it is where that moves offsets."""
    low = text.lower().replace("’", "'")
    return low if len(low) == len(text) else text


def _has_company(text: str, start: int, end: int, words: Speech) -> bool:
    """Whether a word stands beside another with a capital, a particle or a nickname's marks between them at most."""
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return False  # within a longer word
    behind = text[end : end + 4]
    if behind[:1] not in _PARTING and any(map(str.isupper, behind)):
        return True
    if behind[:1] == " " and behind[1:].partition(" ")[0] in words.particles:
        return True
    for piece in reversed(text[max(0, start - _NEAR) : start].split()[-3:]):
        core = piece.strip(_MARKS)
        if core and (core[-1] in ",;:!?" or (core[-1] == "." and not _is_short(core[:-1], words))):
            return False
        if any(map(str.isupper, core[:2])):
            return True
        if core and core.lower() not in words.particles and core not in ("&", "-"):
            return core.lower() in words.inner_articles
    return False


def _is_short(word: str, words: Speech) -> bool:
    """Whether a stop behind a word belongs to it."""
    return len(word) <= _INITIALS or word.lower() in words.titles or word in words.abbreviations


def _has_acronym(name: list[Token]) -> bool:
    """Whether a word of several is an acronym: more than the initials of "JJ Roe", and not all in capitals."""
    found = [len(token.word) > _INITIALS - 1 and token.word.isupper() and token.word.isalpha() for token in name]
    return any(found) and not all(found)


def _role(text: str, found: list[Token], phrase: Phrase, words: Speech) -> str | None:
    """The words of the office, without a title behind them ("Direktur dr.") or a cue before them."""
    if phrase.role is None:
        return None
    first, last = phrase.role
    while first < last and (found[first].low in words.verbs or found[first].low in words.definite):
        first += 1
    while last > first and (found[last - 1].word in ".," or found[last - 1].low in words.titles):
        last -= 1
    return text_of(text, found, first, last) if last > first else None


def _keys(name: list[Token]) -> frozenset[str]:
    last = values("generation")
    return frozenset(t.low for t in name if len(t.word) > 1 and t.word[0].isalpha() and t.low not in last)


def _family_name(name: str) -> str:
    words = name.lower().replace(".", "").replace(",", "").split()
    return next((word for word in reversed(words) if word not in values("generation")), "")


def _word_edge(text: str, at: int) -> int:
    """An offset moved forward to where a word begins."""
    if at <= 0:
        return 0
    edge = text.find(" ", at, at + _NEAR)
    return edge if edge >= 0 else at


def _nearest(people: list[Person], place: tuple[int, int], keys: frozenset[str], head_last: bool) -> Person:
    """Of several with the same name, the one named last before a place; by family name before any other."""
    if len(people) == 1:
        return people[0]
    if len(keys) == 1 and head_last:
        (key,) = keys
        people = [person for person in people if _family_name(person.name) == key] or people
    before = [max((at for at in person.places if at <= place), default=(-1, -1)) for person in people]
    return people[before.index(max(before))] if max(before) >= (0, 0) else people[0]
