"""Tree to block table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from kliping.reading.blocks import BlockTable
from kliping.reading.tree import parse
from kliping.reading.walk import walk


def table_of(html: str) -> BlockTable:
    return walk(parse(html.encode()).root)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Hujan deras.<p>Jalan tergenang.", ["Hujan deras.", "Jalan tergenang."]),
        ("<p>One <b>bold</b>,  two\n lines</p>", ["One bold, two lines"]),
        ("<div>first<br>second<br><br>third</div>", ["first\nsecond", "third"]),
        ("<div>around<p>inner</p>after</div>", ["around", "inner", "after"]),
        ("<p>a<script>var x = '<p>no'</script>b<style>p{}</style></p>", ["ab"]),
        ("<p>kata&shy;kata &#8203;dan</p>", ["katakata dan"]),
        ("<ruby>新<rt>しん</rt></ruby>聞", ["新聞"]),
        ("<body><noscript><p>Turn on</p></noscript><p>Text</p>", ["Text"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<my-card><h3>Title</h3>deck</my-card>", ["Title", "deck"]),
        ("", []),
    ],
)
def test_texts_of_blocks(html: str, texts: list[str]) -> None:
    assert table_of(html).text == texts


def test_links_cover_their_words() -> None:
    table = table_of('<p>Baca <a href="/a">harga cabai</a> dan <a href="/b"> harga <b>beras</b></a>.</p>')
    words = [table.text[a.block][a.start : a.end].strip() for a in table.anchors]
    assert words == ["harga cabai", "harga beras"]
    assert table.link_chars[0] >= len("harga cabai" + "harga beras")
    assert table.strong_chars[0] >= len("beras")


def test_links_keep_their_words_beside_soft_hyphens_and_line_breaks() -> None:
    table = table_of(
        '<p>Ka\u00adta ma\u00adya, <a href="/a">Harga ca\u00adbai turun</a>.<br><br><a href="/b">Lagi</a> ya</p>'
    )
    words = [table.text[a.block][a.start : a.end].strip() for a in table.anchors]
    assert words == ["Harga cabai turun", "Lagi"]


def test_link_over_several_blocks_names_the_first() -> None:
    table = table_of('<a href="/a"><h3>Judul</h3><p>Ringkasan</p></a><p>Lain</p>')
    anchor = table.anchors[0]
    assert (anchor.block, anchor.last_block) == (0, 1)
    assert table.link_chars == [5, 9, 0]


def test_every_path_finds_its_own_element() -> None:
    html = "<div><p>a</p><p>b <span>c</span></p></div><section><div><p>d</p></div><div>e<p>f</p></div></section>"
    parser = LexborHTMLParser(html)
    table = table_of(html)
    for block, text in enumerate(table.text):
        found = parser.css(table.where(block))
        assert len(found) == 1
        assert text.split()[0] in found[0].text()


def test_head_is_taken_down() -> None:
    head = table_of(
        '<html lang="ms"><head><title> Tajuk  | Laman </title><base href="https://a.example/x/">'
        '<meta property="og:title" content=" Tajuk "><link rel="Canonical" href="/t">'
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script></head>'
    ).head
    assert (head.language, head.title, head.base) == ("ms", "Tajuk | Laman", "https://a.example/x/")
    assert head.metas == [("og:title", "Tajuk")]
    assert [(rel, attributes["href"]) for rel, attributes in head.links] == [("canonical", "/t")]
    assert head.json_ld == ['{"@type": "NewsArticle"}']


@given(st.text(alphabet="<>/apbrdivs =\"' \n\u00ad文ก", max_size=400))
def test_columns_stay_equally_long(html: str) -> None:
    table = table_of(html)
    columns = (table.element, table.line, table.link_chars, table.strong_chars)
    assert {len(column) for column in columns} == {len(table.text)}
    assert all(a.start >= 0 and a.block <= a.last_block + 1 for a in table.anchors)
    assert all(text.strip() for text in table.text)
