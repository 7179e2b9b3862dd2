"""The story's pictures, each with caption, photographer and agency parted from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kliping.reading.blocks import Mark
from kliping.reading.claims.beside import caption_blocks, holder, span
from kliping.reading.claims.captions import Caption, read_blocks, without_counter
from kliping.reading.claims.drafts import Draft
from kliping.reading.claims.image_objects import add_stated, is_photo
from kliping.reading.claims.pictures import Offer, backgrounds, file_of, offers
from kliping.reading.claims.place import ancestors, head_and_end, is_foreign, rows_between
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.readers.credit import read_credit, split_caption
from kliping.reading.readers.names import read_byline
from kliping.reading.settle import fold, settle
from kliping.reading.sheet import Sheet
from kliping.reading.words.names import named
from kliping.records import Claim, Photo

_ASIDE = frozenset((Label.RAIL, Label.PROMO, Label.COMMENT, Label.OTHER, Label.TAG, Label.PAGER))
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b", re.I)
_SMALLEST = 100
_MOST_IMAGES = 400
_MOST_BACKGROUNDS = 100
_BEFORE_HEADLINE = 6
_AFTER_STORY = 40
"""Blocks behind the story in which the figures of a gallery may still stand."""

_STATED = {"caption": "caption", "credit": "credit", "copyright": "credit", "photographer": "credit"}
"""Word in the name of a data attribute to what its value is."""

Evidence = dict[str, tuple[Claim, ...]]


def photos(sheet: Sheet, page: int) -> list[tuple[Photo, Evidence]]:
    """Pictures in the order of the page, each with the claims for each of its parts."""
    drafts = _joined(_in_markup(sheet)) if sheet.table.markup else list(_in_text(sheet))
    add_stated(sheet, drafts)
    for draft in drafts:
        draft.set_right(sheet.publisher)
    found: dict[tuple[str | None, ...], tuple[Photo, Evidence]] = {}
    for draft in drafts:
        settled = {part: settle("photo", said) for part, said in draft.said.items()}
        photo = Photo(page=page, **{part: value for part, (value, _claims) in settled.items()})
        key = (photo.url,) if photo.url else (photo.caption, photo.photographer, photo.agency)
        found.setdefault(key, (photo, {part: claims for part, (_value, claims) in settled.items() if claims}))
    return list(found.values())


def _joined(drafts: Iterator[Draft]) -> list[Draft]:
    """One draft a picture, its largest rendition as its address."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        key = file_of(draft.offers[0][0][1])
        if key in found:
            found[key].join(draft)
        else:
            found[key] = draft
    for draft in found.values():
        draft.take_largest()
    return list(found.values())


def _in_markup(sheet: Sheet) -> Iterator[Draft]:
    table, place = sheet.table, head_and_end(sheet)
    if place is None:
        return
    headline, _first, last = place
    bylines = " | ".join(
        str(fold(text)) for block in sheet.blocks(Label.BYLINE) if len(text := table.text[block]) < 120
    )
    reach = range(headline - _BEFORE_HEADLINE, last + _AFTER_STORY + 1)
    shown = _backgrounds(sheet, rows_between(table, reach.start, reach.stop - 1))
    marks = sorted([*table.images, *shown], key=lambda mark: mark.block)
    for mark in islice((mark for mark in marks if mark.block in reach), _MOST_IMAGES):
        if _is_tiny(sheet, mark) or is_foreign(sheet, mark.element):
            continue
        if named("no_photo").search(mark.attributes.get("class") or ""):
            continue
        names = _names_about(sheet, mark)
        figured = any(table.tags[e] == "figure" for e in ancestors(table, mark.element, 4))
        if not (figured or named("gallery").search(names)) and (mark.block > last + 1 or _is_linked(sheet, mark)):
            continue
        draft = None if named("person").search(names) else _of_mark(sheet, mark, (headline, last), bylines, names)
        if draft:
            yield draft


def _of_mark(sheet: Sheet, mark: Mark, story: tuple[int, int], bylines: str, names: str) -> Draft | None:
    """The draft of one image; None where it is no picture of the story. `story` is its first and last block."""
    around = holder(sheet, mark)
    blocks = caption_blocks(sheet, mark, around)
    within = story[0] - 2 <= mark.block <= story[1] + 1
    if not blocks and (not within or _is_teaser(sheet, mark, around, names)):
        return None
    if mark.block > story[1] + 1 and sheet.labels[blocks[0]] is not Label.CAPTION:
        return None
    caption = read_blocks(sheet, blocks) if blocks else None
    if (caption is None and not within) or _is_portrait(sheet, mark, caption, bylines):
        return None
    offered = [(width, url) for width, found in offers(mark) if (url := sheet.absolute(found)) and is_photo(url)]
    return _draft(sheet, mark, offered, caption) if offered else None


def _backgrounds(sheet: Sheet, rows: range) -> Iterator[Mark]:
    """Elements about the story that show a picture as their background."""
    table, found = sheet.table, 0
    for element in rows:
        style = table.attributes[element].get("style")
        if style and "url(" in style and backgrounds(table.nodes[element]):
            block = next((b for b, holds in enumerate(table.element) if holds >= element), len(table))
            yield Mark(block, element, table.nodes[element], table.attributes[element])
            found += 1
            if found >= _MOST_BACKGROUNDS:
                return


def _draft(sheet: Sheet, mark: Mark, offered: list[Offer], caption: Caption | None) -> Draft:
    draft, table, where = Draft(), sheet.table, sheet.table.path(mark.node)
    attributes = mark.attributes
    draft.offers += [(offer, "figure" if caption else "image", where) for offer in offered]
    draft.add("alt", " ".join((attributes.get("alt") or "").split()), "image", where)
    if caption:
        draft.add("caption", caption.caption, "figure", table.path(caption.node))
        beside = table.path(caption.credit_node)
        draft.credit(caption.credit, "figure", beside)
        if caption.stated:
            draft.add("agency", caption.stated, "figure", beside)
    for key, value in attributes.items():
        if key.startswith(("data-", "itemprop")) and value and len(value) < 700:
            _add_stated(draft, key, " ".join(value.split()), where)
    return draft


def _add_stated(draft: Draft, key: str, value: str, where: str) -> None:
    """An attribute made for caption or credit."""
    part = next((part for word, part in _STATED.items() if word in key), None)
    if part == "caption" and " " in value and "<" not in value:
        caption, credit = split_caption(value)
        draft.add("caption", caption, "alt", where)
        draft.credit(credit, "alt", where)
    elif part == "credit" and not value.isdecimal() and len(value) > 2:
        draft.credit(read_credit(value, whole=True), "alt", where)


def _is_tiny(sheet: Sheet, mark: Mark) -> bool:
    attributes = mark.attributes
    sizes = [(attributes.get(key) or "").removesuffix("px") for key in ("width", "height")]
    return any(size.isdecimal() and 0 < int(size) < _SMALLEST for size in sizes)


def _is_portrait(sheet: Sheet, mark: Mark, caption: Caption | None, bylines: str) -> bool:
    """The picture of who wrote the story: named like them, or with nothing but their byline beside it."""
    alt = str(fold(mark.attributes.get("alt") or ""))
    if 1 <= alt.count(" ") <= 4 and f" {alt} " in f" {bylines} ":
        return True
    written = (caption.caption if caption else None) or ""
    short = 0 < len(written) < 60 and "role" in cues(written)
    return short and [person.role for person in read_byline(written)][:1] == ["author"]


def _names_about(sheet: Sheet, mark: Mark) -> str:
    """What a picture and the small elements around it are called."""
    table = sheet.table
    names = [mark.attributes.get("class") or ""]
    for element in ancestors(table, mark.element, 4):
        first, last = span(sheet, element, mark.block)
        if last - first > 6:
            break
        names.append(table.attributes[element].get("class") or "")
    return " ".join(names)


def _is_teaser(sheet: Sheet, mark: Mark, around: int | None, names: str) -> bool:
    """A picture without a caption belongs to a link to another story, to a list beside this one, or to a player."""
    labels = sheet.labels[max(0, mark.block - 1) : mark.block + 1]
    if labels and all(label in _ASIDE for label in labels) and _is_linked(sheet, mark):
        return True
    label = sheet.labels[mark.block] if mark.block < len(sheet.labels) else Label.OTHER
    if label in (Label.RAIL, Label.PROMO, Label.COMMENT) and around is None:
        return True
    return named("player").search(names) is not None or _is_linked(sheet, mark)


def _is_linked(sheet: Sheet, mark: Mark) -> bool:
    """It lies in a link that leads neither to a picture nor to a place on this page."""
    parent = mark.node.parent
    for _step in range(5):
        if parent is None:
            break
        if parent.tag == "a":
            href = sheet.attributes(parent).get("href") or "#"
            return not href.startswith("#") and not _FILE.search(href)
        parent = parent.parent
    return False


def _in_text(sheet: Sheet) -> Iterator[Draft]:
    """Captions of flattened text; one that begins like the one before it is the same, said again with its credit."""
    draft, before = None, ""
    for block in sheet.blocks(Label.CAPTION, Label.CREDIT):
        written, where = without_counter(sheet.table.text[block]), sheet.table.where(block)
        if draft is None or not written.startswith(before.rstrip(".")) or not before:
            if draft is not None and sheet.labels[block] is not Label.CREDIT:
                yield draft
                draft = None
            draft = draft or Draft()
        caption, credit = split_caption(written)
        draft.add("caption", caption, "text", where)
        draft.credit(credit, "text", where)
        before = caption or written
    if draft is not None:
        yield draft
