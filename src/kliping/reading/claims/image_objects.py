"""What the page says of its pictures for machines: share cards, JSON-LD and Microdata.

Standards: Open Graph; schema.org's ImageObject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kliping.reading.claims.drafts import Draft
from kliping.reading.claims.pictures import file_of
from kliping.reading.readers.credit import read_credit, split_caption
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import each, text, types

_NO_PHOTO = re.compile(
    r"\blogo|[\W_]icons?\b|app-?icon|favicon|avatar|sprite|spacer|blank\.|pixel|1x1|placeholder|\bemoji|gravatar|"
    r"\.svg\b|badge|\bbtn|button|loader",
    re.I,
)
"""Addresses of what is no photo."""

_NO_PHOTO_HINT = re.compile(
    r"logo|icon|avatar|sprite|spacer|blank\.|pixel|1x1|placeholder|emoji|\.svg|badge|btn|button|loader"
)
"""What all of them hold; most addresses hold none of it."""

_KEYS = ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice")


def add_stated(sheet: Sheet, drafts: list[Draft]) -> None:
    """What head, JSON-LD and Microdata say; the share card stands for the story only when its text has no picture."""
    by_file = {file_of(said.value): draft for draft in drafts for said in draft.said["url"]}
    images = [(by, where, image, sheet.absolute(text(_url_of(image)))) for by, where, image in _images(sheet)]
    for by, where, image, url in images:
        draft = by_file.get(file_of(url)) if url else None
        if draft and url:
            draft.take_larger(_width(image), Said(url, by, where))
            _add_image(draft, image, by, where)
    said = [Said(sheet.absolute(content), "meta", name) for name, content in sheet.metas("og:image", "twitter:image")]
    for where, node in sheet.story:
        for i, one in enumerate(each(node.get("image"))):
            said.append(Said(sheet.absolute(text(_url_of(one))), "json-ld", f"{where}.image[{i}]"))
    said = [one for one in said if one.value and is_photo(one.value)]
    if not drafts and said:
        drafts.append(Draft())
        drafts[0].said["url"] += said[:3]
        for by, where, image, url in images:
            if url and file_of(url) == file_of(said[0].value):
                _add_image(drafts[0], image, by, where)
        return
    for one in said:
        shown = by_file.get(file_of(one.value))
        if shown:
            shown.said["url"].append(one)


def is_photo(url: str) -> bool:
    """Whether an address may be that of a photo.

    >>> is_photo("https://i.example/boat.jpg"), is_photo("https://i.example/logo.png")
    (True, False)
    """
    return not (_NO_PHOTO_HINT.search(url.casefold()) and _NO_PHOTO.search(url))


def _url_of(image: Any) -> Any:
    return (image.get("contentUrl") or image.get("url")) if isinstance(image, dict) else image


def _width(image: dict[str, Any]) -> float:
    stated = (text(image.get("width")) or str(image.get("width") or "")).removesuffix("px")
    return float(stated) if stated.isdecimal() and len(stated) < 6 else 0.0


def _images(sheet: Sheet) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """ImageObjects with who says them and where."""
    for where, node in sheet.nodes:
        if "ImageObject" in types(node):
            yield "json-ld", where, node
    for where, value in sheet.microdata.get("image", ()):
        if isinstance(value, dict):
            yield "microdata", where, value


def _add_image(draft: Draft, image: dict[str, Any], by: str, where: str) -> None:
    """An ImageObject of schema.org: caption, and whoever is named for its credit."""
    stated = text(image.get("caption"))
    caption, credit = split_caption(stated) if stated else (None, None)
    draft.add("caption", caption, by, _inside(where, "caption"))
    draft.credit(credit, by, _inside(where, "caption"))
    for key in _KEYS:
        said = text(image.get(key))
        if said and "://" not in said and len(said) < 160:
            draft.credit(read_credit(said, whole=True), by, _inside(where, key))
            return


def _inside(where: str, key: str) -> str:
    """A key of a JSON-LD object, or the element of a property inside another element."""
    return f'{where} [itemprop~="{key}"]' if where.startswith("html") else f"{where}.{key}"
