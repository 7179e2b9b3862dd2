"""The story's pictures, each with caption, photographer and agency parted from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kliping.reading.blocks import BlockTable, Mark
from kliping.reading.labels import BODY, Label
from kliping.reading.readers.credit import Credit, read_credit, split_caption
from kliping.reading.settle import settle
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import each, text
from kliping.records import Claim, Photo

_STORY = BODY | {Label.HEADLINE, Label.CAPTION, Label.CREDIT, Label.BYLINE, Label.DATE, Label.CROSS_LINK}
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-image", "data-hi-res-src", "src")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_RENDITION = re.compile(r"\s*(\S+[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_NO_PHOTO = re.compile(
    r"\blogo|\bicons?\b|avatar|sprite|spacer|blank\.|pixel|1x1|placeholder|\bemoji|gravatar|\.svg\b|badge|\bbtn|button", re.I
)
_SMALLEST = 100
_PARTS = ("url", "caption", "photographer", "agency", "alt")

Evidence = dict[str, tuple[Claim, ...]]


@dataclass(slots=True)
class _Draft:
    """One picture, with what is said of each of its parts."""

    said: dict[str, list[Said]] = field(default_factory=lambda: {part: [] for part in _PARTS})

    def add(self, part: str, value: str | None, by: str, where: str) -> None:
        if value:
            self.said[part].append(Said(value, by, where))


def photos(sheet: Sheet, page: int) -> list[tuple[Photo, Evidence]]:
    """Pictures in the order of the page, each with the claims for each of its parts."""
    drafts = list(_in_markup(sheet) if sheet.table.markup else _in_text(sheet))
    _add_metadata(sheet, drafts)
    found: dict[tuple[str | None, ...], tuple[Photo, Evidence]] = {}
    for draft in drafts:
        settled = {part: settle("photo", said) for part, said in draft.said.items()}
        photo = Photo(page=page, **{part: value for part, (value, _claims) in settled.items()})
        key = (_file(photo.url),) if photo.url else (photo.caption, photo.photographer, photo.agency)
        found.setdefault(key, (photo, {part: claims for part, (_value, claims) in settled.items() if claims}))
    return list(found.values())


def _file(url: str | None) -> str | None:
    """What names a picture whatever its size: the path's last step, without a size."""
    name = urlsplit(url).path.rsplit("/", 1)[-1] if url else None
    return re.sub(r"[-_]\d{2,4}x\d{2,4}(?=\.)", "", name) if name else url


def _in_markup(sheet: Sheet) -> Iterator[_Draft]:
    table = sheet.table
    body = [block for block, label in enumerate(sheet.labels) if label in BODY]
    if not body:
        return
    start = min([*sheet.blocks(Label.HEADLINE), body[0]]) - 4
    for mark in table.images:
        figure = _figure(table, mark.element)
        if figure is None and not (start <= mark.block <= body[-1] + 1 and _beside_story(sheet, mark)):
            continue
        captions = _captions(sheet, mark, figure)
        if figure is not None and not captions and not start <= mark.block <= body[-1] + 2:
            continue
        url = rendition(sheet, mark)
        if url is None or not _is_photo(mark, url) or _in_rail(sheet, mark):
            continue
        yield _draft(sheet, mark, url, captions, figure is not None)


def _draft(sheet: Sheet, mark: Mark, url: str, captions: list[int], in_figure: bool) -> _Draft:
    draft = _Draft()
    where = sheet.table.path(mark.node)
    draft.add("url", url, "figure" if in_figure else "image", where)
    draft.add("alt", " ".join((mark.node.attributes.get("alt") or "").split()), "image", where)
    for block in captions:
        _read_caption(draft, sheet.table.text[block], sheet.table.where(block), sheet.labels[block])
    return draft


def _read_caption(draft: _Draft, written: str, where: str, label: Label) -> None:
    """Caption and credit of one block of text."""
    caption, credit = split_caption(" ".join(written.split()))
    if credit is None and label is Label.CREDIT:
        caption, credit = None, read_credit(written)
        if credit is None:
            draft.add("agency", written.strip("()[] "), "text", where)
    draft.add("caption", caption, "figure", where)
    _add_credit(draft, credit, "figure", where)


def _add_credit(draft: _Draft, credit: Credit | None, by: str, where: str) -> None:
    if credit:
        draft.add("photographer", credit.photographer, by, where)
        draft.add("agency", credit.agency, by, where)


def _figure(table: BlockTable, element: int) -> int | None:
    """The figure around an element, or the element of a class that says so."""
    for around in table.ancestors(element)[:5]:
        names = (table.attributes(around).get("class") or "").lower()
        if table.tags[around] in ("figure", "amp-img") or "wp-caption" in names:
            return around
    return None


def _captions(sheet: Sheet, mark: Mark, figure: int | None) -> list[int]:
    """Blocks that say what the picture shows: those in its figure, else those that follow it at once."""
    table, found = sheet.table, []
    if figure is not None:
        for block in range(max(0, mark.block - 3), min(mark.block + 8, len(table))):
            if figure in table.ancestors(table.element[block]) and len(table.text[block]) > 1:
                found.append(block)
        return found
    block = mark.block
    while block < len(table) and block < mark.block + 3 and sheet.labels[block] in (Label.CAPTION, Label.CREDIT):
        found.append(block)
        block += 1
    return found


def _beside_story(sheet: Sheet, mark: Mark) -> bool:
    around = sheet.labels[max(0, mark.block - 1) : mark.block + 1]
    return any(label in _STORY for label in around)


def _in_rail(sheet: Sheet, mark: Mark) -> bool:
    """The picture lies in a link to another story, or among the blocks of a rail."""
    around = sheet.labels[max(0, mark.block - 1) : mark.block + 2]
    if around and all(label in (Label.RAIL, Label.PROMO, Label.COMMENT, Label.OTHER) for label in around):
        return _figure(sheet.table, mark.element) is None
    parent = mark.node.parent
    while parent is not None and parent.tag in ("picture", "span", "a", "amp-img"):
        href = parent.attributes.get("href") if parent.tag == "a" else None
        if href and not re.search(r"\.(?:jpe?g|png|webp|gif|avif)\b", href, re.I) and not href.startswith("#"):
            return _figure(sheet.table, mark.element) is None
        parent = parent.parent
    return False


def _is_photo(mark: Mark, url: str) -> bool:
    attributes = mark.node.attributes
    for key in ("width", "height"):
        size = (attributes.get(key) or "").removesuffix("px")
        if size.isdecimal() and int(size) < _SMALLEST:
            return False
    return not _NO_PHOTO.search(f"{url} {attributes.get('class') or ''}")


def rendition(sheet: Sheet, mark: Mark) -> str | None:
    """The largest rendition of a picture that the page offers: srcset, lazy attributes, the sources of its picture."""
    offers: list[tuple[float, str]] = []
    parent = mark.node.parent
    sources = [mark.node]
    if parent is not None and parent.tag == "picture":
        child = parent.first_child
        while child is not None:
            if child.tag == "source":
                sources.append(child)
            child = child.next
    for node in sources:
        attributes = node.attributes
        for key in _LAZY_SETS:
            offers += srcset(attributes.get(key) or "")
    for key in _LAZY:
        url = mark.node.attributes.get(key)
        if url and not url.startswith("data:"):
            offers.append((0.5, url))
    best = max(offers, key=lambda offer: offer[0], default=None)
    return sheet.absolute(best[1]) if best else None


def srcset(value: str) -> list[tuple[float, str]]:
    """(width in pixels, or density × 1,000; address) of each rendition of a srcset attribute (HTML Standard, 4.8.4.2.1).

    >>> srcset("a.jpg 320w, b.jpg 1280w")
    [(320.0, 'a.jpg'), (1280.0, 'b.jpg')]
    """
    found = []
    for match in _RENDITION.finditer(value[:20_000]):
        if not match[1].startswith("data:"):
            found.append((float(match[2] or 1) * (1000 if match[3] != "w" else 1), match[1]))
    return found


def _in_text(sheet: Sheet) -> Iterator[_Draft]:
    """Captions of flattened text; one that begins like the one before it is the same, said again with its credit."""
    draft, before = None, ""
    for block in sheet.blocks(Label.CAPTION, Label.CREDIT):
        written, where = sheet.table.text[block], sheet.table.where(block)
        if draft is None or not written.startswith(before.rstrip(".")) or not before:
            if draft is not None and sheet.labels[block] is not Label.CREDIT:
                yield draft
                draft = None
            draft = draft or _Draft()
        caption, credit = split_caption(written)
        draft.add("caption", caption, "text", where)
        _add_credit(draft, credit, "text", where)
        before = caption or written
    if draft is not None:
        yield draft


def _add_metadata(sheet: Sheet, drafts: list[_Draft]) -> None:
    """The share card's picture stands for the story only when its text shows none."""
    said = [Said(sheet.absolute(content), "meta", name) for name, content in sheet.metas("og:image", "twitter:image")]
    for where, node in sheet.story:
        for i, one in enumerate(each(node.get("image"))):
            url = (text(one.get("url")) if isinstance(one, dict) else text(one)) or None
            said.append(Said(sheet.absolute(url), "json-ld", f"{where}.image[{i}]"))
    said = [one for one in said if one.value and not _NO_PHOTO.search(one.value)]
    if not drafts and said:
        drafts.append(_Draft())
        drafts[0].said["url"] += said[:3]
    elif drafts:
        shown = {_file(one.value) for one in drafts[0].said["url"]}
        drafts[0].said["url"] += [one for one in said if _file(one.value) in shown]
