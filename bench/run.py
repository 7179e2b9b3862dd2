"""The whole measurement: accuracy, then speed, then tables, a JSON file and pictures."""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import accuracy, plots, speed, tables
from bench.cache import read_predictions
from bench.gold import GoldPage, read_gold
from bench.peers import PARSE, READERS, version

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for; `python -m bench --help` lists it."""
    options = _parser().parse_args(arguments)
    os.environ.update(dict.fromkeys(speed.ONE_THREAD, "1"))
    _make_ready(options.out)
    results = measure(options, read_gold(options.gold, options.sets, options.limit))
    (options.out / "results.json").write_text(json.dumps(results, indent=1), "utf-8")
    show(results, Console(width=None if os.isatty(1) else 140))
    for file in [options.out / "results.json", *plots.draw(results, options.out)]:
        print(file)


def measure(options: argparse.Namespace, pages: Sequence[GoldPage]) -> dict[str, Any]:
    """The results as JSON values."""
    return {
        "python": platform.python_version(),
        "versions": {peer: version(peer) for peer in options.peers},
        "accuracy": _accuracy(options, pages) if not options.skip_accuracy else {},
        "speed": _speed(options, pages) if options.rounds else {},
    }


def show(results: dict[str, Any], console: Console) -> None:
    """Print the tables."""
    console.print(*(f"{peer} {number}" for peer, number in results["versions"].items()), sep=" · ")
    if results["accuracy"]:
        for table in (tables.bodies, tables.snippets, tables.fields):
            console.print(table(results["accuracy"]))
    if results["speed"]:
        console.print(tables.speed(results["speed"]))


def _make_ready(folder: Path) -> None:
    """Kept answers hold the words of other people's pages, so the folder keeps itself out of the repository."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", "utf-8")


def _accuracy(options: argparse.Namespace, pages: Sequence[GoldPage]) -> dict[str, Any]:
    found = {}
    for peer in options.peers:
        if peer == "kliping" and options.predictions:
            groups = accuracy.measure_predictions(read_predictions(options.predictions), pages)
        elif READERS[peer].gives:
            groups = accuracy.measure(peer, pages, options.out / "cache")
        else:
            continue
        found[peer] = accuracy.plain(groups)
    return found


def _speed(options: argparse.Namespace, pages: Sequence[GoldPage]) -> dict[str, Any]:
    peers = list(dict.fromkeys([*options.peers, PARSE]))
    return speed.plain(speed.race(peers, speed.sample(pages), options.rounds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="Parquet file or folder of such files")
    parser.add_argument("--sets", type=_listed, default=[], help="sets to read, by comma (all)")
    parser.add_argument("--peers", type=_peers, default=list(READERS), help="readers, by comma (all)")
    parser.add_argument("--out", type=Path, default=HERE / "out", help="folder for results, pictures and kept answers")
    parser.add_argument("--limit", type=int, help="at most so many pages of each set")
    parser.add_argument("--predictions", type=Path, help="folder of Kliping's records made elsewhere, *.jsonl")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the speed run; 0: no speed run")
    parser.add_argument("--skip-accuracy", action="store_true", help="speed alone")
    return parser


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _peers(text: str) -> list[str]:
    unknown = set(_listed(text)) - set(READERS)
    if unknown:
        raise argparse.ArgumentTypeError(
            f"no such reader: {', '.join(sorted(unknown))}; there are {', '.join(READERS)}"
        )
    return _listed(text)
