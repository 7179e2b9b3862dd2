"""A process that adds stories, killed at a random moment, and what must hold then."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.archive.stories import invented

KLIPING = str(Path(sys.executable).with_name("kliping"))


def pages(folder: Path, count: int) -> None:
    """A folder of small pages."""
    folder.mkdir()
    for number in range(count):
        text = "".join(f"<p>{' '.join(invented(number * 50 + at, 40))}.</p>" for at in range(6))
        url = f"https://killed.example/{number}"
        head = f'<title>Kabar {number}</title><link rel="canonical" href="{url}">'
        (folder / f"{number:03}.html").write_text(f"<html><head>{head}</head><h1>Kabar {number}</h1>{text}</html>")


def kill_once(archive: Path, folder: Path, source: random.Random) -> int:
    """Kill a process that adds the pages after a random number of lines and a random moment; how many it told."""
    wait, after = source.randint(0, 25), source.random() * 0.03
    command = [KLIPING, "add", str(folder), "--archive", str(archive), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        lines = [line for _ in range(wait) if (line := process.stdout.readline())]
        if not wait:
            time.sleep(source.random() * 0.5)
        threading.Event().wait(after)
        process.kill()
        lines += process.stdout.read().splitlines(keepends=True)
    told = [json.loads(line) for line in lines if line.endswith(b"\n")]
    if archive.exists():
        check(archive, told)
    else:
        assert not told
    return len(told)


def check(archive: Path, told: list[dict[str, object]]) -> None:
    """The archive is sound and holds what was told."""
    connection = sqlite3.connect(archive)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        if not told:
            return
        kept = dict(connection.execute("SELECT id, headline FROM current_stories"))
        assert all(kept.get(each["id"]) == each["headline"] for each in told)
        (whole,) = connection.execute(
            "SELECT count(*) FROM versions WHERE id NOT IN (SELECT version_id FROM paragraphs)"
        )
        assert whole == (0,), "a story is there whole or not at all"
    finally:
        connection.close()
