"""People: who is in the news, and who said what, when."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kliping.archive.cards import cards
from kliping.archive.persons import in_the_news, made_by, name_of, named, roles, said_by
from kliping.desk.desk import desk_of, page
from kliping.desk.numbers import path_number

_MOST_QUOTES = 500


def people(request: Request) -> Response:
    """Who is in the news now, or whose name holds what was asked."""
    name = request.query_params.get("name", "").strip()[:200]
    with desk_of(request).archive() as archive:
        found = named(archive.connection, name) if name else in_the_news(archive.connection)
    return page(request, "people.html", name=name, found=found)


def person(request: Request) -> Response:
    """One person: roles over time, words over time, stories made."""
    ident = path_number(request, "person")
    with desk_of(request).archive() as archive:
        name = name_of(archive.connection, ident)
        if name is None:
            raise HTTPException(404)
        said = said_by(archive.connection, ident)
        told: dict[str, Any] = {
            "roles": roles(archive.connection, ident),
            "made": cards(archive.connection, made_by(archive.connection, ident)),
        }
    months = sorted(Counter(each.day[:7] for each in said if each.day).items())
    return page(
        request,
        "person.html",
        person=ident,
        name=name,
        said=said[::-1][:_MOST_QUOTES],
        count=len(said),
        months=months,
        **told,
    )
