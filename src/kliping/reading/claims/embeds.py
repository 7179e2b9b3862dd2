"""Players and posts of other services inside the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kliping.reading.blocks import Mark
from kliping.reading.claims.place import head_and_end, is_foreign, rows_between
from kliping.reading.remembered import remembered
from kliping.reading.sheet import Sheet
from kliping.reading.tree import Node
from kliping.records import Claim, Embed

_VIDEO = ("youtube", "youtu.be", "vimeo", "dailymotion", "/embed/video", "video", "player", "jwplatform", "brightcove")
_AUDIO = ("soundcloud", "spotify", "podcast", "audio", "anchor.fm", "omny", "acast.com", "megaphone.fm", "art19.com")
_POST = (
    "twitter.com", "//x.com", "instagram.com", "facebook.com", "tiktok.com", "//t.me/", "reddit.com", "bsky.app",
    "threads.net", "threads.com", "linkedin.com/embed", "/embed/@",
)  # fmt: skip
_KINDS = (("audio", _AUDIO), ("post", _POST), ("video", _VIDEO))
_POSTED = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|text-post-media|bluesky-embed|"
    r"reddit-(?:card|embed-bq)|mastodon-embed|telegram-post)(?:\s|$)"
)
"""Classes by which a service's own script knows its quoted posts."""

_AMP = {
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
    "amp-tiktok": ("data-src", "{}"),
}
"""AMP's elements for posts: the attribute that names the post, and its address."""

_STATED = ("cite", "data-instgrm-permalink", "data-href", "data-text-post-permalink", "data-url", "data-telegram-post")
_BUTTON = re.compile(r"/plugins/(?:like|page|share|follow)|/widgets/(?:follow|tweet)_button", re.I)
_MOST_POSTS = 200
_MOST_NODES = 400


def embeds(sheet: Sheet, page: int) -> list[tuple[Embed, tuple[Claim, ...]]]:
    """Each embed between headline and the end of the text, in order."""
    place = head_and_end(sheet)
    if place is None or not sheet.table.markup:
        return []
    headline, _first, last = place
    found: dict[str, tuple[Embed, tuple[Claim, ...]]] = {}
    posts = _posts(sheet, rows_between(sheet.table, headline, last + 1))
    for mark in sorted([*sheet.table.embeds, *posts], key=lambda mark: mark.block):
        inside = headline <= mark.block <= last + 1 and not is_foreign(sheet, mark.element)
        url = _address(sheet, mark) if inside else None
        kind = _kind(mark, url) if url else None
        if url and kind:
            plain = {"url": url, "kind": kind}
            found.setdefault(
                url, (Embed(url, kind, page), (Claim(plain, "element", sheet.table.path(mark.node), 0.8),))
            )
    return list(found.values())


def _posts(sheet: Sheet, rows: range) -> Iterator[Mark]:
    """Quoted posts, which a service's script turns into frames only in the browser."""
    table = sheet.table
    called = (row for row in rows if table.tags[row] in _AMP or _is_post(table.attributes[row].get("class")))
    for element in islice(called, _MOST_POSTS):
        block = next((b for b, holds in enumerate(table.element) if holds >= element), len(table))
        yield Mark(block, element, table.nodes[element], table.attributes[element])


@remembered(4096)
def _is_post(classes: str | None) -> bool:
    return classes is not None and _POSTED.search(classes) is not None


def _address(sheet: Sheet, mark: Mark) -> str | None:
    attributes = mark.attributes
    tag = mark.node.tag or ""
    video = attributes.get("data-videoid") or attributes.get("videoid")
    if video and tag.endswith("youtube"):
        return f"https://www.youtube.com/embed/{video}"
    if tag in _AMP:
        key, form = _AMP[tag]
        return sheet.absolute(form.format(attributes[key])) if attributes.get(key) else None
    if _is_post(attributes.get("class")):
        stated = next((attributes[key] for key in _STATED if attributes.get(key)), None)
        return sheet.absolute(stated or _last_link(mark.node))
    stated = next((attributes[key] for key in ("src", "data-src", "data-lazy-src") if attributes.get(key)), None)
    child = mark.node.first_child
    while stated is None and child is not None:
        stated = child.attributes.get("src") if child.tag == "source" else None
        child = child.next
    return sheet.absolute(stated)


def _last_link(root: Node) -> str | None:
    """The address of a quoted post is its last link, that of its time."""
    found, node = None, root.first_child
    for _step in range(_MOST_NODES):
        if node is None:
            break
        if node.tag == "a":
            found = node.attributes.get("href") or found
        child = node.first_child
        while child is None and node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return found
        node = child or (node.next if node is not None else None)
    return found


def _kind(mark: Mark, url: str) -> str | None:
    """By element, else by the service that the address names; an iframe of neither is no part of the story."""
    tag = mark.node.tag or ""
    if tag in ("video", "audio"):
        return tag
    if tag in _AMP or _is_post(mark.attributes.get("class")):
        return "post"
    lowered = url.lower()
    return (
        None
        if _BUTTON.search(lowered)
        else next((kind for kind, words in _KINDS if any(word in lowered for word in words)), None)
    )
