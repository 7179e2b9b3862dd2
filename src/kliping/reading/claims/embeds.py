"""Players and posts of other services inside the story."""

from __future__ import annotations

from kliping.reading.blocks import Mark
from kliping.reading.labels import BODY, Label
from kliping.reading.sheet import Sheet
from kliping.records import Claim, Embed

_VIDEO = ("youtube", "youtu.be", "vimeo", "dailymotion", "/embed/video", "video", "player", "jwplatform", "brightcove")
_AUDIO = ("soundcloud", "spotify", "podcast", "audio", "anchor.fm", "omny")
_POST = ("twitter.com", "x.com", "instagram.com", "facebook.com", "tiktok.com", "t.me", "reddit.com", "bsky")
_KINDS = (("audio", _AUDIO), ("post", _POST), ("video", _VIDEO))


def embeds(sheet: Sheet, page: int) -> list[tuple[Embed, tuple[Claim, ...]]]:
    """Each embed between headline and the end of the text, in order."""
    body = [block for block, label in enumerate(sheet.labels) if label in BODY or label is Label.HEADLINE]
    if not body:
        return []
    found: dict[str, tuple[Embed, tuple[Claim, ...]]] = {}
    for mark in sheet.table.embeds:
        url = _address(sheet, mark)
        kind = _kind(mark, url) if url and body[0] <= mark.block <= body[-1] + 1 else None
        if url and kind:
            plain = {"url": url, "kind": kind}
            found.setdefault(url, (Embed(url, kind, page), (Claim(plain, "element", sheet.table.path(mark.node), 0.8),)))
    return list(found.values())


def _address(sheet: Sheet, mark: Mark) -> str | None:
    attributes = mark.node.attributes
    video = attributes.get("data-videoid") or attributes.get("videoid")
    if video and (mark.node.tag or "").endswith("youtube"):
        return f"https://www.youtube.com/embed/{video}"
    stated = next((attributes[key] for key in ("src", "data-src", "data-lazy-src") if attributes.get(key)), None)
    child = mark.node.first_child
    while stated is None and child is not None:
        stated = child.attributes.get("src") if child.tag == "source" else None
        child = child.next
    return sheet.absolute(stated)


def _kind(mark: Mark, url: str) -> str | None:
    """By element, else by the service that the address names; an iframe of neither is no part of the story."""
    tag = mark.node.tag or ""
    if tag in ("video", "audio"):
        return tag
    lowered = url.lower()
    return next((kind for kind, words in _KINDS if any(word in lowered for word in words)), None)
