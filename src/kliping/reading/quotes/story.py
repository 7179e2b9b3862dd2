"""The paragraphs of a story as speakers are looked for in them: without what is quoted, headings passed over."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from kliping.reading.quotes.marks import passages
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, plain_tokens, sentence_spans

_LONGEST_HEADING = 90
_LONGEST_QUESTION = 200
_SHORTEST_SENTENCE = 4
_FARTHEST_BACK = 40
"""Paragraphs that are gone back at most, those counted that are passed over."""

_LONGEST_LOOK = 800
"""Characters before a quotation, or at a paragraph's end, in which somebody is looked for."""


class Story:
    """The texts of the paragraphs, masked and cut into tokens where that is asked for."""

    def __init__(self, texts: Sequence[str], words: Speech) -> None:
        self.texts = texts
        """The paragraphs."""
        self._words = words
        self._masks: dict[int, str] = {}
        self._sentences: dict[tuple[int, int, int], list[Token]] = {}

    def before(self, paragraph: int, most: int, said: Container[int], over_headings: bool) -> Iterator[int]:
        """So many paragraphs before one, the nearest first; questions are passed over, headings where asked for."""
        for earlier in range(paragraph - 1, max(-1, paragraph - 1 - _FARTHEST_BACK), -1):
            if not most:
                return
            quoted = earlier in said
            if not quoted and (self.is_question(earlier) or (over_headings and self.is_heading(earlier))):
                continue
            most -= 1
            yield earlier

    def is_heading(self, paragraph: int) -> bool:
        """Whether a paragraph is a heading, which names things and not who speaks below it."""
        text = self.texts[paragraph]
        return len(text) < _LONGEST_HEADING and (not text or text.rstrip()[-1:].isalnum())

    def is_question(self, paragraph: int) -> bool:
        """Whether a paragraph only asks, as interviews do between the answers."""
        text = self.texts[paragraph]
        return len(text) < _LONGEST_QUESTION and text.rstrip()[-1:] == "?"

    def sentences_before(self, paragraph: int, end: int) -> Iterator[list[Token]]:
        """The tokens of the sentences of a paragraph before an offset, the last first."""
        text = self._masked(paragraph)
        for begin, stop in reversed(sentence_spans(text, self._words, max(0, end - _LONGEST_LOOK), end)):
            # Without a capital there is no name, and what is masked says nothing.
            if stop - begin > _SHORTEST_SENTENCE and not text[begin:stop].islower():
                place = (paragraph, begin, stop)
                if place not in self._sentences:
                    self._sentences[place] = plain_tokens(text, begin, stop)
                yield self._sentences[place]

    def _masked(self, paragraph: int) -> str:
        """A paragraph without what stands between marks in it: names in quotations and titles speak of others."""
        text = self._masks.get(paragraph)
        if text is None:
            whole, at, parts = self.texts[paragraph], 0, []
            for passage in passages(whole):
                if " " in whole[passage.start : passage.end]:
                    parts += [whole[at : passage.start], " " * (passage.end - passage.start - 1), "."]
                    at = passage.end
            text = self._masks[paragraph] = "".join((*parts, whole[at:]))
        return text
