"""Small charts, drawn here as SVG: no script, and each mark is a link with words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

_WIDTH, _HEIGHT = 640, 96
_WIDEST = 40.0
"""Of a column with the gap beside it: a single one shall not look like a wall."""

_MOST_MONTHS = 360
"""Between first and last, up to which empty months have their place."""

_FLOOR = 2.0
"""Of a mark that stands for at least one."""


def filled(counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Months with those between them that have nothing; too far apart, they stand as they are.

    >>> filled([("2025-11", 2), ("2026-02", 1)])
    [('2025-11', 2), ('2025-12', 0), ('2026-01', 0), ('2026-02', 1)]
    """
    known = dict(counted)
    if not known:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (min(known), max(known)))
    if last - first >= _MOST_MONTHS:
        return list(counted)
    months = (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return [(month, known.get(month, 0)) for month in months]


def bar(count: int, most: int) -> Markup:
    """A bar as long as its share of the longest."""
    share = 100 * count / max(most, 1)
    return Markup(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect width="100" height="8" class="track"></rect><rect width="{}" height="8"></rect></svg>'
    ).format(f"{max(share, _FLOOR):.1f}")


def columns(
    counted: Sequence[tuple[str, int]], link: Callable[[str], str], name: Callable[[str], str], title: str
) -> Markup:
    """Columns side by side, one for each name and count; each leads to `link` of its name."""
    most = max((count for _, count in counted), default=1) or 1
    step = min(_WIDEST, _WIDTH / max(len(counted), 1))
    width = max(0.75, step - min(3.0, step / 4))
    parts: list[Any] = []
    for at, (key, count) in enumerate(counted):
        height = max(_FLOOR, (_HEIGHT - 8) * count / most) if count else 0
        column = Markup('<rect x="{}" y="{}" width="{}" height="{}"></rect>').format(
            f"{at * step:.2f}", f"{_HEIGHT - height:.2f}", f"{width:.2f}", f"{height:.2f}"
        )
        parts.append(
            Markup('<a href="{}" aria-label="{}: {}"><title>{}: {}</title>{}</a>').format(
                link(key), name(key), count, name(key), count, column
            )
            if count
            else column
        )
    return Markup(
        '<svg class="columns" viewBox="0 0 {} {}" preserveAspectRatio="none" role="group" aria-label="{}">{}</svg>'
    ).format(_WIDTH, _HEIGHT, escape(title), Markup("").join(parts))
