"""From cues and phrases to people: who said each quotation of a story, carried on where it stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from kliping.reading.quotes.beside import Beside, ahead, behind
from kliping.reading.quotes.cast import Cast, Person
from kliping.reading.quotes.cues import Tag, cues, is_noun, opens_clause, tags_of
from kliping.reading.quotes.describing import bare
from kliping.reading.quotes.drafts import Draft, Spoken
from kliping.reading.quotes.form import GOES_ON, PART
from kliping.reading.quotes.hints import StoryHints
from kliping.reading.quotes.houses import Houses
from kliping.reading.quotes.languages import with_hints
from kliping.reading.quotes.personal import is_introduced, is_personal, names_a_thing
from kliping.reading.quotes.phrase import HOUSE, NAME, PRONOUN, Phrase
from kliping.reading.quotes.phrases import subjects
from kliping.reading.quotes.runs import text_of
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.story import Story
from kliping.reading.quotes.tokens import Token

CARRIED = 3
"""Paragraphs over which a speaker is carried on, headings and questions not counted."""

_PRONOUN_REACH = 6
"""Paragraphs over which a pronoun means somebody, as long as nobody else fits."""

_DEEPEST = 3
"""Pronouns that may stand for each other before nobody is meant."""

_BY_PRONOUN = 0.85
_BY_DESCRIPTION = 0.6
_BY_SUBJECT = 0.6
_BY_SENTENCE = 0.4
_BY_BEING_ALONE = 0.5
_MOST_SUBJECTS = 3
_NOUN_WITHIN = 4
"""Tokens of a sentence among which the noun stands for somebody without a name."""

_BY_CARRY = (0.75, 0.65, 0.55)


class Speakers:
    """What is known of who speaks, on the way through the paragraphs of a story."""

    def __init__(self, texts: Sequence[str], words: Speech, beside: Sequence[str] = ()) -> None:
        self._texts = texts
        words = with_hints(words, StoryHints(texts, words.places, words.cues))
        self.words = words
        self.cast = Cast(texts, words, beside)
        self._story = Story(texts, words)
        self._houses = Houses(texts, self.cast, words)
        self._spoke: dict[int, Spoken] = {}
        """Paragraph to who spoke in it last, named."""
        self._said: dict[int, Draft] = {}
        """Paragraph to its last quotation."""
        self._subjects: dict[int, Spoken | None] = {}
        self._spokesmen: dict[str, Spoken] = {}
        """Name of each who has been quoted so far to when that was last."""
        self._unnamed: dict[str, str] = {}
        """Word to what the last one without a name is called who was said to speak and whom it describes."""
        self._nicknames: dict[str, Person] = {}
        """Short name to whom the story so calls."""
        self._depth = 0

    # --- one paragraph's quotations

    def attribute(self, drafts: list[Draft]) -> None:
        """Say who said the quotations of one paragraph, in order."""
        before: Draft | None = None
        for draft in drafts:
            draft.spoken = self._beside(draft, before)
            self._note(draft.spoken, draft.paragraph)
            before = draft
        self._inherit(drafts)
        if drafts[0].spoken is None and drafts[0].form not in (PART, GOES_ON):
            drafts[0].spoken = self._alone(drafts[0])
            self._inherit(drafts)
        spoke = self._spoke.get(drafts[0].paragraph)
        for draft in drafts:
            if draft.spoken is None and draft.form == PART and spoke:
                draft.spoken = replace(spoke, confidence=_BY_SENTENCE)
            self._note(draft.spoken, draft.end_paragraph)
        self._said[drafts[0].paragraph] = drafts[-1]

    def _note(self, said: Spoken | None, paragraph: int) -> None:
        if said and said.person:
            self._spoke[paragraph] = said
            self._spokesmen[said.person.name] = said
        elif said and said.name and self._is_somebody(said.name):
            self._spoke[paragraph] = said

    def _is_somebody(self, description: str) -> bool:
        """Whether a description is one of a person, whom a pronoun may mean ("a doctor from Town")."""
        first, *more = description.lower().split()
        if first not in self.words.indefinite or not self.words.of_offices.isdisjoint(more):
            return False  # a spokesman for somebody is hardly called "he"
        return any(self.words.is_office(word) for word in more)

    def _beside(self, draft: Draft, before: Draft | None) -> Spoken | None:
        """By the cue that touches it, else by the cue of its sentence."""
        fresh = draft.form != PART
        left = ahead(draft.before or [], self.words, fresh)
        right = behind(draft.after or [], draft.text[-1], self.words)
        choice = _chosen(left, right, draft, before)
        if choice is None:
            return None
        if not choice.adjacent and draft.form not in (PART, GOES_ON) and choice is right:
            draft.kind = ""
        draft.kind = draft.kind or ("beside" if choice.adjacent else "near")
        return self.spoken(choice, draft.paragraph, signed=choice is right)

    def spoken(self, beside: Beside, paragraph: int, *, signed: bool = False) -> Spoken | None:
        """Who a phrase means; `signed`: it stands behind the quotation like a signature, so it may be a house."""
        if beside.phrase is None:
            return None
        if (
            beside.tag is None
            and not signed
            and beside.phrase.kind == NAME
            and not self._personal(beside.tokens, beside.phrase, paragraph)
        ):
            return None
        said = self._who(beside.phrase, beside.tokens, paragraph, beside.confidence)
        if said and said.name and said.person is None and " " in said.name:
            self._unnamed.update(dict.fromkeys(said.name.lower().split(), said.name))
        if said and beside.tag:
            found, cue = beside.tag.tokens, beside.tag.cue
            start, end = found[cue.first].start, found[cue.last - 1].end
            said.cue, said.cue_span = self._texts[paragraph][start:end], (paragraph, start, end)
        return said

    def _who(self, phrase: Phrase, found: list[Token], paragraph: int, confidence: float) -> Spoken | None:
        text = self._texts[paragraph]
        span = (paragraph, found[phrase.first].start, found[phrase.last - 1].end)
        if phrase.kind == NAME:
            person = self._in_full(self.cast.named(text, found, phrase, paragraph))
            if not is_personal(found, phrase, self.words):
                self._houses.note(person, paragraph)
            return Spoken(person.name, confidence, person, span)
        if phrase.gender == HOUSE:
            house = self._houses.meant(paragraph) or self._nobody(paragraph)
            named = house.name if house else text_of(text, found, phrase.first, phrase.last)
            said = house or found[phrase.first].low not in self.words.pronouns
            return Spoken(named if said else None, confidence * _BY_DESCRIPTION, house, span)
        if (phrase.kind == PRONOUN or phrase.definite) and (again := self._again(found, phrase)):
            return Spoken(again, confidence * _BY_DESCRIPTION, None, span)
        if phrase.kind == PRONOUN:
            meant = self._meant(phrase.gender, paragraph, span[1]) if phrase.gender != "many" else None
            having = self.cast.having_role(text_of(text, found, phrase.first, phrase.last))
            if len(having) == 1 and (meant is None or meant.person is not having[0]):
                return Spoken(having[0].name, confidence * _BY_PRONOUN, having[0], span)
            if meant is None:
                described = bare(found, phrase, self.words)
                name = text_of(text, found, described, phrase.last) if described < phrase.last else None
                return Spoken(name, confidence * _BY_DESCRIPTION if name else 0.3, None, span)
            if meant.person and not meant.person.gender and phrase.gender != "any":
                meant.person.gender = phrase.gender
            return Spoken(meant.name, confidence * _BY_PRONOUN, meant.person, span)
        description = text_of(text, found, phrase.first, phrase.last)
        if phrase.last - phrase.first == 1 and found[phrase.first].word[0].isupper():
            namesake = self.cast.by_family_name(found[phrase.first])
            if namesake:
                return Spoken(namesake.name, confidence, namesake, span)
        known = self.cast.of_role(description) if phrase.definite else None
        if known:
            return Spoken(known.name, confidence * _BY_PRONOUN, known, span)
        return Spoken(description, confidence * _BY_DESCRIPTION, None, span)

    def _again(self, found: list[Token], phrase: Phrase) -> str | None:
        """The words for somebody without a name whom "the adviser" means: "one former adviser"."""
        noun = found[phrase.last - 1].low
        if found[phrase.first].low in self.words.pronouns or not self.words.is_office(noun):
            return None
        return self._unnamed.get(noun)

    def _nobody(self, paragraph: int) -> Person | None:
        """Who spoke just before and is nobody's name as far as is known: a house of one word."""
        for earlier in (paragraph, paragraph - 1):
            spoke = self._spoke.get(earlier)
            if spoke and spoke.person:
                return None if spoke.person.gender or spoke.person.role or spoke.person.places else spoke.person
        return None

    def _in_full(self, person: Person) -> Person:
        """Who is meant by a name that the story uses for short: somebody named in full before it says so."""
        if " " in person.name or person.places:
            return person
        if person.name not in self._nicknames:
            self._nicknames[person.name] = person  # what is asked for below may come here again
            place = self.cast.introduced_as(person.name)
            meant = self._meant("any", *place) if place else None
            if meant and meant.person and meant.person.places:
                self._nicknames[person.name] = meant.person
        return self._nicknames[person.name]

    def _inherit(self, drafts: list[Draft]) -> None:
        """Within a paragraph one speaker goes on, from quotation to quotation, and back to the first."""
        for at in range(1, len(drafts)):
            last, draft = drafts[at - 1].spoken, drafts[at]
            if draft.spoken is None and last and last.name and draft.form != PART:
                draft.spoken = replace(last, confidence=last.confidence * 0.9)
        for at in range(len(drafts) - 1, 0, -1):
            following, draft = drafts[at].spoken, drafts[at - 1]
            if draft.spoken is None and following and following.name and draft.form not in (PART, GOES_ON):
                draft.spoken = replace(following, confidence=following.confidence * 0.8)

    # --- who isn't named beside

    def _meant(self, gender: str, paragraph: int, at: int) -> Spoken | None:
        """The last one whom a pronoun may mean: the subject before it, who spoke, who was spoken of."""
        for said in (self._last_person(paragraph, at), self._spoke.get(paragraph)):
            if said and said.fits(gender):
                return said
        reach = _PRONOUN_REACH if len(self._spokesmen) == 1 else CARRIED
        for back, earlier in enumerate(self._story.before(paragraph, reach, self._said, over_headings=True)):
            for said in (self._spoke.get(earlier), self._subject(earlier) if back < CARRIED else None):
                if said and said.fits(gender) and (said.person or not back):
                    return said
        return None

    def _alone(self, draft: Draft) -> Spoken | None:
        """Who says a quotation without a cue: the subject of its paragraph, else who spoke before."""
        own = self._last_person(draft.paragraph, draft.left) or self._announced(draft)
        if own:
            return replace(own, confidence=_BY_SUBJECT)
        other = self._answering(draft)
        if other:
            return replace(other, confidence=_BY_SUBJECT)
        for back, earlier in enumerate(self._story.before(draft.paragraph, CARRIED, self._said, over_headings=False)):
            spoke = self._spoke.get(earlier)
            if spoke and spoke.person:
                return replace(spoke, confidence=_BY_CARRY[back])
            said = self._said[earlier].spoken if not back and earlier in self._said else None
            if said and said.name:
                return replace(said, confidence=said.confidence * _BY_CARRY[back])  # "the authors" go on
            subject = self._subject(earlier)
            if subject:
                return replace(subject, confidence=_BY_SUBJECT)
        if len(self._spokesmen) == 1:
            (spoke,) = self._spokesmen.values()
            if spoke.person and len(spoke.person.words) > 1:
                return replace(spoke, confidence=_BY_BEING_ALONE)
        return None

    def _announced(self, draft: Draft) -> Spoken | None:
        """Who the paragraph before says will speak: it ends with a colon, and this one begins with the quotation."""
        before = draft.paragraph - 1
        if before < 0 or self._texts[draft.paragraph][: draft.left].strip() or self._texts[before][-1:] != ":":
            return None
        sentence = next(self._story.sentences_before(before, len(self._texts[before])), None)
        beside = ahead(sentence, self.words, True) if sentence else None
        return self.spoken(beside, before) if beside else None

    def _answering(self, draft: Draft) -> Spoken | None:
        """Whose turn it is where two ask and answer each other, a paragraph each."""
        one, two = (self._said.get(draft.paragraph - back) for back in (1, 2))
        if not (one and two and one.spoken and two.spoken) or one.spoken.name == two.spoken.name:
            return None
        asked = one.text.endswith("?") or (two.text.endswith("?") and draft.text.endswith("?"))
        return two.spoken if asked and two.spoken.person else None

    def _subject(self, paragraph: int) -> Spoken | None:
        """The person of whom an earlier paragraph speaks last, by cue or as a sentence's subject."""
        if self._story.is_heading(paragraph) or self._story.is_question(paragraph):
            return None
        if paragraph not in self._subjects:
            self._subjects[paragraph] = self._last_person(paragraph, len(self._texts[paragraph]))
        return self._subjects[paragraph]

    def _last_person(self, paragraph: int, end: int) -> Spoken | None:
        """The person of whom the last sentence before an offset speaks, in the same paragraph."""
        for sentence in self._story.sentences_before(paragraph, end):
            said = self._person_in(sentence, paragraph)
            if said:
                return said
        return None

    def _person_in(self, sentence: list[Token], paragraph: int) -> Spoken | None:
        """The person who speaks in a sentence, or of whom it speaks first."""
        for cue in cues(sentence, self.words):
            if is_noun(sentence, cue):
                continue
            for tag in tags_of(sentence, cue, self.words):
                if tag and tag.phrase.kind == PRONOUN and opens_clause(sentence, tag.phrase):
                    return self._of_pronoun(tag, sentence, paragraph)
                if tag and self._personal(sentence, tag.phrase, paragraph):
                    return self.spoken(Beside(tag, tag.phrase, sentence, False, _BY_SUBJECT), paragraph)
        perhaps = None
        for phrase in islice(subjects(sentence, self.words), _MOST_SUBJECTS):
            if self._personal(sentence, phrase, paragraph):
                said = self.spoken(Beside(None, phrase, sentence, False, _BY_SUBJECT), paragraph)
                person = said.person if said else None
                if person and (person.gender or person.role or person.name in self._spokesmen):
                    return said
                perhaps = perhaps or said
        return perhaps or self._somebody_in(sentence, paragraph)

    def _somebody_in(self, sentence: list[Token], paragraph: int) -> Spoken | None:
        """Whom a sentence opens with, new and without a name: "A resident saw it."."""
        if len(sentence) < _NOUN_WITHIN or sentence[0].low not in self.words.indefinite:
            return None
        if sentence[1].low in self.words.of:
            return None  # "one of the first"
        is_office = self.words.is_office_of_one
        noun = next((at for at in range(1, min(_NOUN_WITHIN, len(sentence))) if is_office(sentence[at].low)), None)
        if noun is None:
            return None
        span = (paragraph, sentence[0].start, sentence[noun].end)
        return Spoken(self._texts[paragraph][span[1] : span[2]], _BY_SUBJECT * _BY_DESCRIPTION, None, span)

    def _of_pronoun(self, tag: Tag, sentence: list[Token], paragraph: int) -> Spoken | None:
        """Whom the pronoun that opens a sentence means."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        said = self.spoken(Beside(tag, tag.phrase, sentence, False, _BY_SUBJECT), paragraph)
        self._depth -= 1
        return said if said and said.person else None

    def _personal(self, found: list[Token], phrase: Phrase, paragraph: int) -> bool:
        """Whether a phrase names a person, and not a house or a noun that only has a capital."""
        if not is_personal(found, phrase, self.words):
            return False
        hints = self.words.hints
        person = self._in_full(self.cast.named(self._texts[paragraph], found, phrase, paragraph))
        told = phrase.role or person.gender
        if self.words.big_nouns and not told and not self.cast.occurs(person.name.split()[-1], 2):
            return False
        introduced = self.words.single_names and is_introduced(self._texts[paragraph], found, phrase, self.words)
        known = person.role and not self.words.big_nouns
        if phrase.role or phrase.gender or known or introduced or person.name in self._spokesmen:
            return not names_a_thing(person.parts, self.words)
        alone = found[phrase.first].low if phrase.last - phrase.first == 1 else ""
        if hints and alone and alone != person.name.split()[-1].lower() and hints.is_place(alone):
            return False  # "in Davos" doesn't stand for "Davos Man"
        if hints and self.words.single_names and hints.is_common(person.parts[:1]):
            return False  # "Kopi Lereng" is sold where "kopi" is
        if names_a_thing(person.parts, self.words) or (hints and hints.is_common(person.words)):
            return False
        return len(person.words) > 1 and (bool(person.gender) or not self.words.big_nouns)


def _chosen(left: Beside | None, right: Beside | None, draft: Draft, before: Draft | None) -> Beside | None:
    """Of what stands before and behind a quotation, what belongs to it."""
    if left is None or right is None:
        return left or right
    if right.adjacent and not left.adjacent:
        return right
    if left.adjacent and not right.adjacent:
        return left
    # "Ana Roe said: “One,” and Ben Poe replied: “Two.”" – what a colon ends belongs to what follows it.
    colon = bool(draft.before and draft.before[-1].word == ":")
    if before is None or colon:
        return left if colon or right.confidence < left.confidence else right
    return right if right.confidence > left.confidence else left
