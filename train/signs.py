"""What each sign of a page says for one story: logistic regression over the signs and the judge's own odds.

`python -m train.signs GOLD MODELS` reads the pages whose kind is known, each with the judge that never saw its site. It
prints how often article or not is told rightly by weights that never saw the fold, and the weights over all folds, for
`kliping/reading/claims/kind.py`.
"""

from __future__ import annotations

import json
import math
import sys
from functools import partial
from pathlib import Path

import numpy as np

from kliping.reading.claims.kind import LEAST, SIGNS, signs_of
from kliping.reading.decode import decode
from kliping.reading.judge import Judge
from kliping.reading.label import label
from kliping.reading.sheet import sheet_of
from kliping.reading.tree import parse
from kliping.reading.walk import walk
from kliping.records import Page
from train.gold import Row, rows
from train.labels import is_story
from train.split import FOLDS, read_folds

_PULL = 2.0
"""How strongly weights are pulled to none (L2)."""
_COLUMNS = [*SIGNS, "odds", "start"]


def seen(row: Row, judge: Judge) -> np.ndarray | None:
    """What a page shows: a column for each sign, the logarithm of the judge's odds, and one that is always there."""
    page = Page(decode(Page(row["html"])).utf8, url=row["url"])
    assert isinstance(page.content, bytes)
    table = walk(parse(page.content).root)
    if not len(table):
        return None
    sheet = sheet_of(page, table, partial(label, judge=judge)(table))
    signs, odds = set(signs_of(sheet)), table.story_odds or 0.0
    return np.array([*(sign in signs for sign in SIGNS), math.log((odds + LEAST) / (1 - odds + LEAST)), 1.0])


def fit(shown: np.ndarray, story: np.ndarray) -> np.ndarray:
    """Weights of the columns, by Newton's method."""
    weights = np.zeros(shown.shape[1])
    pull = np.diag([_PULL] * (shown.shape[1] - 1) + [0.0])
    for _ in range(30):
        share = 1 / (1 + np.exp(-shown @ weights))
        slope = shown.T @ (story - share) - pull @ weights
        bend = (shown * (share * (1 - share))[:, None]).T @ shown + pull
        weights += np.linalg.solve(bend, slope)
    return weights


def main(gold: str, models: str) -> None:
    """The command line; see the module's docstring."""
    folds = read_folds()
    judges = [Judge.load(Path(models), f"fold-{fold}-") for fold in range(FOLDS)]
    shown, story, fold, of_wcxb = [], [], [], []
    for row in rows(gold):
        known = is_story(row["set"], row["page_type"])
        page_fold = folds[row["set"], row["id"]]
        if known >= 0 and (columns := seen(row, judges[page_fold])) is not None:
            shown.append(columns)
            story.append(known)
            fold.append(page_fold)
            of_wcxb.append(row["set"] == "wcxb")
    table, answers, at, told = np.array(shown), np.array(story), np.array(fold), np.array(of_wcxb)
    right = np.zeros(len(answers), bool)
    for held in range(FOLDS):
        weights = fit(table[at != held], answers[at != held])
        right[at == held] = (table[at == held] @ weights >= 0) == answers[at == held]
    print(f"wcxb {told.sum()}: {right[told].mean():.4f}; articles {right[told & (answers == 1)].mean():.4f}")
    print(json.dumps(dict(zip(_COLUMNS, np.round(fit(table, answers), 2).tolist(), strict=True)), indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:3])
