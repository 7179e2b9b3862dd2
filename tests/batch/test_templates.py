"""What stories of one host share is left out of them; what they don't share stays."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kliping.batch import read_batch
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.limits import Limits
from kliping.batch.read_batch import keeper
from kliping.batch.read_chunk import without_furniture
from kliping.batch.run import run_batch
from kliping.batch.templates import furniture
from tests.batch.portals import PortalPage, portal

NOTICE = "This text may be printed by members of the harbour league alone, and by nobody else."


def batch(pages: list[PortalPage]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"url": [page.url for page in pages], "html": [page.html for page in pages]})


def texts(records: pa.RecordBatch) -> dict[str, list[str]]:
    return {row["url"]: [each["text"] for each in row["paragraphs"]] for row in records.to_pylist()}


def test_notices_go_and_stories_stay_in_any_order() -> None:
    pages = [page for number in range(3) for page in portal(number, 20)]
    random.Random(3).shuffle(pages)
    before = read_batch(batch(pages))
    after = texts(without_furniture(batch(pages), before, keeper(Limits())))
    assert all(set(texts(before)[page.url]) > set(page.paragraphs) for page in pages)
    assert after == {page.url: list(page.paragraphs) for page in pages}


def test_a_story_that_is_told_three_times_keeps_its_text() -> None:
    pages = portal(2, 4)[1:]
    before = read_batch(batch(pages))
    after = texts(without_furniture(batch(pages), before, keeper(Limits())))
    assert all(set(after[page.url]) >= set(page.paragraphs) for page in pages)


def story(host: str, number: int, last: str) -> PortalPage:
    told = portal(77, number + 1)[number]
    html = told.html.replace(b"</p></", f"</p><p>{last}</p></".encode(), 1)
    return PortalPage(f"https://{host}.example/{number}", html, told.paragraphs)


def test_it_takes_three_stories_of_one_host() -> None:
    two = read_batch(
        batch([story("a", 0, NOTICE), story("a", 1, NOTICE), story("b", 2, NOTICE), story("a", 0, NOTICE)])
    )
    assert all(NOTICE in paragraphs for paragraphs in texts(two).values())
    assert not any(NOTICE in each["text"] for row in furniture(two).values() for each in row)
    three = read_batch(batch([story("a", number, NOTICE) for number in range(3)]))
    assert all(NOTICE in [each["text"] for each in row] for row in furniture(three).values())
    assert list(furniture(three)) == [0, 1, 2]


def test_short_words_that_stories_share_stay() -> None:
    records = read_batch(batch([story("a", number, "What we know so far") for number in range(4)]))
    assert not any(each["text"] == "What we know so far" for row in furniture(records).values() for each in row)


def test_a_run_has_template_memory_unless_it_is_told_not_to(tmp_path: Path) -> None:
    pages = [story("a", number, NOTICE) for number in range(3)]
    pq.write_table(pa.Table.from_batches([batch(pages)]), tmp_path / "pages.parquet")
    given = tuple(inputs([str(tmp_path / "pages.parquet")]))
    for templates in (True, False):
        out = tmp_path / f"out-{templates}"
        list(run_batch(Job(given, str(out), templates=templates)))
        told = pq.read_table(out).column("text").to_pylist()
        assert [NOTICE in text for text in told] == [not templates] * 3
