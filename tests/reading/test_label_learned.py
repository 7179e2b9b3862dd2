"""Labels by the network in the package."""

from kliping.reading.blocks import BlockTable
from kliping.reading.label_learned import label_learned
from kliping.reading.labels import BODY, Label
from kliping.reading.tree import parse
from kliping.reading.walk import walk

PROSE = "Hujan deras mengguyur kota sejak pagi, dan sejumlah jalan utama tergenang air setinggi lutut orang dewasa."
PAGE = f"""<html><head><title>Banjir di kota | Kabar Uji</title></head><body>
<nav class="menu"><ul><li><a href="/">Beranda</a><li><a href="/daerah">Daerah</a><li><a href="/opini">Opini</a></ul>
</nav>
<article><h1>Banjir di kota</h1><div class="byline">Penulis: Siti Rahma</div><p>{PROSE}</p><p>{PROSE} Lagi.</p>
<p><strong>Baca Juga:</strong> <a href="/x">Harga cabai turun di tiga pasar</a></p>
<h2>Warga mengungsi</h2><p>{PROSE} Malam.</p>
<blockquote><p>“{PROSE}”</p></blockquote>
<ul><li>{PROSE} Pagi.</li><li>Selimut dan air bersih masih kurang di posko.</li></ul>
</article><aside class="sidebar"><h3>Terpopuler</h3>
<ul><li><a href="/1">Jadwal kapal ke pulau bulan ini</a></li></ul></aside>
<footer>© 2026 Kabar Uji. Hak cipta dilindungi.</footer></body></html>"""


def labelled(html: str) -> tuple[BlockTable, list[Label]]:
    table = walk(parse(html.encode()).root)
    return table, label_learned(table)


def test_the_story_is_found_and_its_parts_are_told_apart() -> None:
    table, labels = labelled(PAGE)
    by_text = {text[:12]: label for text, label in zip(table.text, labels, strict=True)}
    assert by_text["Banjir di ko"] is Label.HEADLINE
    assert by_text["Warga mengun"] is Label.SUBHEADING
    assert by_text["“Hujan deras"] is Label.QUOTE
    assert by_text["Selimut dan "] is Label.ITEM
    assert by_text["Baca Juga: H"] not in BODY
    assert [label for label in labels if label in BODY].count(Label.TEXT) == 3
    assert not {by_text[text] for text in ("Beranda", "Terpopuler", "© 2026 Kabar")} & BODY


def test_a_paragraph_that_the_page_repeats_is_kept_once() -> None:
    table, labels = labelled(PAGE.replace("</article>", f"<div><p>{PROSE} Lagi.</p></div></article>"))
    copies = [label for text, label in zip(table.text, labels, strict=True) if text == f"{PROSE} Lagi."]
    assert [label in BODY for label in copies] == [True, False]


def test_a_page_of_nothing_has_no_labels() -> None:
    assert labelled("<div></div>")[1] == []


def test_a_short_page_has_its_headline() -> None:
    table, labels = labelled(f"<h1>Banjir di kota</h1><p>{PROSE}</p>")
    assert labels == [Label.HEADLINE, Label.TEXT]
    assert table.story_odds is not None


def test_the_same_words_side_by_side_are_the_authors() -> None:
    table, labels = labelled(PAGE.replace(f"<p>{PROSE} Lagi.</p>", f"<p>{PROSE} Lagi.</p><p>{PROSE} Lagi.</p>"))
    copies = [label for text, label in zip(table.text, labels, strict=True) if text == f"{PROSE} Lagi."]
    assert [label in BODY for label in copies] == [True, True]


def test_the_same_words_in_boxes_of_one_make_are_the_authors() -> None:
    section = f'<div class="bagian"><p>{PROSE} Lagi.</p></div>'
    table, labels = labelled(PAGE.replace(f"<p>{PROSE} Lagi.</p>", section + section))
    copies = [label for text, label in zip(table.text, labels, strict=True) if text == f"{PROSE} Lagi."]
    assert [label in BODY for label in copies] == [True, True]
