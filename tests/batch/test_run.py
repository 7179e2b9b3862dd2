"""Whole runs of the local engine: each page once, whatever is killed; the folder's rules; the command line."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kliping.batch.chunk import Size
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.parts import Counts, total
from kliping.batch.run import run_batch
from kliping.errors import BatchError
from kliping.export.parquet import to_row
from kliping.records import Article
from kliping.sources import Options, stories
from kliping.sources.capture import TERMS
from tests.batch.pages import folder, inputs_of_all_kinds, page, parquet, url
from tests.cli.signals import hear_ctrl_c
from tests.portal.server import Portal, Reply

KLIPING = str(Path(sys.executable).with_name("kliping"))
EACH = 20
SAID = re.compile(r"kliping: 60 pages \(.*\), 0 lost; left out: 20 no_page\n")
TITLES = [f"Kabar nomor {at}" for at in range(3 * EACH)]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return inputs_of_all_kinds(tmp_path_factory.mktemp("inputs"), EACH)


def command(given: list[str], out: Path, *more: str) -> list[str]:
    return [KLIPING, "batch", *given, "--out", str(out), "--part-pages", "3", "--workers", "2", *more]


def headlines(out: Path) -> list[str]:
    """The headlines of all parts, as any reader of Parquet finds them."""
    found: list[str] = pq.read_table(out).column("headline").to_pylist()
    return found


def names(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def check(out: Path) -> None:
    """The output is complete, each page stands in it once, and nothing else lies about."""
    assert sorted(headlines(out)) == sorted(TITLES)
    assert {name for name in names(out) if not name.startswith("part-")} == {"_lock", "_plan.json", "_summary.json"}
    said = json.loads((out / "_summary.json").read_text())
    assert sum(said.pop("kinds").values()) == 60
    assert said == {"pages": 60, "lost": 0, "problems": {}, "left_out": {"no_page": 20}}


def test_all_pages_of_all_inputs(given: list[str], tmp_path: Path) -> None:
    done = subprocess.run(command(given, tmp_path / "out"), capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (0, "")
    assert SAID.fullmatch(done.stderr)
    check(tmp_path / "out")
    table = pq.read_table(tmp_path / "out")
    assert table.num_rows == 60
    found = Counter(Path(name.partition("#")[0]).name for name in table.column("name").to_pylist())
    assert (found["pages.parquet"], found["pages.warc.gz"], found["0040.html"]) == (20, 20, 1)
    assert set(table.column("url").to_pylist()) == {*(url(at) for at in range(40)), None}


def test_what_a_site_reserves_goes_along(tmp_path: Path) -> None:
    terms = json.dumps([{"location": "/", "tdm-reservation": 1}]).encode()
    with Portal() as server:
        server.pages = {
            "/1": Reply(page(1), headers={"X-Robots-Tag": "noai"}),
            "/2": Reply(page(2)),
            TERMS: Reply(terms),
        }
        options = Options(allow_private=True, rate=2000.0, cache=False, warc=tmp_path / "run.warc.gz")
        read = [each for each in stories([server.url("/1"), server.url("/2")], options) if isinstance(each, Article)]
    list(run_batch(job([str(tmp_path / "run.warc.gz")], tmp_path / "out")))
    rows = pq.read_table(tmp_path / "out", columns=["reservations", "evidence"]).to_pylist()
    assert [row["reservations"] for row in rows] == [
        ["x-robots-tag: noai", "tdm-reservation: 1"],
        ["tdm-reservation: 1"],
    ]
    assert [row["reservations"] for row in rows] == [list(article.reservations) for article in read]
    assert [row["evidence"] for row in rows] == [to_row(article)["evidence"] for article in read]


def test_killed_at_any_moment_and_resumed(given: list[str], tmp_path: Path) -> None:
    source, out = random.Random(9), tmp_path / "out"
    for _ in range(4):
        process = subprocess.Popen(command(given, out, "--resume"), stderr=subprocess.DEVNULL)
        parts = len(list(out.glob("part-*")))
        while process.poll() is None and len(list(out.glob("part-*"))) < parts + source.randint(1, 4):
            time.sleep(0.01)
        time.sleep(source.random() * 0.1)
        process.kill()
        process.wait()
        seen = Counter(headlines(out)) if any(out.glob("part-*")) else Counter()
        assert set(seen) <= set(TITLES)
        assert set(seen.values()) <= {1}
    done = subprocess.run(command(given, out, "--resume"), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0
    assert SAID.fullmatch(done.stderr)
    check(out)


def test_ctrl_c_writes_no_page_that_was_not_read(given: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(command(given, out), stderr=subprocess.PIPE, preexec_fn=hear_ctrl_c)
    while process.poll() is None and not any(out.glob("part-*")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")
    assert set(Counter(headlines(out)).items()) <= {(title, 1) for title in TITLES}
    assert not any(name.startswith("_tmp") for name in names(out))
    assert subprocess.run(command(given, out, "--resume"), capture_output=True, timeout=300).returncode == 0
    check(out)


@pytest.mark.parametrize("most", [0, 5_000], ids=["plan", "parts"])
def test_a_full_disk_is_said_and_the_run_goes_on_later(given: list[str], tmp_path: Path, most: int) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    out = tmp_path / "out"
    done = subprocess.run(command(given, out), capture_output=True, text=True, timeout=300, preexec_fn=fill)
    assert (done.returncode, done.stderr) == (
        2,
        f"kliping: batch: {out}: It can't be written: File too large. (unwritable)\n",
    )
    assert not any(out.glob("part-*"))
    assert (out / "_plan.json").exists() == bool(most)
    assert subprocess.run(command(given, out, "--resume"), capture_output=True, timeout=300).returncode == 0
    check(out)


def job(given: list[str], out: Path) -> Job:
    return Job(tuple(inputs(given)), str(out), size=Size(pages=3), workers=2)


def test_a_second_run_at_the_same_time_is_refused(given: list[str], tmp_path: Path) -> None:
    run = run_batch(job(given, tmp_path))
    next(run)
    done = subprocess.run(command(given, tmp_path, "--resume"), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.endswith("Another run is writing there. (in_use)\n")) == (2, True)
    run.close()
    assert total(run_batch(job(given, tmp_path), resume=True)).pages == 60


def test_a_folder_with_parts_is_resumed_or_left_alone(given: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = run_batch(job(given[:1], out))
    counts = [next(run), next(run)]
    run.close()
    assert counts[0] == Counts()
    assert counts[1].pages in (2, 3)
    before = {path: path.stat().st_mtime_ns for path in out.glob("part-*")}
    for others, code in (
        ((given[:1], False), "has_parts"),
        ((given[1:], True), "other_inputs"),
        ((given[::-1], True), "other_inputs"),
    ):
        with pytest.raises(BatchError) as found:
            list(run_batch(job(others[0], out), resume=others[1]))
        assert found.value.code == code
    with pytest.raises(BatchError) as found:
        list(run_batch(Job(tuple(inputs(given[:1])), str(out), size=Size(pages=4)), resume=True))
    assert found.value.code == "other_options"
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert total(run_batch(job(given[:1], out), resume=True)).pages == 20


def test_an_input_that_changed_is_another(tmp_path: Path) -> None:
    pages, out = folder(tmp_path / "pages", range(4)), tmp_path / "out"
    assert total(run_batch(job([str(pages)], out))).pages == 4
    (pages / "0009.html").write_bytes(b"<p>More")
    with pytest.raises(BatchError, match="the inputs are others, or have changed since"):
        list(run_batch(job([str(pages)], out), resume=True))


def test_an_input_that_changes_while_it_is_read_is_said(tmp_path: Path) -> None:
    pages, out = folder(tmp_path / "pages", range(4)), tmp_path / "out"
    run = run_batch(job([str(pages)], out))
    next(run)
    (pages / "0009.html").write_bytes(b"<p>More")
    with pytest.raises(BatchError, match="changed while it was read"):
        list(run)
    assert not (out / "_summary.json").exists()


def test_a_page_may_come_through_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    run = run_batch(job([str(tmp_path / "pipe")], tmp_path / "out"))
    next(run)
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit((tmp_path / "pipe").write_bytes, page(1))
        assert total(run).kinds.total() == 1


@pytest.mark.parametrize("name", ["letter.txt", "part-00000-4f1c.snappy.parquet"])
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, name: str) -> None:
    pages = str(parquet(tmp_path / "pages.parquet", range(2)))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("Dear Ratna")
    with pytest.raises(BatchError) as refused:
        list(run_batch(job([pages], tmp_path / "out"), resume=True))
    assert (refused.value.code, name in str(refused.value)) == ("not_empty", True)
    assert names(tmp_path / "out") == [name]


def test_the_output_is_kept_out_of_the_inputs(tmp_path: Path) -> None:
    pages = str(parquet(tmp_path / "pages.parquet", range(2)))
    saved = str(folder(tmp_path / "saved", range(2)))
    for given, out in ((saved, f"{saved}/out"), (saved, saved), (pages, str(tmp_path))):
        with pytest.raises(BatchError) as found:
            list(run_batch(job([given], Path(out))))
        assert found.value.code == "out_is_input"


def test_a_page_that_cannot_be_had_is_a_row_and_a_status(tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages", range(2))
    (pages / "0002.html").write_bytes(b"%PDF-1.7")
    (pages / "0003.html").symlink_to("0003.html")
    done = subprocess.run(command([str(pages)], tmp_path / "out"), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert re.match(r"kliping: 4 pages \(2 .*\), 2 lost; problems: ", done.stderr)
    rows = pq.read_table(tmp_path / "out").to_pylist()
    assert [bool(row["problems"]) for row in rows] == [False, False, True, True]
    assert rows[3]["name"].endswith("0003.html")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "x"], "INPUT"),
        (["pages"], "--out is needed"),
        (["pages", "--out", "x", "--workers", "0"], "--workers must be above 0"),
        (["pages", "--out", "x", "--time-limit", "nan"], "--time-limit must be above 0"),
        (["pages", "--out", "x", "--address", "auto"], "--address is for"),
        (["nowhere", "--out", "x"], "There is no such file or folder. (no_input)"),
    ],
)
def test_wrong_usage(words: list[str], said: str, tmp_path: Path) -> None:
    done = subprocess.run([KLIPING, "batch", *words], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert not any(tmp_path.iterdir())
