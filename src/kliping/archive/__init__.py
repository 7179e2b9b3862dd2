"""The clippings archive: one SQLite file that keeps stories, finds them, and compares versions and copies.

>>> from kliping import Article, Paragraph
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder, Archive(f"{folder}/clippings.kliping", create=True) as archive:
...     added = archive.add(Article(url="https://a.example/1", paragraphs=(Paragraph("Harga beras naik."),)))
...     [hit.id for hit in archive.search("beras").hits]
[1]
"""

from __future__ import annotations

from kliping.archive.archive import Archive, Copies
from kliping.archive.captures import Captured
from kliping.archive.history import Version
from kliping.archive.removals import Removal
from kliping.archive.search.facets import Filters
from kliping.archive.search.find import Page

__all__ = ["Archive", "Captured", "Copies", "Filters", "Page", "Removal", "Version"]
