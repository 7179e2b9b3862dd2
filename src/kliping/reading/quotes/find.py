"""The main job: the paragraphs of a story in, its quotations out, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from kliping.reading.quotes.drafts import Draft
from kliping.reading.quotes.form import CLAUSE, CUED, GOES_ON, PART, UTTERANCE, form, word_count
from kliping.reading.quotes.indirect import indirect, may_report
from kliping.reading.quotes.inserted import parted
from kliping.reading.quotes.languages import spoken_in
from kliping.reading.quotes.marks import DOUBLE_SIGNS, SINGLE_SIGNS, Passage, may_open, passages
from kliping.reading.quotes.speakers import Speakers
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import first_sentence, last_sentence, plain_tokens
from kliping.records import Paragraph, Photo, Quote

_SILENT = frozenset(("heading", "table", "embed"))
"""Kinds of paragraphs in which nobody is quoted: what stands in marks there is a title or a word."""

_FEW = 2
"""Words up to which a passage that ends with a comma may be a name."""

_LONGEST_INTERRUPTION = 14
"""Tokens of a cue that interrupts a quotation."""


def quotes(
    paragraphs: Sequence[Paragraph], language: str | None = None, beside: Sequence[str] = ()
) -> tuple[Quote, ...]:
    """Who said what in a story, in the order in which it is said.

    `language` is the BCP 47 tag of the text; without it the words of all languages hold. Languages whose tables know no
    words of speech get quotations without speakers. `beside` are headline, description and captions, in which full
    names are looked for that the story leaves out. Never raises for what a text holds.

    >>> told = quotes((Paragraph("“Kami siap membantu warga,” kata Camat Kayuara Ani Lestari."),), "id")
    >>> told[0].text, told[0].speaker, told[0].speaker_role, told[0].cue
    ('Kami siap membantu warga,', 'Ani Lestari', 'Camat Kayuara', 'kata')
    """
    texts = [paragraph.text if paragraph.kind not in _SILENT else "" for paragraph in paragraphs]
    words = spoken_in(language, texts)
    whole = "\n".join(texts)
    doubles, singles = ([sign for sign in signs if sign in whole] for signs in (DOUBLE_SIGNS, SINGLE_SIGNS))
    speakers: Speakers | None = None
    found: list[Draft] = []
    for index, text in enumerate(texts):
        quoting = may_open(text, doubles, singles)
        reporting = words is not None and may_report(text, words)
        if words and not speakers and (quoting or reporting):
            speakers = Speakers(texts, words, beside)
        drafts = _drafts(text, index, words) if quoting else []
        if speakers and drafts:
            speakers.attribute(drafts)
        drafts = [draft for draft in drafts if _settled(draft, speakers is not None)]
        if speakers and reporting:
            drafts += indirect(text, index, drafts, speakers)
        found += drafts
    return tuple(draft.quote() for draft in _joined(texts, found))


def beside_story(headline: str | None, description: str | None, photos: Sequence[Photo]) -> list[str]:
    """What of a page names people beside its paragraphs, the likeliest first."""
    return [text for text in (*(photo.caption for photo in photos), description, headline) if text]


def _drafts(text: str, index: int, words: Speech | None) -> list[Draft]:
    """The passages of a paragraph that may be quotations, each with the words around it."""
    drafts: list[Draft] = []
    for p in _passages(text, words):
        shape = form(text, p, words)
        if shape:
            drafts.append(Draft(index, p.start, index, p.end, text[p.start : p.end], p.left, p.right, shape))
    if words:
        for at, draft in enumerate(drafts):
            edges = drafts[at - 1].right if at else 0, drafts[at + 1].left if at + 1 < len(drafts) else len(text)
            _look_around(text, draft, edges, words)
    return drafts


def _passages(text: str, words: Speech | None) -> list[Passage]:
    found = passages(text)
    if words is None or ("—" not in text and "–" not in text):
        return found
    return [piece for passage in found for piece in parted(text, passage, words)]


def _look_around(text: str, draft: Draft, edges: tuple[int, int], words: Speech) -> None:
    """Read the rest of its sentence on both sides, up to the quotations before and behind it."""
    begin = last_sentence(text, edges[0], draft.left, words)
    draft.before = plain_tokens(text, begin, draft.left)
    draft.after = plain_tokens(text, draft.right, first_sentence(text, draft.right, edges[1], words))
    short = 1 < len(draft.before) <= _LONGEST_INTERRUPTION
    # “One,” said Ana, laughing, “two.”
    draft.resumed = short and 0 < begin == edges[0] and draft.before[-1].word in ",–—-"


def _settled(draft: Draft, can_speak: bool) -> bool:
    """Whether a passage is a quotation, now that its speaker is known; its kind."""
    beside, draft.kind = draft.kind, "direct"
    count, last = word_count(draft.text), draft.text[-1]
    if draft.form == UTTERANCE:
        return True
    if not can_speak:
        draft.kind = "partial" if draft.form == PART else "direct"
        return count >= CLAUSE or (draft.form != PART and last in ".!?…,")
    known = draft.spoken is not None
    ended = last in ".!?…" or (last == "," and count > _FEW)  # the comma may be the reporter's
    if draft.form == CUED and (beside == "beside" or (known and ended)):
        return known
    if draft.form == GOES_ON and (draft.resumed or beside == "beside" or not beside):
        return known
    draft.kind = "partial"
    return (known and bool(beside) and count > 1) or (count >= CLAUSE and draft.form == PART)


def _joined(texts: Sequence[str], drafts: list[Draft]) -> list[Draft]:
    """Quotations that run over paragraphs, opened in each and closed in the last, as one."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if last and _goes_on(texts, last, draft):
            last.text = f"{last.text}\n{draft.text}"
            last.end_paragraph, last.end, last.right = draft.end_paragraph, draft.end, draft.right
            if draft.spoken and (last.spoken is None or draft.spoken.confidence > last.spoken.confidence):
                last.spoken = draft.spoken
        else:
            kept.append(draft)
    return kept


def _goes_on(texts: Sequence[str], last: Draft, draft: Draft) -> bool:
    """Whether a quotation goes on with the one before it: that one isn't closed, this one begins the next paragraph."""
    text = texts[last.end_paragraph]
    return (
        draft.paragraph == last.end_paragraph + 1
        and draft.kind == last.kind == "direct"
        and last.right == len(text)
        and last.end == len(text.rstrip())
        and not texts[draft.paragraph][: draft.left].strip()
    )
