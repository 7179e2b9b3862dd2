"""Corrections as gold: a row for each captured page that somebody corrected, in the columns that `train/` learns from.

`gold` (JSON) holds: `title`, `with` and `without` (texts that are story, and that aren't), `blocks` (where, text,
label) and `fields` (path to value). What was said of a place in the layout is gold on the page where it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kliping.archive.captures import Captured
from kliping.archive.correcting.store import Correction, all_corrections
from kliping.plain_form import encodable
from kliping.reading.labels import BODY, Label
from kliping.records import Article

if TYPE_CHECKING:
    from kliping.archive.archive import Archive

SET = "corrections"
"""What the rows' set is called."""

COLUMNS = ("set", "id", "url", "lang", "page_type", "grade", "encoding", "html", "gold")

Row = dict[str, Any]


def gold(archive: Archive) -> Iterator[Row]:
    """The rows, by story and page; pages whose bytes weren't kept are left out."""
    by_story: dict[int, list[Correction]] = {}
    for correction in all_corrections(archive.connection):
        if correction.undone_at is None:
            by_story.setdefault(correction.story, []).append(correction)
    for story, corrections in sorted(by_story.items()):
        article = archive.article(story)
        for number, capture in enumerate(archive.captures(story), 1):
            said = [each for each in corrections if (each.block.page if each.block else 1) == number]
            if said and capture.content is not None:
                yield _row(f"{story}-{number}", capture, article, said)


def write(rows: Iterable[Row], out: Path) -> None:
    """Write rows as Parquet, or as JSON Lines by the name of the file. Raises `OSError`."""
    if out.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = {"html": pa.binary()}
        schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), out)
        return
    lines = (dumps({**row, "html": row["html"].decode("utf-8", "replace")}, ensure_ascii=False) for row in rows)
    out.write_bytes("".join(f"{encodable(line)}\n" for line in lines).encode())


def _row(ident: str, capture: Captured, article: Article, said: list[Correction]) -> Row:
    blocks = {(each.block.place, each.block.text): each.label for each in said if each.block}
    fields = {each.path: each.value for each in said if each.path}
    story = {name for name, label in Label.__members__.items() if label in BODY}
    plain = {
        "title": fields.get("headline")
        or next((text for (_, text), label in blocks.items() if label == "HEADLINE"), None),
        "with": [text for (_, text), label in blocks.items() if label in story],
        "without": [text for (_, text), label in blocks.items() if label not in story],
        "blocks": [{"where": where, "text": text, "label": label} for (where, text), label in blocks.items()],
        "fields": fields,
    }
    about = {"set": SET, "id": ident, "url": capture.url, "lang": article.language, "page_type": None}
    text = encodable(dumps({name: value for name, value in plain.items() if value}, ensure_ascii=False))
    return {**about, "grade": "human", "encoding": capture.charset, "html": capture.content, "gold": text}
