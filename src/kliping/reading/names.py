"""What an element is called: its tag and the attributes that name it, as one text.

Names are asked by the features and by many claims, and most pages share theirs with the next; so they are joined once.
"""

from __future__ import annotations

import re

_NAMING = (
    "class", "id", "role", "itemprop", "aria-label", "data-testid", "data-component", "data-module", "data-type",
    "data-name", "data-qa", "data-role", "data-block",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(_NAMING)}
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_NONE = re.compile(r"display\s*:\s*none")


def names_of(tag: str, attributes: dict[str, str | None]) -> str:
    """An element's tag, the values of those attributes that name it, and "hidden" where it is.

    >>> names_of("div", {"id": "utama", "class": "isi berita", "style": "display: none"})
    'div isi berita utama hidden'
    """
    if not attributes:
        return tag
    keys = [key for key in attributes if key in _RANK]
    if len(keys) > 1:
        keys.sort(key=_RANK.__getitem__)
    names = " ".join([tag, *[attributes[key] or "" for key in keys]]) if keys else tag
    return f"{names} hidden" if not _HIDING.isdisjoint(attributes) and _is_hidden(attributes) else names


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return "style" in attributes and _NONE.search(attributes["style"] or "") is not None
