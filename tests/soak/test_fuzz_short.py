"""A short run of the fuzzer over the pages of this repo; the long one is `make soak`."""

from pathlib import Path

from tests.soak.fuzz import damaged_page, fuzz, load_pages

REPO = Path(__file__).parents[2]


def test_damaged_pages_are_read() -> None:
    report = fuzz(load_pages(REPO), seconds=10, processes=1, seed=42)
    assert report.is_clean(), str(report)
    assert report.pages > 20


def test_a_seed_always_gives_the_same_damage() -> None:
    pages = load_pages(REPO)
    assert [damaged_page(pages, seed) for seed in range(20)] == [damaged_page(pages, seed) for seed in range(20)]
