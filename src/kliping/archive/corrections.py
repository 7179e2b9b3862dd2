"""Whether a paragraph announces a correction, by a table of words (`corrections.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kliping.archive.text import plain


def announces_correction(text: str) -> bool:
    """Whether a paragraph begins with words of a correction.

    >>> announces_correction("Ralat: jumlahnya 40, bukan 400."), announces_correction("Correction officers met.")
    (True, False)
    """
    head = plain(text[:80]).lstrip(" *([【「—–-•").strip()
    return any(head.startswith(each) and (each.count(" ") > 1 or _ends(head[len(each) :])) for each in _words())


def _ends(rest: str) -> bool:
    """Whether the words stand by themselves: "Correction:" and "Correction (12 May)", not "Correction officers"."""
    return not rest or rest[0] in ":：.,。、(（)])】」—–-/" or rest[:2] in (" (", " —", " –", " -", " :")


@cache
def _words() -> tuple[str, ...]:
    lines = (files("kliping.archive") / "corrections.tsv").read_text("utf-8").splitlines()
    return tuple(plain(line.split("\t")[1]) for line in lines if line and not line.startswith("#"))
