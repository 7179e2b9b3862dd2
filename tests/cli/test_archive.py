"""The commands of the archive, run as a person runs them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kliping.archive import Archive
from tests.archive.stories import RICE, made
from tests.portal.server import Portal, Reply
from tests.portal.stories import Site, portal
from tests.sources.archives import records
from tests.sources.test_portal import served

KLIPING = str(Path(sys.executable).with_name("kliping"))
EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = "<title>{0}</title><h1>{0}</h1><p>{1}</p>"
WORDS = "Pemerintah kota menutup jembatan lama selama sebulan karena tiangnya retak, kata kepala dinas pada hari Senin."


def kliping(*arguments: str | Path, cwd: Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name != "KLIPING_ARCHIVE"}
    done = subprocess.run(
        [KLIPING, *arguments], input=stdin, capture_output=True, text=True, cwd=cwd, env={**known, **env}, timeout=300
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with an archive of three stories."""
    with Archive(tmp_path / "clippings.kliping", create=True) as archive:
        archive.add(RICE)
        archive.add(made(1))
        archive.add(made(1, url="https://salinan.example/1", publisher="Salinan"))
    return tmp_path


def test_add_tells_what_it_did(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("Jembatan Ditutup", WORDS))
    url = ["--url", "https://a.example/1"]
    for text, line in (
        (WORDS, "added           1  Jembatan"),
        (WORDS, "unchanged       1"),
        (WORDS * 2, "changed         1"),
    ):
        page.write_text(PAGE.format("Jembatan Ditutup", text))
        done = kliping("add", page, *url, cwd=tmp_path)
        assert (done.returncode, done.stdout.startswith(line)) == (0, True), done
    with Archive(tmp_path / "clippings.kliping") as archive:
        (page_kept,) = archive.captures(1)
        assert page_kept.content == page.read_bytes()


def test_which_archive(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format("Jembatan Ditutup", WORDS))
    kliping("add", "page.html", cwd=tmp_path, KLIPING_ARCHIVE="named.kliping")
    kliping("add", "page.html", "--archive", "said.kliping", cwd=tmp_path, KLIPING_ARCHIVE="named.kliping")
    assert sorted(path.name for path in tmp_path.glob("*.kliping")) == ["named.kliping", "said.kliping"]


def test_pages_of_a_warc_bring_their_place_along(tmp_path: Path) -> None:
    site = portal(singles=1, endless=False)
    parts = [path for path in site.pages if path.partition("?")[0] == site.told[0].path]
    blocks = list(records({f"https://a.example{path}": site.pages[path] for path in parts}))
    (tmp_path / "run.warc").write_bytes(b"".join(blocks))
    done = kliping("add", "run.warc", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path / "clippings.kliping") as archive:
        captures = archive.captures(1)
        assert len(captures) == len(parts) > 1
        content = (tmp_path / "run.warc").read_bytes()
        for capture in captures:
            assert capture.warc == "run.warc"
            assert capture.warc_offset is not None
            assert content[capture.warc_offset :].startswith(b"WARC/1.")
            assert (capture.content or b"")[:200] in content[capture.warc_offset :]
    assert kliping("add", "run.warc", "--no-bytes", "--archive", "bare", cwd=tmp_path).returncode == 0
    bare = sqlite3.connect(tmp_path / "bare").execute("SELECT bytes, length(digest), size > 0 FROM captures").fetchall()
    assert set(bare) == {(None, 64, 1)}
    assert kliping("export", "pages.warc.gz", "--format", "warc", cwd=tmp_path).returncode == 0
    again = kliping("add", "pages.warc.gz", cwd=tmp_path)
    assert again.stdout.startswith("unchanged       1"), again


def test_a_copy_with_the_origins_canonical_address_is_a_story_of_its_own(tmp_path: Path) -> None:
    text = "".join(f"<p>{paragraph.text}</p>" for paragraph in made(1).paragraphs)
    page = f'<title>Jembatan</title><link rel="canonical" href="https://asal.example/1"><h1>Jembatan</h1>{text}'
    urls = ("https://asal.example/1", "https://m.asal.example/1", "https://salinan.example/9")
    (tmp_path / "x.warc").write_bytes(b"".join(records(dict.fromkeys(urls, page))))
    done = kliping("add", "x.warc", "--format", "json", cwd=tmp_path)
    assert len(done.stdout.splitlines()) == 2, done
    copies = json.loads(
        kliping("show", "https://salinan.example/9", "--copies", "--format", "json", cwd=tmp_path).stdout
    )
    assert (copies["stories"], copies["origin"], copies["reason"]) == ([1, 2], 1, "canonical")


def test_pages_without_an_address_come_back_from_a_warc(tmp_path: Path) -> None:
    for name in ("harian nusa.html", "pesisir-1.html", "pesisir-2.html", "pesisir-3.html", "swing-bridge.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / name.replace(" ", "-")).read_bytes())
    assert kliping("add", ".", cwd=tmp_path).returncode == 0
    assert kliping("export", "pages.warc.gz", "--format", "warc", cwd=tmp_path).returncode == 0
    again = kliping("add", "pages.warc.gz", cwd=tmp_path)
    assert [line.split()[:2] for line in again.stdout.splitlines()] == [["unchanged", str(at)] for at in (1, 2, 3)], (
        again
    )
    assert kliping("add", "pages.warc.gz", "--archive", "b.kliping", cwd=tmp_path).returncode == 0
    with Archive(tmp_path / "clippings.kliping") as one, Archive(tmp_path / "b.kliping") as other:
        assert [one.article(each).text for each in one.ids()] == [other.article(each).text for each in other.ids()]


def test_a_page_that_is_gone_is_told(tmp_path: Path) -> None:
    page = PAGE.format("Jembatan Ditutup", WORDS).encode()
    with Portal({"/1": Reply(page)}) as server:
        url = server.url("/1")
        web = ["--allow-private", "--rate", "2000", "--no-cache", "--format", "json"]
        assert kliping("add", url, *web, cwd=tmp_path).returncode == 0
        server.pages["/1"] = Reply(b"no", 410)
        done = kliping("add", url, server.url("/2"), *web, cwd=tmp_path)
        assert [json.loads(line)["what"] for line in done.stdout.splitlines()] == ["gone"], done
        assert (done.returncode, "0 unchanged, 1 gone" in done.stderr) == (1, True), "the other address holds no story"
        history = kliping("show", "1", "--history", cwd=tmp_path).stdout
        assert history.splitlines()[-1].endswith(f"{url} answered 410")
        assert "gone since 20" in kliping("show", "1", cwd=tmp_path).stdout
        server.pages["/1"] = Reply(page)
        assert kliping("add", url, *web, cwd=tmp_path).returncode == 0
        assert " until 20" in kliping("show", "1", "--history", cwd=tmp_path).stdout


def test_pages_of_the_web_bring_their_place_in_the_warc_along(tmp_path: Path) -> None:
    site: Site = portal(singles=1, endless=False)
    with Portal() as server:
        served(site, server)
        web = ["--allow-private", "--rate", "2000", "--no-cache", "--warc", "run.warc"]
        done = kliping("add", server.url(site.told[0].path), *web, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    content = (tmp_path / "run.warc").read_bytes()
    with Archive(tmp_path / "clippings.kliping") as archive:
        captures = archive.captures(1)
    assert len(captures) > 1
    for capture in captures:
        assert (capture.warc, capture.status) == ("run.warc", 200)
        assert f"WARC-Target-URI: {capture.url}\r\n".encode() in content[capture.warc_offset :][:600]


def test_search(kept: Path) -> None:
    done = kliping("search", "beras", "-gula", cwd=kept)
    assert done.returncode == 2, "a word with a minus is an option unless it is quoted with the rest"
    done = kliping("search", "beras -gula", cwd=kept)
    assert done.returncode == 0
    assert "     1  2026-05-14  Harga Beras Naik di Pasar Muara  (Kabar Pesisir)" in done.stdout
    assert "Harga [beras] di" in done.stdout
    hits = json.loads(kliping("search", "beras", "--format", "json", "--since", "2026-05-01", cwd=kept).stdout)
    assert [(hit["id"], hit["headline"]) for hit in hits] == [(1, RICE.headline)]
    assert "<mark>beras</mark>" in hits[0]["snippet"]
    none = kliping("search", "gula", "--format", "json", cwd=kept)
    assert (none.returncode, none.stdout) == (1, "[]\n")
    wrong = kliping("search", '"beras', cwd=kept)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "kliping: query: The quotation mark at character 1 is never closed. (query)\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["1"], "Harga Beras Naik di Pasar Muara"),
        ([str(RICE.canonical_url)], "story 1, 1 version"),
        (["1", "--format", "markdown"], "# Harga Beras Naik di Pasar Muara"),
        (["1", "--history"], "first seen"),
        (["1", "--diff", "1", "1"], "Nothing changed."),
        (["2", "--copies"], "likely origin: 2 (told by: earliest)"),
        (["1", "--copies"], "It has no copies here."),
        (["1", "--related"], "None."),
        (["1", "--pin"], "pinned  1"),
        (["--section", "latest"], "     1  2026-05-14"),
        (["--section", "popular"], "     3  2026-01-02"),
        (["--section", "regional"], "     1  MUARA"),
        (["--section", "regional", "--place", "muara"], "     1  2026-05-14"),
        (["--section", "picks"], "None."),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_show(kept: Path, arguments: list[str], says: str) -> None:
    done = kliping("show", *arguments, cwd=kept)
    assert done.returncode == 0, done.stderr
    assert says in done.stdout


def test_show_as_json(kept: Path) -> None:
    assert json.loads(kliping("show", "1", "--format", "json", cwd=kept).stdout) == RICE.to_dict()
    history = json.loads(kliping("show", "1", "--history", "--format", "json", cwd=kept).stdout)
    assert [version["number"] for version in history] == [1]
    copies = json.loads(kliping("show", "2", "--copies", "--format", "json", cwd=kept).stdout)
    assert copies["stories"] == [2, 3]


def test_quotes(kept: Path) -> None:
    done = kliping("quotes", "--speaker", "Wahyu Hidayat", cwd=kept)
    assert done.returncode == 0
    assert "Wahyu Hidayat (Ketua Paguyuban Pedagang): “Kami hanya mengikuti harga dari gudang”" in done.stdout
    line = json.loads(kliping("quotes", "--speaker", "Hidayat", "--format", "json", cwd=kept).stdout)
    assert (line["story"], line["day"]) == (1, "2026-05-14")
    assert kliping("quotes", "--speaker", "Tak Ada", cwd=kept).returncode == 1


@pytest.mark.parametrize("form", ["jsonl", "parquet", "markdown", "ninjs", "schemaorg", "rss", "atom", "csv", "text"])
def test_export(kept: Path, form: str) -> None:
    done = kliping("export", "out", "--format", form, cwd=kept)
    assert (done.returncode, done.stderr) == (0, "kliping: 3 stories written\n")
    assert (kept / "out").stat().st_size
    again = kliping("export", "out", "--format", form, cwd=kept)
    assert again.returncode == 2, "what is there isn't written over unasked"
    assert kliping("export", "out", "--format", form, "--force", cwd=kept).returncode == 0
    few = kliping("export", "few", "--format", form, "--query", "beras", cwd=kept)
    assert few.stderr == "kliping: 1 stories written\n"


def test_export_and_import(kept: Path) -> None:
    assert kliping("export", "all.jsonl", "--format", "jsonl", cwd=kept).returncode == 0
    done = kliping("import", "all.jsonl", "--archive", "copy", cwd=kept)
    assert (done.returncode, done.stderr) == (0, "kliping: 3 added, 0 changed, 0 unchanged, 0 failed\n")
    with Archive(kept / "clippings.kliping") as one, Archive(kept / "copy") as other:
        assert [one.plain(story) for story in one.ids()] == [other.plain(story) for story in other.ids()]
    lines = (kept / "all.jsonl").read_text().splitlines()
    broken = "\n".join((lines[0], "{", '{"schema_version": 1, "tags": 3}', "", lines[1]))
    done = kliping("import", "-", "--archive", "third", cwd=kept, stdin=broken)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "kliping: standard input:2: The line is no JSON. (not_record)",
        "kliping: standard input:3: This is no record: tags is a number and should be a list. (not_record)"
        if "a number" in done.stderr
        else "kliping: standard input:3: This is no record: tags is a whole number and should be a list. (not_record)",
        "kliping: 2 added, 0 changed, 0 unchanged, 2 failed",
    ]
    assert kliping("import", "nowhere.jsonl", cwd=kept).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["search", "x", "--archive", "none"], 2, "missing"),
        (["search", "x", "--archive", "."], 2, "folder"),
        (["search", "x", "--archive", "garbage"], 2, "not_archive"),
        (["add", "garbage", "--archive", "other.db"], 2, "not_archive"),
        (["show", "99"], 2, "no_story"),
        (["show", "https://nowhere.example/"], 2, "no_story"),
        (["show", "1", "--diff", "1", "7"], 2, "no_version"),
        (["export", "no/where", "--format", "csv"], 2, "unwritable"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_complaints(kept: Path, arguments: list[str], status: int, code: str) -> None:
    (kept / "garbage").write_bytes(b"\x00garbage" * 100)
    sqlite3.connect(kept / "other.db").executescript("CREATE TABLE songs (name); INSERT INTO songs VALUES ('x')")
    done = kliping(*arguments, cwd=kept)
    assert done.returncode == status
    assert done.stderr.splitlines()[0].endswith(f"({code})")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["add", "search", "show", "quotes", "export", "import"])
def test_help_has_examples(command: str, tmp_path: Path) -> None:
    done = kliping(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"\n  kliping {command} " in done.stdout
    assert "exit status:" in done.stdout
