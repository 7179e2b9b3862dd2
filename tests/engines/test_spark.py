"""The engine for Spark, in real local sessions."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kliping.batch.chunk import Size
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.parts import total
from kliping.batch.run import run_batch
from tests.batch.pages import inputs_of_all_kinds, page, url
from tests.engines.runs import check, run

pytest.importorskip("pyspark", exc_type=ImportError)
if shutil.which("java") is None:
    pytest.skip("could not import Spark: it needs Java", allow_module_level=True)


@pytest.fixture
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    building = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    found = building.config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield found
    found.stop()


def test_a_session_of_its_own(tmp_path: Path) -> None:
    given, out = inputs_of_all_kinds(tmp_path, 8), tmp_path / "out"
    done = run(given, out, "--engine", "spark", "--workers", "4", "--part-pages", "3")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].startswith("kliping: 24 pages")
    check(out, 24)


def test_parts_are_told_as_they_come_and_a_stopped_run_goes_on(tmp_path: Path, session: Any) -> None:
    each, out = 120, tmp_path / "out"
    job = Job(tuple(inputs(inputs_of_all_kinds(tmp_path, each))), str(out), size=Size(pages=5), workers=2)
    told = run_batch(job, "spark")
    assert next(told).pages == 0
    assert next(told).pages == 5
    told.close()
    assert not session.sparkContext.statusTracker().getActiveJobsIds()
    assert 0 < len(list(out.glob("part-*"))) < 3 * each / 5
    assert total(run_batch(job, "spark", resume=True)).pages == 3 * each
    check(out, 3 * each)


def test_a_frame_of_one_s_own(session: Any) -> None:
    from kliping.batch.spark import read_batches, records

    rows = [(url(at), page(at), at) for at in range(10)]
    frame = session.createDataFrame(rows, "url string, html binary, rank int").repartition(2)
    found = frame.mapInArrow(read_batches, records()).select("url", "headline", "seconds").collect()
    assert sorted((row.url, row.headline) for row in found) == sorted(
        (url(at), f"Kabar nomor {at}") for at in range(10)
    )
    assert all(row.seconds > 0 for row in found)
