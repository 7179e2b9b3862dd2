"""Who said what: quotations and their speakers against what people marked in gold texts, and the time that it takes.

`bench/quotes.tsv` holds the marks alone: set and id of the page, offsets into its gold text (`train.labels.gold_text`),
kind and speaker. Whoever made them had seen neither the finder nor what it finds.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

import kliping
from bench.gold import GoldPage, read_gold
from bench.run import GOLD
from bench.said_by import nearest_name, same_speaker
from kliping.reading.quotes.find import beside_story, quotes
from kliping.records import Page, Paragraph, Quote
from train.labels import gold_text

MARKED = Path(__file__).with_name("quotes.tsv")
ROUNDS = 5
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"[\s\"“”„‟«»‹›‘’‚'「」『』]*")

Span = tuple[int, int]


class Said(NamedTuple):
    """One quotation, by offsets into the gold text."""

    span: Span
    kind: str
    speaker: str | None


class Story(NamedTuple):
    """One marked page."""

    text: str
    language: str | None
    beside: Sequence[str]
    """What the page says beside the text: headline, description and captions as Kliping reads them."""
    gold: list[Said]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table by language and the time of a page."""
    parser = argparse.ArgumentParser("python -m bench.quotes", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="Parquet file or folder of such files")
    parser.add_argument("--marked", type=Path, default=MARKED, help="the quotations that people marked, TSV")
    options = parser.parse_args(arguments)
    stories = list(read_stories(options.marked, read_gold(options.gold)))
    console = Console(width=120)
    console.print(table(stories))
    times = [milliseconds(story) for story in stories]
    console.print(f"{len(times)} pages, median {median(times):.2f} ms, slowest {max(times):.1f} ms (CPU)")


def read_stories(marked: Path, pages: Sequence[GoldPage]) -> Iterator[Story]:
    """The marked pages, each in the language that the reader finds for it; a page without quotations has a bare row."""
    rows: dict[tuple[str, str], list[Said]] = {}
    with marked.open(encoding="utf-8", newline="") as file:
        for set_, id_, start, end, kind, speaker in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            said = rows.setdefault((set_, id_), [])
            if kind:
                said.append(Said((int(start), int(end)), kind, speaker or None))
    for page in pages:
        if (page.set, page.id) in rows:
            text = gold_text(page.set, page.gold) or ""
            read = kliping.read(Page(page.html, page.url))
            beside = beside_story(read.headline, read.description, read.photos)
            yield Story(text, read.language, beside, rows[page.set, page.id])


def paragraphs(text: str) -> list[tuple[int, Paragraph]]:
    """The lines of a text as paragraphs, each with its offset."""
    return [(line.start(), Paragraph(line[0])) for line in _LINE.finditer(text) if line[0].strip()]


def found_in(story: Story) -> list[Said]:
    """What Kliping finds, a span a paragraph, as people marked it."""
    parts = paragraphs(story.text)
    told = quotes([paragraph for _, paragraph in parts], story.language, story.beside)
    return [said for quote in told if quote.kind != "indirect" for said in _spans(quote, parts)]


def _spans(quote: Quote, parts: list[tuple[int, Paragraph]]) -> Iterator[Said]:
    for index in range(quote.paragraph, quote.end_paragraph + 1):
        offset, text = parts[index][0], parts[index][1].text
        opening = _OPENING.match(text)
        first = quote.start if index == quote.paragraph else opening.end() if opening else 0
        last = quote.end if index == quote.end_paragraph else len(text.rstrip())
        yield Said((offset + first, offset + last), quote.kind, quote.speaker)


def count(story: Story) -> Counter[str]:
    """How many were marked, found and rightly found, direct ones and all; speakers of all that were marked."""
    found = {said.span: said for said in found_in(story)}
    tally: Counter[str] = Counter()
    for said in story.gold:
        tally["gold"] += 1
        tally["gold direct"] += said.kind == "direct"
        match = found.get(said.span)
        tally["hit"] += match is not None
        tally["hit direct"] += match is not None and match.kind == said.kind == "direct"
        tally["speaker direct"] += (
            match is not None and said.kind == "direct" and same_speaker(match.speaker, said.speaker)
        )
        tally["at direct"] += match is not None and said.kind == "direct"
        tally["speaker"] += match is not None and same_speaker(match.speaker, said.speaker)
        tally["wrong"] += (
            match is not None and match.speaker is not None and not same_speaker(match.speaker, said.speaker)
        )
        tally["nearest"] += same_speaker(nearest_name(story.text, said.span), said.speaker)
    tally["found"] = len(found)
    tally["found direct"] = sum(said.kind == "direct" for said in found.values())
    tally["pages"] = 1
    return tally


def table(stories: Sequence[Story]) -> Table:
    """The counts by language as shares."""
    by_language: dict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        tally = count(story)
        by_language[_primary(story.language)].update(tally)
        by_language["all"].update(tally)
    shown = Table("language", title="Quotations", title_justify="left")
    for head in (
        "pages",
        "direct",
        "P",
        "R",
        "F1",
        "with partial",
        "P",
        "R",
        "F1",
        "speaker",
        "of all",
        "wrong",
        "nearest",
    ):
        shown.add_column(head, justify="right")
    for language in sorted(by_language, key=lambda name: (name == "all", -by_language[name]["gold"])):
        shown.add_row(language, *_row(by_language[language]))
    return shown


def _primary(language: str | None) -> str:
    """The language itself, without region; Indonesian's old tag is still met.

    >>> _primary("en-GB"), _primary("in-ID")
    ('en', 'id')
    """
    primary = (language or "?").split("-")[0].lower()
    return {"in": "id"}.get(primary, primary)


def _row(tally: Counter[str]) -> list[str]:
    cells = [str(tally["pages"])]
    for kind in (" direct", ""):
        hits, gold, found = (tally[name + kind] for name in ("hit", "gold", "found"))
        cells += [str(gold), _share(hits, found), _share(hits, gold), _share(2 * hits, gold + found)]
    cells += [_share(tally["speaker"], tally["hit"]), _share(tally["speaker direct"], tally["at direct"])]
    return cells + [_share(tally[name], tally["gold"]) for name in ("speaker", "wrong", "nearest")]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}".removeprefix("0") if whole else "–"


def milliseconds(story: Story) -> float:
    """CPU time of a page, the best of several rounds."""
    parts = [paragraph for _, paragraph in paragraphs(story.text)]
    laps = []
    for _ in range(ROUNDS):
        begun = process_time()
        quotes(parts, story.language, story.beside)
        laps.append(process_time() - begun)
    return 1000 * min(laps)


if __name__ == "__main__":
    main()
