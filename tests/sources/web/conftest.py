"""The web as tests ask it: loopback allowed, no waiting that isn't the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from kliping.sources.web.fetch import Web
from kliping.sources.web.manners import Limits, Manners
from tests.portal.server import Portal

HASTY = Manners(allow_private=True, rate=10_000.0, limits=Limits(backoff=0.01))

OpenWeb = Callable[..., Web]


@pytest.fixture
def open_web() -> Iterator[OpenWeb]:
    """Opens a web with these manners changed; limits by their own names."""
    with ExitStack() as stack:

        def opened(**changes: object) -> Web:
            limits = {name: changes.pop(name) for name in list(changes) if hasattr(HASTY.limits, name)}
            manners = replace(HASTY, limits=replace(HASTY.limits, **limits), **changes)  # type: ignore[arg-type]
            return stack.enter_context(Web(manners))

        yield opened


@pytest.fixture
def portal() -> Iterator[Portal]:
    """A server without pages; no page is also no robots.txt, which allows everything."""
    with Portal() as server:
        yield server
