"""One story: all that is known of it, its history, and what can be done with it."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from kliping.archive import Archive
from kliping.archive.cards import cards
from kliping.archive.persons import ids_of
from kliping.desk.desk import desk_of, page
from kliping.desk.forms import back
from kliping.desk.numbers import path_number, wanted
from kliping.desk.views.export import FORMS
from kliping.records import Article, Quote

_RELATED = 6


def story(request: Request) -> Response:
    """The story page, of the present version or the one asked for."""
    ident, number = path_number(request, "story"), wanted(request, "version")
    with desk_of(request).archive() as archive:
        article = archive.article(ident, number)
        versions = archive.history(ident)
        copies = archive.copies(ident)
        others = [each for each in copies.stories if each != ident] if copies else []
        told: dict[str, Any] = {
            "card": cards(archive.connection, [ident])[0],
            "copies": copies,
            "others": cards(archive.connection, others),
            "related": cards(archive.connection, archive.related(ident, _RELATED)),
            "people": ids_of(archive.connection, _names(article)),
            "captures": archive.captures(ident, number),
            "linked": _linked(archive, article),
        }
    return page(
        request,
        "story.html",
        **told,
        story=ident,
        article=article,
        number=number or versions[-1].number,
        present=versions[-1].number,
        versions=versions,
        speakers=_by_speaker(article),
        formats=FORMS,
    )


def history(request: Request) -> Response:
    """The versions of a story, and what changed between two of them."""
    ident = path_number(request, "story")
    with desk_of(request).archive() as archive:
        versions = archive.history(ident)
        card = cards(archive.connection, [ident])
        archive.article(ident)  # it says when there is no such story
        last, before = versions[-1].number, versions[max(0, len(versions) - 2)].number
        old, new = wanted(request, "old") or before, wanted(request, "new") or last
        changes = archive.diff(ident, old, new) if old != new else []
    return page(
        request, "history.html", story=ident, card=card[0], versions=versions, old=old, new=new, changes=changes
    )


def pin(request: Request, form: FormData) -> Response:
    """Put the story among the picks, or take it out."""
    ident = path_number(request, "story")
    with desk_of(request).archive(write=True) as archive:
        archive.article(ident)
        archive.pin(ident, form.get("pinned") == "1")
    return back(form, f"/story/{ident}")


def _names(article: Article) -> list[str]:
    return [person.name for person in article.people] + [quote.speaker for quote in article.quotes if quote.speaker]


def _by_speaker(article: Article) -> list[tuple[str | None, str | None, list[Quote]]]:
    """Quotations by who said them, in the order in which they speak; those of nobody last."""
    found: dict[str | None, list[Quote]] = {}
    for quote in article.quotes:
        found.setdefault(quote.speaker, []).append(quote)
    ordered = sorted(found.items(), key=lambda pair: pair[0] is None)
    return [(name, next((q.speaker_role for q in said if q.speaker_role), None), said) for name, said in ordered]


def _linked(archive: Archive, article: Article) -> dict[str, int]:
    """Of the addresses that a story links to, those that the archive holds."""
    from kliping.archive.identity import address_key

    links = [*article.links, *(link for rail in article.rails for link in rail.links)]
    found: dict[str, int] = {}
    for url in {link.url for link in links if link.url}:
        row = archive.connection.execute("SELECT id FROM stories WHERE key = ?", (address_key(url),)).fetchone()
        if row:
            found[url] = row[0]
    return found
