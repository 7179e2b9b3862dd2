"""The network in numpy, held to plain loops over the same weights."""

from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray

from kliping.reading.features import Features, features
from kliping.reading.labels import Label
from kliping.reading.network import DECAY, REACH, Floats, Network
from kliping.reading.tree import parse
from kliping.reading.walk import walk

HIDDEN, OWN, AROUND, TEXT = 6, 3, 4, 5
HTML = "<div class=a><h1>Judul</h1><ul><li>satu<li>dua</ul><p>Isi berita yang panjang.</p></div><footer>kaki</footer>"


def page() -> Features:
    return features(walk(parse(HTML.encode()).root))


def weights() -> dict[str, Floats]:
    random = np.random.default_rng(3)

    def some(*shape: int) -> Floats:
        return (random.normal(size=shape) * 0.3).astype(np.float16).astype(np.float32)

    numbers = page().numbers.shape[1]
    found = {"mean": some(numbers), "scale": np.abs(some(numbers)) + 1}
    found |= {"own.weight": some(4096, OWN), "around.weight": some(4096, AROUND), "text.weight": some(16384, TEXT)}
    shapes = {
        "enter": (HIDDEN, 3 * numbers + 2 * OWN + AROUND + TEXT),
        "page": (HIDDEN, 2 * HIDDEN),
        "leave": (HIDDEN, 4 * HIDDEN),
        "label": (len(Label), HIDDEN),
        "story": (1, HIDDEN),
    }
    for name, shape in shapes.items():
        found |= {f"{name}.weight": some(*shape), f"{name}.bias": some(shape[0])}
    for layer in range(len(REACH) + 1):
        found |= {f"convolutions.{layer}.weight": some(HIDDEN, HIDDEN, 5), f"convolutions.{layer}.bias": some(HIDDEN)}
    return found


def convolved(w: dict[str, Floats], layer: int, reach: int, x: Floats) -> Floats:
    kernel, out = w[f"convolutions.{layer}.weight"], np.zeros_like(x)
    for block in range(len(x)):
        for place in range(5):
            if 0 <= (at := block + (place - 2) * reach) < len(x):
                out[block] += kernel[:, :, place] @ x[at]
    found: Floats = x + np.maximum(out + w[f"convolutions.{layer}.bias"], 0)
    return found


def by_loops(w: dict[str, Floats], p: Features) -> Floats:
    """The same sums, one block at a time."""

    def bag(name: str, words: NDArray[np.int32], starts: NDArray[np.int32], row: int) -> Floats:
        end = starts[row + 1] if row + 1 < len(starts) else len(words)
        found: Floats = w[f"{name}.weight"][words[starts[row] : end]].sum(0)
        return found / (end - starts[row]) if name == "text" else found

    def around(element: int) -> Floats:
        mine = bag("around", p.element_words, p.element_starts, element)
        return mine + DECAY * around(int(p.parent[element])) if p.parent[element] >= 0 else mine

    sides = [max(int(p.parent[element]), 0) for element in p.element.tolist()]
    numbers = (p.numbers - w["mean"]) / w["scale"]

    def of_groups(x: Floats, block: int) -> list[Floats]:
        """The mean row of the blocks like this one, and of those beside it."""
        return [
            x[[other for other in range(len(x)) if of[other] == of[block]]].mean(0) for of in (p.alike.tolist(), sides)
        ]

    rows = []
    for block, element in enumerate(p.element.tolist()):
        parent = max(int(p.parent[element]), 0)
        own = [bag("own", p.element_words, p.element_starts, at) for at in (element, parent)]
        text = bag("text", p.text_words, p.text_starts, block)
        rows.append(np.concatenate([numbers[block], *own, around(parent), text, *of_groups(numbers, block)]))
    x = np.maximum(np.array(rows) @ w["enter.weight"].T + w["enter.bias"], 0)
    for layer, reach in enumerate(REACH):
        x = convolved(w, layer, reach, x)
    whole = np.maximum(np.concatenate([x.mean(0), x.max(0)]) @ w["page.weight"].T + w["page.bias"], 0)
    left = []
    for block, row in enumerate(x):
        beside = np.concatenate([row, whole, *of_groups(x, block)])
        left.append(np.maximum(beside @ w["leave.weight"].T + w["leave.bias"], 0))
    x = convolved(w, len(REACH), 1, np.array(left))
    odds = np.exp(x @ w["label.weight"].T + w["label.bias"])
    found: Floats = odds / odds.sum(1, keepdims=True)
    return found


def test_the_arrays_say_what_the_loops_say() -> None:
    file = BytesIO()
    np.savez(file, **weights())  # type: ignore[arg-type]
    odds, story = Network.load(file.getvalue()).run(page())
    assert odds == pytest.approx(by_loops(weights(), page()), abs=1e-4)
    assert 0 <= story <= 1
