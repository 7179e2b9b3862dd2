"""The archive along time: months, their days, their stories."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kliping.archive.cards import Card, cards
from kliping.archive.timeline import days, months, of_time, span
from kliping.desk.desk import desk_of, page
from kliping.desk.numbers import wanted

_A_PAGE = 50


def timeline(request: Request) -> Response:
    """All months as columns, the days of one, and its stories."""
    number = min(wanted(request, "page") or 1, 2000)
    with desk_of(request).archive() as archive:
        known = months(archive.connection)
        when = request.query_params.get("when", "") or (known[-1][0] if known else "")
        try:
            of_month = days(archive.connection, when[:7]) if when else []
            span(when or "2026-01")
        except ValueError:
            when, of_month = "", []
        ids = of_time(archive.connection, when, _A_PAGE + 1, (number - 1) * _A_PAGE) if when else []
        found = cards(archive.connection, ids[:_A_PAGE])
    return page(
        request,
        "timeline.html",
        months=known,
        days=of_month,
        at=when,
        groups=_by_day(found),
        number=number,
        more=len(ids) > _A_PAGE,
    )


def _by_day(found: list[Card]) -> list[tuple[str, list[Card]]]:
    groups: dict[str, list[Card]] = {}
    for card in found:
        groups.setdefault(card.day or "", []).append(card)
    return list(groups.items())
