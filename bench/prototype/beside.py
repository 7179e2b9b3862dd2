"""Two builds of the package on the same pages, in turns: whether their records are equal, and what a page takes.

Each build is read in a process of its own; the folder that holds its `kliping` is all that parts them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.gold import read_gold
from bench.prototype.measure import ROUNDS, show
from bench.speed import GROUPS, ONE_THREAD, sample

SETS = {group.split()[0] for group in GROUPS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with --serve, be one of the two."""
    parser = argparse.ArgumentParser("python -m bench.prototype.beside", description=__doc__)
    parser.add_argument("gold", type=Path, help="Parquet file or folder of such files")
    parser.add_argument("builds", nargs="*", type=Path, help="two folders that hold a package kliping")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        _serve(options.gold)
    else:
        _race(options.gold, options.builds)


def _serve(gold: Path) -> None:
    """Read the page whose number comes in, and answer with nanoseconds of CPU time and a digest of the record."""
    import json
    from hashlib import sha256
    from time import process_time_ns

    import kliping
    from kliping.records import Page

    pages = [Page(page.html, page.url) for page in sample(read_gold(gold, SETS))]
    print(len(pages), flush=True)
    for line in sys.stdin:
        begun = process_time_ns()
        record = kliping.read(pages[int(line)])
        spent = process_time_ns() - begun
        digest = sha256(json.dumps(record.to_dict(), sort_keys=True).encode()).hexdigest()
        print(spent, digest, flush=True)


def _race(gold: Path, builds: Sequence[Path]) -> None:
    command = [sys.executable, "-m", "bench.prototype.beside", str(gold), "--serve"]
    readers = [_started(command, build) for build in builds]
    counts = [int(reader.stdout.readline()) for reader in readers]
    times, unlike = [], 0
    for page in range(min(counts)):
        laps = [[_ask(reader, page) for reader in readers] for _ in range(ROUNDS + 1)][1:]
        one, other = (min(lap[side][0] for lap in laps) for side in (0, 1))
        times.append((one, other))
        unlike += laps[0][0][1] != laps[0][1][1]
    print(f"records that differ: {unlike}")
    show("a page", times)
    for reader in readers:
        reader.stdin.close()
        reader.wait()


def _started(command: Sequence[str], build: Path) -> Any:
    settings = {**os.environ, **dict.fromkeys(ONE_THREAD, "1"), "PYTHONPATH": str(build)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=settings)


def _ask(reader: Any, page: int) -> tuple[int, str]:
    print(page, file=reader.stdin, flush=True)
    spent, digest = reader.stdout.readline().split()
    return int(spent), digest


if __name__ == "__main__":
    main()
