"""Scores gathered over pages."""

from pathlib import Path

import pytest

from bench.cache import Answers
from bench.gold import GoldPage
from bench.peers import PARSE
from bench.result import Result
from bench.worker import Answer, working

accuracy = pytest.importorskip("bench.accuracy", reason="the intervals need numpy", exc_type=ImportError)

PAGES = [
    GoldPage("made", "1", None, None, None, b"1", {"text": "a b c d", "title": "A"}),
    GoldPage("made", "2", None, None, None, b"2", {"text": "e f g h"}),
]
PREDICTIONS = {("made", "1"): Answer(Result(text="a b c d x y z", headline="a"), 0.0)}


def test_a_page_without_prediction_counts_as_empty() -> None:
    group = accuracy.measure_predictions(PREDICTIONS, PAGES)["made"]
    scores = group.estimates()
    assert (group.pages, dict(group.failures)) == (2, {"no prediction": 1})
    assert scores["body precision"].value == 0.125
    assert scores["body recall"].value == 0.5
    assert scores["body f1"].value == pytest.approx(0.2)
    assert scores["headline"] == (1.0, 1.0, 1.0, 1)


def test_kind_is_also_counted_over_the_whole_set() -> None:
    pages = [GoldPage("made", page_type, None, None, page_type, b"", {}) for page_type in ("article", "forum")]
    groups = accuracy.measure_predictions({("made", "article"): Answer(Result(kind="article"), 0.0)}, pages)
    assert {name: group.scores for name, group in groups.items()} == {
        "made articles": {"kind": [1.0]},
        "made others": {"kind": [1.0]},
        "made": {"kind": [1.0, 1.0]},
    }


def test_intervals_hold_the_value_and_repeat() -> None:
    intervals = pytest.importorskip("bench.intervals")
    values = [0.0, 0.5, 1.0, 1.0]
    found = intervals.estimate_f1(values, values)
    assert found.low < found.value < found.high
    assert found == intervals.estimate_f1(values, values)
    assert intervals.estimate_f1([0.0], [0.0]).value == 0.0


def test_answers_are_kept(tmp_path: Path) -> None:
    with working(PARSE) as worker:
        first = Answers(PARSE, tmp_path).of(PAGES[0], worker)
        worker.stop()
        again = Answers(PARSE, tmp_path).of(PAGES[0], worker)
        assert again == first
        assert worker._process is None
