"""What trees may ask, held to plain loops."""

import numpy as np
import pytest

from kliping.reading.columns import Odds, of_blocks, of_page
from kliping.reading.features import ELEMENT_WORDS, TEXT_WORDS, Features, features
from kliping.reading.network import DECAY
from kliping.reading.tree import parse
from kliping.reading.walk import walk

HTML = """<div class="a"><h1>Judul</h1><ul class="menu"><li>satu<li>dua</ul><p>Isi berita yang panjang.</p></div>
<footer>kaki</footer>"""
RANDOM = np.random.default_rng(5)
ODDS = Odds(*(RANDOM.normal(size=size).astype(np.float32) for size in (ELEMENT_WORDS, ELEMENT_WORDS, TEXT_WORDS)))


def page() -> Features:
    return features(walk(parse(HTML.encode()).root))


def run_of(words: np.ndarray, starts: np.ndarray, row: int) -> list[int]:
    end = starts[row + 1] if row + 1 < len(starts) else len(words)
    found: list[int] = words[starts[row] : end].tolist()
    return found


def words_by_loops(p: Features, block: int) -> list[float]:
    def three(odds: np.ndarray, words: list[int]) -> list[float]:
        said = [float(odds[word]) for word in words]
        return [sum(said) / len(said), min(said), max(said)]

    def names(element: int) -> list[int]:
        return run_of(p.element_words, p.element_starts, element)

    element = int(p.element[block])
    parent = max(int(p.parent[element]), 0)
    outer, at = [], parent
    while at >= 0:
        outer.append(three(ODDS.around, names(at)))
        at = int(p.parent[at])
    text = run_of(p.text_words, p.text_starts, block)
    return [
        *three(ODDS.own, names(element)),
        outer[0][0],
        min(low for _, low, _ in outer),
        max(high for _, _, high in outer),
        sum(mean * float(DECAY) ** steps for steps, (mean, _, _) in enumerate(outer)),
        *three(ODDS.text, text),
        float(ODDS.text[text[0]]),
        three(ODDS.own, names(parent))[0],
    ]


def test_columns_are_the_block_its_groups_its_neighbours_and_the_page() -> None:
    p = page()
    size = len(p.element)
    own = np.array([[*p.numbers[block], *words_by_loops(p, block)] for block in range(size)])
    parents = [max(int(p.parent[element]), 0) for element in p.element.tolist()]
    found = of_blocks(p, ODDS)
    for block in range(size):
        expected = [*own[block]]
        for groups in (parents, p.alike.tolist()):
            expected += [*own[[other for other in range(size) if groups[other] == groups[block]]].mean(0)]
        for first, last, steps in ((0, 34, (-2, -1, 1, 2)), (p.numbers.shape[1], own.shape[1], (-1, 1))):
            for by in steps:
                there = 0 <= block + by < size
                expected += [*own[block + by][first:last]] if there else [-1.0] * (last - first)
        expected += [*own.mean(0)]
        assert found[:, block] == pytest.approx(expected, abs=1e-4)


def test_a_page_is_what_its_blocks_are_by_number_and_by_length_and_what_its_words_say() -> None:
    p = page()
    length = np.expm1(p.numbers[:, 1]) * (1 - p.numbers[:, 13])
    by_length = sum(weight / length.sum() * row for weight, row in zip(length, p.numbers, strict=True))
    names, text = ODDS.own[p.element_words], ODDS.text[p.text_words]
    spread = (0.02, 0.1, 0.9, 0.98)
    said = [said for words in (names, text) for said in (words.mean(), words.std(), *np.quantile(words, spread))]
    expected = [*p.numbers.mean(0), *by_length, *p.numbers.max(0), *said, *np.log1p([len(p.element), len(p.parent)])]
    assert of_page(p, ODDS)[:, 0] == pytest.approx(np.array(expected), abs=1e-4)


def test_a_page_of_one_block_has_as_many_columns() -> None:
    one = features(walk(parse(b"<p>Hujan turun.").root))
    assert of_blocks(one, ODDS).shape == (len(of_blocks(page(), ODDS)), 1)
    assert of_page(one, ODDS).shape == of_page(page(), ODDS).shape
    assert np.isfinite(of_page(one, ODDS)).all()
