"""Why a value is what it is, beneath it: who said so, where, how sure the reading is, and what the losers said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from json import dumps
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from kliping.export.visible import visible_line
from kliping.records import Article, Claim

MOST = 12
"""Reasons shown for one value; the others are counted."""

_NAME, _PART, _PLACE = 24, 60, 200
_NTH = re.compile(r":nth-of-type\((\d+)\)")
_ROOT = re.compile(r"([^.\[]*)(?:[.\[][^.\[]*)?")


class Reason(NamedTuple):
    """One line: a claim, as it is shown."""

    agrees: bool
    confidence: float
    part: str
    """The part of the value that it is about ("caption"), or nothing when it is about the whole."""
    said_by: str
    where: str
    says: str


class Reasons:
    """The claims of an article, given out by path; what nobody asked for is left over."""

    def __init__(self, article: Article) -> None:
        self._evidence = dict(article.evidence)
        # By field ("rails") and by item ("rails[3]"), once: a page may have thousands, and each row asks.
        self._keys: dict[str, list[str]] = {}
        for key in self._evidence:
            for root in dict.fromkeys(_roots(key)):
                self._keys.setdefault(root, []).append(key)

    def about(self, path: str) -> list[Reason]:
        """The reasons for the value at a path and for its parts; parts that one place gives together are one reason."""
        near = (key for key in self._keys.get(_roots(path)[1], ()) if key in self._evidence)
        keys = [key for key in near if key == path or key.startswith((f"{path}.", f"{path}["))]
        found: dict[tuple[Any, ...], Reason] = {}
        for reason in (one for key in keys for one in _reasons(self._evidence.pop(key), key.removeprefix(path))):
            same = (
                reason.agrees,
                reason.confidence,
                reason.said_by,
                reason.where,
                "" if reason.agrees else reason.says,
            )
            known = found.get(same)
            found[same] = reason._replace(part=f"{known.part}, {reason.part}") if known else reason
        return list(found.values())

    def unsettled(self) -> Iterator[tuple[str, list[Reason]]]:
        """Fields that nobody asked for: no claim could settle their value."""
        for path in [path for path in self._evidence if "[" not in path]:
            yield path, [reason._replace(agrees=False) for reason in self.about(path)]

    def left(self) -> int:
        """The number of claims about values that aren't shown."""
        return sum(len(claims) for claims in self._evidence.values())


def lines(reasons: list[Reason]) -> Table:
    """The reasons one beneath the other; a long place goes on beneath its beginning."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for reason in reasons[:MOST]:
        grid.add_row(_head(reason), _place(reason))
    if len(reasons) > MOST:
        grid.add_row("", Text(f"and {len(reasons) - MOST} more", "dim"))
    return grid


def place(where: str) -> Text:
    """The place of what carries its own, as a line of the same form."""
    return Text.assemble(("  ✓ ", "green"), (_shown_place(where), "dim"))


def _head(reason: Reason) -> Text:
    mark = ("  ✓ ", "green") if reason.agrees else ("  ✗ ", "red")
    said_by = visible_line(reason.said_by)[:_NAME]
    return Text.assemble(mark, (f"{reason.confidence:4.0%}  {said_by}", "" if reason.agrees else "dim"))


def _place(reason: Reason) -> Text:
    part = (f"{visible_line(reason.part)[:_PART]}: ", "" if reason.agrees else "dim") if reason.part else ""
    says = "" if reason.agrees else f"  says {visible_line(reason.says[: 4 * _PLACE])[:_PLACE]}"
    return Text.assemble(part, (_shown_place(reason.where) + says, "dim"))


def _shown_place(where: str) -> str:
    """A selector in the short form of XPath, in which it mostly fits a line: div[2] for div:nth-of-type(2)."""
    return _NTH.sub(r"[\1]", visible_line(where[: 4 * _PLACE]))[:_PLACE]


def _roots(path: str) -> tuple[str, str]:
    """The first part of a path, and the first two: "photos" and "photos[0]" of "photos[0].agency"."""
    match = _ROOT.match(path)
    assert match  # it matches nothing too
    return match[1], match[0]


def _reasons(claims: Iterable[Claim], part: str) -> Iterator[Reason]:
    claims = tuple(claims)
    winner = _said(claims[0].value) if claims else ""
    # One of several ("[3]") is called by what it is, for nobody counts tags.
    name = winner if part.startswith("[") else part.lstrip(".")
    for claim in claims:
        says = _said(claim.value)
        yield Reason(_letters(says) == _letters(winner), claim.confidence, name, claim.said_by, claim.where, says)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold())) or text


def _said(value: Any) -> str:
    """A claim's value in a few words: times and people as the table shows them."""
    if isinstance(value, str):
        return visible_line(value)
    if isinstance(value, dict) and value.get("day"):
        return str(value.get("at") or f"{value['day']} {value.get('local_time') or ''}").strip()
    if isinstance(value, dict) and value.get("name"):
        return f"{value['name']} ({value['role']})" if value.get("role") else str(value["name"])
    return dumps(value, ensure_ascii=False)
