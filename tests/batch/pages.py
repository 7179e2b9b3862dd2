"""Pages of our own making, as batches, files and archives."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.archive.stories import invented
from tests.sources.archives import record

HOST = "https://batch.example"


def page(number: int, mark: str = "") -> bytes:
    """One small story, told from all others by its headline."""
    text = "".join(f"<p>{' '.join(invented(number * 50 + at, 30))}.</p>" for at in range(4))
    head = f'<title>Kabar {number}</title><link rel="canonical" href="{url(number)}">'
    body = f"<article><h1>Kabar nomor {number}</h1>{text}</article>{mark}"
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def url(number: int) -> str:
    """Where a story stands."""
    return f"{HOST}/{number}"


def batch(pages: Sequence[bytes | None]) -> pa.RecordBatch:
    """Pages in the two columns that are needed."""
    return pa.RecordBatch.from_pydict({"url": [url(at) for at in range(len(pages))], "html": list(pages)})


def parquet(path: Path, numbers: range, rows: int = 7) -> Path:
    """A Parquet file of stories, in row groups of so many."""
    table = pa.table({"url": [url(at) for at in numbers], "html": [page(at) for at in numbers], "rank": list(numbers)})
    pq.write_table(table, path, row_group_size=rows)
    return path


def warc(path: Path, numbers: range) -> Path:
    """A web archive of stories; before each stands an image, which is no page."""
    parts = []
    for at in numbers:
        parts.append(record(f"{HOST}/{at}.png", b"\x89PNG", at, "image/png"))
        parts.append(record(url(at), page(at), at))
    path.write_bytes(b"".join(gzip.compress(part) for part in parts))
    return path


def folder(path: Path, numbers: range) -> Path:
    """A folder of stories."""
    path.mkdir()
    for at in numbers:
        (path / f"{at:04}.html").write_bytes(page(at))
    return path


def inputs_of_all_kinds(top: Path, each: int = 20) -> list[str]:
    """A file, an archive and a folder, with so many stories in each; no story stands twice."""
    return [
        str(parquet(top / "pages.parquet", range(each))),
        str(warc(top / "pages.warc.gz", range(each, 2 * each))),
        str(folder(top / "pages", range(2 * each, 3 * each))),
    ]
