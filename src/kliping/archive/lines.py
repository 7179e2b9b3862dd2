"""A line of JSON Lines from outside, as a story to be taken."""

from __future__ import annotations

import json
from typing import Any

from kliping.errors import RecordError

MOST_BYTES = 512 * 1024 * 1024
"""Of one line."""


def parsed(line: bytes) -> dict[str, Any]:
    """The object in a line. Raises `RecordError` when there is none.

    >>> parsed(b'{"schema_version": 1')
    Traceback (most recent call last):
    kliping.errors.RecordError: The line is no JSON.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise RecordError("The line is no JSON.") from None
    if not isinstance(value, dict):
        raise RecordError("The line is no record: a record is an object.")
    return value
