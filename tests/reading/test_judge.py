"""The judge in the package: small, and of one mind about a plain page."""

from importlib.resources import files

import numpy as np

from kliping.reading.features import features
from kliping.reading.judge import shipped
from kliping.reading.labels import Label
from kliping.reading.tree import parse
from kliping.reading.walk import walk

PROSE = "Hujan deras mengguyur kota sejak pagi, dan sejumlah jalan utama tergenang air setinggi lutut orang dewasa."
STORY = "".join(f"<p>{PROSE} Bagian {number}.</p>" for number in ("satu", "dua", "tiga", "empat"))
MENU = "".join(f'<li><a href="/{word}">{word}</a>' for word in ("Beranda", "Daerah", "Opini", "Olahraga"))


def test_paragraphs_are_story_and_a_menu_is_not() -> None:
    html = f"<ul class=menu>{MENU}</ul><article><h1>Banjir di kota</h1>{STORY}</article>"
    judged = shipped().run(features(walk(parse(html.encode()).root)))
    assert judged.parts.shape == (9, len(Label))
    assert np.abs(judged.parts.sum(1) - 1).max() < 1e-3
    assert judged.story[:4].max() < 0.5 < judged.story[5:].min()
    menu = shipped().run(features(walk(parse(f"<ul class=menu>{MENU}</ul>".encode()).root)))
    assert 0 <= menu.page < judged.page <= 1


def test_the_weights_are_under_two_megabytes() -> None:
    sizes = [
        len(file.read_bytes()) for file in (files("kliping.reading") / "model").iterdir() if file.name.endswith("npz")
    ]
    assert len(sizes) == 4
    assert sum(sizes) < 2_000_000
