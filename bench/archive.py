"""The archive, measured: search at 100,000 stories, copies among gold pages, and what SIGKILL leaves.

python -m bench.archive search [--stories 100000]
python -m bench.archive copies ../shared/gold/pages.parquet
python -m bench.archive kill [--times 200]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kliping import Article, Moment, Paragraph, Person
from kliping.archive import Archive, Filters, Page
from kliping.archive.add import Arrival, add
from kliping.archive.copies import group, near
from kliping.archive.copies.sketch import shingles
from kliping.archive.text import words

SYLLABLES = (
    "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro".split()
)
LANGUAGES = ("id", "en", "de", "ms", "es")


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("search", "copies", "kill"))
    parser.add_argument("gold", nargs="?", type=Path, default=Path("../shared/gold/pages.parquet"))
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="an archive of generated stories, made when it isn't there")
    options = parser.parse_args()
    {"search": _search, "copies": _copies, "kill": _kill}[options.what](options)


# --- search


def _search(options: argparse.Namespace) -> None:
    with TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "bench.kliping"
        if not path.exists():
            _fill(path, options.stories)
        with Archive(path) as archive:
            print(f"{len(archive):,} stories, {path.stat().st_size / 1e6:,.0f} MB")
            for name, ask in _questions(archive).items():
                _time(name, ask)


def vocabulary(count: int = 60_000) -> tuple[list[str], list[float]]:
    """Words that no language has, and how often they come (Zipf), summed up."""
    source = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(source.choices(SYLLABLES, k=source.randint(2, 5)))] = None
    return list(found), list(accumulate(1 / (rank + 1.5) for rank in range(count)))


def generated(number: int, known: tuple[list[str], list[float]]) -> Article:
    """A story of 300 words."""
    source = random.Random(number)
    text = source.choices(known[0], cum_weights=known[1], k=300)
    name = [each.capitalize() for each in source.choices(known[0][:400], k=2)]
    return Article(
        url=f"https://site{number % 300}.example/{number}",
        headline=" ".join(text[:9]),
        kind="article",
        language=source.choice(LANGUAGES),
        publisher=f"Site {number % 300}",
        section=f"Section {number % 12}",
        published=Moment(date(2020, 1, 1) + timedelta(days=number % 2000)),
        people=(Person(" ".join(name), "author"),),
        tags=(text[0], text[1]),
        paragraphs=tuple(Paragraph(" ".join(text[at : at + 60])) for at in range(0, 300, 60)),
    )


def _fill(path: Path, count: int) -> None:
    known = vocabulary()
    spent = _Watch()
    with Archive(path, create=True) as archive:
        group_file = group.file_copy
        started = time.process_time()
        archive.connection.execute("BEGIN IMMEDIATE")
        for number in range(count):
            if number == count - 2_000:
                spent.wrap("kliping.archive.add", "file_copy", group_file)
            add(archive.connection, Arrival(generated(number, known)))
            if number % 500 == 499:
                archive.connection.execute("COMMIT")
                archive.connection.execute("BEGIN IMMEDIATE")
        archive.connection.execute("COMMIT")
        spent.undo()
        print(f"filled in {time.process_time() - started:,.0f} s of CPU")
        spent.say("copies, ms a story, among that many")


def _questions(archive: Archive) -> dict[str, Callable[[], Any]]:
    known = vocabulary()[0]
    ask = archive.search
    return {
        "the commonest word": lambda: ask(known[0]),
        "a common word": lambda: ask(known[20]),
        "a rare word": lambda: ask(known[5000]),
        "two common words": lambda: ask(f"{known[0]} {known[3]}"),
        "a phrase of common words": lambda: ask(f'"{known[0]} {known[1]}"'),
        "a phrase of four common words": lambda: ask(f'"{" ".join(known[:4])}"'),
        "a prefix of three letters": lambda: ask(f"{known[7][:3]}*"),
        "a prefix of two letters": lambda: ask(f"{known[7][:2]}*"),
        "either of three, one left out": lambda: ask(f"({known[9]} OR {known[40]} OR {known[200]}) -{known[2]}"),
        "in the headline": lambda: ask(f"headline:{known[1]}"),
        "common, by language and month": lambda: ask(
            known[1], Filters(language="id", since=date(2023, 3, 1), until=date(2023, 3, 31))
        ),
        "common, by publisher": lambda: ask(known[1], Filters(publisher="Site 7")),
        "common, five years": lambda: ask(known[1], Filters(since=date(2020, 2, 3), until=date(2025, 1, 5))),
        "by section alone, newest": lambda: ask("", Filters(section="Section 3"), Page(sort="newest")),
        "everything, newest": lambda: ask("", None, Page(sort="newest")),
        "related": lambda: archive.related(500),
        "latest": archive.latest,
        "popular": archive.popular,
        "picks": archive.picks,
    }


def _time(name: str, ask: Callable[[], Any], rounds: int = 15) -> None:
    """CPU and clock of the median and the worst; the clock alone says what others on the machine did."""
    cpu, clock = [], []
    for _ in range(rounds):
        begun, started = time.perf_counter(), time.process_time()
        ask()
        cpu.append((time.process_time() - started) * 1000)
        clock.append((time.perf_counter() - begun) * 1000)
    print(
        f"{name:<32} CPU median {statistics.median(cpu):6.1f} worst {max(cpu):6.1f} ms;"
        f" clock median {statistics.median(clock):6.1f} ms"
    )


class _Watch:
    """CPU time that one function takes, each time that it is called."""

    def __init__(self) -> None:
        self.spent: list[float] = []
        self._undo: Callable[[], None] = lambda: None

    def wrap(self, module: str, name: str, work: Callable[..., None]) -> None:
        def timed(*arguments: Any) -> None:
            started = time.process_time()
            work(*arguments)
            self.spent.append((time.process_time() - started) * 1000)

        holder = sys.modules[module]
        setattr(holder, name, timed)
        self._undo = lambda: setattr(holder, name, work)

    def undo(self) -> None:
        self._undo()

    def say(self, name: str) -> None:
        if self.spent:
            tail = statistics.quantiles(self.spent, n=100)[98]
            middle = statistics.median(self.spent)
            print(f"{name}: mean {statistics.mean(self.spent):.2f}, median {middle:.2f}, p99 {tail:.2f}")


# --- copies


def _copies(options: argparse.Namespace) -> None:
    texts = _without_copies(list(_gold_texts(options.gold)))[:2_000]
    source = random.Random(20261125)
    chosen = source.sample([at for at, text in enumerate(texts) if len(words(text)) >= 100], 300)
    pool = [word for text in texts for word in text.split() if word.isalpha()]
    altered = [(at, _altered(texts[at], pool, source)) for at in chosen]
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45):
        near.THRESHOLD = threshold
        _judged(texts, altered)


def _judged(texts: list[str], altered: list[tuple[int, str]]) -> None:
    spent = _Watch()
    with TemporaryDirectory() as folder, Archive(Path(folder) / "c.kliping", create=True) as archive:
        spent.wrap("kliping.archive.add", "file_copy", group.file_copy)
        archive.connection.execute("BEGIN IMMEDIATE")
        ids = [_put(archive, f"https://a.example/{at}", text) for at, text in enumerate(texts)]
        copies = [_put(archive, f"https://b.example/{at}", text) for at, text in altered]
        archive.connection.execute("COMMIT")
        spent.undo()
        truth = {(ids[at], copy) for (at, _), copy in zip(altered, copies, strict=True)}
        found = set(_pairs(archive))
    right = len(found & truth)
    print(
        f"threshold {near.THRESHOLD:.2f}: {len(texts):,} pages, {len(altered)} copies, recall {right / len(truth):.3f},"
        f" precision {right / max(1, len(found)):.3f} ({len(found - truth)} wrong)"
    )
    spent.say("  ms a story")


def _put(archive: Archive, url: str, text: str) -> int:
    paragraphs = tuple(Paragraph(part) for part in text.split("\n") if part.strip())
    return add(archive.connection, Arrival(Article(url=url, paragraphs=paragraphs))).story


def _pairs(archive: Archive) -> Iterator[tuple[int, int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for story, of in archive.connection.execute("SELECT story_id, group_id FROM copies ORDER BY story_id"):
        members[of].append(story)
    for stories in members.values():
        yield from ((one, other) for at, one in enumerate(stories) for other in stories[at + 1 :])


def _altered(text: str, pool: list[str], source: random.Random) -> str:
    """A fifth of the words edited, a fifth of the paragraphs dropped, another header and footer."""
    parts = [part for part in text.split("\n") if part.strip()]
    drop = set(source.sample(range(len(parts)), max(1, len(parts) // 5))) if len(parts) > 2 else set()
    kept = [" ".join(_edited(part.split(), pool, source)) for at, part in enumerate(parts) if at not in drop]
    head, foot = (" ".join(source.sample(pool, 15)) for _ in range(2))
    return "\n".join((head, *kept, foot))


def _edited(parts: list[str], pool: list[str], source: random.Random) -> list[str]:
    if len(parts) < 3 and len("".join(parts)) > 20:  # a script without spaces: characters
        return [
            "".join(source.choice(source.choice(pool)) if source.random() < 0.2 else each for each in " ".join(parts))
        ]
    return [source.choice(pool) if source.random() < 0.2 else each for each in parts]


def _gold_texts(gold: Path) -> Iterator[str]:
    import pyarrow.parquet as pq

    import kliping

    for row in pq.read_table(gold, columns=["html", "url", "gold"]).to_pylist():
        answer = json.loads(row["gold"])
        text = answer.get("text")
        text = text if isinstance(text, str) else kliping.read(row["html"], row["url"]).text
        if len(words(text)) >= 30:
            yield text


def _without_copies(texts: list[str]) -> list[str]:
    """The texts without those that share a tenth of their shingles with one before: told without sketches."""
    seen: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    kept: list[str] = []
    for text in texts:
        own = {hash(each) for each in shingles(text)}
        shared = Counter(at for each in own for at in seen.get(each, ()))
        if any(count >= 0.1 * min(len(own), sizes[at]) for at, count in shared.items()):
            continue
        for each in own:
            seen[each].append(len(kept))
        sizes.append(len(own))
        kept.append(text)
    print(f"{len(texts):,} texts, {len(texts) - len(kept)} of them copies of others and taken out")
    return kept


# --- SIGKILL


def _kill(options: argparse.Namespace) -> None:
    from tests.archive.killed import kill_once, pages

    source = random.Random(options.times)
    with TemporaryDirectory() as name:
        folder = Path(name)
        pages(folder / "pages", 60)
        told = 0
        for at in range(options.times):
            archive = folder / f"{at % 10}.kliping"  # ten archives that are killed twenty times each
            told += kill_once(archive, folder / "pages", source)
        print(f"killed {options.times} times, {told:,} stories told, none lost")


if __name__ == "__main__":
    main()
