"""The block in a real datatrove pipeline, from WARC to JSON Lines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.batch.pages import url

pytest.importorskip("datatrove", exc_type=ImportError)


def test_a_pipeline(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import ParquetReader
    from datatrove.pipeline.writers import JsonlWriter

    from kliping.batch.datatrove import KlipingExtractor
    from tests.batch.pages import page

    (tmp_path / "in").mkdir()
    pages = [page(at).decode() for at in range(100)]
    pages[50] = "%PDF-1.7"
    table = {"text": pages, "id": [str(at) for at in range(100)], "url": [url(at) for at in range(100)]}
    pq.write_table(pa.table({**table, "date": ["2026-11-20T01:02:03Z"] * 100}), tmp_path / "in" / "pages.parquet")
    steps = [ParquetReader(str(tmp_path / "in")), KlipingExtractor(), JsonlWriter(str(tmp_path / "out"))]
    stats = LocalPipelineExecutor(steps, tasks=1, logging_dir=str(tmp_path / "logs")).run()
    lines = [
        json.loads(line)
        for file in sorted((tmp_path / "out").iterdir())
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]
    assert [line["id"] for line in lines] == [str(at) for at in range(100) if at != 50]
    for line in lines:
        record = line["metadata"]["record"]
        assert record["headline"] == f"Kabar nomor {line['id']}"
        assert record["url"] == url(int(line["id"]))
        assert record["fetched_at"] == "2026-11-20T01:02:03+00:00"
        assert line["text"] == record["text"]
    mine = stats.stats[1].stats
    assert (mine["total"].total, mine["forwarded"].total, mine["dropped"].total) == (100, 99, 1)
