"""Trees in numpy, held to one question after another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.trees import Trees


def by_questions(trees: Trees, row: list[float]) -> float:
    total = 0.0
    for columns, borders, leaves in zip(trees.columns, trees.borders, trees.leaves, strict=True):
        answers = [row[column] > border for column, border in zip(columns, borders, strict=True)]
        total += float(leaves[sum(answer << level for level, answer in enumerate(answers))])
    return total


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 30))
def test_all_trees_at_once_say_what_each_says(seed: int, depth: int, blocks: int) -> None:
    random = np.random.default_rng(seed)
    asked = random.normal(size=(5, blocks)).astype(np.float32)
    borders = random.choice(asked.ravel(), size=(7, depth))  # values that equal their border among them
    columns = random.integers(0, 5, size=(7, depth)).astype(np.int16)
    trees = Trees(columns, borders, random.normal(size=(7, 1 << depth)).astype(np.float32))
    assert trees.run(asked) == pytest.approx([by_questions(trees, row) for row in asked.T.tolist()], abs=1e-4)


def test_a_level_that_asks_what_is_never_so_says_no() -> None:
    never = Trees(
        np.zeros((1, 2), np.int16), np.array([[0.5, np.inf]], np.float32), np.array([[1, 2, 3, 4]], np.float32)
    )
    assert never.run(np.array([[0.0, 1.0]], np.float32)).tolist() == [1, 2]
