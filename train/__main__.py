"""Gold to what was learned: a judge for each fold, and one on all folds, seeded.

`python -m train GOLD OUT [--folds 0,1,2,3,4,all] [--epochs N]` writes OUT/fold-K-labels.npz, -story.npz and -kind.npz
(trained without fold K) and OUT/labels.npz, story.npz and kind.npz (trained on all), and prints what the networks score
on the pages that they never saw. `python -m train.predict` then reads every page with the judge that never saw it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from train import boost, fit
from train.dataset import Example, load


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line; see the module's docstring."""
    parser = argparse.ArgumentParser("python -m train", description=__doc__)
    parser.add_argument("gold", help="Parquet file of gold pages")
    parser.add_argument("out", type=Path, help="folder for weights, and for the features that they are made from")
    parser.add_argument("--folds", default="0,1,2,3,4,all", help="folds to leave out, by comma; all: leave none out")
    parser.add_argument("--epochs", type=int, default=12, help="how often the network sees each page")
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    examples = load(wanted.gold, wanted.out / "examples.pkl")
    for fold in wanted.folds.split(","):
        name = "" if fold == "all" else f"fold-{fold}-"
        learn([one for one in examples if str(one.fold) != fold], wanted, name)
        held = [one for one in examples if str(one.fold) == fold]
        for line in fit.told(wanted.out / f"{name}labels.npz", held):
            print(f"fold {fold} {line}", flush=True)


def learn(examples: Sequence[Example], wanted: argparse.Namespace, name: str) -> None:
    """Write the judge of some pages."""
    fit.save(fit.fit(examples, wanted.epochs, wanted.seed), wanted.out / f"{name}labels.npz", examples[:20])
    boost.save(boost.of_blocks(examples, wanted.seed), wanted.out / f"{name}story.npz")
    boost.save(boost.of_pages(examples, wanted.seed), wanted.out / f"{name}kind.npz")


if __name__ == "__main__":
    main()
