"""Corrections as lines and as plain JSON."""

from __future__ import annotations

from dataclasses import asdict
from json import dumps
from typing import Any

from kliping.archive.correcting.store import Correction

_SHORT = 60


def to_plain(correction: Correction) -> dict[str, Any]:
    """A correction as plain JSON."""
    return asdict(correction)


def line(correction: Correction) -> str:
    """A correction in one line: number, time, story, what was and what is."""
    state = "  (taken back)" if correction.undone_at else ""
    if correction.path is not None:
        what = f"{correction.path}: {_short(correction.was)} → {_short(correction.value)}"
    else:
        text = correction.block.text if correction.block else ""
        where = f" on all of {correction.site}" if correction.everywhere else ""
        what = f"{_short(text)}: {_name(correction.was)} → {_name(correction.label)}{where}"
    return f"{correction.id:>4}  {correction.made_at}  story {correction.story}  {what}{state}"


def _short(value: Any) -> str:
    words = " ".join((value if isinstance(value, str) else dumps(value, ensure_ascii=False)).split())
    safe = "".join(each if each.isprintable() else "\ufffd" for each in words)
    return f"“{safe[:_SHORT]} …”" if len(safe) > _SHORT else f"“{safe}”"


def _name(label: str | None) -> str:
    return (label or "").lower().replace("_", " ")
