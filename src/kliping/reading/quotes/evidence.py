"""Why a quotation has its speaker: the claims that stand beside the record's other evidence."""

from __future__ import annotations

from collections.abc import Sequence

from kliping.records import Claim, Paragraph, Quote


def evidence(quotes: Sequence[Quote], paragraphs: Sequence[Paragraph]) -> dict[str, tuple[Claim, ...]]:
    """Record path ("quotes[0].speaker") to the claim for it: by the cue in its own paragraph, or carried over.

    >>> quote = Quote("Kami siap,", "direct", 0, 0, 1, 11, "Ani", None, (0, 18, 21), (0, 13, 17), "kata", 0.95)
    >>> evidence([quote], [Paragraph("“Kami siap,” kata Ani.", where="line 3")])
    {'quotes[0].speaker': (Claim(value='Ani', said_by='cue', where='line 3: kata', confidence=0.95),)}
    """
    return {
        f"quotes[{index}].speaker": (_claim(quote, paragraphs),)
        for index, quote in enumerate(quotes)
        if quote.speaker is not None
    }


def _claim(quote: Quote, paragraphs: Sequence[Paragraph]) -> Claim:
    span = quote.cue_span or quote.speaker_span or (quote.paragraph, 0, 0)
    own = quote.paragraph <= span[0] <= quote.end_paragraph
    said_by = ("cue" if quote.cue else "sentence") if own else "carried over"
    where = paragraphs[span[0]].where or f"paragraph {span[0] + 1}"
    return Claim(quote.speaker, said_by, f"{where}: {quote.cue}" if quote.cue else where, quote.confidence)
