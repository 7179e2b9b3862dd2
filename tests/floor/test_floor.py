"""A floor under what the reader scores: on our own pages, and on fold 0 of gold by a judge that never saw it.

floors.tsv holds the floors, the newest row of a score last; judge/ holds that judge, made by `make train`. A gain
raises its floor, and a row that lowers one says why. (The 18 weights of signs in kind.py were fitted on all folds.)
"""

from __future__ import annotations

import csv
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from bench import score
from bench.accuracy import Gathered, gather
from bench.gold import GoldPage, read_gold
from bench.peers import READERS, from_article
from bench.worker import Answer
from kliping.reading.judge import Judge
from kliping.reading.label import label
from kliping.reading.read import read
from tests.test_pages import SLUGS, actual, expected
from train.split import read_folds

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared" / "gold" / "pages.parquet"
FOLD = 0
ROOM = 0.02
"""How far above its floor a score may be before the floor has to be raised."""

with (HERE / "floors.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row) for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]
FLOORS = {(pages, name): float(floor) for _day, pages, name, floor, _why in ROWS}


def holds(pages: str, name: str, measured: float) -> None:
    floor = FLOORS[pages, name]
    assert measured >= floor, f"{name} of {pages} fell to {measured:.4f}, below its floor of {floor}"
    assert measured < floor + ROOM, f"{name} of {pages} rose to {measured:.4f}: raise its floor of {floor}"


def test_a_floor_is_lowered_only_with_a_reason() -> None:
    for key in FLOORS:
        rows = [(float(floor), why) for _day, pages, name, floor, why in ROWS if (pages, name) == key]
        for (before, _), (after, why) in pairwise(rows):
            assert after >= before or why, f"{key} was lowered from {before} to {after} without a word"


@pytest.mark.parametrize("name", [name for pages, name in FLOORS if pages == "own"])
def test_on_pages_of_our_own(name: str) -> None:
    texts = {slug: [one["text"] for one in expected(slug).get("paragraphs", [])] for slug in SLUGS}
    bodies = [score.body(actual(slug)["text"] or "", "\n".join(wanted)) for slug, wanted in texts.items() if wanted]
    holds("own", name, mean(getattr(body, name) for body in bodies))


@pytest.fixture(scope="module")
def scores() -> dict[str, Gathered]:
    if not GOLD.exists():
        pytest.skip("the gold pages aren't beside this repository (../shared/gold/pages.parquet)")
    folds = read_folds()
    pages = [page for page in read_gold(GOLD) if folds[page.set, page.id] == FOLD]
    labeler = partial(label, judge=Judge.load(HERE / "judge"))

    def ask(page: GoldPage) -> Answer:
        return Answer(from_article(read(page.html, url=page.url, labeler=labeler)), 0.0)

    return gather(pages, ask, READERS["kliping"].gives)


@pytest.mark.parametrize(("pages", "name"), [key for key in FLOORS if key[0] != "own"], ids="-".join)
def test_on_a_fold_of_gold(scores: dict[str, Gathered], pages: str, name: str) -> None:
    holds(pages, name, scores[pages].estimates()[name].value)
