"""Kliping reads news pages into structured records, with the evidence for every value.

>>> import kliping
>>> kliping.Article(headline="Harga beras naik").to_dict()["headline"]
'Harga beras naik'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kliping.errors import KlipingError
from kliping.records import (
    Article,
    Claim,
    Embed,
    Link,
    Moment,
    Page,
    Paragraph,
    Person,
    Photo,
    Problem,
    Quote,
    Rail,
)

if TYPE_CHECKING:
    from kliping.reading.read import read

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "Embed",
    "KlipingError",
    "Link",
    "Moment",
    "Page",
    "Paragraph",
    "Person",
    "Photo",
    "Problem",
    "Quote",
    "Rail",
    "__version__",
    "read",
]


if not TYPE_CHECKING:  # a type checker would take it to mean that every name exists

    def __getattr__(name: str) -> object:
        # The reader brings a parser: whoever only handles records doesn't pay for it.
        if name != "read":
            raise AttributeError(f"module 'kliping' has no attribute {name!r}")
        from kliping.reading.read import read

        globals()["read"] = read
        return read


def __dir__() -> list[str]:
    return sorted(__all__)
