"""The program's own words: help, version, and what they cost."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import kliping
from kliping.cli import main
from kliping.cli.commands import ALONE, COMMANDS


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert isinstance(leaving.value.code, int)
    return leaving.value.code, capsys.readouterr().out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"], capsys) == (0, f"kliping {kliping.__version__}\n")


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--help"], 0), (["-h"], 0)])
def test_help_names_every_command(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    left, told = run(arguments, capsys)
    assert left == status
    assert all(re.search(rf"^  {name} +{does}$", told, re.MULTILINE) for name, does in COMMANDS.items())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--help"], 0), (["x", "-h"], 0)])
def test_each_command_has_help_with_examples(
    command: str, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    if not arguments and command in ALONE:
        return
    left, told = run([command, *arguments], capsys)
    assert left == status
    assert f"  kliping {command}" in told.split("examples:")[1]


def test_help_brings_no_parser_and_no_terminal_library() -> None:
    code = (
        "import sys; from kliping.cli import main\n"
        "try: main(['read', '--help'])\n"
        "except SystemExit: print(*[m for m in ('selectolax', 'resiliparse', 'rich', 'typer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("wrong usage\n\n")
