"""The split of the gold pages into five folds, as folds.py wrote it down."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDS = 5
FILE = Path(__file__).with_name("folds.tsv")


def read_folds(path: Path = FILE) -> dict[tuple[str, str], int]:
    """(set, id) to fold, 0 to 4."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row[0], row[1]): int(row[2]) for row in csv.reader(file, delimiter="\t")}
