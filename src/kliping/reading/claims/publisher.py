"""The site's name, and the address that the page calls its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.claims.addresses import address_of, site_of
from kliping.reading.claims.rights import notices
from kliping.reading.labels import Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import text, types

_SEPARATOR = re.compile(r"(?<!\s)\s++[|–—·•»:-]{1,2}\s+|(?:(?<!\s)\s++)?\|\s*|:\s+|_")
_METAS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_NAMED = frozenset(("WebSite", "NewsMediaOrganization"))
_LONGEST = 60
_IMAGES, _LINKS, _LINES = 12, 25, 3
_IMAGE = "image "
"""Before the row of a picture, where its path is not yet asked for."""

_LETTERS = re.compile(r"[\W_]+")


def publisher(sheet: Sheet) -> Iterator[Said]:
    """The name that the site gives itself in head and JSON-LD, and the one on which what readers see agrees."""
    for name, content in sheet.metas(*_METAS):
        yield Said(content, "meta", name)
    for path, node in sheet.story:
        yield Said(text(node.get("publisher")), "json-ld", f"{path}.publisher")
    for path, node in sheet.nodes:
        if types(node) & _NAMED:
            yield Said(text(node.get("name")), "json-ld", f"{path}.name", 0.7)
    yield from _agreed(sheet)


def _agreed(sheet: Sheet) -> Iterator[Said]:
    """Names that two of these give: the title's ends, the logo, the copyright notice, the address."""
    seen = [*_of_titles(sheet), *_of_logo(sheet)]
    lines = [(fold(line), where) for line, where in notices(sheet)]
    here = address_of(sheet.page.url)
    host = site_of(here.host).split(".")[0] if here else ""
    names = {name: str(fold(name)) for name in dict.fromkeys(one.value for one in seen)}
    headlines = {str(fold(sheet.table.text[block])) for block in sheet.blocks(Label.HEADLINE)}
    for name, folded in names.items():
        # A story's picture may be called like the story.
        if folded in headlines and folded.replace(" ", "") != host:
            continue
        said = [one for one in seen if names[one.value] == folded]
        said += [Said(name, "text", where) for line, where in lines if f" {folded} " in f" {line} "]
        if len(host) > 3 and _LETTERS.sub("", folded) in (host, host.replace("-", "")):
            said.append(Said(name, "url", "url"))
        if len({one.by for one in said}) > 1:
            yield from (one._replace(where=_place(sheet, one.where)) for one in said)


def _of_titles(sheet: Sheet) -> Iterator[Said]:
    """What stands before the first or after the last separator of the title; in flattened text, of the first lines."""
    if sheet.table.markup:
        titles = [(sheet.table.head.title or "", "title")]
    else:
        titles = [(sheet.table.text[i], sheet.table.where(i)) for i in range(min(_LINES, len(sheet.table)))]
    for title, where in titles:
        cuts = list(_SEPARATOR.finditer(title)) if len(title) < 400 else []
        for part in (title[cuts[-1].end() :], title[: cuts[0].start()]) if cuts else ():
            if 2 <= len(part.strip()) <= _LONGEST:
                yield Said(" ".join(part.split()), "title", where)


def _of_logo(sheet: Sheet) -> Iterator[Said]:
    """The words of links to the front page, and the alternative texts of the first pictures."""
    table = sheet.table
    here = address_of(sheet.page.url)
    for anchor in table.anchors[:_LINKS] if here else ():
        words = sheet.anchor_text(anchor) if anchor.start < anchor.end else None
        there = address_of(sheet.target(anchor)) if words and len(words) <= _LONGEST else None
        if here and words and there and there.host == here.host and not there.stem.strip("/"):
            yield Said(" ".join(words.split()), "logo", f"a[href={anchor.attributes.get('href')!r}]")
    for row, mark in enumerate(table.images[:_IMAGES]):
        alt = " ".join((mark.attributes.get("alt") or "").split())
        if 2 <= len(alt) <= _LONGEST:
            yield Said(alt, "logo", f"{_IMAGE}{row}")


def _place(sheet: Sheet, where: str) -> str:
    """A picture's path, which is asked for only when its words are kept; any other place as it is."""
    row = where.removeprefix(_IMAGE)
    return where if row == where else sheet.table.path(sheet.table.images[int(row)].node)


def canonical_url(sheet: Sheet) -> Iterator[Said]:
    """rel=canonical (RFC 6596), else og:url, else the story's own node."""
    for attributes in sheet.links("canonical"):
        yield Said(sheet.absolute(attributes.get("href")), "link", "link[rel=canonical]")
    for name, content in sheet.metas("og:url"):
        yield Said(sheet.absolute(content), "meta", name)
    for path, node in sheet.story:
        for key in ("mainEntityOfPage", "url"):
            value = node.get(key)
            found = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(found, str):
                yield Said(sheet.absolute(found), "json-ld", f"{path}.{key}")
