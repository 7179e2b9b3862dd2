"""What the docs say holds: their links lead somewhere and their examples run."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ARCHIVE = (ROOT / "docs" / "archive.md").read_text("utf-8")
EXAMPLES = ROOT / "examples"
PAGE = EXAMPLES / "northgate.html"
KLIPING = str(Path(sys.executable).with_name("kliping"))

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(<?([^)>\s]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#")


def code(language: str, page: str = README) -> list[str]:
    """A page's blocks of code in a language."""
    return [body for named, body in _FENCED.findall(page) if named == language]


def links() -> list[tuple[str, str]]:
    """Each page of the docs and each relative address in it, without what follows a #."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        (str(page.relative_to(ROOT)), address.partition("#")[0])
        for page in pages
        for address in _LINK.findall(_FENCED.sub("", page.read_text("utf-8")))
        if not _ELSEWHERE.match(address)
    ]


def commands(page: str = README) -> list[list[str]]:
    """A page's `kliping` lines, as their words."""
    words = [shlex.split(line, comments=True) for block in code("sh", page) for line in block.splitlines()]
    return [line for line in words if line[:1] == ["kliping"]]


@pytest.mark.parametrize(("page", "address"), links())
def test_a_link_leads_somewhere(page: str, address: str) -> None:
    assert (ROOT / page).parent.joinpath(address).exists()


def test_there_are_examples() -> None:
    assert code("python")
    assert commands()
    assert links()


@pytest.mark.parametrize("example", code("python"))
def test_an_example_in_python_runs(example: str) -> None:
    assert "page.html" in example
    run = example.replace("page.html", PAGE.as_posix())
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "None" not in done.stdout.splitlines()[0]


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    places = {"page.html": str(PAGE), "saved/": f"{EXAMPLES}/"}
    words = [KLIPING, *(places.get(word, word) for word in command[1:])]
    return subprocess.run(words, capture_output=True, cwd=folder, timeout=600)


def test_the_archive_s_examples_run_one_after_the_other(tmp_path: Path) -> None:
    for command in commands(ARCHIVE):
        done = run(command, tmp_path)
        assert done.returncode == 0, (command, done.stderr)
        assert b"Traceback" not in done.stderr
    for example in code("python", ARCHIVE):
        done = subprocess.run([sys.executable, "-c", example], capture_output=True, cwd=tmp_path, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout
    connection = sqlite3.connect(tmp_path / "clippings.kliping")
    for statement in code("sql", ARCHIVE)[0].splitlines():
        assert connection.execute(statement).fetchall(), statement
    connection.close()


@pytest.mark.parametrize("command", [each for each in commands() if each[1] == "read"], ids=" ".join)
def test_an_example_of_the_command_line_runs(command: list[str], tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    out = tmp_path / command[command.index("--out") + 1] if "--out" in command else None
    assert out.read_bytes() if out else done.stdout


def test_the_readme_s_archive_can_be_searched(tmp_path: Path) -> None:
    for command in [each for each in commands() if each[1] != "read"]:
        done = run(command, tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout


def test_every_make_target_that_is_named_exists() -> None:
    named = {line.split()[1] for block in code("sh") for line in block.splitlines() if line.startswith("make ")}
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert named <= set(targets)
