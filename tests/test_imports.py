"""Imports point one way, as docs/architecture.md draws it, and reading and stitching stay pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kliping

ROOT = Path(kliping.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

BELOW = {
    "records": {"errors", "plain_form"},
    "errors": set(),
    "plain_form": {"records", "errors"},
    "schema": set(),
    "reading": {"plain_form", "records", "errors"},
    "stitching": {"reading", "plain_form", "records", "errors"},
    "sources": {"stitching", "reading", "plain_form", "records", "errors"},
    "archive": {"stitching", "reading", "plain_form", "records", "errors"},
    "export": {"stitching", "reading", "plain_form", "schema", "records", "errors"},
    "batch": {"export", "archive", "sources", "stitching", "reading", "plain_form", "schema", "records", "errors"},
    "__init__": {"reading", "records", "errors"},
}
ABOVE_ALL = {"cli", "desk"}
"""What a person sees: may use everything below, and nothing below uses it. `kliping desk` opens the desk."""

IMPURE = {
    "asyncio", "http", "io", "multiprocessing", "os", "pathlib", "random", "requests", "secrets", "shutil", "socket",
    "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
IN_MEMORY = {"io.BytesIO", "io.StringIO"}
"""Of the impure modules, what touches nothing outside."""

IMPURE_CALLS = {"open", "now", "utcnow", "today", "urlopen", "print", "input", "getenv"}


def part_of(file: Path) -> str:
    """The part of the house that a file belongs to ("reading")."""
    return file.relative_to(ROOT).with_suffix("").parts[0]


def imported(file: Path, body: list[ast.stmt] | None = None) -> Iterator[str]:
    """Full names of the modules that a file imports, wherever in it."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(ast.Module(body, []) if body is not None else tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} imports relatively"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(names: Iterator[str]) -> set[str]:
    """The parts of the house among the names; the package itself counts as its public names."""
    parts = {name.split(".")[1] for name in names if name.startswith("kliping.")}
    return {part if part in BELOW or part in ABOVE_ALL else "__init__" for part in parts}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_one_way(file: Path) -> None:
    part = part_of(file)
    opens = {"desk"} if file.name == "desk.py" else set()
    allowed = set(BELOW) | opens if part in ABOVE_ALL else BELOW[part]
    assert ours(imported(file)) <= allowed | {part}


def test_records_import_nothing_of_ours_until_asked() -> None:
    top = [
        node for node in ast.parse((ROOT / "records.py").read_text("utf-8")).body if not isinstance(node, ast.ClassDef)
    ]
    assert ours(imported(ROOT / "records.py", top)) == set()


@pytest.mark.parametrize(
    "file",
    [file for file in FILES if part_of(file) in ("reading", "stitching")],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_reading_and_stitching_are_pure(file: Path) -> None:
    names = set(imported(file))
    names = set(names) - IN_MEMORY
    assert not {name for name in names if any(name == bad or name.startswith(f"{bad}.") for bad in IMPURE)}
    calls = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    called = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
    assert not called & IMPURE_CALLS
