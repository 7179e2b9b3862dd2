"""A small news portal of our own writing: stories cut into pages in every way that sites cut them, and what they say.

Every paragraph is unique, so that a test can tell that a story came whole and once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

_PLACES = (
    "Karangsari Wonorejo Tanjung-Lama Sukamaju Batu-Putih Mekarjaya Lubuk-Dalam Cikadu Rawabangun Pulau-Sepi".split()
)
_WHO = ("The mayor", "A fisherman", "The head of the cooperative", "A teacher", "The harbour master", "A rice farmer")
_DID = ("said on Tuesday that", "told reporters that", "explained at the meeting that", "wrote in a letter that")
_WHAT = (
    "the new bridge would open before the rains",
    "the price of rice had risen by a tenth since spring",
    "the school roof was repaired by the parents themselves",
    "the ferry would sail twice a day again",
    "the market hall needed another coat of paint",
    "the river had risen faster than anyone expected",
)
_MORE = (
    "Neighbours who have lived there for decades doubt it, but they are willing to wait and see what becomes of it.",
    "The council will vote on the money next month, after two hearings that everybody in the district may attend.",
    "Nobody was hurt, and by the evening the road along the coast was open to carts and lorries again.",
    "It is the third attempt in five years, and the first for which the province has promised to pay its share.",
)


@dataclass(frozen=True)
class Told:
    """A story as it should come out."""

    path: str
    """Of its first page."""

    headline: str
    pages: tuple[tuple[str, ...], ...]
    """Its paragraphs, page by page."""

    codes: tuple[str, ...] = ()
    """Codes of the problems that its record must have."""

    @property
    def text(self) -> list[str]:
        """All its paragraphs."""
        return [paragraph for page in self.pages for paragraph in page]


@dataclass
class Site:
    """What a server serves, and what is told there."""

    pages: dict[str, str] = field(default_factory=dict)
    """HTML by path and query."""

    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Style:
    """One way to cut a story into pages."""

    address: Callable[[str, int], str]
    """The address of a page, from the story's and its number."""

    words: tuple[str, ...]
    """What the next link says; "" for numbers alone."""

    rel: bool = False
    """Whether the head has link rel=next."""

    own_canonical: bool = True
    """Whether later pages call their own address canonical, and not the first page's."""

    all_words: str = ""
    """What the show-all link says, if there is one."""

    numbers: bool = True
    language: str = "en"


def _query(path: str, number: int) -> str:
    return path if number == 1 else f"{path}?page={number}"


def _step(path: str, number: int) -> str:
    return path if number == 1 else f"{path}/{number}"


def _hal(path: str, number: int) -> str:
    return path if number == 1 else f"{path}?halaman={number}"


def _name(path: str, number: int) -> str:
    return f"{path}.html" if number == 1 else f"{path}_{number}.html"


STYLES: dict[str, Style] = {
    "query": Style(_query, ("Next page",), rel=True),
    "path": Style(_step, ("Next page »",)),
    "canonical-of-first": Style(_query, ("Next",), rel=True, own_canonical=False),
    "selanjutnya": Style(_query, ("Selanjutnya",), language="id"),
    "halaman-selanjutnya": Style(_hal, ("Halaman selanjutnya",), numbers=False, language="id"),
    "numbers": Style(_step, ()),
    "semua": Style(_query, ("Selanjutnya",), all_words="Tampilkan Semua", language="id"),
    "quanwen": Style(_query, ("下一页",), all_words="全文", language="zh"),
    "eine-seite": Style(_step, ("Nächste Seite",), all_words="Auf einer Seite lesen", language="de"),
    "file-names": Style(_name, ("下一页",), language="zh"),
    "head-only": Style(_query, (), rel=True, numbers=False),
}


def prose(seed: str, count: int) -> tuple[str, ...]:
    """So many paragraphs that no other story has."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        place = rng.choice(_PLACES).replace("-", " ")
        made.append(
            f"{rng.choice(_WHO)} of {place} {rng.choice(_DID)} {rng.choice(_WHAT)}, according to note {number + 1} "
            f"of the file {seed.replace('-', ' ')}. {rng.choice(_MORE)}"
        )
    return tuple(made)


def page(
    headline: str, path: str, body: str, *, canonical: str = "", head: str = "", after: str = "", language: str = "en"
) -> str:
    """A page of the portal: menu, story and rails."""
    title, day = escape(headline), "2026-11-20T08:30:00+07:00"
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>{title} - Harbour Gazette</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="og:site_name" content="Harbour Gazette"><link rel="canonical" href="{canonical or path}">
<meta property="article:published_time" content="{day}">{head}</head><body>
<header><a href="/">Harbour Gazette</a><nav class="menu"><ul><li><a href="/coast">Coast</a></li>
<li><a href="/town">Town</a></li></ul></nav></header>
<main><article><h1>{title}</h1><div class="meta"><span class="author">By Sri Lestari</span>
<time datetime="{day}">20 November 2026, 08:30</time></div>
{body}</article>{after}</main>
<aside class="popular"><h3>Most read</h3><ul><li><a href="/other/one">Ferry timetable for the winter</a></li>
<li><a href="/other/two">Where to buy fresh fish this week</a></li></ul></aside>
<footer>© 2026 Harbour Gazette</footer></body></html>"""


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{escape(text)}</p>" for text in texts)


def _pager(style: Style, path: str, number: int, count: int) -> str:
    parts = [
        f"<span>{each}</span>" if each == number else f'<a href="{style.address(path, each)}">{each}</a>'
        for each in (range(1, count + 1) if style.numbers else ())
    ]
    if number < count:
        parts += [f'<a href="{style.address(path, number + 1)}">{word}</a>' for word in style.words]
    if style.all_words:
        parts.append(f'<a href="{path}?page=all">{style.all_words}</a>')
    return f'<div class="pagination">{" ".join(parts)}</div>' if parts else ""


def paged(site: Site, slug: str, style: Style, count: int, repeat: bool = False) -> None:
    """A story in a style; with `repeat`, later pages say the deck and the caption again."""
    base = f"/news/{slug}"
    path = style.address(base, 1)
    headline = f"The long tale of {slug.replace('-', ' ')}"
    texts = prose(slug, 4 * count)
    pages = tuple(texts[4 * at : 4 * at + 4] for at in range(count))
    top = (
        f'<figure><img src="/img/{slug}.jpg" alt="A boat"><figcaption>A boat leaves the harbour of {slug} in the rain. '
        "(Photo: Dewi Anggraini)</figcaption></figure>"
    )
    for number, part in enumerate(pages, 1):
        address = style.address(base, number)
        head = f'<link rel="next" href="{style.address(base, number + 1)}">' if style.rel and number < count else ""
        body = (top if number == 1 or repeat else "") + _paragraphs(
            (*(pages[0][:1] if repeat and number > 1 else ()), *part)
        )
        body += _pager(style, base, number, count)
        site.pages[address] = page(
            headline, address, body, canonical="" if style.own_canonical else path, head=head, language=style.language
        )
    if style.all_words:
        site.pages[f"{path}?page=all"] = page(
            headline, path, top + _paragraphs(texts), canonical=path, language=style.language
        )
    site.told.append(Told(path, headline, pages))


def single(site: Site, slug: str, *, after: str = "", head: str = "") -> None:
    """A story of one page."""
    path, headline, texts = f"/news/{slug}", f"A short word on {slug.replace('-', ' ')}", prose(slug, 6)
    site.pages[path] = page(headline, path, _paragraphs(texts), after=after, head=head)
    site.told.append(Told(path, headline, (texts,)))


def traps(site: Site) -> None:
    """The ways in which pagers lie."""
    _blog(site)
    _inline(site)
    _beside(site)
    _broken(site)


def _endless(site: Site) -> None:
    """A pager that goes on and on."""
    paged(site, "without-end", STYLES["query"], 44)
    told = site.told.pop()
    site.told.append(Told(told.path, told.headline, told.pages[:40], ("endless_pager",)))


def _blog(site: Site) -> None:
    """rel=next of a blog is another post."""
    for slug, following in (("blog-of-the-reef", "blog-of-the-mill"), ("blog-of-the-mill", "blog-of-the-well")):
        link = f'<nav class="post-navigation"><a rel="next" href="/news/{following}">Next post</a></nav>'
        single(site, slug, after=link, head=f'<link rel="next" href="/news/{following}">')
    single(site, "blog-of-the-well")


def _inline(site: Site) -> None:
    """?page=2 holds every page; ?page=3 again."""
    slug, style = "inline-in-the-second", STYLES["query"]
    path, headline, texts = f"/news/{slug}", "Everything stands on the second page", prose(slug, 12)
    for number, part in ((1, texts[:4]), (2, texts), (3, texts)):
        body = _paragraphs(part) + _pager(style, path, number, 3)
        site.pages[style.address(path, number)] = page(headline, style.address(path, number), body)
    site.told.append(Told(path, headline, (texts[:4], texts[4:])))


def _beside(site: Site) -> None:
    """A pager of the comments, or of the gallery, stands beside a story of one page and beside one of several."""
    comments = (
        '<section id="comments" class="comments-area"><h3>Comments</h3>'
        '<div class="comment-pagination"><span>1</span> <a href="{path}?cpage=2#comments">2</a> '
        '<a href="{path}?cpage=2#comments">Next</a></div></section>'
    )
    gallery = (
        '<div class="gallery carousel"><img src="/img/g.jpg" alt="Quay">'
        '<a class="carousel-next" href="{path}/photo/2">Next</a>'
        '<span class="gallery-pager">1 / 7</span></div>'
    )
    for slug, beside in (("comments-below", comments), ("gallery-beside", gallery)):
        single(site, slug, after=beside.format(path=f"/news/{slug}"))
        site.pages[f"/news/{slug}?cpage=2"] = site.pages[f"/news/{slug}"]
        site.pages[f"/news/{slug}/photo/2"] = page("Photo 2 of 7", f"/news/{slug}/photo/2", "<img src='/img/g2.jpg'>")
    slug = "comments-and-pages"
    paged(site, slug, STYLES["query"], 3)
    for number in (1, 2, 3):
        address = _query(f"/news/{slug}", number)
        site.pages[address] = site.pages[address].replace("</article>", "</article>" + comments.format(path=address))


def _broken(site: Site) -> None:
    """A page that isn't there, a cycle, a show-all page that shows one page."""
    paged(site, "third-page-missing", STYLES["path"], 4)
    del site.pages["/news/third-page-missing/3"]
    told = site.told.pop()
    site.told.append(Told(told.path, told.headline, (*told.pages[:2], told.pages[3]), ("missing_page",)))
    paged(site, "round-and-round", STYLES["halaman-selanjutnya"], 2)
    last = "/news/round-and-round?halaman=2"
    back = '<div class="pagination"><a href="/news/round-and-round">Halaman selanjutnya</a></div>'
    site.pages[last] = site.pages[last].replace("</article>", back + "</article>")
    paged(site, "all-that-is-not", STYLES["semua"], 3)
    first = site.pages["/news/all-that-is-not"]
    site.pages["/news/all-that-is-not?page=all"] = first


def portal(singles: int = 20, endless: bool = True) -> Site:
    """The whole site: every style, every trap, and so many stories of one page; one story has 44 pages."""
    site = Site()
    for name, style in STYLES.items():
        paged(site, f"told-by-{name}", style, 3)
    paged(site, "with-repeats", STYLES["query"], 3, repeat=True)
    traps(site)
    if endless:
        _endless(site)
    for number in range(singles):
        single(site, f"brief-{number:04}")
    return site


def front(site: Site, base: str, most: int = 30) -> str:
    """The front page: a list of stories, and the feeds that it names."""
    items = "".join(f'<li><h3><a href="{told.path}">{escape(told.headline)}</a></h3></li>' for told in site.told[:most])
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour Gazette</title>
<link rel="alternate" type="application/rss+xml" href="{base}/feed.xml"></head><body>
<header><a href="/">Harbour Gazette</a></header>
<main><h2>Today</h2><ul class="stories">{items}</ul></main><footer>© 2026 Harbour Gazette</footer></body></html>"""


def rss(site: Site, base: str, most: int = 10) -> str:
    """An RSS feed of the first stories."""
    items = "".join(
        f"<item><title>{escape(told.headline)}</title><link>{base}{told.path}</link></item>"
        for told in site.told[:most]
    )
    channel = f"<title>Gazette</title><link>{base}/</link>{items}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'


def atom(site: Site, base: str, most: int = 10) -> str:
    """An Atom feed of the first stories, with relative addresses."""
    entries = "".join(
        f"<entry><title>{escape(told.headline)}</title><id>tag:{at}</id>"
        f'<link rel="alternate" href="{told.path}"/></entry>'
        for at, told in enumerate(site.told[:most])
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}/"><title>Gazette</title>{entries}</feed>'


def sitemap(paths: list[str], base: str) -> str:
    """A sitemap of these paths."""
    urls = "".join(f"<url><loc>{base}{escape(path)}</loc><lastmod>2026-11-20</lastmod></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def sitemap_index(addresses: list[str]) -> str:
    """An index of sitemaps."""
    inner = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in addresses)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'


def absolute(pages: Mapping[str, str], base: str) -> dict[str, str]:
    """The pages by their whole addresses, with whole addresses in them."""
    return {base + path: html.replace('href="/', f'href="{base}/') for path, html in pages.items()}
