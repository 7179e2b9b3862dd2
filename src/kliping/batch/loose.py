"""Pages as other programs hold them, as a batch: documents of datatrove, items of Scrapy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from kliping.plain_form import encodable

_SAID = ("url", "encoding", "fetched_at")


def loose_batch(pages: Iterable[Mapping[str, Any]]) -> pa.RecordBatch:
    r"""A batch for `read_batch`: `html` is bytes or text, and `url`, `encoding` and `fetched_at` are what `str` says.

    >>> loose_batch([{"html": "<p>é", "url": None, "encoding": "latin-1"}]).to_pylist()
    [{'url': None, 'encoding': 'utf-8', 'fetched_at': None, 'html': b'<p>\xc3\xa9'}]
    """
    shape = pa.schema([*((name, pa.string()) for name in _SAID), ("html", pa.binary())])
    return pa.RecordBatch.from_pylist([_row(page) for page in pages], shape)


def _row(page: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: None if page.get(name) is None else encodable(str(page[name])) for name in _SAID}
    html = page["html"]
    if isinstance(html, str):
        return {**said, "html": encodable(html).encode(), "encoding": "utf-8"}
    return {**said, "html": html}
