"""Batches measured: processes beside each other, a long run's memory, and what template memory is worth.

`python -m bench.batch speed GOLD` reads the pages that speed is measured on with one process and with two, in turns.
`python -m bench.batch long GOLD --pages 100000` reads gold's pages again and again, under new addresses, in one run of
`kliping batch`, and follows the memory of its processes. `python -m bench.batch templates GOLD` reads portals that
tests/batch/portals.py makes, and gold's pages of hosts that have several, with template memory and without.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq

from bench.gold import GoldPage, read_gold
from bench.score import body, f1, full
from bench.speed import sample
from kliping.batch.chunk import Size
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.limits import Limits
from kliping.batch.parts import total
from kliping.batch.read_batch import keeper
from kliping.batch.read_chunk import without_furniture
from kliping.batch.run import run_batch
from kliping.batch.templates import STORIES

_RUN = "from kliping.cli import main; main()"
_ROWS = 500
_LOOK = 5.0
"""Seconds between two looks at the memory."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for, as JSON on standard output."""
    parser = argparse.ArgumentParser("python -m bench.batch", description=__doc__)
    parser.add_argument("what", choices=("speed", "long", "templates"))
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    measure = {"speed": speed, "long": long, "templates": templates}[options.what]
    print(json.dumps(measure(options), indent=1))


def speed(options: argparse.Namespace) -> dict[str, Any]:
    """Pages a second with one process and with two, by turns; the medians, and that of the rounds' ratios."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.parquet"
        _write(source, islice(cycle(sample(read_gold(options.gold))), options.pages))
        for number in range(options.rounds):
            for workers, found in rates.items():
                found.append(_rate(source, Path(folder) / f"out-{number}-{workers}", workers))
    ratios = [two / one for one, two in zip(*rates.values(), strict=True)]
    return {"one": median(rates[1]), "two": median(rates[2]), "ratio": median(ratios), "rounds": rates}


def _rate(source: Path, out: Path, workers: int) -> float:
    """Pages a second, from the first part to the last: the start of the processes isn't counted."""
    job = Job(tuple(inputs([str(source)])), str(out), size=Size(pages=50), workers=workers)
    run = run_batch(job)
    for _ in range(1 + workers):
        next(run)
    begun = time.perf_counter()
    pages = total(run).pages
    return pages / (time.perf_counter() - begun)


def long(options: argparse.Namespace) -> dict[str, Any]:
    """One run of the command over so many pages, and the memory of all its processes in MB, by time."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "pages.parquet", Path(folder) / "out"
        _write(source, islice(cycle(read_gold(options.gold)), options.pages))
        command = [
            sys.executable,
            "-c",
            _RUN,
            "batch",
            str(source),
            "--out",
            str(out),
            "--workers",
            str(options.workers),
        ]
        begun = time.monotonic()
        with subprocess.Popen(command) as process:
            memory = _watched(process.pid, process)
        seconds = time.monotonic() - begun
        if process.returncode:
            raise SystemExit(f"the run failed ({process.returncode})")
        urls = pq.read_table(out, columns=["url"]).column("url")
        summary = json.loads((out / "_summary.json").read_text("utf-8"))
        stored = sum(path.stat().st_size for path in out.glob("part-*"))
    return {
        "pages": len(urls),
        "different": len(urls.unique()),
        "pages_a_second": len(urls) / seconds,
        "bytes_a_page": stored / len(urls),
        "memory_mb": memory,
        "summary": summary,
    }


def _watched(pid: int, process: subprocess.Popen[bytes]) -> list[int]:
    """The memory of a process and its children, looked at until it ends; ten looks of all, evenly."""
    looks = []
    while process.poll() is None:
        looks.append(round(sum(map(_resident, [pid, *_children(pid)])) / 2**20))
        threading.Event().wait(_LOOK)
    return [looks[len(looks) * at // 10] for at in range(10)] + looks[-1:] if len(looks) > 10 else looks


def _children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0


def _write(path: Path, pages: Iterator[GoldPage]) -> None:
    """A Parquet file of pages, each under an address of its own."""
    shape = pa.schema({"url": pa.string(), "html": pa.binary()})
    with pq.ParquetWriter(path, shape, compression="zstd") as writer:
        number = 0
        while some := list(islice(pages, _ROWS)):
            urls = [f"https://site{(number + at) % 997}.example/{number + at}" for at in range(len(some))]
            writer.write_table(pa.table({"url": urls, "html": [page.html for page in some]}, shape))
            number += len(some)


def templates(options: argparse.Namespace) -> dict[str, Any]:
    """Precision, recall and F1 of the body without template memory and with it, over portals of our own and gold."""
    from tests.batch.portals import portal

    told = [page for number in range(100) for page in portal(number, 25)]
    made: list[tuple[str, bytes, str | None]] = [(each.url, each.html, "\n\n".join(each.paragraphs)) for each in told]
    return {"portals": _compared(made), **({"gold": _compared(_neighbours(options.gold))} if options.gold else {})}


def _neighbours(path: Path) -> list[tuple[str, bytes, str | None]]:
    """Address, page and text, if that is known, of gold's pages whose host has enough of them for furniture to show."""
    known = [(page.url, page.html, _text(page.gold)) for page in read_gold(path) if page.url]
    count = Counter(urlsplit(url).hostname for url, _html, _wanted in known)
    return [page for page in known if count[urlsplit(page[0]).hostname] >= STORIES]


def _text(gold: dict[str, Any]) -> str | None:
    return full(gold["body"]) if "body" in gold else gold.get("text")


def _compared(pages: list[tuple[str, bytes, str | None]]) -> dict[str, Any]:
    """The scores of shuffled pages, read by as many as a part has, and how many texts template memory changes."""
    random.Random(5).shuffle(pages)
    reading, found = keeper(Limits()), {"without": list[str](), "with": list[str]()}
    for start in range(0, len(pages), Size().pages):
        urls, html, _ = zip(*pages[start : start + Size().pages], strict=True)
        batch = pa.RecordBatch.from_pydict({"url": urls, "html": html})
        before = reading.read(batch)
        found["without"] += before.column("text").to_pylist()
        found["with"] += without_furniture(batch, before, reading).column("text").to_pylist()
    scores = {name: _scores(texts, [wanted for _url, _html, wanted in pages]) for name, texts in found.items()}
    changed = sum(one != other for one, other in zip(*found.values(), strict=True))
    return {"pages": len(pages), "changed": changed, **scores}


def _scores(texts: list[str], wanted: list[str | None]) -> dict[str, float]:
    scores = [body(text, gold) for text, gold in zip(texts, wanted, strict=True) if gold is not None]
    precision, recall = mean(each.precision for each in scores), mean(each.recall for each in scores)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1(precision, recall),
        "exact": mean(each.exact for each in scores),
    }


if __name__ == "__main__":
    main()
