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

    __version__: str

__all__ = [
    "Article",
    "Claim",
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
        # The reader brings a parser and the version a look at installed packages: whoever only handles records pays
        # for neither.
        if name == "read":
            from kliping.reading.read import read as value
        elif name == "__version__":
            from importlib.metadata import version

            value = version("kliping")
        else:
            raise AttributeError(f"module 'kliping' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
