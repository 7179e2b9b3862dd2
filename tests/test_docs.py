"""What the docs say holds: their links lead somewhere and their examples run."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.portal.server import Portal, Reply
from tests.portal.stories import portal
from tests.sources.archives import gzipped, records
from tests.sources.test_portal import served

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ON_SOURCES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("sources.md", "fetching.md")]
BATCH = (ROOT / "docs" / "batch.md").read_text("utf-8")
ARCHIVE = (ROOT / "docs" / "archive.md").read_text("utf-8")
EXAMPLES = ROOT / "examples"
PAGE = EXAMPLES / "northgate.html"
KLIPING = str(Path(sys.executable).with_name("kliping"))

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(<?([^)>\s]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#")


def code(language: str, page: str = README) -> list[str]:
    """A page's blocks of code in a language; the README's by default."""
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
    """A page's `kliping` lines, as their words; the README's by default."""
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


def test_the_examples_of_batches_run_one_after_the_other(tmp_path: Path) -> None:
    page = {"url": ["https://kabar.example/1"], "html": [PAGE.read_bytes()]}
    pq.write_table(pa.table(page), tmp_path / "pages.parquet")
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "crawl.warc.gz").write_bytes(
        gzipped(records({"https://a.example/s": PAGE.read_text("utf-8")}))
    )
    for command in commands(BATCH):
        batch_runs(command, tmp_path)
    (example,) = code("python", BATCH)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Ferry crews end" in done.stdout


def test_the_readme_s_batch_runs(tmp_path: Path) -> None:
    (command,) = [each for each in commands() if each[1] == "batch"]
    batch_runs(command, tmp_path)


def batch_runs(command: list[str], folder: Path) -> None:
    done = run(command, folder)
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1), (command, done.stderr)
    assert done.stderr.startswith(b"kliping: ")


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


@pytest.mark.parametrize("command", [each for each in commands() if each[1] in ("read", "quotes")], ids=" ".join)
def test_an_example_of_the_command_line_runs(command: list[str], tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert done.returncode == 0
    assert all(line.startswith(b"kliping: ") and line.endswith(b", 0 failed") for line in done.stderr.splitlines())
    out = tmp_path / command[command.index("--out") + 1] if "--out" in command else None
    assert out.read_bytes() if out else done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """What the docs name, in a folder and on a server: words of the docs to words that are really there."""
    told = portal(singles=2, endless=False)
    with Portal() as server:
        served(told, server)
        server.pages["/read/1"] = Reply(told.pages[told.told[0].path].encode())
        server.pages["/feed"] = server.pages["/feed.xml"]
        (tmp_path / "saved").mkdir()
        (tmp_path / "saved" / "page.html").write_bytes(PAGE.read_bytes())
        (tmp_path / "crawl.warc.gz").write_bytes(gzipped(records({"https://a.example/s": PAGE.read_text("utf-8")})))
        (tmp_path / "urls.txt").write_text(server.url("/read/1"))
        base = server.url("")
        yield lambda words: _DOCUMENTED.sub(base, words)


_DOCUMENTED = re.compile(r"https://(?:kabar|site)\.example")
LOOPBACK = ["--allow-private", "--rate", "2000", "--no-cache"]


@pytest.mark.parametrize("page", ON_SOURCES, ids=["sources", "fetching"])
def test_the_commands_about_sources_run_one_after_another(
    page: str, site: Callable[[str], str], tmp_path: Path
) -> None:
    assert commands(page)
    for command in commands(page):
        words = [site(word) for word in command[1:]]
        stdin = b""
        if "<" in words:
            *words, _from, name = words
            stdin = (tmp_path / name).read_bytes()
        done = subprocess.run([KLIPING, *words, *LOOPBACK], input=stdin, capture_output=True, cwd=tmp_path, timeout=120)
        assert done.returncode == 0, (command, done.stderr)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("page", ON_SOURCES, ids=["sources", "fetching"])
def test_the_code_about_sources_runs(page: str, site: Callable[[str], str], tmp_path: Path) -> None:
    (example,) = code("python", page)
    run = f"url, urls = {site('https://site.example/read/1')!r}, [{site('https://site.example/read/1')!r}]\n"
    run += (
        site(example).replace("contact=", "allow_private=True, contact=").replace("cache=default_folder()", "rate=99")
    )
    done = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_readme_s_archive_can_be_searched(tmp_path: Path) -> None:
    for command in [each for each in commands() if each[1] not in ("read", "quotes", "desk", "batch")]:
        done = run(command, tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout


def test_every_make_target_that_is_named_exists() -> None:
    named = {line.split()[1] for block in code("sh") for line in block.splitlines() if line.startswith("make ")}
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert named <= set(targets)
