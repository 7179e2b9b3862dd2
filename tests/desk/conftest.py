"""A real desk in a process of its own, and a real browser before it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.desk.pages import PAGES

KLIPING = str(Path(sys.executable).with_name("kliping"))
_ADDRESS = re.compile(r"open at (http://\S+?)(?:/login\?token=(\S+))?/? ")
_PATIENCE = 60_000.0
"""Milliseconds that the browser waits: a busy machine is no failure."""

expect.set_options(timeout=_PATIENCE)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is open."""

    url: str
    """Without a slash at its end."""

    archive: Path
    token: str | None = None

    def at(self, path: str) -> str:
        """A page of it."""
        return f"{self.url}{path}"

    @property
    def host(self) -> str:
        """Host and port."""
        return self.url.removeprefix("http://")


def kliping(*words: str | Path) -> str:
    """Run `kliping`; what it says."""
    done = subprocess.run([KLIPING, *map(str, words)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


Opened = Callable[..., Served]


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Opens desks; each is closed in the end, by Ctrl-C as people do, and must then be well."""
    processes: list[subprocess.Popen[str]] = []

    def open_desk(archive: Path, *options: str) -> Served:
        words = [KLIPING, "desk", "--archive", str(archive), "--port", "0", "--no-cache", *options]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout
        said = process.stdout.readline()
        found = _ADDRESS.search(said)
        assert found, said
        return Served(found[1], archive, found[2])

    yield open_desk
    for process in processes:
        process.send_signal(2)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (0, "")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of `pages.py` in a folder."""
    folder = tmp_path_factory.mktemp("pages")
    for name, html in PAGES.items():
        (folder / name).write_text(html, "utf-8")
    return folder


@pytest.fixture(scope="session")
def filed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of these pages."""
    path = tmp_path_factory.mktemp("filed") / "desk.kliping"
    kliping("add", pages, "--archive", path)
    return path


@pytest.fixture
def archive(tmp_path: Path, filed: Path) -> Path:
    """The same, of its own for each test."""
    return Path(shutil.copy(filed, tmp_path / "desk.kliping"))


@pytest.fixture
def desk(opened: Opened, archive: Path) -> Served:
    """A desk of its own for a test that changes something."""
    return opened(archive)


@pytest.fixture(scope="session")
def read_only(opened: Opened, filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A desk for tests that only look."""
    return opened(Path(shutil.copy(filed, tmp_path_factory.mktemp("desk"))))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser: `make test` installs chromium where apt may")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # it refuses to run as root otherwise
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh reader; whatever a page of the desk complains about in the console is a failure."""
    context = browser.new_context(locale="en-GB", timezone_id="Asia/Jakarta")
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    refused = re.compile("the server responded with a status of 4")  # what the desk refuses it says itself

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error" and not refused.search(said.text):
            complaints.append(said.text)

    page.on("console", hear)
    yield page
    context.close()
    assert not complaints
