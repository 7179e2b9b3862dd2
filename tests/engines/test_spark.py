"""The engine for Spark, in real local sessions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.batch.pages import inputs_of_all_kinds, page, url

pytest.importorskip("pyspark", exc_type=ImportError)
if shutil.which("java") is None:
    pytest.skip("could not import Spark: it needs Java", allow_module_level=True)


def test_a_session_of_its_own(tmp_path: Path) -> None:
    given, out = inputs_of_all_kinds(tmp_path, 8), tmp_path / "out"
    kliping = str(Path(sys.executable).with_name("kliping"))
    command = [kliping, "batch", *given, "--out", str(out), "--engine", "spark", "--workers", "4", "--part-pages", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].startswith("kliping: 24 pages")
    headlines = Counter(pq.read_table(out).column("headline").to_pylist())
    assert headlines == Counter(f"Kabar nomor {at}" for at in range(24))


@pytest.fixture
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    building = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    found = building.config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield found
    found.stop()


def test_a_frame_of_one_s_own(session: Any) -> None:
    from kliping.batch.spark import read_batches, records

    rows = [(url(at), page(at), at) for at in range(10)]
    frame = session.createDataFrame(rows, "url string, html binary, rank int").repartition(2)
    found = frame.mapInArrow(read_batches, records()).select("url", "headline", "seconds").collect()
    assert sorted((row.url, row.headline) for row in found) == sorted(
        (url(at), f"Kabar nomor {at}") for at in range(10)
    )
    assert all(row.seconds > 0 for row in found)
