"""One run of the command with an engine, and what its output must hold."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

KLIPING = str(Path(sys.executable).with_name("kliping"))


def run(given: list[str], out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """`kliping batch` over some inputs; it may end well or not, but never with a trace."""
    command = [KLIPING, "batch", *given, "--out", str(out), *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert "Traceback" not in done.stderr
    return done


def check(out: Path, pages: int) -> None:
    """Each of so many stories stands in the output once, and nothing else lies about."""
    headlines = Counter(pq.read_table(out).column("headline").to_pylist())
    assert headlines == Counter(f"Kabar nomor {at}" for at in range(pages))
    others = {entry.name for entry in out.iterdir() if not entry.name.startswith("part-")}
    assert others == {"_lock", "_plan.json", "_summary.json"}
