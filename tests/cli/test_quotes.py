"""`kliping quotes`, as a person or a program runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (
    "Ferry pier opens\n\n14 May 2022\n\nThe pier at Port Ellery was opened to the public again on Saturday.\n\n"
    "“We waited eleven years for this morning,” said Mayor Ana Roe in front of two hundred guests.\n\n"
    "“It still creaks when the tide comes in,” Ben Poe, the harbour keeper, said after the ribbon was cut.\n"
)


def kliping(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kliping.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "pier.txt"
    file.write_text(PAGE, "utf-8")
    return file


def test_a_quotation_is_a_line_of_json(page: Path) -> None:
    done = kliping("quotes", page)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [(line["speaker"], line["speaker_role"], line["kind"]) for line in lines] == [
        ("Ana Roe", "Mayor", "direct"),
        ("Ben Poe", "harbour keeper", "direct"),
    ]
    assert lines[0]["headline"] == "Ferry pier opens"
    assert lines[0]["published"]["day"] == "2022-05-14"


def test_one_speaker_by_family_name(page: Path) -> None:
    done = kliping("quotes", page, "--speaker", "poe", "--format", "table")
    assert "Ben Poe, harbour keeper" in done.stdout
    assert "Ana Roe" not in done.stdout


def test_nobody_of_the_name_is_no_failure(page: Path) -> None:
    done = kliping("quotes", page, "--speaker", "Nobody", "--format", "json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_lines_go_to_a_file(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "quotes.jsonl"
    for _ in range(2):
        assert kliping("quotes", page, "--out", out, "--format", "json").returncode == 0
    assert len(out.read_text("utf-8").splitlines()) == 2


def test_no_sources_is_wrong_usage() -> None:
    done = kliping("quotes")
    assert done.returncode == 2
    assert "SOURCE" in done.stdout


def test_a_speaker_without_sources_is_looked_for_in_the_archive(tmp_path: Path, page: Path) -> None:
    archive = tmp_path / "desk.kliping"
    missing = kliping("quotes", "--speaker", "Roe", "--archive", archive)
    assert missing.returncode == 2
    assert "(missing)" in missing.stderr
    assert kliping("add", page, "--archive", archive).returncode == 0
    found = kliping("quotes", "--speaker", "Roe", "--archive", archive, "--format", "json")
    assert [json.loads(line)["speaker"] for line in found.stdout.splitlines()] == ["Ana Roe"]
    nobody = kliping("quotes", "--speaker", "Noone", "--archive", archive)
    assert nobody.returncode == 1
    assert nobody.stderr == "kliping: Noone: Nobody of that name is quoted in the archive. (not_found)\n"
