"""What sort of page it is: one story, a list of stories, a gallery, a video, a live report, or none of these.

Most pages of the web are no story, and shops, forums and manuals have prose too. So the layout is judged by many small
signs, each with a weight; a labeler that has judged the page itself goes before them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from kliping.reading.claims.addresses import address_of
from kliping.reading.claims.headline import printed
from kliping.reading.label_flat import size
from kliping.reading.labels import Label
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import types

_BY_TYPE = {
    "LiveBlogPosting": "live",
    "ImageGallery": "gallery",
    "MediaGallery": "gallery",
    "CollectionPage": "listing",
    "SearchResultsPage": "listing",
    "ItemPage": "other",
}
"""Types of schema.org that say what the page is; a VideoObject may merely stand in it."""

_OG = {"article": "article", "video": "video", "video.other": "video", "product": "other", "profile": "other"}

SIGNS = {
    "story node": 1.64,  # JSON-LD of a story
    "og article": 0.31,
    "time in head": 0.59,  # article:published_time
    "dated": 0.72,  # a time about the headline
    "by somebody": 0.81,  # a byline about the headline
    "slug": 0.86,  # the address ends in a title
    "stamped": 0.75,  # the address carries a date
    "nowhere": 0.83,  # the address is unknown, so that it can't tell
    "shallow": -0.55,  # the address has no or one short step
    "front": -0.96,  # the address is the site's front
    "shelf": -1.94,  # the address names a shop, a manual, a forum or a list
    "long": 0.09,  # much prose
    "short": -0.3,  # little prose
    "teasers": -0.06,  # several headings that are links
    "things": -1.18,  # JSON-LD of a product, a question, a thread, a place
    "collection": -0.4,  # JSON-LD of a list
    "numbered": -0.43,  # a numbered pager
    "code": -0.31,  # several blocks of program text
}
"""What a page may show, and how far that makes it one story; weights by train/signs.py."""

_START = -0.4
"""Before any sign."""
_ODDS = 0.84
"""What the labeler's own odds weigh."""

_LONG, _SHORT, _PROSE = 2_500, 400, 80
_TEASERS = 5
_TEASED = frozenset(("h2", "h3", "h4"))
_NEAR = 8
LEAST = 0.01
"""Odds that remain, however sure a labeler is."""

_SHELF = re.compile(
    r"/(?:products?|shop|store|collections?|category|categories|tags?|topics?|docs?|documentation|reference|api|manual|wiki"
    r"|forums?|threads?|questions|discussions?|services?|pricing|about|contact|search|authors?|listings?)(?:[/?.]|$)"
    r"|^(?:docs?|developer|developers|forums?|community|shop|store|support|help|wiki)\.",
    re.IGNORECASE,
)
_STAMP = re.compile(r"[/_-](?:19|20)\d\d[/_-]?[01]\d(?:[/_-]?[0-3]\d)?(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[.:h]\d{2}(?!\d)[^\n]{0,20}\Z")
_THINGS = frozenset(
    "Product ProductGroup Offer QAPage FAQPage DiscussionForumPosting Service LocalBusiness SoftwareApplication Course "
    "Hotel Restaurant JobPosting Event RealEstateListing ProfilePage ContactPage AboutPage".split()
)
_LISTS = frozenset(("CollectionPage", "SearchResultsPage", "ItemList", "Blog"))


def kind(sheet: Sheet) -> Iterator[Said]:
    """By the layout, and by the types that the metadata states."""
    table = sheet.table
    if not table.markup:
        yield Said("article" if sheet.body() else "other", "layout", "page")
        return
    signs = set(signs_of(sheet))
    score = _START + sum(SIGNS[sign] for sign in signs)
    yield from _special(sheet, "short" in signs)
    yield _by_layout(sheet, signs, score)
    for path, node in sheet.nodes:
        for name in types(node):
            if name in _BY_TYPE and path.count(".") < 2:
                yield Said(_BY_TYPE[name], "json-ld", f"{path}.@type")
    for path, node in sheet.story:
        if "LiveBlogPosting" not in types(node):
            yield Said("article", "json-ld", f"{path}.@type", 0.6)
    for name, content in sheet.metas("og:type"):
        yield Said(_OG.get(content.lower()), "meta", name, 0.6)


def _by_layout(sheet: Sheet, signs: set[str], score: float) -> Said:
    """One story or not, by the signs and the labeler's own judgement; of what is none, a list or something else."""
    odds = sheet.table.story_odds
    if odds is not None:
        score += _ODDS * math.log((odds + LEAST) / (1 - odds + LEAST))
    sure = min(1.0, abs(score) / 2)
    if score >= 0:
        return Said("article", "layout", "page", 0.5 + sure / 2)
    lists = "front" in signs or "teasers" in signs or "collection" in signs or "numbered" in signs
    # "other" is what is left: whoever names a form of its own is heard first.
    return Said("listing" if lists else "other", "layout", "page", (0.5 + sure / 2) * (1.0 if lists else 0.8))


def _special(sheet: Sheet, short: bool) -> Iterator[Said]:
    """Stories of another form: a live report by its times, a gallery by its pictures, a video by its player."""
    table = sheet.table
    body = sheet.body()
    prose = sum(len(table.text[block]) for block in body)
    if _has_live_times(sheet):
        yield Said("live", "layout", "page", 1.0)
    captions = {table.element[block] for block in sheet.blocks(Label.CAPTION)}
    if len(captions) >= 4 and prose < 150 * len(captions):
        yield Said("gallery", "layout", "page", 0.9)
    for path, node in sheet.nodes:
        if short and not sheet.story and path.count(".") < 2 and "VideoObject" in types(node):
            yield Said("video", "json-ld", f"{path}.@type")


def _has_live_times(sheet: Sheet) -> bool:
    """Three or more short times of day, one before each of several passages of the story."""
    table = sheet.table
    body = [block for block in sheet.body() if size(table.text[block]) >= 50]
    if len(body) < 3:
        return False
    stamps: list[int] = []
    for block in range(max(0, body[0] - 3), body[-1]):
        if _CLOCK.match(table.text[block]) and (not stamps or stamps[-1] != block - 1):
            stamps.append(block)
    passages = {sum(stamp < block for stamp in stamps) for block in body}
    return len(stamps) >= 3 and len(passages - {0}) >= 3


def signs_of(sheet: Sheet) -> Iterator[str]:
    """The signs of one story, for and against, that a page shows."""
    yield from _of_head(sheet)
    yield from _of_address(sheet)
    table = sheet.table
    prose = sum(size(table.text[b]) - table.link_chars[b] for b in sheet.body() if size(table.text[b]) >= _PROSE)
    if prose >= _LONG:
        yield "long"
    elif prose < _SHORT:
        yield "short"
    linked = 0
    for block, (text, chars) in enumerate(zip(table.text, table.link_chars, strict=True)):
        linked += chars * 2 > len(text) and table.tag(block) in _TEASED and sheet.labels[block] is not Label.HEADLINE
    if linked >= _TEASERS:
        yield "teasers"
    if table.tags.count("pre") >= 3:
        yield "code"
    pagers = frozenset(sheet.blocks(Label.PAGER))
    if pagers and sum(anchor.block in pagers for anchor in table.anchors) >= 3:
        yield "numbered"
    yield from _about_headline(sheet)


def _of_head(sheet: Sheet) -> Iterator[str]:
    if sheet.story:
        yield "story node"
    if any(content.lower() == "article" for _name, content in sheet.metas("og:type")):
        yield "og article"
    if any(True for _ in sheet.metas("article:published_time", "datepublished")):
        yield "time in head"
    shallow = [types(node) for path, node in sheet.nodes if path.count(".") < 2]
    if any(names & _THINGS for names in shallow):
        yield "things"
    if any(names & _LISTS for names in shallow):
        yield "collection"


def _of_address(sheet: Sheet) -> Iterator[str]:
    here = address_of(sheet.page.url or next((a.get("href") for a in sheet.links("canonical")), None))
    if here is None:
        yield "nowhere"
        return
    steps = [step for step in here.path.split("/") if step]
    last = steps[-1] if steps else ""
    if not steps:
        yield "front"
    elif last.count("-") + last.count("_") >= 3:
        yield "slug"
    elif len(steps) == 1 and not any(c.isdigit() for c in last):
        yield "shallow"
    if _STAMP.search(here.path):
        yield "stamped"
    if _SHELF.search(here.whole):
        yield "shelf"


def _about_headline(sheet: Sheet) -> Iterator[str]:
    found = printed(sheet)
    if found is None:
        return
    top = found.block
    near = [sheet.labels[i] for i in range(max(0, top - 4), min(len(sheet.labels), top + _NEAR))]
    if Label.DATE in near:
        yield "dated"
    if Label.BYLINE in near:
        yield "by somebody"
