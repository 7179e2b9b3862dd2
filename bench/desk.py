"""The desk, measured: how long a page takes with 100,000 stories in the archive.

python -m bench.desk [--stories 100000] [--keep bench.kliping] [--rounds 30]

A real desk in a process of its own, asked over loopback by one reader after another; stories have cross-links, rails,
quotes and photos as those of news sites do. Each address is asked for the first time before it is measured.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote

from bench.archive import generated, vocabulary
from kliping import Article, Claim, Link, Moment, Photo, Quote, Rail
from kliping.archive import Archive
from kliping.archive.add import Arrival, add

PLACES = ("Muara", "Telaga", "Hulu", "Tanjung", "Bukit", "Rawa", "Karang", "Lembah")
_RAILS = (("Terkini", "latest"), ("Terpopuler", "popular"), ("Terkait", "related"), ("Artikel Pilihan", "picks"))


def main() -> None:
    """Fill an archive where there is none, open a desk, ask."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="an archive of generated stories, made when it isn't there")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "bench.kliping"
        if not path.exists():
            fill(path, options.stories)
        with Archive(path) as archive:
            print(f"{len(archive):,} stories, {path.stat().st_size / 1e6:,.0f} MB")
            views = _views(archive)
        _measure(path, views, options.rounds)


def news(number: int, known: tuple[list[str], list[float]]) -> Article:
    """A story with what surrounds one on a news page."""
    article, source = generated(number, known), random.Random(number + 1)
    host = f"https://site{number % 300}.example"
    earlier = [max(0, number - source.randint(1, 5_000)) for _ in range(24)]
    links = [Link(f"https://site{other % 300}.example/{other}", f"Berita {other}", "read_also") for other in earlier]
    rails = tuple(
        Rail(heading, kind, tuple(replace(link, kind=kind) for link in links[at * 5 + 2 : at * 5 + 7]))
        for at, (heading, kind) in enumerate(_RAILS)
    )
    name = " ".join(each.capitalize() for each in source.choices(known[0][:2_000], k=2))
    said = article.paragraphs[1].text[:120]
    published = article.published
    day = published.day if published else datetime(2026, 1, 1, tzinfo=UTC).date()
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=source.randint(0, 1_439))
    return replace(
        article,
        published=Moment(day, at, None, "stated", "minute", at.isoformat()),
        dateline=source.choice(PLACES) if source.random() < 0.6 else None,
        photos=(Photo(f"{host}/{number}.jpg", article.paragraphs[2].text[:80], "Juru Foto", None, "Gambar"),),
        quotes=(Quote(said, "direct", 1, 1, 0, 120, name, "Kepala", None, None, "kata", 0.9),),
        links=tuple(links[:2]),
        rails=rails,
        evidence={"headline": (Claim(article.headline, "heading", "html>body>main>article>h1", 0.9),)},
    )


def fill(path: Path, count: int) -> None:
    """Generate an archive."""
    known = vocabulary()
    with Archive(path, create=True) as archive:
        archive.connection.execute("BEGIN IMMEDIATE")
        for number in range(count):
            add(archive.connection, Arrival(news(number, known)))
            if number % 500 == 499:
                archive.connection.execute("COMMIT")
                archive.connection.execute("BEGIN IMMEDIATE")
        archive.connection.execute("UPDATE stories SET pinned_at = added_at WHERE id % 20000 = 7")
        archive.connection.execute("COMMIT")


def _views(archive: Archive) -> dict[str, list[str]]:
    """What is asked for: several addresses of each view, so that none is measured by one lucky page."""
    words = vocabulary()[0]
    months = [
        row[0] for row in archive.connection.execute("SELECT DISTINCT substr(sort_at, 1, 7) FROM stories LIMIT 8")
    ]
    people = [row[0] for row in archive.connection.execute("SELECT id FROM people LIMIT 8")]
    stories = [1 + at * len(archive) // 9 for at in range(8)]
    return {
        "front page": ["/"],
        "search, a common word": [f"/search?q={word}" for word in words[20:28]],
        "search, the commonest words": [f"/search?q={word}" for word in words[:8]],
        "search, a rare word": [f"/search?q={word}" for word in words[5_000:5_008]],
        "search, word and filters": [
            f"/search?q={word}&language=id&since=2023-01&until=2024-06" for word in words[9:17]
        ],
        "search, a publisher": [f"/search?publisher={quote(f'Site {at}')}" for at in range(8)],
        "search, everything": ["/search"],
        "story": [f"/story/{story}" for story in stories],
        "why": [f"/story/{story}/why" for story in stories],
        "timeline": [f"/timeline?when={month}" for month in months],
        "people": ["/people"],
        "people by name": [f"/people?name={word}" for word in words[100:108]],
        "person": [f"/people/{person}" for person in people],
    }


def _measure(path: Path, views: dict[str, list[str]], rounds: int) -> None:
    script = "from kliping.cli import main; main()"
    command = [sys.executable, "-c", script, "desk", "--archive", str(path), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = re.search(r"http://([^/\s]+)", process.stdout.readline())
        assert found
        for name, addresses in views.items():
            _time(name, Asked(found[1], process.pid), addresses, rounds)
        _anew(path, Asked(found[1], process.pid), rounds)
    finally:
        process.send_signal(2)
        process.wait(30)


class Asked(NamedTuple):
    """A desk that is asked."""

    host: str
    process: int


def _time(name: str, desk: Asked, addresses: list[str], rounds: int) -> None:
    for address in addresses:
        _ask(desk, address)
    _say(name, [_ask(desk, addresses[at % len(addresses)]) for at in range(rounds)])


def _say(name: str, spent: list[tuple[float, float]]) -> None:
    """Clock and CPU of the median and beyond: the clock alone says what others on the machine did."""
    clock, cpu = ([each[at] for each in spent] for at in range(2))
    p95 = statistics.quantiles(clock, n=20)[18]
    print(
        f"{name:<30} median {statistics.median(clock):6.1f} ms, p95 {p95:6.1f} ms;"
        f" CPU median {statistics.median(cpu):6.1f} ms",
        flush=True,
    )


def _anew(path: Path, desk: Asked, rounds: int) -> None:
    """The front page after each change of the archive: what was found before is of no use."""
    spent = []
    with Archive(path, write=True) as archive:
        for at in range(rounds):
            archive.pin(7, at % 2 == 0)
            spent.append(_ask(desk, "/"))
        archive.pin(7)
    _say("front page, archive changed", spent)


def _ask(desk: Asked, address: str) -> tuple[float, float]:
    """Milliseconds from question to the last byte, and of the desk's CPU."""
    connection = http.client.HTTPConnection(desk.host, timeout=120)
    before, started = _cpu(desk.process), time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    spent, cpu = (time.perf_counter() - started) * 1000, _cpu(desk.process) - before
    connection.close()
    assert answer.status == 200, (address, answer.status)
    return spent, cpu


def _cpu(process: int) -> float:
    """Milliseconds of CPU that all threads of a process had (Linux)."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


if __name__ == "__main__":
    main()
