"""A page that goes on with the next story gives the first."""

from kliping.reading.labels import Label
from kliping.reading.second_story import without_second
from kliping.reading.tree import parse
from kliping.reading.walk import walk

PROSE = (
    "Hujan deras mengguyur kota sejak pagi, dan sejumlah jalan utama tergenang air setinggi lutut orang dewasa. " * 2
)
BY = '<p class="by">Oleh Siti</p>'


def entry(title: str, by: str = BY, name: str = "entry") -> str:
    return f'<article class="{name}"><h1 class="t">{title}</h1>{by}<p>{PROSE}{title}</p></article>'


def labels_of(html: str) -> list[Label]:
    table = walk(parse(html.encode()).root)
    kinds = {"h1": Label.HEADLINE, "p": Label.TEXT}
    labels = [Label.BYLINE if text == "Oleh Siti" else kinds[table.tag(row)] for row, text in enumerate(table.text)]
    names = [table.names[element] for element in table.element]
    return without_second(table, labels, [names.index(name) for name in names])


def test_what_is_built_like_the_first_story_is_another() -> None:
    assert (
        labels_of(entry("Satu") + entry("Dua") + f"<p>{PROSE}</p>")
        == [Label.HEADLINE, Label.BYLINE, Label.TEXT] + [Label.OTHER] * 4
    )


def test_a_number_in_the_class_and_text_beside_the_container_are_no_hindrance() -> None:
    html = entry("Satu", name="post post-1") + entry("Dua", name="post post-2") + "<p>Lagi</p>"
    assert labels_of(html)[3:] == [Label.OTHER] * 4


def test_parts_of_one_story_stay() -> None:
    plain = BY.replace(' class="by"', "")
    for html in (
        f"<section><h1>Satu</h1>{plain}<p>{PROSE}</p></section><section><h1>Dua</h1><p>{PROSE}</p></section>",
        f"<div><h1>Satu</h1>{plain}<p>{PROSE}</p></div><div><h1>Dua</h1><p>{PROSE}</p></div>",
        entry("Satu") + entry("Dua", by=""),  # no byline of its own
        entry("Satu") + entry("Dua", name="box"),  # another container
        f'<div><h1 class="t">Satu</h1>{BY}<p>{PROSE}</p><h1 class="t">Dua</h1>{BY}</div>',  # one container
        entry("Satu") + entry("Satu"),  # the same headline once more
    ):
        assert Label.OTHER not in labels_of(html)
