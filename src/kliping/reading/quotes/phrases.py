"""The phrase that says who speaks, after or before a cue."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.quotes.describing import description, noun_before, trimmed, upto
from kliping.reading.quotes.naming import (
    apposed_at,
    behind_comma,
    complement,
    named,
    office_of_house,
    office_then_name,
    past_of,
    past_office,
    segment_end,
)
from kliping.reading.quotes.parts import Run
from kliping.reading.quotes.phrase import DESCRIBED, FARTHEST, FULL, HEAD, NAME, PRONOUN, STOPS, Phrase
from kliping.reading.quotes.plausible import plausible
from kliping.reading.quotes.runs import run_at, runs
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, is_capital, is_of_initials


def phrase_after(found: list[Token], at: int, words: Speech) -> Phrase | None:
    """The phrase that begins at a token, behind a cue: "kata | Wali Kota Ani Lestari, Senin"."""
    at = _skip(found, at, words)
    if at >= len(found):
        return None
    if found[at].low in words.pronouns:
        return Phrase(PRONOUN, at, at + 1, words.pronouns[found[at].low])
    if found[at].low in words.prepositions and found[at].low not in words.definite:
        return None
    end = segment_end(found, at, words)
    run = run_at(found, at, words)
    run = plausible(found, run, words) if run else None
    if run:
        return _of_run(found, run, end, words)
    return _inside(found, at, end, words)


def phrase_before(found: list[Token], at: int, words: Speech) -> Phrase | None:
    """The subject of a verb at an index: "Wali Kota Ani Lestari di Kayuara, Senin, | mengatakan"."""
    begin = max(_clause_begin(found, at, words), at - FARTHEST)
    end = at
    while end > begin and (found[end - 1].low in words.between or found[end - 1].low.endswith(words.adverb_endings)):
        end -= 1
    if end == begin:
        return None
    before = found[end - 1]
    if before.low in words.pronouns:
        return Phrase(PRONOUN, end - 1, end, words.pronouns[before.low])
    near = [_moved(run, begin) for run in runs(found[begin:end], words)]
    near = [run for run in (plausible(found, run, words) for run in near) if run]
    if near and near[-1].last == end and not near[-1].possessive and _stands_free(found, begin, near[-1], words):
        return complement(found, begin, near[-1], words) or named(found, near[-1], begin, words)
    if near and _ends_as_office(found, near[-1], end, words):
        return Phrase(DESCRIBED, near[-1].first, end)
    for run in near:
        of = past_of(found, run, words)
        if of and of.last == end and _is_subject(found, begin, run, words):
            return of
    noun = noun_before(found, begin, end, words) if before.word != "," else None
    if noun:
        return noun
    subject = next((run for run in near if not run.possessive and _is_subject(found, begin, run, words)), None)
    if subject and (apposed := office_of_house(found, subject, words)):
        return apposed
    if subject and (subject.name == subject.last or (subject.is_role and not words.head_last)):
        apposed = office_then_name(found, subject, end, words) or past_office(found, subject, words)
        if apposed:
            return apposed
    if subject and before.word == ",":
        return named(found, subject, begin, words)
    other = description(found, begin, end, words)
    if other and (not subject or subject.first > other.first or (subject.name == subject.last > other.first)):
        return other
    return named(found, subject, begin, words) if subject else other


def subjects(found: list[Token], words: Speech) -> Iterator[Phrase]:
    """What may be the subject of a sentence, as far as its form tells, the likeliest first."""
    if found and found[0].low in words.pronouns:
        yield Phrase(PRONOUN, 0, 1, words.pronouns[found[0].low])
    lead = _lead(found, words)
    for run in (plausible(found, run, words) for run in runs(found[:FARTHEST], words)):
        if run and run.first >= lead and not run.possessive and _is_subject(found, 0, run, words):
            if house := complement(found, 0, run, words):
                yield house
                continue
            apposed = None if words.head_last else behind_comma(found, run, words) or past_office(found, run, words)
            if run.name == run.last and not apposed and not words.head_last:
                apposed = office_then_name(found, run, len(found), words)
            if apposed and any(words.is_office(token.low) for token in found[max(0, run.first - HEAD) : run.last]):
                yield apposed
            yield named(found, run, 0, words)


def _of_run(found: list[Token], run: Run, end: int, words: Speech) -> Phrase | None:
    if run.possessive:
        return _inside(found, run.first, end, words)
    if further := past_office(found, run, words):
        return further
    if run.name == run.last:
        if name := past_of(found, run, words):
            return name
        return behind_comma(found, run, words) or _inside(found, run.first, end, words)
    # "Kapolsek Cempaka Putih, AKP Bambang Wirawan": what looked like the name is what the office is of.
    if apposed := office_of_house(found, run, words):
        return apposed
    if run.is_role and (not words.head_last or run.last - run.name == 1):
        apposed = behind_comma(found, run, words)
        if apposed:
            return apposed
    if not run.is_role and _leads_to_office(found, run.last, end, words):
        # "Acme | managing director John Roe": a house before the office.
        inner = _inside(found, run.first, end, words)
        if inner and (inner.first >= run.last or inner.kind == DESCRIBED):
            return inner
    return named(found, run, run.first, words)


def _ends_as_office(found: list[Token], run: Run, end: int, words: Speech) -> bool:
    """ "Kayuara police | said": small words behind a name end with an office, and no comma parts them."""
    if not words.subject_first or run.is_role or not words.is_office(found[end - 1].low):
        return False
    return 0 < end - run.last < HEAD and all(t.word.islower() or t.word == "." for t in found[run.last : end])


def _leads_to_office(found: list[Token], at: int, end: int, words: Speech) -> bool:
    """Whether an office is the next word, or follows the small words there, with a name right behind it."""
    at += at < end and is_of_initials(found, at)
    if at < end and words.is_office(found[at].low):
        return True
    last = at
    while last < min(end, at + HEAD) and found[last].word.islower() and found[last].low not in words.prepositions:
        last += 1
    return at < last < end and words.head_last and words.is_office(found[last - 1].low) and is_capital(found[last])


def _inside(found: list[Token], at: int, end: int, words: Speech) -> Phrase | None:
    """A phrase that begins with a small letter: the name in it or behind its comma, else what it describes."""
    inner = (plausible(found, _moved(run, at), words) for run in runs(found[at:end], words))
    for run in inner:
        if run is None or run.name == run.last or run.possessive or run.first == at:
            continue
        if apposed := office_of_house(found, run, words):
            return apposed
        nickname = " ".join(token.low for token in found[at : run.first]).endswith(words.called or "\n")
        if nickname:
            return Phrase(NAME, run.name, run.last, run.gender)
        if run.last < len(found) and found[run.last].low in words.postposed:
            continue  # "politikus Partai Satu itu"
        whole = run.last - run.name >= FULL or run.last >= end or found[run.first - 1].low not in words.definite
        led = run.first == at + 1 and found[at].low in words.definite  # "erzählt | der Chef Ana Roe"
        if whole and (led or _stands_free(found, at, run, words)):
            return Phrase(NAME, run.name, run.last, run.gender, _role_before(found, at, run, words))
    following = apposed_at(found, end, words)
    if following and (following.last - following.name >= 2 or following.gender or found[at].low in words.definite):
        return Phrase(NAME, following.name, following.last, following.gender, trimmed(found, at, end, words))
    return description(found, at, upto(found, at, end, words), words)


def _role_before(found: list[Token], at: int, run: Run, words: Speech) -> tuple[int, int] | None:
    return trimmed(found, at, run.name, words) if any(words.is_office(t.low) for t in found[at : run.name]) else None


def _stands_free(found: list[Token], begin: int, run: Run, words: Speech) -> bool:
    """Whether the run isn't what a preposition leads to."""
    if run.first == begin:
        return True
    before = found[run.first - 1]
    opens = run.first - 1 == begin and before.word[0].isupper() and before.low in words.articles
    if before.low in words.prepositions and before.word != "," and not opens:
        return False  # "der" is a genitive, and "Der" opens a sentence
    # "spokesman for the city of Town": a description goes on until the verb.
    article = before.low in words.definite and run.first - 2 >= begin
    return not (article and found[run.first - 2].low in words.prepositions)


def _is_subject(found: list[Token], begin: int, run: Run, words: Speech) -> bool:
    """Whether a run may be a sentence's subject: no preposition leads to it, over an adjective or two."""
    if not _stands_free(found, begin, run, words):
        return False
    alone = run.first == begin and run.last == begin + 1 and run.last < len(found) and found[run.last].word == ","
    if alone and not words.head_last and found[begin].low.endswith(words.adverb_endings):
        return False  # "Posteriormente, Ana Roe dijo"
    if words.subject_first and _is_object(found, begin, run.first, words):
        return False
    for at in range(run.first - 1, max(begin, run.first - 3) - 1, -1):
        if not found[at].word.islower() or found[at].low in words.verbs:
            break
        if found[at].low in words.prepositions and found[at].low not in words.definite:
            return False
    return True


def _lead(found: list[Token], words: Speech) -> int:
    """Index at which the main clause may begin: behind the comma of what a preposition opens ("With its film, …")."""
    if not found or found[0].low not in words.prepositions or not words.subject_first:
        return 0
    return next((at for at, token in enumerate(found) if token.word == ","), 0)


def _is_object(found: list[Token], begin: int, at: int, words: Speech) -> bool:
    """Whether a verb stands before a name, where subjects come first: "told | Ana Roe", "he left | New York"."""
    before = found[at - 1] if at > begin else None
    if before is None or not before.word.islower() or before.low in words.between or before.low in words.that:
        return False
    return before.low in words.cues or (at - 2 >= begin and found[at - 2].low in words.pronouns)


def _skip(found: list[Token], at: int, words: Speech) -> int:
    """Past what may stand between a verb and its subject behind it."""
    while at < len(found) and (found[at].word in "-," or found[at].low in words.between):
        if found[at].word == "," and at and found[at - 1].word == ",":
            break
        at += 1
    return at


def _clause_begin(found: list[Token], at: int, words: Speech) -> int:
    """Index of the first token of the clause that a verb at an index ends."""
    begin = at
    while begin > max(0, at - FARTHEST) and (found[begin - 1].word not in STOPS or is_of_initials(found, begin - 1)):
        begin -= 1
    while begin < at and found[begin].word == ",":
        begin += 1
    return begin


def _moved(run: Run, by: int) -> Run:
    return run._replace(first=run.first + by, last=run.last + by, name=run.name + by)
