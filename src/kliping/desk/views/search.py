"""Search: a query, filters, the stories that answer, and how they are spread."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kliping.archive import Filters, Page
from kliping.archive.cards import cards
from kliping.archive.correcting.fields import CHOICES
from kliping.archive.search.counts import counts
from kliping.archive.search.find import SORTS
from kliping.archive.search.query import parse
from kliping.desk.desk import desk_of, page
from kliping.desk.numbers import wanted
from kliping.errors import QueryError

TEXTS = ("language", "publisher", "person", "role", "tag", "section", "source", "kind")
"""Filters that are words."""

ROLES = ("author", "editor", "translator", "photographer", "contributor", "speaker")
_A_PAGE = 20
_MOST_MONTHS, _LAST_PAGE = 60, 250


def search(request: Request) -> Response:
    """The search page; without a query and filters, the latest stories."""
    asked = request.query_params
    query = asked.get("q", "").strip()[:2000]
    number = min(wanted(request, "page") or 1, _LAST_PAGE)
    values = {name: asked.get(name, "").strip()[:200] for name in (*TEXTS, "since", "until")}
    sort = asked.get("sort", "")
    sort = sort if sort in SORTS else "relevance" if query else "newest"
    told: dict[str, Any] = {
        **{"query": query, "values": values, "sort": sort, "sorts": tuple(SORTS), "number": number},
        **{"roles": ROLES, "kinds": CHOICES["kind"], "page_size": _A_PAGE},
    }
    with desk_of(request).archive() as archive:
        try:
            filters = _filters(values)
            found = archive.search(query, filters, Page(_A_PAGE, (number - 1) * _A_PAGE, sort))
        except QueryError as error:
            nothing: dict[str, Any] = {"hits": [], "total": 0, "spread": None, "known": {}, "more": False}
            return page(request, "search.html", 400, **told, **nothing, sentence=str(error))
        spread = counts(archive.connection, parse(query), filters)
        known = {card.id: card for card in cards(archive.connection, [hit.id for hit in found.hits])}
    months = spread.months[-_MOST_MONTHS:]
    return page(
        request,
        "search.html",
        **told,
        sentence="",
        hits=found.hits,
        total=found.total,
        spread=spread,
        known=known,
        months=months,
        more=found.total > number * _A_PAGE and number < _LAST_PAGE,
    )


def _filters(values: dict[str, str]) -> Filters:
    texts = {name: values[name] or None for name in TEXTS}
    return Filters(_day(values["since"], False), _day(values["until"], True), **texts)


def _day(text: str, last: bool) -> date | None:
    """A day, or the first or last of a month."""
    if not text:
        return None
    try:
        if len(text) == 7:
            first = date.fromisoformat(f"{text}-01")
            return first if not last else _month_end(first)
        return date.fromisoformat(text)
    except ValueError:
        raise QueryError(f"“{text}” is no day; write it as 2026-05-14.") from None


def _month_end(first: date) -> date:
    month, year = first.month % 12 + 1, first.year + first.month // 12
    return date(year, month, 1).fromordinal(date(year, month, 1).toordinal() - 1) if year < 10000 else date.max
