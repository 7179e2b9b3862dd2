"""The folder of a run: parts, and beside them, beginning with `_`, what says whose they are.

`_lock` is held by the run that is alive, `_plan.json` says what it reads and how, `_summary.json` what came of it, and
`_tmp-…` are parts that are being written.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kliping.batch.parts import PART, Counts, writing
from kliping.errors import BatchError


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold a folder, made if there is none, for one run. Raises `BatchError` "in_use", "not_empty" and "unwritable"."""
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        _check_alone(out)
        lock = os.open(out / "_lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        with writing(out):
            _take(lock, out)
            for passing in out.glob("_tmp-*"):  # of a run that was killed
                passing.unlink(missing_ok=True)
        yield
    finally:
        os.close(lock)


def take_up(out: Path, plan: dict[str, Any], resume: bool) -> None:
    """Set the plan of a run down, or check that it goes on with the one that stands there.

    Raises `BatchError` "has_parts" without `resume`, "other_inputs" and "other_options" with it.
    """
    path = out / "_plan.json"
    if not any(out.glob("part-*.parquet")):
        put(path, plan)
        return
    if not resume:
        raise BatchError("has_parts", f"{out}: Parts of a run stand there. Go on with it (--resume), or name another.")
    try:
        before = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise BatchError("no_plan", f"{out}: What its parts were read from isn't known: _plan.json is gone.") from None
    for what, code, words in _COMPARED:
        if before.get(what) != plan[what]:
            raise BatchError(code, f"{out}: It can't be resumed: {words}. Name another folder.")


_COMPARED = (
    ("inputs", "other_inputs", "the inputs are others, or have changed since"),
    ("options", "other_options", "it was begun with other limits or sizes"),
    ("kliping", "other_version", "it was begun with another version of Kliping"),
)


def put(path: Path, values: dict[str, Any]) -> None:
    """Write a JSON file, whole or not at all. Raises `BatchError` "unwritable"."""
    passing = path.with_name(f"_tmp-{path.name}")
    with writing(path.parent):
        passing.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", "utf-8", "backslashreplace")
        passing.replace(path)


def summarise(out: Path, counts: Counts) -> None:
    """Set down what came of a run."""
    values = counts.to_dict()
    del values["advance"]
    put(out / "_summary.json", values)


def _take(lock: int, out: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BatchError("in_use", f"{out}: Another run is writing there.") from None


def _check_alone(out: Path) -> None:
    for entry in out.iterdir():
        if not (entry.name.startswith(("_", ".")) or PART.fullmatch(entry.name)):
            sentence = f"{out}: It holds other things ({entry.name}), and a folder of parts holds nothing else."
            raise BatchError("not_empty", sentence)
