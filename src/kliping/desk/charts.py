"""Small charts, drawn here as SVG: no script, and each mark is a link with words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

_WIDTH, _HEIGHT = 640, 96
_WIDEST = 40.0
"""Of a column with the gap beside it: a single one shall not look like a wall."""

_FLOOR = 2.0
"""Of a mark that stands for at least one."""


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
