"""Reads damaged pages for as long as asked, and tells of crashes, exceptions, hangs and growing memory.

python -m tests.soak.fuzz --minutes 30 --processes 2 [--pages FILE.parquet|FOLDER] [--seed N]

The exit status is 1 when anything went wrong; the pages at fault are then in a folder that the report names.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib.util
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import kliping
from tests.soak.mutate import mutate

HANG_SECONDS = 20.0
"""A page that takes longer hangs; an honest one takes milliseconds."""
GROWTH_MB = 200.0
"""A worker that ends so much above what it had after a tenth of the run leaks."""
_REPO = Path(__file__).parents[2]
_GOLD = _REPO.parent / "shared" / "gold" / "pages.parquet"


@dataclass(slots=True)
class Report:
    """What one run met."""

    pages: int = 0
    """Pages read."""
    crashes: list[str] = field(default_factory=list)
    """Workers that died."""
    exceptions: list[str] = field(default_factory=list)
    """Pages for which `read` raised."""
    hangs: list[str] = field(default_factory=list)
    """Pages that took longer than HANG_SECONDS."""
    growth_mb: list[float] = field(default_factory=list)
    """For each worker, resident memory at its end less that at a tenth of the run."""

    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.crashes or self.exceptions or self.hangs or max(self.growth_mb, default=0) > GROWTH_MB)

    def __str__(self) -> str:
        lines = [f"{self.pages} pages read, {len(self.crashes)} crashes, {len(self.exceptions)} exceptions, "]
        lines[0] += f"{len(self.hangs)} hangs, memory growth {[round(growth) for growth in self.growth_mb]} MB"
        return "\n".join(lines + self.crashes + self.exceptions + self.hangs)


@dataclass(slots=True)
class _Worker:
    """A process, and what is known of it."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    seed: int
    folder: Path
    heard: float
    early_mb: float | None = None
    late_mb: float = 0.0

    @property
    def file(self) -> Path:
        return self.folder / f"seed-{self.seed}.html"


def load_pages(source: Path | None = None) -> list[bytes]:
    """Pages of a Parquet file (column "html") or of a folder; by default the gold pages, else those of this repo.

    Raises ValueError when there are none.
    """
    if source is None:
        source = _GOLD if _GOLD.exists() and importlib.util.find_spec("pyarrow") else _REPO
    if source.suffix == ".parquet":
        return _from_parquet(source)
    folders = (source / "examples", source / "tests" / "pages") if source == _REPO else (source,)
    files = [
        file for folder in folders for kind in ("html", "htm", "txt") for file in sorted(folder.rglob(f"*.{kind}"))
    ]
    if not files:
        raise ValueError(f"no .html, .htm or .txt file under {source}")
    return [file.read_bytes() for file in files]


def _from_parquet(source: Path) -> list[bytes]:
    try:
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise ValueError("reading a Parquet file needs pyarrow: install it, or give a folder of pages") from None
    column = parquet.read_table(source, columns=["html"]).column("html").to_pylist()
    return [page.encode() if isinstance(page, str) else page for page in column]


def fuzz(pages: list[bytes], seconds: float, processes: int, seed: int) -> Report:
    """Read damaged pages for so many seconds."""
    report, folder = Report(), Path(tempfile.mkdtemp(prefix="kliping-fuzz-"))
    start = time.monotonic()
    workers = [_start(pages, seed + number * 1_000_000_000, folder) for number in range(processes)]
    while time.monotonic() < start + seconds:
        for number, worker in enumerate(workers):
            fault = _listen(worker, report, time.monotonic() - start > seconds / 10)
            if fault:
                _stop(worker, report)
                workers[number] = _start(pages, worker.seed + 1, folder)
        time.sleep(0.05)
    for worker in workers:
        _stop(worker, report)
    if not any(folder.iterdir()):
        folder.rmdir()
    return report


def _start(pages: list[bytes], seed: int, folder: Path) -> _Worker:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    # fork shares the pages, which may be hundreds of megabytes.
    process = multiprocessing.get_context("fork").Process(target=_work, args=(pages, seed, folder, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, seed, folder, time.monotonic())


def _listen(worker: _Worker, report: Report, is_warm: bool) -> bool:
    """Take what a worker says; True when it is dead or hangs."""
    try:
        while worker.pipe.poll():
            read, worker.seed, megabytes, error = worker.pipe.recv()
            report.pages += read
            worker.heard, worker.late_mb = time.monotonic(), megabytes
            if is_warm and worker.early_mb is None:
                worker.early_mb = megabytes
            if error:
                report.exceptions.append(error)
    except EOFError:
        worker.process.join(5)
        worker.seed = int(_current(worker.folder, worker.process.pid).read_text())
        report.crashes.append(f"exit {worker.process.exitcode}: seed {worker.seed}, {_keep(worker)}")
        return True
    if time.monotonic() - worker.heard > HANG_SECONDS:
        worker.seed = int(_current(worker.folder, worker.process.pid).read_text())
        report.hangs.append(f"hang: seed {worker.seed}, {_keep(worker)}")
        return True
    return False


def _stop(worker: _Worker, report: Report) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    _current(worker.folder, worker.process.pid).unlink(missing_ok=True)
    (worker.folder / f"page-{worker.process.pid}").unlink(missing_ok=True)
    if worker.early_mb is not None:
        report.growth_mb.append(worker.late_mb - worker.early_mb)


def _keep(worker: _Worker) -> Path:
    """Save the page that a worker was reading."""
    return (worker.folder / f"page-{worker.process.pid}").replace(worker.file)


def _current(folder: Path, pid: int | None) -> Path:
    return folder / f"seed-{pid}"


def _work(pages: list[bytes], seed: int, folder: Path, pipe: Connection) -> None:
    """Read one damaged page after the other, and tell the parent of it five times a second."""
    faulthandler.enable()
    pid = multiprocessing.current_process().pid
    page_file, seed_file = folder / f"page-{pid}", _current(folder, pid)
    read, told = 0, time.monotonic()
    while True:
        damaged = damaged_page(pages, seed)
        # Written before reading: a crash leaves no time for it.
        page_file.write_bytes(damaged)
        seed_file.write_text(str(seed))
        error = _fault(damaged)
        if error:
            page_file.replace(folder / f"seed-{seed}.html")
        read += 1
        seed += 1
        if error or time.monotonic() - told > 0.2:
            pipe.send((read, seed, _resident_mb(), error and f"exception: seed {seed - 1} in {folder}\n{error}"))
            read, told = 0, time.monotonic()


def damaged_page(pages: list[bytes], seed: int) -> bytes:
    """The page that a seed stands for."""
    chance = random.Random(seed)
    return mutate(chance.choice(pages), chance.choice(pages), seed)


def _fault(page: bytes) -> str | None:
    try:
        kliping.read(page, url="https://example.org/news/1")
    except Exception:
        return traceback.format_exc(limit=-6)
    return None


def _resident_mb() -> float:
    """Resident memory of this process, in megabytes (Linux; 0 elsewhere)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def main(arguments: list[str] | None = None) -> int:
    """Run as the module's docstring says."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.fuzz", description="Read damaged pages.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        pages = load_pages(options.pages)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    report = fuzz(pages, options.minutes * 60, options.processes, options.seed)
    print(report)
    return 0 if report.is_clean() else 1


if __name__ == "__main__":
    sys.exit(main())
