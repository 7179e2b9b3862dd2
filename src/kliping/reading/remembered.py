"""What was worked out for a text is kept, but for long texts: those of strange pages would fill the memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

_LONGEST = 512
"""Characters of a text from which its answer isn't kept: pictures inside addresses, classes without end."""

_F = TypeVar("_F", bound=Callable[..., Any])


def remembered(most: int) -> Callable[[_F], _F]:
    """Keep the answers of a function for so many different texts, its first argument.

    >>> @remembered(2)
    ... def words(text: str) -> int:
    ...     return len(text.split())
    >>> words("one two"), words("x " * 1000)
    (2, 1000)
    """

    def keeping(function: _F) -> _F:
        kept = lru_cache(maxsize=most)(function)

        @wraps(function)
        def answer(text: str | None, *rest: Any, **named: Any) -> Any:
            if text is not None and len(text) > _LONGEST:
                return function(text, *rest, **named)
            return kept(text, *rest, **named)

        return cast(_F, answer)

    return keeping
