"""Stories as Parquet, a row each, with nested columns for what there are several of.

The columns follow the records: a new field of a record becomes a column by itself. Claims' values stand as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from json import dumps
from typing import TYPE_CHECKING, Any, BinaryIO

from kliping.plain_form import encodable
from kliping.records import Article

if TYPE_CHECKING:
    import pyarrow

_ROWS = 500
"""Stories of a row group."""


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the rows; how many."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    shape = schema()
    count = 0
    with ParquetWriter(stream, shape, compression="zstd") as writer:
        for batch in _batches(to_row(article) for article in articles):
            writer.write_table(pyarrow.Table.from_pylist(batch, shape))
            count += len(batch)
    return count


def to_row(article: Article) -> dict[str, Any]:
    """A story as a row."""
    row = _encodable(article.to_dict())
    evidence = [
        {"path": path, **claim, "value": encodable(dumps(claim["value"], ensure_ascii=False))}
        for path, claims in row["evidence"].items()
        for claim in claims
    ]
    return {**row, "evidence": evidence}


def schema() -> pyarrow.Schema:
    """The columns and their types."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    span = pa.list_(whole)

    def several(**columns: Any) -> Any:
        return pa.list_(pa.struct(list(columns.items())))

    moment = pa.struct([(name, text) for name in ("day", "at", "local_time", "zone_from", "precision", "raw")])
    link = {"url": text, "text": text, "kind": text}
    places = dict.fromkeys(("paragraph", "end_paragraph", "start", "end"), whole)
    quote_tail = {"speaker_span": span, "cue_span": span, "cue": text, "confidence": pa.float64()}
    nested = {
        "published": moment,
        "modified": moment,
        "people": several(name=text, role=text),
        "photos": several(url=text, caption=text, photographer=text, agency=text, alt=text, page=whole),
        "embeds": several(url=text, kind=text, page=whole),
        "paragraphs": several(text=text, kind=text, page=whole, where=text),
        "links": several(**link),
        "rails": several(heading=text, kind=text, links=several(**link)),
        "quotes": several(text=text, kind=text, **places, speaker=text, speaker_role=text, **quote_tail),
        "tags": pa.list_(text),
        "reservations": pa.list_(text),
        "evidence": several(path=text, value=text, said_by=text, where=text, confidence=pa.float64()),
        "problems": several(code=text, message=text),
        "schema_version": whole,
    }
    return pa.schema([(name, nested.get(name, text)) for name in Article().to_dict()])


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    if isinstance(value, dict):
        return {encodable(key): _encodable(each) for key, each in value.items()}
    return value


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, _ROWS)):
        yield batch
