"""Portals of our own making: many templates, rails that change from page to page, and notices that don't.

Each page comes with the text that its story is. Notices are made to look like last paragraphs, since those that don't
are known for what they are by one page alone. What stories share by right is there, too: a story that is told three
times as it grows, and the background that goes with every piece of a long affair.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from tests.archive.stories import invented


@dataclass(frozen=True)
class PortalPage:
    """A page, where it stands, and what its story is."""

    url: str
    html: bytes
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """What all pages of a portal have in common."""

    number: int
    wrap: str
    body: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    of_section: str
    """The notice of one section, in which two of five stories stand."""


def sentence(seed: int, words: int) -> str:
    """A sentence of invented words, the same for the same seed."""
    return f"{' '.join(invented(seed, words)).capitalize()}."


def portal(number: int, pages: int) -> list[PortalPage]:
    """The stories of one portal: on each page another rail, and the same notices about another story."""
    source = random.Random(number)
    template = _template(number, source)
    return [_page(template, at, source) for at in range(pages)]


def _template(number: int, source: random.Random) -> Template:
    seed = number * 1000
    return Template(
        number,
        source.choice(["article", "div", "main", "section"]),
        source.choice(["story-body", "post", "isi", "c-text", "entry"]),
        (sentence(seed + 50, 18),) if source.random() < 0.4 else (),
        tuple(sentence(seed + at, source.randint(14, 30)) for at in range(source.randint(1, 2))),
        sentence(seed + 60, 20),
    )


def _page(template: Template, at: int, source: random.Random) -> PortalPage:
    seed = template.number * 100_000 + at * 100
    story = _story(template.number * 100_000, at, source)
    below = (*template.below, template.of_section) if at % 5 < 2 else template.below
    title = sentence(seed + 99, 8)
    promo = f'<p class="x">{sentence(seed + 95, 9)}</p>' if source.random() < 0.5 else ""
    links = "".join(f'<li><a href="/{at}-{each}">{sentence(seed + 90 + each, 8)}</a></li>' for each in range(4))
    nav = "".join(f'<a href="/{name}">{name}</a> ' for name in invented(template.number, 8))
    html = (
        f'<!doctype html><html><head><title>{title}</title><meta property="og:type" content="article"></head>'
        f"<body><header><nav>{nav}</nav></header><{template.wrap} class='{template.body}'>"
        f"<h1>{title}</h1>{_text([*template.above, *story, *below])}</{template.wrap}>{promo}"
        f"<aside><h3>Terkini</h3><ul>{links}</ul></aside>"
        f"<footer><p>© Portal {template.number}</p></footer></body></html>"
    )
    return PortalPage(f"https://portal{template.number}.example/read/{at}", html.encode(), tuple(story))


def _story(first: int, at: int, source: random.Random) -> list[str]:
    """The paragraphs of a story: one to three tell the same, each with its own news; every sixth is of one affair."""
    told = first + (1 if at < 4 and at else at) * 100
    story = [sentence(told + each, 18 + (told + each * 7) % 28) for each in range(3 + told // 100 % 5)]
    if 0 < at < 4:
        story.insert(0, sentence(first + at * 100 + 80, source.randint(18, 45)))
    if at % 6 == 0:
        story.append(sentence(first + 70, 25))
    return story


def _text(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{each}</p>" for each in paragraphs)
