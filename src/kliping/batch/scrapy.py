"""An item pipeline for Scrapy: an item with `url` and `html` gets its `record`.

    ITEM_PIPELINES = {"kliping.batch.scrapy.KlipingPipeline": 300}

Source: https://docs.scrapy.org/en/latest/topics/item-pipeline.html
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from itemadapter import ItemAdapter
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from kliping.batch.keeper import Keeper
from kliping.batch.limits import Limits
from kliping.batch.loose import loose_batch


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
            fields["record"] = await maybe_deferred_to_future(deferToThread(self._read, dict(fields)))
        return item

    def close_spider(self, spider: Any = None) -> None:
        """End the reading process."""
        self._keeper.close()

    def _read(self, page: dict[str, Any]) -> dict[str, Any]:
        with self._turn:
            (record,) = self._keeper.read(loose_batch([page])).to_pylist()
        return dict(record)
