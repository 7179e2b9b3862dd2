"""Indirect speech: what somebody said in the reporter's words ("mengatakan bahwa …", "… , the mayor said")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kliping.reading.quotes.beside import Beside
from kliping.reading.quotes.cues import PASSIVE, SELF, SOURCE, Cue, Tag, cues, is_noun, speaks_after, speaks_before
from kliping.reading.quotes.drafts import Draft
from kliping.reading.quotes.speakers import Speakers
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, plain_tokens, sentence_spans

_FEWEST = 3
"""Tokens of what is said: fewer are an object ("said the prayer")."""

_THAT_FAR = 9
"""Tokens between cue and "that": whom it was said to, where and when."""

_LONGEST_SENTENCE = 900
"""Characters of a sentence that is read; a longer one is none."""

_DATELINE = 6
"""Tokens within which a dateline ends."""

_CERTAIN, _LIKELY = 0.7, 0.6


def indirect(text: str, index: int, drafts: list[Draft], speakers: Speakers) -> list[Draft]:
    """The indirect speech of a paragraph, outside of the sentences that quote directly."""
    words = speakers.words
    rights = [draft.right for draft in drafts]
    found = []
    for start, end in sentence_spans(text, words):
        at = bisect_right(rights, start)
        if (at < len(drafts) and drafts[at].left < end) or end - start > _LONGEST_SENTENCE:
            continue
        if (start, end) != (0, len(text)) and not may_report(text[start:end], words):
            continue
        draft = _of_sentence(text, index, _unstopped(plain_tokens(text, start, end)), speakers)
        if draft:
            found.append(draft)
    return found


def may_report(text: str, words: Speech) -> bool:
    """Whether a text has the words that indirect speech takes: most have none, and one look at their words tells.

    >>> from kliping.reading.quotes.languages import speech
    >>> may_report("The road is closed in May.", speech("en")), may_report("In a statement, Roe agreed.", speech("en"))
    (False, True)
    """
    split = text.lower().replace("’", "'").replace(",", " ").replace(".", " ").split()
    said = words.cues.keys() & split
    if not said or (words.reporting.isdisjoint(said) and words.that.isdisjoint(split)):
        return False
    if not words.single_cues.isdisjoint(said):
        return True
    whole = f" {' '.join(split)} "
    return any(f" {phrase}" in whole for first in said for phrase in words.long_cues.get(first, ()))


def _unstopped(found: list[Token]) -> list[Token]:
    """The tokens without the signs that end the sentence."""
    while found and found[-1].word in '.!?…"”’»“':
        found.pop()
    return found


def _of_sentence(text: str, index: int, sentence: list[Token], speakers: Speakers) -> Draft | None:
    for tag, first, last, confidence in _readings(sentence, speakers.words):
        # "KOTA SERI: …": the place from which the story is filed.
        colons = [at for at in range(first, min(first + _DATELINE, last)) if sentence[at].word == ":"]
        first = colons[-1] + 1 if colons else first
        if last - first < _FEWEST:
            continue
        said = speakers.spoken(Beside(tag, tag.phrase, sentence, False, confidence), index)
        if said and said.name:
            start, end = sentence[first].start, sentence[last - 1].end
            return Draft(index, start, index, end, text[start:end], start, end, kind="indirect", spoken=said)
    return None


def _readings(sentence: list[Token], words: Speech) -> Iterator[tuple[Tag, int, int, float]]:
    """Cue and speaker, the indices between which stands what is said, and how sure that is."""
    for cue in cues(sentence, words):
        if cue.kind in (SOURCE, SELF, "after", PASSIVE):
            tag = speaks_after(sentence, cue, words)
            if tag:
                yield from _around(sentence, cue, tag, words)
            continue
        tag = speaks_before(sentence, cue, words)
        if tag:
            first = _content(sentence, cue, words)
            if first is not None:
                yield tag, first, len(sentence), _CERTAIN if sentence[first - 1].low in words.that else _LIKELY
            # "the bridge is safe, Ana Roe said"
            elif tag.phrase.first > _FEWEST and sentence[tag.phrase.first - 1].word == ",":
                yield tag, 0, tag.phrase.first - 1, _LIKELY
        elif cue.kind == "either" and cue.first > _FEWEST and sentence[cue.first - 1].word == ",":
            tag = speaks_after(sentence, cue, words)
            if tag:
                yield tag, 0, cue.first - 1, _LIKELY


def _around(sentence: list[Token], cue: Cue, tag: Tag, words: Speech) -> Iterator[tuple[Tag, int, int, float]]:
    """What stands before or behind a cue with its speaker behind it: "Menurut Ani, …", "… , kata Ani"."""
    last = max(tag.phrase.last, cue.last, tag.phrase.role[1] if tag.phrase.role else 0)
    inserted = cue.first > 0 and sentence[cue.first - 1].word == ","
    if inserted and last < len(sentence) and sentence[last].word == "," and len(sentence) - last > cue.first:
        yield tag, last + 1, len(sentence), _LIKELY  # "Sebagian uang itu, lanjut Ani, dipakai untuk …"
    elif cue.first > _FEWEST and inserted:
        yield tag, 0, cue.first - 1, _LIKELY
    elif cue.first <= 1:
        comma = next((at for at in range(last, len(sentence)) if sentence[at].word == ","), None)
        if is_noun(sentence, cue):
            return
        if comma is not None and comma + 1 < len(sentence):
            yield tag, comma + 1, len(sentence), _CERTAIN
        elif last < len(sentence):
            yield tag, last, len(sentence), _LIKELY


def _content(sentence: list[Token], cue: Cue, words: Speech) -> int | None:
    """Index at which what is said begins, behind a verb; None where it doesn't stand there."""
    for at in range(cue.last, min(cue.last + _THAT_FAR, len(sentence))):
        if sentence[at].low in words.that:
            return at + 1
    if cue.last >= len(sentence):
        return None
    if cue.last - cue.first > 1 or sentence[cue.first].low not in words.states:
        return None
    following = sentence[cue.last]
    if following.word == "," and not words.head_last and cue.last + 1 < len(sentence):
        return cue.last + 1
    if following.word[0].isalnum() and following.low not in words.prepositions:
        return cue.last
    return None
