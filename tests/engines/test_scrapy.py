"""The item pipeline in a real crawl, of a real server on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.batch.pages import page
from tests.portal.server import Portal, Reply

pytest.importorskip("scrapy", exc_type=ImportError)

SPIDER = """
import scrapy

class News(scrapy.Spider):
    name = "news"
    custom_settings = {
        "ITEM_PIPELINES": {"kliping.batch.scrapy.KlipingPipeline": 300},
        "TELNETCONSOLE_ENABLED": False,
    }

    async def start(self):
        for number in range(12):
            yield scrapy.Request(f"BASE/{number}")

    def parse(self, response):
        yield {"url": response.url, "html": response.body, "encoding": response.encoding}
        yield {"url": response.url, "html": response.text, "fetched_at": "2026-11-20T01:02:03Z"}
        yield {"url": response.url}
"""


def test_a_crawl(tmp_path: Path) -> None:
    with Portal() as server:
        for number in range(12):
            server.pages[f"/{number}"] = Reply(page(number))
        base = server.url("").rstrip("/")
        (tmp_path / "news.py").write_text(SPIDER.replace("BASE", base))
        command = [sys.executable, "-m", "scrapy", "runspider", "news.py", "-o", "items.jsonl"]
        # Feeds hold text: the bytes of the pages are told apart from it by the pipeline, and left out of the feed.
        command += ["-s", "FEED_EXPORT_FIELDS=url,record"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text().splitlines()]
    read = [(item["url"], item["record"]["headline"]) for item in items if item.get("record")]
    assert sorted(read) == sorted(2 * [(f"{base}/{number}", f"Kabar nomor {number}") for number in range(12)])
    assert len(items) == 36
    times = Counter(item["record"]["fetched_at"] for item in items if item.get("record"))
    assert times == {None: 12, "2026-11-20T01:02:03+00:00": 12}
