"""What sort of page it is: one story, a list of stories, a gallery, a video, a live report, or none of these."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.labels import BODY, Label
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import types

_BY_TYPE = {
    "LiveBlogPosting": "live",
    "VideoObject": "video",
    "ImageGallery": "gallery",
    "CollectionPage": "listing",
    "SearchResultsPage": "listing",
    "ItemPage": "other",
}
_OG = {"article": "article", "video": "video", "video.other": "video"}
_PROSE = 400
"""Letters of running text from which a page is a story."""

_LIST = 12
"""Links to other stories from which a page with little prose is a list of them."""


def kind(sheet: Sheet) -> Iterator[Said]:
    """By the layout that the labels show, and by the types that the metadata states."""
    yield _by_layout(sheet)
    for path, node in sheet.nodes:
        for name in types(node):
            if name in _BY_TYPE and path.count(".") < 2:
                yield Said(_BY_TYPE[name], "json-ld", f"{path}.@type", 0.7)
    for path, _node in sheet.story:
        yield Said("article", "json-ld", f"{path}.@type")
    for name, content in sheet.metas("og:type"):
        yield Said(_OG.get(content.lower()), "meta", name)


def _by_layout(sheet: Sheet) -> Said:
    table = sheet.table
    prose = sum(len(table.text[b]) - table.link_chars[b] for b, label in enumerate(sheet.labels) if label in BODY)
    others = sum(1 for a in table.anchors if 25 < a.end - a.start < 200 and sheet.labels[a.block] not in BODY)
    where = "page"
    if prose >= _PROSE:
        # A page of teasers has prose too, but more titles of stories than paragraphs.
        teasers = others > _LIST * 3 and prose < 25 * others
        return Said("listing" if teasers else "article", "layout", where, 0.6 if teasers else 1.0)
    if others >= _LIST:
        return Said("listing", "layout", where, 0.9)
    headline = any(True for _ in sheet.blocks(Label.HEADLINE))
    return Said("article" if headline and prose > 80 else "other", "layout", where, 0.6)
