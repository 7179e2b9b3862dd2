"""How a page was met and what its site reserves, as a WARC's metadata record says it (ISO 28500:2017, 6.6).

The record stands before the one that it refers to, so that an archive is still read in one go. Its fields are the
standard's own (`via`, `hopsFromSeed`) and of DCMI Metadata Terms (`identifier`, `isPartOf`, `type`, `rights`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fastwarc.warc import WarcRecord

from kliping.sources.met import Met

WARC_FIELDS = "application/warc-fields"

_MOST_BYTES = 64 * 1024
"""Of a record that is looked at."""

_COLLECTION = "Collection"

Stated = tuple[tuple[str, str], ...]
"""Reservations: names and values."""


def fields_of(met: Met, reserved: Stated) -> bytes:
    r"""The block of the record.

    >>> fields_of(Met().found("https://a.example/feed"), (("tdm-reservation", "1"),))
    b'hopsFromSeed: M\r\nvia: https://a.example/feed\r\nrights: tdm-reservation: 1\r\n'
    """
    said = [f"{name}: {_line(value)}\r\n" for name, value in _fields(met, reserved) if value is not None]
    return "".join(said).encode("utf-8", "replace")


def _fields(met: Met, reserved: Stated) -> Iterator[tuple[str, str | None]]:
    yield "hopsFromSeed", met.hops
    yield "via", met.via
    yield "identifier", met.asked
    yield "isPartOf", met.story
    yield "type", _COLLECTION if met.leads_on else None
    for name, value in reserved:
        yield "rights", f"{name}: {value}"


class Marks:
    """What the last metadata record said; an archive without such records has none."""

    def __init__(self) -> None:
        self._of: str | None = None
        self._fields: list[tuple[str, str]] = []

    def read(self, record: WarcRecord) -> None:
        """Take a metadata record."""
        refers = record.headers.get("WARC-Refers-To")
        if not refers or record.content_length > _MOST_BYTES or record.headers.get("Content-Type") != WARC_FIELDS:
            return
        self._of, self._fields = refers, list(_lines(record.reader.read()))

    def of(self, record: WarcRecord) -> tuple[Met | None, Stated]:
        """How the page of a record was met, where the record before it said so, and what its site reserves."""
        if not self._of or self._of != record.record_id:
            return None, ()
        first = dict(reversed(self._fields))
        reserved = [value.partition(": ") for name, value in self._fields if name == "rights"]
        if "hopsFromSeed" not in first:
            return None, ()
        leads_on = first.get("type") == _COLLECTION
        met = Met(first["hopsFromSeed"], first.get("via"), first.get("identifier"), first.get("isPartOf"), leads_on)
        return met, tuple((name, value) for name, _, value in reserved)


def _lines(block: bytes) -> Iterator[tuple[str, str]]:
    for line in block.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _line(value: str) -> str:
    """A value on one line, whatever was in it."""
    return " ".join(value.split())
