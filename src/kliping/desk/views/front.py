"""The front page, in the shape of a news portal over one's own archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kliping.archive import Archive
from kliping.archive.cards import Card, cards
from kliping.archive.sections.recent import Groups, recent
from kliping.desk.desk import desk_of, page

_PICKS, _SECOND, _LATEST, _POPULAR, _GROUPS, _OF_GROUP = 5, 3, 12, 8, 6, 4

Group = tuple[str, int, list[int]]
"""Name, size, first stories."""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the front page."""

    count: int
    """Stories of the archive."""

    lists: dict[str, list[int]]
    groups: dict[str, list[Group]]
    known: dict[int, Card]


def front(request: Request) -> Response:
    """Picks, latest, popular, regional, and what the latest stories are about."""
    desk = desk_of(request)
    with desk.archive() as archive:
        told = desk.front.of(archive, found)
    lead = next(iter([*told.lists["picks"], *told.lists["latest"]]), None)
    shown: dict[str, Any] = {name: _of(stories, told, lead) for name, stories in told.lists.items()}
    for name, groups in told.groups.items():
        shown[name] = [(head, size, _of(stories, told)) for head, size, stories in groups]
    shown["second"], shown["latest"] = shown["latest"][:_SECOND], shown["latest"][_SECOND:]
    return page(request, "front.html", count=told.count, lead=told.known.get(lead) if lead else None, **shown)


def found(archive: Archive) -> Front:
    """What stands there for the archive as it is."""
    news = recent(archive.connection)
    lists = {
        "picks": archive.picks(_PICKS),
        "latest": archive.latest(1 + _SECOND + _LATEST),
        "popular": archive.popular(_POPULAR),
    }
    named = {"sections": news.sections, "by_language": news.languages, "places": news.places}
    groups = {name: _heads(group) for name, group in named.items()}
    ids = [story for stories in lists.values() for story in stories]
    ids += [story for group in groups.values() for _, _, stories in group for story in stories]
    known = {card.id: card for card in cards(archive.connection, dict.fromkeys(ids))}
    return Front(len(archive), lists, groups, known)


def _heads(groups: Groups) -> list[Group]:
    """The largest groups."""
    return [(name, len(stories), stories[:_OF_GROUP]) for name, stories in list(groups.items())[:_GROUPS]]


def _of(stories: list[int], told: Front, without: int | None = None) -> list[Card]:
    return [told.known[story] for story in stories if story in told.known and story != without]
