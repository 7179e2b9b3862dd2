"""Numbers in addresses, which anybody may type."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

_LONGEST = 9
_MOST = 1 << 62


def path_number(request: Request, name: str) -> int:
    """A number of the path; what SQLite could not hold stands nowhere."""
    value = int(request.path_params[name])
    if value >= _MOST:
        raise HTTPException(404)
    return value


def wanted(request: Request, name: str) -> int | None:
    """A number of the query, above 0; None where there is none."""
    value = request.query_params.get(name, "")
    return int(value) or None if value.isascii() and value.isdigit() and len(value) <= _LONGEST else None
