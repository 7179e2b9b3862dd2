"""Portals of our own making: many templates, rails that change from page to page, and notices that don't.

Each page comes with the text that its story is. Notices are made to look like last paragraphs, since those that don't
are known for what they are by one page alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.archive.stories import invented


@dataclass(frozen=True)
class PortalPage:
    """A page, where it stands, and what its story is."""

    url: str
    html: bytes
    paragraphs: tuple[str, ...]


def sentence(seed: int, words: int) -> str:
    """A sentence of invented words, the same for the same seed."""
    return f"{' '.join(invented(seed, words)).capitalize()}."


def portal(number: int, pages: int) -> list[PortalPage]:
    """The stories of one portal: its template, and on each page other stories, another rail and the same notices."""
    source = random.Random(number)
    host = f"https://portal{number}.example"
    wrap = source.choice(["article", "div", "main", "section"])
    body = source.choice(["story-body", "post", "isi", "c-text", "entry"])
    below = [sentence(number * 1000 + at, source.randint(14, 30)) for at in range(source.randint(1, 2))]
    above = [sentence(number * 1000 + 50, 18)] if source.random() < 0.4 else []
    found = []
    for at in range(pages):
        seed = number * 100_000 + at * 100
        story = [sentence(seed + each, source.randint(18, 45)) for each in range(source.randint(3, 7))]
        rail = [sentence(seed + 90 + each, 8) for each in range(4)]
        links = "".join(f'<li><a href="/{at}-{each}">{title}</a></li>' for each, title in enumerate(rail))
        promo = f'<p class="x">{sentence(seed + 95, 9)}</p>' if source.random() < 0.5 else ""
        text = "".join(f"<p>{each}</p>" for each in [*above, *story, *below])
        title = sentence(seed + 99, 8)
        head = f'<title>{title}</title><meta property="og:type" content="article">'
        nav = "".join(f'<a href="/{name}">{name}</a> ' for name in invented(number, 8))
        html = (
            f"<!doctype html><html><head>{head}</head><body><header><nav>{nav}</nav></header>"
            f"<{wrap} class='{body}'><h1>{title}</h1>{text}</{wrap}>{promo}"
            f"<aside><h3>Terkini</h3><ul>{links}</ul></aside>"
            f"<footer><p>© Portal {number}</p></footer></body></html>"
        )
        found.append(PortalPage(f"{host}/read/{at}", html.encode(), tuple(story)))
    return found
