"""Files, folders and standard input become pages one at a time; what can't be had says why."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kliping.sources import Capture, Failure, Found, captures
from kliping.sources.plan import is_single


def pages(sources: list[str]) -> Iterator[Found]:
    return captures(sources)


def codes(found: list[Found]) -> list[tuple[str, str]]:
    return [(Path(each.name).name, each.error.code) for each in found if isinstance(each, Failure)]


def contents(found: Iterable[Found]) -> list[bytes | str]:
    return [each.page.content for each in found if isinstance(each, Capture)]


def test_a_folder_is_read_by_name_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("b.htm", "a.HTML", "c.txt", "notes.md", "sub/d.xhtml", "sub/deeper/e.html", "empty/f.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = contents(pages([str(tmp_path)]))
    assert found == [b"a.HTML", b"b.htm", b"c.txt", b"sub/d.xhtml", b"sub/deeper/e.html"]


def test_a_named_file_may_be_called_anything(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"x")
    (found,) = pages([str(tmp_path / "page")])
    assert (found.name, contents([found])) == (str(tmp_path / "page"), [b"x"])


def test_what_is_missing_does_not_keep_the_next_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"x")
    found = list(pages([str(tmp_path / "nowhere"), str(tmp_path / "page")]))
    assert codes(found) == [("nowhere", "missing")]
    assert contents(found) == [b"x"]


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert codes(list(pages([str(tmp_path)]))) == [(tmp_path.name, "no_pages")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    (tmp_path / "page.html").touch(mode=0)
    assert codes(list(pages([str(tmp_path)]))) == [("locked", "forbidden"), ("page.html", "forbidden")]


def test_links_that_lead_in_circles_or_nowhere_end(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"x")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    assert contents(pages([str(tmp_path)])) == [b"x"]


def test_a_link_that_leads_to_itself_does_not_keep_the_next_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "loop.html").symlink_to("loop.html")
    (tmp_path / "page.html").write_bytes(b"x")
    found = list(pages([str(tmp_path)]))
    assert codes(found) == [("loop.html", "unreadable")]
    assert contents(found) == [b"x"]


def test_a_name_that_is_too_long_says_so() -> None:
    assert codes(list(pages(["x" * 5000]))) == [("x" * 5000, "unreadable")]
    assert is_single("x" * 5000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_page_in_a_locked_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    page = str(tmp_path / "locked" / "page.html")
    assert codes(list(pages([page]))) == [("page.html", "forbidden")]
    assert is_single(page)


def test_pipes_in_a_folder_are_no_pages_but_a_named_one_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    assert codes(list(pages([str(tmp_path)]))) == [(tmp_path.name, "no_pages")]
    threading.Thread(target=pipe.write_bytes, args=(b"from a pipe",)).start()
    assert contents(pages([str(pipe)])) == [b"from a pipe"]


def test_of_an_endless_file_only_so_much_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kliping.sources.files.MOST_BYTES", 1000)
    assert contents(pages(["/dev/zero"])) == [bytes(1000)]


def test_a_page_is_read_only_when_it_is_its_turn(tmp_path: Path) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    first.write_bytes(b"1")
    turn = pages([str(first), str(second)])
    assert contents([next(turn)]) == [b"1"]
    second.write_bytes(b"2")
    assert contents([next(turn)]) == [b"2"]


def test_one_file_is_single_and_what_holds_several_is_not(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("https://a.example/1\nhttps://a.example/2\n")
    assert is_single("-")
    assert is_single(str(tmp_path / "page.html"))
    assert not is_single(str(tmp_path))
    assert not is_single(str(tmp_path / "urls.txt"))
    assert is_single(str(tmp_path / "urls.txt"), "page")
    assert not is_single("https://a.example/1")


def test_a_browser_says_where_a_page_was_saved_from(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(
        b"<!DOCTYPE html>\n<!-- saved from url=(0021)https://a.example/st1 -->\n<html>"
    )
    (found,) = pages([str(tmp_path / "page.html")])
    assert isinstance(found, Capture)
    assert found.page.url == "https://a.example/st1"
