"""Numbers in addresses, which anybody may type."""

from __future__ import annotations

from starlette.requests import Request

_LONGEST = 9


def wanted(request: Request, name: str) -> int | None:
    """A number of the query, above 0; None where there is none."""
    value = request.query_params.get(name, "")
    return int(value) or None if value.isascii() and value.isdigit() and len(value) <= _LONGEST else None
