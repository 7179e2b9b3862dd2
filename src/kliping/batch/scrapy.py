"""An item pipeline for Scrapy: an item with `url` and `html` gets its `record`.

    ITEM_PIPELINES = {"kliping.batch.scrapy.KlipingPipeline": 300}

Source: https://docs.scrapy.org/en/latest/topics/item-pipeline.html
"""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import Any

import pyarrow as pa
from itemadapter import ItemAdapter
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from kliping.batch.keeper import Keeper
from kliping.batch.limits import Limits
from kliping.batch.schema import page_schema
from kliping.plain_form import encodable


class KlipingPipeline:
    """Reads each item's `html` (bytes, or str) in a process of its own, while Scrapy goes on fetching.

    `record` becomes the record as plain values. An item class has to have that field; `encoding` and `fetched_at` are
    used where an item has them. Items without `html` pass. The settings `KLIPING_SECONDS` and `KLIPING_MEMORY` (bytes)
    are the limits of a page.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._keeper = Keeper(limits)
        self._turn = Lock()  # the reading process takes one item at a time

    @classmethod
    def from_crawler(cls, crawler: Any) -> KlipingPipeline:
        """The pipeline, as the crawler's settings want it."""
        usual, settings = Limits(), crawler.settings
        seconds = settings.getfloat("KLIPING_SECONDS", usual.seconds)
        return cls(Limits(seconds, settings.getint("KLIPING_MEMORY", usual.memory)))

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """Read an item's page."""
        fields = ItemAdapter(item)
        if fields.get("html") is not None:
            fields["record"] = await maybe_deferred_to_future(deferToThread(self._read, _row(fields)))
        return item

    def close_spider(self, spider: Any = None) -> None:
        """End the reading process."""
        self._keeper.close()

    def _read(self, row: dict[str, Any]) -> dict[str, Any]:
        with self._turn:
            (record,) = self._keeper.read(pa.RecordBatch.from_pylist([row], page_schema())).to_pylist()
        return dict(record)


def _row(fields: ItemAdapter) -> dict[str, Any]:
    html, url, when = fields["html"], fields.get("url"), fields.get("fetched_at")
    is_text = isinstance(html, str)
    return {
        "url": None if url is None else encodable(str(url)),
        "html": encodable(html).encode() if is_text else html,
        "encoding": "utf-8" if is_text else fields.get("encoding"),
        "fetched_at": when if isinstance(when, datetime) else None,
    }
