"""The Markdown reads as the page was printed: front matter that YAML can hold, and no sign taken for markup."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kliping import Article, Link, Moment, Paragraph, Person, Photo, Problem
from kliping.export.markdown import escaped, to_markdown
from kliping.export.visible import visible_line
from kliping.records import Embed
from tests.strategies import articles, unsafe_text

COMMONMARK = MarkdownIt("commonmark").enable("table").enable("strikethrough")
_ITEM_END = ["paragraph_close", "list_item_close", "bullet_list_close"]
NESTED_SIGNS = st.text(alphabet="*_`[]()<>!#&;~|\\-+=:.1 \nab\t", max_size=30)


def front_matter(article: Article) -> dict[str, object]:
    """Each line of the front matter is a key and a JSON value."""
    head = to_markdown(article).split("---\n")[1]
    return {key: json.loads(value) for key, value in (line.split(": ", 1) for line in head.splitlines())}


def body(*paragraphs: Paragraph, photos: tuple[Photo, ...] = ()) -> str:
    return to_markdown(Article(paragraphs=paragraphs, photos=photos)).split("---\n", 2)[2].strip("\n")


def shown(tokens: list[Token]) -> str:
    """The text that a reader of the rendered page sees, a line break as a newline."""
    inline = [child for token in tokens for child in (token.children or ())]
    assert {child.type for child in inline} <= {"text", "text_special", "hardbreak"}
    return "".join("\n" if child.type == "hardbreak" else child.content for child in inline)


@given(unsafe_text | NESTED_SIGNS)
def test_text_is_shown_as_printed(text: str) -> None:
    tokens = COMMONMARK.parse(escaped(text))
    wanted = "\n".join(line for line in map(visible_line, text.split("\n")) if line)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert shown(tokens) == wanted


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        ("heading", ["heading_open", "inline", "heading_close"]),
        ("quote", ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]),
        (
            "item",
            ["bullet_list_open", "list_item_open", "paragraph_open", "inline", *_ITEM_END],
        ),
        ("table", ["paragraph_open", "inline", "paragraph_close"]),
    ],
)
@given(text=NESTED_SIGNS.filter(str.strip))
def test_each_kind_is_one_block_whatever_it_says(kind: str, blocks: list[str], text: str) -> None:
    tokens = COMMONMARK.parse(body(Paragraph(text, kind)))
    assert [token.type for token in tokens] == blocks
    assert shown(tokens).split() == text.split()


def test_items_stand_close_and_paragraphs_apart() -> None:
    written = body(Paragraph("Satu", "item"), Paragraph("Dua", "item"), Paragraph("Tiga"), Paragraph("Sela", "heading"))
    assert written == "- Satu\n- Dua\n\nTiga\n\n## Sela"


def test_front_matter_holds_the_facts() -> None:
    article = Article(
        headline='Harga "beras": naik # 5 %',
        kind="article",
        people=(Person("Sri", "author"), Person("Agus", "author"), Person("Dewi", "editor")),
        published=Moment(date(2024, 3, 5), datetime.fromisoformat("2024-03-05T08:30:00+07:00")),
        modified=Moment(date(2024, 3, 5), local_time=time(9, 0)),
        source="Kantor Berita Samudra",
        tags=("beras", "harga: naik"),
        links=(Link(None, "Panen raya", "read_also"),),
        problems=(Problem("continuation", "Page 1 is not in hand."),),
    )
    assert front_matter(article) == {
        "headline": 'Harga "beras": naik # 5 %',
        "kind": "article",
        "published": "2024-03-05T08:30:00+07:00",
        "modified": "2024-03-05T09:00:00",
        "people": {"author": ["Sri", "Agus"], "editor": ["Dewi"]},
        "source": "Kantor Berita Samudra",
        "tags": ["beras", "harga: naik"],
        "read_also": ["Panen raya"],
        "problems": ["continuation"],
    }


@given(unsafe_text)
def test_front_matter_stays_front_matter(text: str) -> None:
    article = Article(headline=text or "x", tags=(text,), people=(Person(text, text),))
    head = to_markdown(article).split("\n---\n")[0]
    assert len(head.splitlines()) == 5
    assert not re.search("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", head)


@given(articles)
def test_every_article_has_markdown(article: Article) -> None:
    written = to_markdown(article)
    assert written.startswith("---\n")
    assert written.encode()


def test_a_photo_is_a_figure_with_caption_and_credit() -> None:
    photo = Photo("https://cdn.example/a b.jpg", "Petani *memanen* padi.", "Dewi Ayu", "ANTARA", "Sawah [kuning]")
    assert body(photos=(photo,)) == (
        "![Sawah \\[kuning\\]](<https://cdn.example/a%20b.jpg>)\\\n*Petani \\*memanen\\* padi. (Dewi Ayu / ANTARA)*"
    )


def test_a_photo_of_which_only_the_words_are_left() -> None:
    assert body(photos=(Photo(caption="Petani memanen padi."), Photo())) == "*Petani memanen padi.*"


def test_no_address_but_of_the_web_becomes_a_link() -> None:
    embeds = (Embed("javascript:alert(1)", "video"), Embed("https://video.example/1", "video"))
    written = to_markdown(Article(photos=(Photo("data:image/png;base64,AAAA", "Sawah"),), embeds=embeds))
    hrefs = [child.attrs for token in COMMONMARK.parse(written) for child in (token.children or ()) if child.attrs]
    assert hrefs == [{"href": "https://video.example/1"}]
