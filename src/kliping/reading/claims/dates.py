"""When the story was published and changed.

Machines state the instant, people the time that readers saw; each repairs the other. A visible time with its zone
overrules a machine's that has the same clock and another zone: a "Z" is often local time in disguise.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

from kliping.reading.claims.doubtful_times import doubtful
from kliping.reading.claims.times import elements, is_to_come, read_time, visible
from kliping.reading.settle import WEIGHTS, settle
from kliping.reading.sheet import Said, Sheet
from kliping.records import Claim, Moment

_METAS = {
    "published": (
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued",
        "dcterms.created", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date",
        "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "date", "citation_publication_date",
        "citation_online_date", "content_date", "cxenseparse:recs:publishtime",
    ),
    "modified": (
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
        "dcterms.modified", "dc.date.modified", "lastmod",
    ),
}  # fmt: skip
_KEYS = {"published": ("datePublished", "dateCreated"), "modified": ("dateModified",)}
_EARLIER = timedelta(minutes=1)
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""The farthest zones of the world."""

_STEP = 15
"""Minutes by which zones differ at least."""

_SEEN = 0.75
"""How far a visible time must be believed to tell the zone: the hour at the page's top is that of its fetching."""

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|\d{4,}|$)")
_CAPTURE = re.compile(r"/\d{14}(?:[a-z]{2}_)?/(?=https?:)")
"""What web archives set before the address that they keep: when they fetched it."""


def published(sheet: Sheet) -> tuple[Moment | None, tuple[Claim, ...]]:
    """When the story was first published, and who says so."""
    said = [one for one in _said(sheet, "published") if one.value is not None and not is_to_come(one.value, sheet)]
    return _settle("published", [*(said or doubtful(sheet)), *_from_url(sheet)])


def modified(sheet: Sheet) -> tuple[Moment | None, tuple[Claim, ...]]:
    """When it was last changed, and who says so; nothing is changed before it is published."""
    first = min((one.value.at for one in _machine(sheet, "published") if one.value and one.value.at), default=None)
    said = [
        one
        for one in _said(sheet, "modified")
        if not (first and one.value and one.value.at and one.value.at < first - _EARLIER)
    ]
    return _settle("modified", _undisguised(said, sheet))


def _undisguised(said: list[Said], sheet: Sheet) -> list[Said]:
    """Times of change, read in the zone in which readers see the clock that the page publishes as UTC."""
    shown = [one for one in _said(sheet, "published") if one.value and one.value.at]
    zones = [_disguise(one.value, shown) for one in shown if not one.value.at.utcoffset()]
    zone = next((zone for zone in zones if zone), None)
    if zone is None:
        return said
    return [
        one._replace(value=replace(one.value, at=one.value.at.replace(tzinfo=zone), zone_from="site"))
        if one.by != "text" and one.value and one.value.at and not one.value.at.utcoffset()
        else one
        for one in said
    ]


def site_zone(sheet: Sheet) -> tzinfo | None:
    """The zone in which the site's own machine-written times are stated, unless that is UTC."""
    for field in _METAS:
        for one in _machine(sheet, field):
            if one.value and one.value.at and one.value.at.utcoffset():
                zone: tzinfo | None = one.value.at.tzinfo
                return zone
    return None


def _said(sheet: Sheet, field: str) -> Iterator[Said]:
    yield from _machine(sheet, field)
    for found, one in (*visible(sheet), *elements(sheet)):
        if found == field:
            yield one


def _machine(sheet: Sheet, field: str) -> Iterator[Said]:
    for path, node in sheet.story:
        for key in _KEYS[field]:
            if isinstance(node.get(key), str):
                yield Said(read_time(node[key], sheet), "json-ld", f"{path}.{key}")
    for key in _KEYS[field]:
        for path, value in sheet.microdata.get(key, ())[:1]:
            if isinstance(value, str):
                yield Said(read_time(value, sheet), "microdata", path)
    seen: set[str] = set()
    for name, content in sheet.metas(*_METAS[field]):
        # A name that comes again is that of a teaser.
        if name not in seen:
            yield Said(read_time(content, sheet), "meta", name)
        seen.add(name)


def _from_url(sheet: Sheet) -> Iterator[Said]:
    url = sheet.page.url or ""
    capture = _CAPTURE.search(url)
    match = _URL_DATE.search(url, capture.end() if capture else 0)
    if match:
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return
        yield Said(Moment(day, raw=match[0].strip("/")), "url", "url")


def _settle(field: str, said: list[Said]) -> tuple[Moment | None, tuple[Claim, ...]]:
    """The likeliest moment: sources first agree on the day, then the finest of those that agree is taken."""
    said = [one for one in said if one.value is not None]
    day, _claims = settle(field, [one._replace(value=one.value.day) for one in said])
    _value, claims = settle(field, said, same=_same)
    near = [one for one in said if day and abs((one.value.day - day).days) <= 1 and _instant_near(one.value, day)]
    if not near:
        return None, claims
    best = _in_local_time(max(near, key=lambda one: _worth(one, near)), near)
    best = _as_readers_saw(best, said)
    order = sorted(claims, key=lambda claim: claim.where != best.where or claim.said_by != best.by)
    return best.value, tuple(order)


def _in_local_time(best: Said, others: list[Said]) -> Said:
    """The same instant as the story's readers saw it, where somebody states it with its own zone and not in UTC."""
    moment: Moment = best.value
    if moment.at is None or moment.at.utcoffset():
        return best
    same = [one for one in others if one.value.at and one.value.at.utcoffset() and _same(one.value) == _same(moment)]
    local = max(same, key=_rank, default=best)
    if moment.precision == "second" and local.value.precision != "second":
        at = moment.at.astimezone(local.value.at.tzinfo)
        return local._replace(value=replace(local.value, at=at, day=at.date(), precision="second"))
    return local


def _as_readers_saw(best: Said, others: list[Said]) -> Said:
    """An instant stated in UTC, in the zone in which readers saw it: a visible clock tells that, or a visible day."""
    moment: Moment = best.value
    if moment.at is None or moment.at.utcoffset() or moment.precision == "day":
        return best
    seen = [one.value for one in others if one.by == "text" and one.trust >= _SEEN and one.value.at is None]
    for one in seen:
        ahead = _ahead(one, moment.at)
        if ahead is not None:
            at = moment.at.astimezone(timezone(ahead))
            return best._replace(value=replace(moment, at=at, day=at.date(), zone_from="site"))
    days = {one.day for one in seen}
    if days and moment.day not in days and all(_is_that_day_somewhere(moment.at, day) for day in days):
        return best._replace(value=replace(moment, day=min(days)))
    return best


def _ahead(seen: Moment, utc: datetime) -> timedelta | None:
    """How far ahead of UTC a clock is that shows an instant, where one of the world's zones is so far ahead."""
    if seen.local_time is None or seen.local_time.minute % _STEP != utc.minute % _STEP:
        return None
    ahead = datetime.combine(seen.day, seen.local_time).replace(second=0) - _minute(utc)
    return ahead if ahead and _WEST <= ahead <= _EAST else None


def _is_that_day_somewhere(utc: datetime, day: date) -> bool:
    return (_minute(utc) + _WEST).date() <= day <= (_minute(utc) + _EAST).date()


def _minute(at: datetime) -> datetime:
    return at.replace(tzinfo=None, second=0, microsecond=0)


def _instant_near(moment: Moment, day: date) -> bool:
    """The same day, or an instant that falls on it in some zone."""
    return moment.day == day or moment.at is not None


def _worth(one: Said, others: list[Said]) -> tuple[float, ...]:
    moment: Moment = one.value
    disguised = moment.at is not None and not moment.at.utcoffset() and _disguise(moment, others) is not None
    fineness = (moment.at is not None) * 2 + (moment.precision != "day")
    return (not disguised, fineness, _rank(one), moment.precision == "second")


def _disguise(moment: Moment, others: list[Said]) -> tzinfo | None:
    """The zone that somebody states beside the same clock, where this one is stated in UTC."""
    assert moment.at is not None
    clock = _minute(moment.at)
    for one in others:
        at = one.value.at if one.by == "text" and one.value.zone_from == "stated" else None
        if at is not None and at.utcoffset() and _minute(at) == clock:
            zone: tzinfo | None = at.tzinfo
            return zone
    return None


def _rank(one: Said) -> float:
    return WEIGHTS["published"][one.by] * one.trust


def _same(value: Any) -> Hashable:
    """Two moments say the same when they name one instant to the minute, or one day."""
    if isinstance(value, Moment) and value.at is not None:
        return value.at.replace(second=0, microsecond=0)
    return value.day if isinstance(value, Moment) else value
