"""Reading and thinning the gold."""

import json
from pathlib import Path

import pytest

from bench.gold import GoldPage, read_gold, thinned


def made(name: str, page_type: str | None = None) -> GoldPage:
    return GoldPage("made", name, None, None, page_type, b"", {})


def test_groups() -> None:
    groups = [made("1", page_type).group for page_type in (None, "article", "forum")]
    assert groups == ["made", "made articles", "made others"]


def test_thinning_is_even() -> None:
    pages = [made(str(number)) for number in range(10)]
    assert [page.id for page in thinned(pages, 4)] == ["0", "2", "5", "7"]
    assert thinned(pages, None) == thinned(pages, 10) == pages


def test_the_digest_is_of_all_that_a_reader_gets() -> None:
    pages = [GoldPage("s", "1", url, lang, None, b"x", {}) for url in (None, "u") for lang in (None, "id")]
    assert len({page.digest for page in pages}) == 4


def test_no_parquet_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no Parquet file"):
        read_gold(tmp_path)


def test_reading(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    row = {"id": "1", "url": "", "lang": "id", "page_type": None, "grade": "human", "html": b"<p>", "gold": "{}"}
    rows = [{**row, "set": name, "gold": json.dumps({"title": name})} for name in ("a", "b", "b")]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "pages.parquet")
    assert [(page.set, page.url) for page in read_gold(tmp_path)] == [("a", None), ("b", None), ("b", None)]
    assert [page.gold for page in read_gold(tmp_path, ["b"], 1)] == [{"title": "b"}]
