"""Every page of gold read with the judge that never saw its site, for the bench.

`python -m train.predict GOLD MODELS OUT` writes OUT/records.jsonl, one {"set", "id", "record"} a line; `python -m bench
--predictions OUT` scores it.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from kliping.reading.judge import Judge
from kliping.reading.label import label
from kliping.reading.read import read
from kliping.records import Page
from train.gold import rows
from train.split import FOLDS, read_folds


def main(gold: str, models: str, out: str) -> None:
    """The command line; see the module's docstring."""
    folds = read_folds()
    judges = [Judge.load(Path(models), f"fold-{fold}-") for fold in range(FOLDS)]
    Path(out).mkdir(parents=True, exist_ok=True)
    with (Path(out) / "records.jsonl").open("w", encoding="utf-8") as file:
        for row in rows(gold):
            labeler = partial(label, judge=judges[folds[row["set"], row["id"]]])
            article = read(Page(row["html"], url=row["url"]), labeler=labeler)
            line = {"set": row["set"], "id": row["id"], "record": article.to_dict()}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
