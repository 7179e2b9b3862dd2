"""Tables from plain results."""

from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import speed, tables
from bench.speed import Laps


def shown(table: Table) -> list[list[str]]:
    paper = StringIO()
    Console(file=paper, width=160).print(table)
    lines = [line for line in paper.getvalue().splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def scored(**values: float) -> dict[str, Any]:
    scores = {
        name.replace("_", " "): {"value": value, "low": 0.1, "high": 0.9, "pages": 2} for name, value in values.items()
    }
    return {"pages": 2, "failures": {"crashed": 1}, "scores": scores}


ACCURACY = {
    "one": {"made": scored(body_precision=0.5, body_recall=1.0, body_exact=0.0, body_f1=2 / 3, headline=1.0)},
    "two": {"made": scored(headline=0.5, **{"with": 0.25, "without": 1.0}), "other": scored(kind=1.0)},
}


def test_bodies() -> None:
    expected = ["made", "one", "2", "0.500", "1.000", "0.667", "0.100–0.900", "0.000", "1"]
    assert shown(tables.bodies(ACCURACY)) == [expected]


def test_snippets() -> None:
    assert shown(tables.snippets(ACCURACY)) == [["made", "two", "2", "0.250", "1.000"]]


def test_fields() -> None:
    rows = shown(tables.fields(ACCURACY))
    assert [row[:3] for row in rows] == [["made", "one", "1.000"], ["made", "two", "0.500"], ["other", "two", "–"]]
    assert rows[-1][-1] == "1.000"


def test_speed() -> None:
    laps = {"kliping": Laps([100.0, 200.0]), "slow": Laps([10.0, 10.0]), "lexbor parse": Laps([1000.0, 1000.0])}
    rates = speed.plain({**laps, "dead": Laps()})
    assert shown(tables.speed(rates)) == [
        ["lexbor parse", "1000.0", "1.00", "–", "0.2", ""],
        ["kliping", "150.0", "6.67", "6.7", "–", ""],
        ["slow", "10.0", "100.00", "100.0", "15.0", ""],
    ]
