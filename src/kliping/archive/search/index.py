"""A record into the search index."""

from __future__ import annotations

import sqlite3

from kliping.archive.search.facets import facets
from kliping.archive.text import indexed
from kliping.plain_form import encodable
from kliping.records import Article

_INSERT = "INSERT INTO search (rowid, headline, text, captions, people, facets) VALUES (?, ?, ?, ?, ?, ?)"


def index(connection: sqlite3.Connection, version: int, article: Article) -> None:
    """Make a version findable. Rows are never taken out: a search passes over versions that aren't the present one."""
    captions = "\n".join(part for photo in article.photos for part in (photo.caption, photo.photographer) if part)
    names = [person.name for person in article.people] + [each.speaker for each in article.quotes if each.speaker]
    headline = "\n".join(part for part in (article.headline, article.kicker, article.description) if part)
    columns = (headline, article.text, captions, "\n".join(dict.fromkeys(names)))
    texts = (indexed(encodable(text).replace("\0", " ")) for text in columns)
    connection.execute(_INSERT, (version, *texts, facets(article)))
