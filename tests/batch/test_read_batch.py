"""A batch in, a batch out: a row for each page, whatever stands in it."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kliping
from kliping.batch import Limits, page_schema, read_batch, record_schema
from kliping.batch.read_batch import keeper
from kliping.errors import BatchError
from kliping.export.parquet import to_row
from kliping.records import Page
from tests.batch.pages import HOST, batch, page, url


def test_each_page_has_its_record_in_order() -> None:
    records = read_batch(batch([page(at) for at in range(150)]))
    assert records.schema == record_schema()
    assert records.column("url").to_pylist() == [url(at) for at in range(150)]
    assert records.column("headline").to_pylist() == [f"Kabar nomor {at}" for at in range(150)]
    assert all(0 < seconds < 30 for seconds in records.column("seconds").to_pylist())


@given(st.lists(st.binary(max_size=300) | st.sampled_from([b"", b"\0", b"%PDF-1.7", page(1)]), max_size=3))
def test_a_record_is_what_read_gives(pages: list[bytes]) -> None:
    records = read_batch(batch(pages)).drop_columns("seconds").to_pylist()
    expected = [to_row(kliping.read(Page(content, url(at)))) for at, content in enumerate(pages)]
    shape = pa.schema([field for field in record_schema() if field.name != "seconds"])
    assert records == pa.RecordBatch.from_pylist(expected, shape).to_pylist()


def test_what_was_said_of_a_page_is_used() -> None:
    text = "<html><body><h1>Ombak tinggi</h1><p>Le café fermé, l'été passé à Noël.</p></body></html>"
    row = {
        "url": f"{HOST}/x",
        "html": text.encode("iso-8859-1"),
        "encoding": "iso-8859-1",
        "fetched_at": datetime(2026, 11, 20, 8, tzinfo=UTC),
        "headers": [{"name": "x-robots-tag", "value": "noai"}],
    }
    (record,) = read_batch(pa.RecordBatch.from_pylist([row], page_schema())).to_pylist()
    assert record["fetched_at"] == "2026-11-20T08:00:00+00:00"
    assert record["reservations"] == ["x-robots-tag: noai"]
    assert "café fermé" in record["text"]


WHEN = datetime(2026, 11, 20, 8)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([WHEN], pa.timestamp("ns")), "2026-11-20T08:00:00+00:00"),
        (pa.array([WHEN], pa.timestamp("s", "Asia/Jakarta")), "2026-11-20T08:00:00+00:00"),
        (pa.array(["2026-11-20T08:00:00+07:00"]), "2026-11-20T01:00:00+00:00"),
        (pa.array(["yesterday"]), None),
        (pa.array([2**62], pa.int64()).cast(pa.timestamp("us")), None),
        (pa.array([2**62], pa.int64()), None),
        (pa.nulls(1), None),
    ],
    ids=str,
)
def test_times_may_come_in_any_form(column: pa.Array, expected: str | None) -> None:
    given = pa.RecordBatch.from_arrays([pa.array(["u"]), pa.array([page(1)]), column], ["url", "html", "fetched_at"])
    assert read_batch(given).column("fetched_at").to_pylist() == [expected]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.large_binary(), pa.binary_view()], ids=str)
def test_pages_may_be_text_or_long(kind: Any) -> None:
    given = pa.RecordBatch.from_arrays([pa.array([url(1)]), pa.array([page(1)]).cast(kind)], ["url", "html"])
    assert read_batch(given).column("headline").to_pylist() == ["Kabar nomor 1"]


BYTES = pa.array([b"https://a.example/\xff"])
BROKEN = BYTES.view(pa.string())  # as Parquet files may hold it: nobody checks
SHAPES = ["bytes", "broken", "dictionary", "long"]


@pytest.mark.parametrize("url", [BYTES, BROKEN, BROKEN.dictionary_encode(), BYTES.cast(pa.large_binary())], ids=SHAPES)
def test_an_address_that_is_no_text_loses_nothing(url: pa.Array) -> None:
    pairs = pa.StructArray.from_arrays([pa.array(["x-robots-tag"]), BROKEN], ["name", "value"])
    others = {"encoding": BROKEN, "fetched_at": BROKEN, "headers": pa.ListArray.from_arrays([0, 1], pairs)}
    given = pa.RecordBatch.from_arrays([url, pa.array([page(1)]), *others.values()], ["url", "html", *others])
    (record,) = read_batch(given).to_pylist()
    assert (record["url"], record["headline"]) == ("https://a.example/\ufffd", "Kabar nomor 1")
    assert record["fetched_at"] is None


def test_a_slice_of_a_dictionary_is_a_batch() -> None:
    given = batch([page(at % 3) for at in range(9)])
    columns = [column.dictionary_encode() for column in given.columns]
    records = read_batch(pa.RecordBatch.from_arrays(columns, given.schema.names).slice(4, 2))
    assert records.column("url").to_pylist() == [url(4), url(5)]
    assert records.column("headline").to_pylist() == ["Kabar nomor 1", "Kabar nomor 2"]


def test_a_row_without_a_page_says_so() -> None:
    records = read_batch(batch([page(0), None, page(2)])).to_pylist()
    assert [record["headline"] for record in records] == ["Kabar nomor 0", None, "Kabar nomor 2"]
    assert records[1]["problems"] == [{"code": "no_page", "message": "The row holds no page."}]
    assert records[1]["url"] == url(1)


def test_an_empty_batch_gives_an_empty_batch() -> None:
    records = read_batch(batch([]).cast(pa.schema({"url": pa.string(), "html": pa.binary()})))
    assert (len(records), records.schema) == (0, record_schema())


@pytest.mark.parametrize("rows", [0, 1])
def test_a_batch_of_other_things_is_refused(rows: int) -> None:
    with pytest.raises(BatchError, match="no column html") as found:
        read_batch(pa.RecordBatch.from_pydict({"url": ["x"] * rows}))
    assert found.value.code == "no_column"
    with pytest.raises(BatchError, match="html holds double") as found:
        read_batch(pa.RecordBatch.from_pydict({"url": ["x"], "html": [1.5]}))
    assert found.value.code == "wrong_type"


def test_columns_that_stand_twice_are_refused() -> None:
    column = pa.array(["x"])
    with pytest.raises(BatchError, match="several columns url"):
        read_batch(pa.RecordBatch.from_arrays([column, column, column], ["url", "html", "url"]))


def test_a_table_is_told_how_to_become_batches() -> None:
    with pytest.raises(BatchError, match="no Table") as found:
        read_batch(pa.Table.from_batches([batch([page(0)])]))
    assert found.value.code == "no_batch"


@pytest.mark.parametrize("limits", [{"seconds": float("inf")}, {"seconds": 0.0}, {"memory": 0}, {"memory": 1 << 63}])
def test_what_is_no_limit_is_refused(limits: dict[str, Any]) -> None:
    with pytest.raises(BatchError) as found:
        Limits(**limits)
    assert found.value.code == "limits"


def test_threads_have_a_process_each() -> None:
    found: list[list[str]] = []
    pids = set()

    def read() -> None:
        found.extend(read_batch(batch([page(7), page(8)])).column("headline").to_pylist() for _ in range(3))
        pids.add(keeper(Limits()).pid)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["Kabar nomor 7", "Kabar nomor 8"]] * 9
    assert len(pids) == 3


def test_a_fork_does_not_take_the_process_along() -> None:
    code = """
import os
from tests.batch.pages import batch, page
from kliping.batch import read_batch
assert read_batch(batch([page(1)])).column("headline").to_pylist() == ["Kabar nomor 1"]
child = os.fork()
for at in range(20):
    assert read_batch(batch([page(at + (100 if child else 0))])).column("headline")[0].as_py().endswith(str(at))
if child:
    assert os.waitpid(child, 0)[1] == 0
    assert read_batch(batch([page(2)])).column("headline").to_pylist() == ["Kabar nomor 2"]
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
