"""Addresses of a picture: the renditions that an element offers, and what names the picture whatever its size."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from kliping.reading.blocks import Mark
from kliping.reading.tree import Node

_RENDITION = re.compile(r"\s*(\S+[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_ADDRESS = re.compile(
    r"(?:https?:)?/?/?[^\s{}<>\"']{1,2000}\.(?:jpe?g|png|webp|avif|gif)(?:[?#/!][^\s{}<>\"']*)?", re.I
)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*['\"]?([^'\")\s]+)", re.I)
# Sizes in file names: "-800x533", "_w1200", "-1200"; a small or odd number is part of the name ("IMG_0234").
_SIZE = re.compile(r"[-_@]?(?<![a-z\d])(?:\d{2,4}x\d{2,4}|[wh]_?\d{2,4}|[1-9]\d{1,2}0)(?=[-_.]|$)", re.I)
_KNOWN = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.I)
_LARGEST = 20_000
_LONGEST = 1_500
_BARE = 0.5
"""Rank of an address without a width."""

Offer = tuple[float, str]
"""Width in pixels (or density × 1,000, or `_BARE`), and address."""


def offers(mark: Mark) -> list[Offer]:
    """What an image, its picture's sources or a background offers, by width."""
    node = mark.node
    if node.tag not in ("img", "amp-img"):
        return [(_BARE, url) for url in backgrounds(node)]
    found = [offer for source in [node, *_sources(node)] for offer in _in_sets(source)]
    attributes = node.attributes
    lazy = [value for key, value in attributes.items() if key.startswith("data-") and value and _is_address(key, value)]
    # What stands in src is the real picture, unless lazy loading put a stand-in there.
    return found + [(_BARE, url) for url in (*lazy, attributes.get("src")) if url and not url.startswith("data:")]


def backgrounds(node: Node) -> list[str]:
    """Addresses in an element's own style."""
    return [match[1] for match in _BACKGROUND.finditer((node.attributes.get("style") or "")[:5_000])]


def _sources(node: Node) -> list[Node]:
    parent = node.parent
    found = []
    child = parent.first_child if parent is not None and parent.tag == "picture" else None
    while child is not None:
        if child.tag == "source":
            found.append(child)
        child = child.next
    return found


def _in_sets(node: Node) -> list[Offer]:
    return [offer for key, value in node.attributes.items() if key.endswith("srcset") for offer in srcset(value or "")]


def _is_address(key: str, value: str) -> bool:
    named = key in ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src") and " " not in value
    return (named and "{" not in value) or (len(value) < _LONGEST and _ADDRESS.fullmatch(value) is not None)


def srcset(value: str) -> list[Offer]:
    """(width in pixels, or density × 1,000; address) of each rendition of a srcset; addresses may hold commas.

    Standard: HTML, 4.8.4.2.1.

    >>> srcset("a.jpg 320w, b.jpg 1280w")
    [(320.0, 'a.jpg'), (1280.0, 'b.jpg')]
    >>> srcset("/c_fill,w_800/a.jpg 800w")
    [(800.0, '/c_fill,w_800/a.jpg')]
    """
    return [
        (float(match[2] or 1) * (1000 if match[3] != "w" else 1), match[1])
        for match in _RENDITION.finditer(value[:_LARGEST])
        if not match[1].startswith("data:") and "{" not in match[1]
    ]


def file_of(url: str) -> str:
    """What names a picture whatever its size: the path's last step without a size, more where that says too little.

    >>> file_of("https://i.example/a/boat-800x533.jpg") == file_of("https://j.example/b/boat-1200.jpg?q=80")
    True
    >>> file_of("https://i.example/8f31/w_1600.jpg") == file_of("https://i.example/8f32/w_1600.jpg")
    False
    >>> file_of("/image?id=4711&w=200") == file_of("/image?id=4712&w=200")
    False
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    steps = [step for step in parts.path.split("/") if step]
    name = _KNOWN.sub("", steps[-1]) if steps else ""
    stem = _SIZE.sub("", name)
    if _KNOWN.search(parts.path) or len(stem) >= 16:
        return stem.lower() if len(stem) > 3 else "/".join([*steps[-2:-1], stem]).lower()
    asked = [value for key, value in parse_qsl(parts.query[:2_000]) if "id" in key.lower() or len(value) > 20]
    return "/".join([*steps[-3:], *asked[:3]]).lower() or url
