"""Killed, out of space, not alone: what was told as added is there, and the archive is sound."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kliping.archive import Archive
from tests.archive.killed import KLIPING, check, kill_once, pages

TIMES = int(os.environ.get("KLIPING_KILLS", "6"))
"""`python -m bench.archive kill` does it 200 times."""


def add(
    archive: Path, *sources: Path | str, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [KLIPING, "add", *map(str, sources), "--archive", str(archive), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit)
    assert "Traceback" not in done.stderr
    return done


def told(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_killed_at_random_moments(tmp_path: Path) -> None:
    pages(tmp_path / "pages", 30)
    source = random.Random(7)
    for _ in range(TIMES):
        kill_once(tmp_path / "a.kliping", tmp_path / "pages", source)
    done = add(tmp_path / "a.kliping", tmp_path / "pages")
    assert done.returncode == 0
    assert len(told(done)) == 30
    check(tmp_path / "a.kliping", told(done))


def test_no_more_room(tmp_path: Path) -> None:
    """A file may grow no further: as on a full disk, writing fails in the middle of a story."""
    pages(tmp_path / "pages", 40)
    archive = tmp_path / "a.kliping"
    assert add(archive, tmp_path / "pages" / "000.html").returncode == 0
    size = archive.stat().st_size + 400_000

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = add(archive, tmp_path / "pages", limit=limit)
    assert done.returncode == 2
    complaint = done.stderr.splitlines()[0]
    assert complaint.startswith(f"kliping: {archive}: ")
    assert complaint.endswith(("(unwritable)", "(full)"))
    assert 0 < len(told(done)) < 40
    check(archive, told(done))
    assert add(archive, tmp_path / "pages").returncode == 0


@pytest.mark.skipif(os.getuid() != 0, reason="a file system can only be mounted by root")
def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        pages(tmp_path / "pages", 40)
        done = add(disk / "a.kliping", tmp_path / "pages")
        assert done.returncode == 2
        assert "(full)" in done.stderr or "(unwritable)" in done.stderr
        assert 0 < len(told(done)) < 40
        check(disk / "a.kliping", told(done))
        with Archive(disk / "a.kliping") as archive:
            assert len(archive) >= len(told(done))
    finally:
        subprocess.run(["umount", disk], check=True)


def test_two_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        pages(tmp_path / name, 12)
        for page in (tmp_path / name).iterdir():
            page.write_text(page.read_text().replace("killed.example", f"{name}.example"))
    archive = tmp_path / "a.kliping"
    commands = [
        [KLIPING, "add", str(tmp_path / name), "--archive", str(archive), "--format", "json"] for name in ("one", "two")
    ]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for command in commands
    ]
    ends = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], ends
    lines = [json.loads(line) for out, _ in ends for line in out.splitlines()]
    assert len(lines) == len({line["id"] for line in lines}) == 24
    check(archive, lines)
