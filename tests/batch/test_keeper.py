"""A page that kills, hangs or bloats the reading process costs itself alone. Processes and deaths are real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kliping.batch import Limits
from kliping.batch.keeper import Keeper
from kliping.errors import BatchError
from tests.batch.pages import batch, page, url

HOSTILE = "tests.batch.hostile:read"
CODES = {"[crash]": "crashed", "[leave]": "crashed", "[hang]": "timeout", "[bloat]": "memory"}


@pytest.fixture(scope="module")
def hostile() -> Iterator[Keeper]:
    keeper = Keeper(Limits(seconds=3), HOSTILE)
    yield keeper
    keeper.close()


def codes(keeper: Keeper, marks: list[str]) -> list[str | None]:
    """What became of pages with these marks; every page that was read is the right one."""
    records = keeper.read(batch([page(at, mark) for at, mark in enumerate(marks)])).to_pylist()
    assert [record["url"] for record in records] == [url(at) for at in range(len(marks))]
    found = []
    for at, record in enumerate(records):
        lost = [problem["code"] for problem in record["problems"]]
        assert record["headline"] == (None if lost else f"Kabar nomor {at}")
        assert record["seconds"] >= 0
        found.append(lost[0] if lost else None)
    return found


@pytest.mark.parametrize("mark", CODES)
@pytest.mark.parametrize("at", [0, 69])
def test_one_page_is_lost_and_no_other(hostile: Keeper, mark: str, at: int) -> None:
    marks = [""] * 70
    marks[at] = mark
    assert codes(hostile, marks) == [CODES.get(each) for each in marks]


@settings(max_examples=4)
@given(st.lists(st.sampled_from(["", "", "", "[crash]", "[leave]", "[bloat]", "[print]"]), max_size=4))
def test_any_of_them_may_be_hostile(marks: list[str]) -> None:
    keeper = Keeper(reader=HOSTILE)
    try:
        assert codes(keeper, marks) == [CODES.get(each) for each in marks]
    finally:
        keeper.close()


def test_what_happened_is_said(hostile: Keeper) -> None:
    marks = ["[crash]", "[leave]", "[hang]", "[bloat]"]
    records = hostile.read(batch([page(at, mark) for at, mark in enumerate(marks)])).to_pylist()
    assert [record["problems"][0]["message"] for record in records] == [
        "The process that read the page died of it (SIGSEGV).",
        "The process that read the page died of it (exit status 3).",
        "The page took longer than 3 seconds to read.",
        "The page took more than 2,048 MB of memory to read.",
    ]


def test_the_limits_hold_for_the_shipped_reader() -> None:
    heavy = b"<html><body>" + b"<p>kata <b>demi</b> kata " * 300_000
    for limits, code in ((Limits(seconds=0.1), "timeout"), (Limits(memory=10 << 20), "memory")):
        keeper = Keeper(limits)
        records = keeper.read(batch([page(0), heavy])).to_pylist()
        keeper.close()
        assert [[problem["code"] for problem in record["problems"]] for record in records] == [[], [code]]


def test_a_process_that_is_killed_from_outside_costs_nothing() -> None:
    keeper = Keeper()
    keeper.read(batch([page(0)]))
    stop = threading.Event()

    def kill() -> None:
        for number in (signal.SIGKILL, signal.SIGTERM):
            time.sleep(0.5)
            if (pid := keeper.pid) and not stop.is_set():
                os.kill(pid, number)

    killer = threading.Thread(target=kill)
    killer.start()
    records = [record for _ in range(3) for record in keeper.read(batch([page(1)] * 150)).to_pylist()]
    stop.set()
    killer.join()
    keeper.close()
    assert not any(record["problems"] for record in records)


def test_no_process_outlives_its_parent() -> None:
    code = f"""
import os, sys
from kliping.batch import Limits
from kliping.batch.keeper import Keeper
from tests.batch.pages import batch, page
keeper = Keeper(Limits(seconds=1), {HOSTILE!r})
keeper.read(batch([page(0)]))
print(keeper.pid, flush=True)
keeper.read(batch([page(0, "[hang]")]))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.2)
        parent.kill()
    deadline = time.monotonic() + 30
    while is_alive(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_process_that_cannot_start_is_said() -> None:
    with pytest.raises(BatchError, match="No module named 'nowhere'") as found:
        Keeper(reader="nowhere:read").read(batch([page(0)]))
    assert found.value.code == "no_process"


def test_after_the_end_nothing_is_taken_for_crashed() -> None:
    keeper = Keeper(Limits(seconds=60), HOSTILE)
    keeper.read(batch([page(0)]))
    threading.Timer(0.3, keeper.close).start()
    with pytest.raises(BatchError) as found:
        keeper.read(batch([page(0, "[hang]")]))
    assert found.value.code == "stopped"
    assert keeper.pid is None
