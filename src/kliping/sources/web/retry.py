"""A second and third attempt at a busy server or over a broken connection, when the server says or ever later."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kliping.errors import SourceError
from kliping.sources.web.answers import Answer
from kliping.sources.web.manners import Limits
from kliping.sources.web.pace import Pace

PASSING = frozenset({429, 502, 503, 504})
"""Statuses that may be gone a moment later."""

BROKEN = frozenset({"unreachable", "cut_off"})
"""Codes of connections that may hold the next time."""

Ask = Callable[[], Awaitable[Answer]]


async def patiently(ask: Ask, url: str, pace: Pace, limits: Limits) -> Answer:
    """The answer to a request, each attempt in its host's turn; the last one's answer or error is what counts."""
    for attempt in range(limits.attempts):
        last = attempt + 1 == limits.attempts
        delay = limits.backoff * 2**attempt * random.uniform(1.0, 1.5)  # so that many don't come back at once
        try:
            async with pace.turn(url):
                answer = await ask()
        except SourceError as error:
            if last or error.code not in BROKEN:
                raise
        else:
            if answer.status not in PASSING:
                return answer
            delay = retry_after(answer) or delay
        pace.pause(url, delay)  # after the last attempt too: others of this host have the same to wait
        if last:
            return answer
    raise AssertionError("there is at least one attempt")


def retry_after(answer: Answer) -> float:
    """Seconds from now until the server wants to be asked again (RFC 9110, 10.2.3); 0 where it says nothing sound."""
    said = (answer.header("retry-after") or "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
