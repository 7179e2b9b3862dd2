"""The front page, in the shape of a news portal over one's own archive."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kliping.archive.cards import Card, cards
from kliping.archive.sections.recent import Groups, recent
from kliping.desk.desk import desk_of, page

_PICKS, _SECOND, _LATEST, _POPULAR, _GROUPS, _OF_GROUP = 5, 3, 12, 8, 6, 4


def front(request: Request) -> Response:
    """Picks, latest, popular, regional, and what the latest stories are about."""
    with desk_of(request).archive() as archive:
        news = recent(archive.connection)
        lists = {
            "picks": archive.picks(_PICKS),
            "latest": archive.latest(1 + _SECOND + _LATEST),
            "popular": archive.popular(_POPULAR),
        }
        groups = {"sections": news.sections, "by_language": news.languages, "places": news.places}
        shown = {name: _heads(group) for name, group in groups.items()}
        ids = [*(each for found in lists.values() for each in found)]
        ids += [each for group in shown.values() for _, _, found in group for each in found]
        known = {card.id: card for card in cards(archive.connection, dict.fromkeys(ids))}
        count = len(archive)
    lead = next(iter([*lists["picks"], *lists["latest"]]), None)
    told: dict[str, Any] = {name: _of(found, known, lead) for name, found in lists.items()}
    told |= {name: [(head, size, _of(found, known)) for head, size, found in group] for name, group in shown.items()}
    told["second"], told["latest"] = told["latest"][:_SECOND], told["latest"][_SECOND:]
    return page(request, "front.html", count=count, lead=known.get(lead) if lead else None, **told)


def _heads(groups: Groups) -> list[tuple[str, int, list[int]]]:
    """The largest groups: name, size, first stories."""
    return [(name, len(found), found[:_OF_GROUP]) for name, found in list(groups.items())[:_GROUPS]]


def _of(stories: list[int], known: dict[int, Card], without: int | None = None) -> list[Card]:
    return [known[story] for story in stories if story in known and story != without]
