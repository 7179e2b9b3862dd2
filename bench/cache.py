"""Answers kept on disk, so that a score can be changed and counted again without reading every page again."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.gold import GoldPage
from bench.peers import from_article, version
from bench.result import Result
from bench.worker import Answer, Worker


class Answers:
    """The answers of one reader in one version, by the page's digest: one JSON line each."""

    def __init__(self, peer: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / f"{peer.replace(' ', '-')}-{version(peer)}.jsonl"
        self._known = dict(map(_read, self.file.read_text("utf-8").splitlines())) if self.file.exists() else {}

    def of(self, page: GoldPage, worker: Worker) -> Answer:
        """The kept answer, else the worker's, which is then kept."""
        if page.digest not in self._known:
            self._keep(page.digest, worker.ask(page))
        return self._known[page.digest]

    def _keep(self, digest: str, answer: Answer) -> None:
        self._known[digest] = answer
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"page": digest, **asdict(answer)}) + "\n")


def _read(line: str) -> tuple[str, Answer]:
    kept: dict[str, Any] = json.loads(line)
    return kept["page"], Answer(Result.from_plain(kept["result"]), kept["seconds"], kept["failure"])


def read_predictions(folder: Path) -> dict[tuple[str, str], Answer]:
    """Kliping's records made elsewhere, by set and id: JSON lines of {"set", "id", "record"} in `*.jsonl`.

    This is how out-of-fold records are judged, which no single model can make.
    """
    from kliping.records import Article

    predictions = {}
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for line in lines:  # str.splitlines would also part them at U+2028, which texts hold
                row = json.loads(line)
                predictions[row["set"], row["id"]] = Answer(from_article(Article.from_dict(row["record"])), 0.0)
    return predictions
