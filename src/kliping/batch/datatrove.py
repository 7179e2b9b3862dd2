"""A block for datatrove pipelines: documents of HTML become their stories' text, with the record beside it.

    LocalPipelineExecutor([WarcReader("CC-NEWS/"), KlipingExtractor(), JsonlWriter("stories/")])

Source: https://github.com/huggingface/datatrove
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa
from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

from kliping.batch.limits import Limits
from kliping.batch.loose import loose_batch
from kliping.batch.read_batch import read_batch

_AT_ONCE = 64


class KlipingExtractor(PipelineStep):
    """`text` becomes the story and nothing else, `metadata["record"]` the whole record as plain values.

    `metadata["url"]` and `metadata["date"]` say where and when a page was found. Documents without a story are dropped,
    and counted by why: "crashed", "timeout", "memory" and the other codes of problems, or "no_story".
    """

    name = "📰 Kliping"
    type = "🛢 - EXTRAC"

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__()
        self.limits = limits

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Read documents, in their order."""
        documents = iter(data)
        while some := list(islice(documents, _AT_ONCE)):
            with self.track_time():
                records = read_batch(_batch(some), self.limits).to_pylist()
            for document, record in zip(some, records, strict=True):
                self.stat_update(StatHints.total, *(problem["code"] for problem in record["problems"]))
                if not record["text"]:
                    self.stat_update(StatHints.dropped, *(() if record["problems"] else ("no_story",)))
                    continue
                document.text, document.metadata["record"] = record["text"], record
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document


def _batch(documents: list[Document]) -> pa.RecordBatch:
    return loose_batch(
        {"url": each.metadata.get("url"), "html": each.text, "fetched_at": each.metadata.get("date")}
        for each in documents
    )
