"""`kliping desk` as it is started, and what it says when it can't be."""

from __future__ import annotations

import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kliping.cli import corrections, desk
from tests.desk.conftest import KLIPING, kliping
from tests.test_docs import README, ROOT, commands

DOCS = (ROOT / "docs" / "desk.md").read_text("utf-8")
SAID = [line for page in (README, DOCS) for line in commands(page) if line[1] in ("desk", "corrections")]


def run(*words: str | Path) -> tuple[int, str]:
    done = subprocess.run([KLIPING, *map(str, words)], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("line", SAID, ids=shlex.join)
def test_what_the_docs_say_can_be_said(line: list[str]) -> None:
    parser = {"desk": desk, "corrections": corrections}[line[1]].parser()
    assert parser.parse_intermixed_args(line[2:])


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = run("desk", "--archive", tmp_path / "a.kliping", "--port", str(taken.getsockname()[1]))
    assert (status, "(no_port)" in said) == (2, True)


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Beras naik")
    status, said = run("desk", "--archive", tmp_path / "notes.txt")
    assert (status, "(not_archive)" in said) == (2, True)


@pytest.mark.parametrize("words", [["--port", "99999"], ["page.html"], ["--warc", "x.warc"], ["--host", "0.0.0.0"]])
def test_wrong_usage(tmp_path: Path, words: list[str]) -> None:
    assert run("desk", "--archive", tmp_path / "a.kliping", *words)[0] == 2


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['starlette'] = None\nfrom kliping.cli import main\n"
        f"main(['desk', '--archive', {str(tmp_path / 'a.kliping')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, "install kliping[desk]" in done.stderr) == (2, True)


def test_corrections_are_listed_and_refused(archive: Path, tmp_path: Path) -> None:
    assert kliping("corrections", "--archive", archive) == "Nothing was corrected yet.\n"
    assert kliping("corrections", "list", "--archive", archive, "--format", "json") == "[]\n"
    for words in (["undo", "7"], ["export", tmp_path / "gold.jsonl"]):
        assert run("corrections", *words, "--archive", archive)[0] == 2
    for words in (["dance"], ["undo"], ["undo", "x"], ["undo", "²"], ["export"], ["list", "more"], ["export", archive]):
        assert run("corrections", *words, "--archive", archive)[0] == 2
