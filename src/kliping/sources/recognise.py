"""What a source is, by how it looks and by what it begins with."""

from __future__ import annotations

import os
import re
import zlib
from urllib.parse import urlsplit

STDIN = "-"

HEAD = 64 * 1024
"""Bytes by which content is recognised."""

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz")
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
"""A frame of Zstandard (RFC 8878), and the dictionary that a WARC of them may begin with."""

_ELEMENT = re.compile(rb"<([A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})")
_ROOTS = {b"rss": "feed", b"feed": "feed", b"RDF": "feed", b"urlset": "sitemap", b"sitemapindex": "sitemap"}
_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?://jsonfeed\.org/version/')
_HTML = ("text/html", "application/xhtml+xml")
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_URL_LINE = re.compile(rb"https?://[^\s<>\"]+")


def is_url(source: str) -> bool:
    """Whether a source is an address of the web.

    >>> is_url("https://kabar.example/"), is_url("pages/1.html")
    (True, False)
    """
    return source[:8].lower().startswith(("http://", "https://"))


def is_front(url: str) -> bool:
    """Whether an address is a site's front page.

    >>> is_front("https://kabar.example"), is_front("https://kabar.example/news")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def is_folder(source: str) -> bool:
    """Whether a folder stands there, as far as this user can see."""
    # Not Path.is_dir, which before Python 3.14 raises when the name is too long or a folder on the way is locked.
    return os.path.isdir(source)  # noqa: PTH112


def kind_by_name(name: str) -> str | None:
    """ "warc" or "wacz" for a name that ends like one of these archives.

    >>> kind_by_name("CC-NEWS-2026.warc.gz"), kind_by_name("crawl.WACZ"), kind_by_name("page.html")
    ('warc', 'wacz', None)
    """
    low = name.lower()
    return "warc" if low.endswith(_ARCHIVES) else "wacz" if low.endswith(".wacz") else None


def kind_of(head: bytes) -> str:
    """What content is by its first bytes: "warc", "wacz", "feed", "sitemap", "list" or else "page".

    >>> kind_of(b'<?xml version="1.0"?><!-- x --><rss version="2.0">'), kind_of(b"https://a.example/1\\n")
    ('feed', 'list')
    """
    if head.startswith(_GZIP):
        head = _inflated(head)
        if head.startswith(_GZIP):
            return "page"
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"WARC/", b"filedesc://", *_ZSTD)):
        return "warc"
    if head.startswith(_ZIP):
        return "wacz"
    if head.startswith(b"<"):
        return _by_root(head)
    if head.startswith(b"{") and _JSON_FEED.search(head[:4096]):
        return "feed"
    return "list" if _is_list(head) else "page"


def leads_on(head: bytes) -> bool:
    """Whether what came for an address that the user named is a feed or a sitemap, and no page."""
    return kind_of(head) in ("feed", "sitemap")


def is_page(media_type: str | None, content: bytes, is_text: bool = False) -> bool:
    """Whether what a server sent is a page, by what it called it; by its tags where it called it nothing."""
    if media_type is None:
        return _TAG.search(content, 0, 4_096) is not None
    return media_type in _HTML or (is_text and media_type == "text/plain")


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, HEAD)
    except zlib.error:
        return b""


def _by_root(head: bytes) -> str:
    """By the name of the outermost element, past declarations and comments."""
    # UTF-16 feeds exist: without its zero bytes the root is ASCII all the same.
    while head.startswith((b"<?", b"<!")):
        end = head.find(b"-->", 4) + 2 if head.startswith(b"<!--") else head.find(b">")
        if end < 2:
            return "page"
        head = head[end + 1 :].lstrip()
    root = _ELEMENT.match(head)
    return _ROOTS.get(root[2], "page") if root else "page"


def _is_list(head: bytes) -> bool:
    """Whether most whole lines are addresses of the web, but for empty ones and remarks: a bad line is said later."""
    lines = head.split(b"\n")
    if len(head) >= HEAD:
        lines.pop()
    said = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith(b"#")]
    addresses = sum(_URL_LINE.fullmatch(line) is not None for line in said)
    return addresses * 2 > len(said)
