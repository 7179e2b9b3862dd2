"""Inputs are cut at the same places every time, whatever is done already."""

from __future__ import annotations

import random
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import ParquetFile

from kliping.batch.chunk import Chunk, Size
from kliping.batch.cut import Part, cut
from kliping.batch.inputs import Input, inputs
from kliping.batch.rows import rows
from kliping.errors import BatchError
from tests.batch.pages import folder, inputs_of_all_kinds, page, parquet, url, warc

SMALL = Size(pages=3)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Input]:
    return inputs(inputs_of_all_kinds(tmp_path_factory.mktemp("inputs")))


def urls(chunk: Chunk) -> list[str]:
    """Which stories a chunk holds; the pages of a folder have no address."""
    names = [name.rpartition("/")[2] for name in chunk.pages.column("name").to_pylist()]
    return [at or name for at, name in zip(chunk.pages.column("url").to_pylist(), names, strict=True)]


def test_every_page_is_in_one_chunk_in_order(sources: list[Input]) -> None:
    found = [[urls(chunk) for chunk in cut(source, at, {}, SMALL)] for at, source in enumerate(sources)]
    assert [list(chain.from_iterable(chunks)) for chunks in found] == [
        [url(at) for at in range(20)],
        [url(at) for at in range(20, 40)],
        [f"{at:04}.html" for at in range(40, 60)],
    ]
    assert [[len(chunk) for chunk in chunks] for chunks in found] == [[3] * 6 + [2]] * 3


def test_what_is_no_page_is_counted_once(sources: list[Input]) -> None:
    chunks = list(cut(sources[1], 1, {}, SMALL))
    assert sum(chunk.place.left_out.get("no_page", 0) for chunk in chunks) == 20
    assert [chunk.place.last for chunk in chunks] == [False] * 6 + [True]


def test_all_bytes_are_accounted_for(sources: list[Input]) -> None:
    for at, source in enumerate(sources):
        assert sum(chunk.place.advance for chunk in cut(source, at, {}, SMALL)) == source.size


@given(st.integers(0, 2), st.sets(st.integers(0, 6)))
def test_what_is_done_is_not_cut_again(sources: list[Input], at: int, done: set[int]) -> None:
    whole = list(cut(sources[at], at, {}, SMALL))
    parts = {n: Part(whole[n].place.first + len(whole[n].pages), whole[n].place.last) for n in done}
    rest = list(cut(sources[at], at, parts, SMALL))
    expected = [chunk for number, chunk in enumerate(whole) if number not in done]
    assert [chunk.pages.to_pylist() for chunk in rest] == [chunk.pages.to_pylist() for chunk in expected]
    for mine, theirs in zip(rest, expected, strict=True):
        for fact in ("number", "first", "last", "left_out"):
            assert getattr(mine.place, fact) == getattr(theirs.place, fact)


def test_a_chunk_has_so_many_bytes_at_most(sources: list[Input]) -> None:
    size = len(page(0)) * 2
    chunks = list(cut(sources[0], 0, {}, Size(bytes=size)))
    assert all(sum(map(len, chunk.pages.column("html").to_pylist())) <= size for chunk in chunks)
    assert [len(chunk.pages) for chunk in cut(sources[0], 0, {}, Size(bytes=1))] == [1] * 20


def test_a_chunk_survives_the_way(sources: list[Input]) -> None:
    for chunk in cut(sources[1], 1, {}, SMALL):
        back = Chunk.from_row(chunk.to_row())
        assert (back.place, back.pages.to_pylist()) == (chunk.place, chunk.pages.to_pylist())


def test_a_folder_may_hold_all_of_it(tmp_path: Path) -> None:
    folder(tmp_path / "all", range(2))
    warc(tmp_path / "all" / "b.warc.gz", range(2, 4))
    parquet(tmp_path / "all" / "a.parquet", range(4, 6))
    parquet(tmp_path / "all" / "_other.parquet", range(6, 8))
    found = inputs([str(tmp_path / "all")])
    assert [(each.kind, Path(each.path).name) for each in found] == [
        ("pages", "all"),
        ("parquet", "a.parquet"),
        ("warc", "b.warc.gz"),
    ]
    assert [sum(len(chunk.pages) for chunk in cut(each, 0, {}, SMALL)) for each in found] == [2, 2, 2]


def test_damage_costs_what_is_damaged(tmp_path: Path) -> None:
    file = parquet(tmp_path / "pages.parquet", range(30), rows=5)
    content, html = bytearray(file.read_bytes()), ParquetFile(file).metadata.row_group(3).column(1)
    content[html.data_page_offset : html.data_page_offset + 400] = bytes(400)
    file.write_bytes(content)
    rows = [row for chunk in cut(inputs([str(file)])[0], 0, {}, SMALL) for row in chunk.pages.to_pylist()]
    assert [row["url"] for row in rows] == [url(at) if at not in range(15, 20) else None for at in range(30)]
    assert [row["failure"]["code"] for row in rows[15:20]] == ["damaged"] * 5


def test_addresses_that_are_no_text_cost_nothing(tmp_path: Path) -> None:
    addresses = pa.array([f"{url(at)}#".encode() + b"\xff" for at in range(9)]).view(pa.string())
    pq.write_table(pa.table({"url": addresses, "html": [page(at) for at in range(9)]}), tmp_path / "pages.parquet")
    (source,) = inputs([str(tmp_path / "pages.parquet")])
    found = [row for chunk in cut(source, 0, {}, SMALL) for row in chunk.pages.to_pylist()]
    assert [(row["url"], row["html"]) for row in found] == [(f"{url(at)}#\ufffd", page(at)) for at in range(9)]


def test_a_file_of_one_row_group_is_not_held_in_memory(tmp_path: Path) -> None:
    source = random.Random(4)
    pages = {"url": [url(at) for at in range(512)], "html": [source.randbytes(1 << 17) for _ in range(512)]}
    pq.write_table(pa.table(pages), tmp_path / "pages.parquet", use_dictionary=False, write_batch_size=1)
    del pages
    (given,) = inputs([str(tmp_path / "pages.parquet")])
    before = pa.total_allocated_bytes()
    held = [pa.total_allocated_bytes() - before for _row in islice(rows(given), 0, None, 64)]
    assert len(held) == 8
    assert max(held) < 32 << 20


def test_an_archive_without_pages_is_one_empty_chunk(tmp_path: Path) -> None:
    file = warc(tmp_path / "none.warc.gz", range(0))
    file.write_bytes(b"WARC/1.0\r\n\r\n")
    chunks = list(cut(inputs([str(file)])[0], 0, {}, SMALL))
    assert [chunk.place.last for chunk in chunks] == [True]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere.parquet", "no such file"),
        ("empty", "holds no pages"),
        ("https://kabar.example/", "fetch them first"),
        ("list.txt", "list of addresses"),
        ("half.parquet", "can't be read as Parquet"),
        ("other.parquet", "other.parquet: There is no column html"),
        ("numbers.parquet", "numbers.parquet: The column html holds double"),
        ("nothing.parquet", "can't be read as Parquet"),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_is(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.txt").write_text("https://kabar.example/1\nhttps://kabar.example/2\n")
    (tmp_path / "half.parquet").write_bytes(parquet(tmp_path / "whole.parquet", range(3)).read_bytes()[:200])
    (tmp_path / "nothing.parquet").write_bytes(b"")
    pq.write_table(pa.table({"url": ["x"]}), tmp_path / "other.parquet")
    pq.write_table(pa.table({"url": ["x"], "html": [1.5]}), tmp_path / "numbers.parquet")
    with pytest.raises(BatchError, match=said):
        inputs([name if name.startswith("https:") else str(tmp_path / name)])
