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
from kliping.reading.decode import decode
from kliping.reading.flat_story import FlatJudge
from kliping.reading.judge import Judge
from kliping.reading.label import label
from kliping.reading.label_flat import label_flat
from kliping.reading.read import read
from kliping.reading.tree import parse
from kliping.reading.walk import walk
from kliping.records import Page
from tests.test_pages import SLUGS, actual, expected
from train.split import read_folds

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared" / "gold" / "pages.parquet"
FOLD = 0
FLAT = "flattened "
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
def fold() -> list[GoldPage]:
    if not GOLD.exists():
        pytest.skip("the gold pages aren't beside this repository (../shared/gold/pages.parquet)")
    folds = read_folds()
    return [page for page in read_gold(GOLD) if folds[page.set, page.id] == FOLD]


@pytest.fixture(scope="module")
def scores(fold: list[GoldPage]) -> dict[str, Gathered]:
    labeler = partial(label, judge=Judge.load(HERE / "judge"))

    def ask(page: GoldPage) -> Answer:
        return Answer(from_article(read(page.html, url=page.url, labeler=labeler)), 0.0)

    return gather(fold, ask, READERS["kliping"].gives)


@pytest.fixture(scope="module")
def flattened(fold: list[GoldPage]) -> dict[str, Gathered]:
    """The scores of the pages as corpora store them: their lines, menus and all."""
    labeler = partial(label_flat, judge=FlatJudge.load((HERE / "judge" / "flat.npz").read_bytes()))

    def ask(page: GoldPage) -> Answer:
        lines = "\n".join(walk(parse(decode(Page(page.html)).utf8).root).text)
        return Answer(from_article(read(lines, url=page.url, labeler=labeler)), 0.0)

    sets = {pages.removeprefix(FLAT).split()[0] for pages, _name in FLOORS if pages.startswith(FLAT)}
    return gather([page for page in fold if page.set in sets], ask, READERS["kliping"].gives)


@pytest.mark.parametrize(
    ("pages", "name"), [key for key in FLOORS if key[0] != "own" and not key[0].startswith(FLAT)], ids="-".join
)
def test_on_a_fold_of_gold(scores: dict[str, Gathered], pages: str, name: str) -> None:
    holds(pages, name, scores[pages].estimates()[name].value)


@pytest.mark.parametrize(("pages", "name"), [key for key in FLOORS if key[0].startswith(FLAT)], ids="-".join)
def test_on_a_fold_of_gold_flattened(flattened: dict[str, Gathered], pages: str, name: str) -> None:
    holds(pages, name, flattened[pages.removeprefix(FLAT)].estimates()[name].value)
