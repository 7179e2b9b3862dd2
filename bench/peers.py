"""The readers that are measured: one small function each, from a gold page to a common result.

Each is called as its documentation tells for the article of a page already in hand, with metadata where it has any.
A reader that takes bytes gets the bytes; the others get text decoded by resiliparse, which counts in their time.
Libraries are imported when their reader is first called, so that one process pays for one reader.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.gold import GoldPage
from bench.result import Result, names

Reader = Callable[[GoldPage], Result]

_PLACEHOLDER_URL = "https://page.example/"
_TRAFILATURA_PARTS = ("lb", "cell", "item", "p")
_TRAFILATURA_KINDS = {"head": "heading", "quote": "quote", "item": "item", "row": "table"}
_HTML_KINDS = {
    "li": "item",
    "blockquote": "quote",
    "td": "table",
    "th": "table",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_BLOCKS = ("p", "pre", "div", "section", "article", "ul", "ol", "table", *_HTML_KINDS)
_BREAK = re.compile(r"<br\s*/?>")
_STOPLISTS = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ko": "Korean", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian_Bokmal",
    "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
}  # fmt: skip


def kliping(page: GoldPage) -> Result:
    """Kliping's complete record."""
    import kliping

    return from_article(kliping.read(page.html, url=page.url))


def from_article(article: Any) -> Result:
    """The result that a `kliping.Article` stands for."""
    published = article.published
    return Result(
        text=article.text,
        paragraphs=tuple((part.text, part.kind) for part in article.paragraphs),
        headline=article.headline,
        day=published.day.isoformat() if published else None,
        instant=published.at.isoformat() if published and published.at else None,
        authors=tuple(person.name for person in article.people if person.role == "author"),
        captions=tuple(photo.caption for photo in article.photos),
        credits=tuple(" ".join(names([photo.photographer, photo.agency])) or None for photo in article.photos),
        next_page=article.next_page,
        kind=article.kind,
    )


def trafilatura(page: GoldPage) -> Result:
    """trafilatura with metadata, no comments."""
    return _trafilatura(page, favor_precision=False)


def trafilatura_precision(page: GoldPage) -> Result:
    """The same in its precision mode."""
    return _trafilatura(page, favor_precision=True)


def _trafilatura(page: GoldPage, favor_precision: bool) -> Result:
    found = import_module("trafilatura").bare_extraction(
        page.html, url=page.url, favor_precision=favor_precision, include_comments=False, with_metadata=True
    )
    if found is None:
        return Result()
    return Result(
        text=found.text or "",
        paragraphs=tuple(_trafilatura_paragraphs(found.body)),
        headline=found.title,
        authors=names((found.author or "").split(";")),
    ).dated(found.date)


def _trafilatura_paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """Its body is flat but for lists and tables, whose items and rows stand for themselves.

    Breaks, cells and inner blocks part words without a space between them, so one is put there.
    """
    for inner in (element for element in body.iter() if element.tag in _TRAFILATURA_PARTS):
        inner.text, inner.tail = f" {inner.text or ''}", f" {inner.tail or ''}"
    for element in body:
        parts = element if element.tag in ("list", "table") else [element]
        for part in parts:
            text = " ".join("".join(part.itertext()).split())
            if text:
                yield text, _TRAFILATURA_KINDS.get(part.tag, "text")


def readability(page: GoldPage) -> Result:
    """readability-lxml: its cleaned HTML, flattened block by block."""
    document = import_module("readability").Document(decoded(page.html), url=page.url)
    blocks = tuple(_html_paragraphs(document.summary(html_partial=True)))
    author = document.author()
    return Result(
        text="\n\n".join(text for text, _ in blocks),
        paragraphs=blocks,
        headline=document.short_title(),
        authors=names([author if author != "[no-author]" else None]),
    )


def _html_paragraphs(html: str) -> Iterator[tuple[str, str]]:
    """The text blocks of cleaned HTML, and whatever text stands between them; a block takes the kind of its innermost
    element that has one."""
    from selectolax.lexbor import LexborHTMLParser

    def walk(node: Any, kind: str) -> Iterator[tuple[str, str]]:
        loose: list[str] = []
        for child in node.iter(include_text=True):
            if child.is_element_node and (child.tag in _BLOCKS or child.css_first(",".join(_BLOCKS))):
                yield "".join(loose), kind
                loose.clear()
                yield from walk(child, _HTML_KINDS.get(child.tag, kind))
            else:
                loose.append(child.text())
        yield "".join(loose), kind

    body = LexborHTMLParser(_BREAK.sub(" ", html)).body
    for text, kind in walk(body, "text") if body else ():
        spaced = " ".join(text.split())
        if spaced:
            yield spaced, kind


def newspaper4k(page: GoldPage) -> Result:
    """newspaper4k, fed the page, fetching nothing."""
    found = import_module("newspaper").article(
        page.url or _PLACEHOLDER_URL, input_html=decoded(page.html), fetch_images=False
    )
    answer = Result(text=found.text, headline=found.title, authors=names(found.authors))
    return answer.dated(found.publish_date or None)


def goose3(page: GoldPage) -> Result:
    """goose3, fed the page, fetching no images."""
    with import_module("goose3").Goose({"enable_image_fetching": False}) as goose:
        found = goose.extract(raw_html=decoded(page.html))
    stated = found.publish_datetime_utc or found.publish_date
    return Result(text=found.cleaned_text, headline=found.title, authors=names(found.authors)).dated(stated)


def justext(page: GoldPage) -> Result:
    """jusText with the stop list of the page's language; without one, as its documentation tells for such languages."""
    stopwords = _stoplist(page.lang or "en")
    thresholds = {} if stopwords else {"stopwords_low": 0, "stopwords_high": 0}
    found = [
        part for part in import_module("justext").justext(page.html, stopwords, **thresholds) if not part.is_boilerplate
    ]
    blocks = tuple((part.text, "heading" if part.is_heading else "text") for part in found)
    return Result(text="\n\n".join(text for text, _ in blocks), paragraphs=blocks)


@functools.cache
def _stoplist(lang: str) -> frozenset[str]:
    return import_module("justext").get_stoplist(_STOPLISTS[lang]) if lang in _STOPLISTS else frozenset()


def resiliparse(page: GoldPage) -> Result:
    """resiliparse's main content as plain text, without alternative texts and comments."""
    from resiliparse.extract.html2text import extract_plain_text

    return Result(text=extract_plain_text(decoded(page.html), main_content=True, alt_texts=False, comments=False))


def turbohtml(page: GoldPage) -> Result:
    """turbohtml's article."""
    found = import_module("turbohtml").parse(page.html).article()
    return Result(text=found.text, headline=found.title, authors=names([found.byline])).dated(found.date)


def boilerpy3(page: GoldPage) -> Result:
    """boilerpy3's article extractor."""
    extractor = import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)
    found = extractor.get_doc(decoded(page.html))
    return Result(text=found.content, headline=found.title)


def htmldate(page: GoldPage) -> Result:
    """htmldate: the date of publication alone."""
    found = import_module("htmldate").find_date(
        page.html, original_date=True, url=page.url, outputformat="%Y-%m-%dT%H:%M:%S%z"
    )
    # A day without a time comes back as midnight without a zone, so only a stated zone makes it an instant.
    return Result().dated(found)


def parse_only(page: GoldPage) -> Result:
    """The bare lexbor parse, no more: what no reader that builds such a tree can beat."""
    from selectolax.lexbor import LexborHTMLParser

    LexborHTMLParser(page.html)
    return Result()


def decoded(html: bytes) -> str:
    """The page as text, for readers that take no bytes."""
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return bytes_to_str(html, detect_encoding(html) or "utf-8")


PARSE = "lexbor parse"
_ALL = frozenset({"body", "headline", "day", "instant", "authors", "caption", "credit", "next", "kind"})
_STORY = frozenset({"body"})
_WITH_DAY = frozenset({"body", "headline", "day", "authors"})
_WITH_INSTANT = _WITH_DAY | {"instant"}


@dataclass(frozen=True)
class Peer:
    """A reader and what is known of it."""

    read: Reader
    """Reads a page."""

    distribution: str
    """The distribution whose version it has."""

    gives: frozenset[str]
    """The fields that it offers; it is judged on no others."""


READERS = {
    "kliping": Peer(kliping, "kliping", _ALL),
    "trafilatura": Peer(trafilatura, "trafilatura", _WITH_DAY),
    "trafilatura precision": Peer(trafilatura_precision, "trafilatura", _WITH_DAY),
    "readability-lxml": Peer(readability, "readability-lxml", frozenset({"body", "headline", "authors"})),
    "newspaper4k": Peer(newspaper4k, "newspaper4k", _WITH_INSTANT),
    "goose3": Peer(goose3, "goose3", _WITH_INSTANT),
    "jusText": Peer(justext, "jusText", _STORY),
    "resiliparse": Peer(resiliparse, "resiliparse", _STORY),
    "turbohtml": Peer(turbohtml, "turbohtml", _WITH_INSTANT),
    "boilerpy3": Peer(boilerpy3, "boilerpy3", frozenset({"body", "headline"})),
    "htmldate": Peer(htmldate, "htmldate", frozenset({"day", "instant"})),
    PARSE: Peer(parse_only, "selectolax", frozenset()),
}
"""Every reader by name; the bare parse is there for speed alone."""


def version(peer: str) -> str:
    """The version of a reader; Kliping's is its source, since it changes between runs."""
    if peer == "kliping":
        return _source_version()
    return importlib.metadata.version(READERS[peer].distribution)


@functools.cache
def _source_version() -> str:
    import kliping

    folder = Path(kliping.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.read_bytes())
    return f"source-{digest.hexdigest()[:12]}"
