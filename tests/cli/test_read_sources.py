"""`kliping read` over the web and over archives: a run that can be broken off, taken up again and replayed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.signals import hear_ctrl_c
from tests.portal.server import Portal, Reply
from tests.portal.stories import Site, portal, sitemap
from tests.sources.archives import gzipped, records
from tests.sources.test_portal import served

KLIPING = str(Path(sys.executable).with_name("kliping"))
WEB = ["--allow-private", "--rate", "2000", "--no-cache"]
SITE: Site = portal(singles=3, endless=False)


@pytest.fixture
def server() -> Iterator[Portal]:
    with Portal() as made:
        served(SITE, made)
        yield made


def kliping(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([KLIPING, *arguments], input=stdin, capture_output=True, timeout=120)
    assert b"Traceback" not in done.stderr
    return done


def lines(text: bytes) -> list[str]:
    """The lines of an output, in an order of their own: what comes first from the web is chance."""
    return sorted(text.decode().splitlines())


def urls(out: Path) -> list[str]:
    return sorted(json.loads(line)["url"] for line in out.read_bytes().splitlines())


def test_a_site_is_read_and_replayed_from_its_warc(server: Portal, tmp_path: Path) -> None:
    out, warc = tmp_path / "out.jsonl", tmp_path / "run.warc.gz"
    done = kliping("read", server.url("/"), "--out", out, "--warc", warc, *WEB)
    assert done.returncode == 0, done.stderr
    assert urls(out) == sorted(server.url(told.path) for told in SITE.told)
    said = done.stderr.decode().splitlines()
    assert f"kliping: {server.url('/private/1')}: The site's robots.txt forbids this page. (robots)" in said
    assert said[-1].startswith(f"kliping: {len(SITE.told)} read, ")
    assert "1 robots" in said[-1]
    hits = len(server.hits)
    assert lines(kliping("read", warc).stdout) == lines(out.read_bytes())
    assert len(server.hits) == hits


def test_a_second_run_takes_up_where_the_first_stopped(server: Portal, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert kliping("read", server.url("/all.xml"), "--out", out, *WEB).returncode == 0
    whole = out.read_bytes()
    kept = whole.splitlines(keepends=True)[:5]
    out.write_bytes(b"".join(kept) + b'{"schema_version": 1, "url": "ht')
    server.hits.clear()
    done = kliping("read", server.url("/all.xml"), "--out", out, *WEB)
    assert done.returncode == 0
    assert out.read_bytes().startswith(b"".join(kept))
    assert urls(out) == sorted(server.url(told.path) for told in SITE.told)
    assert not {server.url(path) for path in server.asked()} & {json.loads(line)["url"] for line in kept}
    assert b"5 done" in done.stderr
    assert kliping("read", server.url("/all.xml"), "--out", out, *WEB).returncode == 0
    assert len(out.read_bytes()) == len(whole)


def test_a_second_run_over_files_too(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number, told in enumerate((SITE.told[0], SITE.told[-1])):
        for page, path in enumerate(each for each in SITE.pages if each.partition("?")[0] == told.path):
            (tmp_path / "pages" / f"{number}-{page}.html").write_text(SITE.pages[path])
    out = tmp_path / "out.jsonl"
    for _ in range(2):
        assert kliping("read", tmp_path / "pages", "--out", out).returncode == 0
        assert len(out.read_bytes().splitlines()) == 2


def torn(out: Path, kept: int) -> bytes:
    """Leave so many records of a file, as a run that was broken off does; what was there."""
    whole = out.read_bytes()
    out.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]) + b'{"schema_ver')
    return whole


@pytest.mark.parametrize("kept", range(4))
def test_captures_of_one_address_are_told_apart_by_their_moments(tmp_path: Path, kept: int) -> None:
    """Two captures of a story, of a story in parts, and the story under another address."""
    url, parts = f"https://a.example{SITE.told[-1].path}", [path for path in SITE.pages if "told-by-numbers" in path]
    html = SITE.pages[SITE.told[-1].path].replace('href="/', 'href="https://a.example/')
    paged = {f"https://a.example{path}": SITE.pages[path] for path in parts}
    crawl = [*records({url: html, **paged, f"{url}?from=mail": html})]
    again = [part.replace(b"T01:02:", b"T05:02:") for part in crawl]
    (tmp_path / "x.warc").write_bytes(b"".join(crawl + again))
    out = tmp_path / "out.jsonl"
    assert kliping("read", tmp_path / "x.warc", "--out", out).returncode == 0
    assert len(urls(out)) == 3
    whole = torn(out, kept)
    done = kliping("read", tmp_path / "x.warc", "--out", out)
    assert (done.returncode, sorted(out.read_bytes().splitlines())) == (0, sorted(whole.splitlines()))


def test_two_files_that_were_saved_from_one_address(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in "ab":
        remark = "<!-- saved from url=(0019)https://a.example/s -->"
        html = SITE.pages[SITE.told[-1].path].replace("canonical", "x")
        (tmp_path / "pages" / f"{name}.html").write_text(remark + html)
    out = tmp_path / "out.jsonl"
    kliping("read", tmp_path / "pages", "--out", out)
    whole = torn(out, 1)
    assert whole.count(b"\n") == 2
    kliping("read", tmp_path / "pages", "--out", out)
    assert out.read_bytes() == whole


@pytest.mark.parametrize("record", ['"url": 5', '"evidence": {"url": [5]}', '"evidence": 7, "url": null'])
def test_what_is_hardly_a_record_is_left_alone(tmp_path: Path, record: str) -> None:
    (tmp_path / "page.html").write_text(SITE.pages[SITE.told[-1].path])
    (tmp_path / "out.jsonl").write_text(f'{{"schema_version": 1, {record}}}\n')
    done = kliping("read", tmp_path / "page.html", "--out", tmp_path / "out.jsonl")
    assert (done.returncode, done.stderr.count(b"(not_records)")) == (2, 1)


def test_ctrl_c_leaves_whole_records(server: Portal, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    slow = ["--allow-private", "--rate", "15", "--no-cache"]
    command = [KLIPING, "read", server.url("/all.xml"), "--out", str(out), *slow]
    with subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=hear_ctrl_c) as process:
        while not (out.exists() and out.read_bytes().count(b"\n") >= 3):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        errors = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert out.read_bytes().endswith(b"\n")
    first = urls(out)
    assert 3 <= len(first) < len(SITE.told)
    assert kliping("read", server.url("/all.xml"), "--out", out, *WEB).returncode == 0
    assert urls(out) == sorted(server.url(told.path) for told in SITE.told)


@pytest.mark.parametrize("through", ["stdin", "file"])
def test_a_list_of_urls(server: Portal, tmp_path: Path, through: str) -> None:
    wanted = [server.url(told.path) for told in SITE.told[-3:]]
    (tmp_path / "urls.txt").write_text("# three\n" + "\n".join(wanted) + "\n")
    source = "-" if through == "stdin" else str(tmp_path / "urls.txt")
    done = kliping("read", source, *WEB, stdin=(tmp_path / "urls.txt").read_bytes())
    assert sorted(json.loads(line)["url"] for line in done.stdout.splitlines()) == sorted(wanted)


def test_the_pages_of_stories_on_a_list_from_standard_input_are_joined(server: Portal) -> None:
    told = SITE.told[0]
    done = kliping("read", "-", *WEB, stdin=server.url(told.path).encode())
    (record,) = map(json.loads, done.stdout.splitlines())
    assert [paragraph["text"] for paragraph in record["paragraphs"]] == told.text


def test_a_list_is_read_while_it_is_being_written(server: Portal) -> None:
    command = [KLIPING, "read", "-", *WEB]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for told in SITE.told[-2:]:
            # So many as are asked for ahead of the answers; the last ones come when the list ends.
            process.stdin.write(f"{server.url(told.path)}\n".encode())
            process.stdin.flush()
            while server.url(told.path) not in map(server.url, server.asked()):
                assert process.poll() is None
                time.sleep(0.02)
        process.stdin.close()
        assert len(process.stdout.read().splitlines()) == 2


def test_a_bad_line_of_a_list_is_said_and_the_others_are_read(server: Portal, tmp_path: Path) -> None:
    urls = [server.url(told.path) for told in SITE.told[-3:]]
    (tmp_path / "urls.txt").write_text("\n".join([*urls, "ftp://a.example/x", "just words"]))
    done = kliping("read", tmp_path / "urls.txt", *WEB)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 3)
    assert done.stderr.decode().splitlines() == [
        f"kliping: {line}: This line of the list is no address of the web. (bad_url)"
        for line in ("ftp://a.example/x", "just words")
    ]


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".wacz"])
def test_an_archive_from_a_pipe_and_from_the_web(server: Portal, tmp_path: Path, suffix: str) -> None:
    url = "https://a.example/s"
    parts = records({url: SITE.pages[SITE.told[-1].path]})
    archive = gzipped(parts) if suffix == ".warc.gz" else b"".join(parts)
    if suffix == ".wacz":
        with zipfile.ZipFile(tmp_path / "x.wacz", "w") as zipped:
            zipped.writestr("archive/x.warc", archive)
        archive = (tmp_path / "x.wacz").read_bytes()
    server.pages[f"/crawl{suffix}"] = Reply(archive, headers={"Content-Type": "application/octet-stream"})
    server.pages["/moved"] = Reply(status=302, headers={"Location": f"/crawl{suffix}"})
    kind = ["--kind", "wacz" if suffix == ".wacz" else "warc"]
    runs = [
        kliping("read", "-", stdin=archive),
        kliping("read", server.url(f"/crawl{suffix}"), *WEB),
        kliping("read", server.url("/moved"), *kind, *WEB),
    ]
    for done in runs:
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["url"] == url
    forbidden = kliping("read", server.url("/private/x.warc"), *WEB)
    assert (forbidden.returncode, forbidden.stderr.count(b"(robots)")) == (2, 1)
    assert not [path for path in server.asked() if path.startswith("/private/")]


@pytest.mark.parametrize("path", ["/feed.xml", "/feed.atom", "/feed.json", "/packed.xml.gz"])
def test_feeds_and_sitemaps_lead_to_whole_stories(server: Portal, path: str, tmp_path: Path) -> None:
    import gzip

    items = [{"id": "1", "url": server.url(told.path)} for told in SITE.told[:10]]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    server.pages["/feed.json"] = Reply(json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json"})
    packed = gzip.compress(sitemap([told.path for told in SITE.told[:10]], server.url("")).encode())
    server.pages["/packed.xml.gz"] = Reply(packed, headers={"Content-Type": "application/gzip"})
    done = kliping("read", server.url(path), "--out", tmp_path / "out.jsonl", *WEB)
    assert done.returncode == 0, done.stderr
    assert urls(tmp_path / "out.jsonl") == sorted(server.url(told.path) for told in SITE.told[:10])


def test_bad_sources_are_a_line_each_and_the_run_goes_on(server: Portal, tmp_path: Path) -> None:
    server.pages["/paper.pdf"] = Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    server.pages["/broken.xml"] = Reply(b"<urlset><url><loc>nowhere", headers={"Content-Type": "text/xml"})
    (tmp_path / "torn.warc.gz").write_bytes(b"\x1f\x8b\x08torn")
    (tmp_path / "good.warc").write_bytes(b"".join(records({"https://a.example/s": SITE.pages[SITE.told[-1].path]})))
    bad = [server.url("/not/here"), server.url("/broken.xml"), "ftp://a.example/", "http://[::1", "nowhere.html"]
    good = [server.url(SITE.told[-2].path), str(tmp_path / "good.warc")]
    done = kliping("read", *bad, tmp_path / "torn.warc.gz", server.url("/paper.pdf"), *good, *WEB)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    said = done.stderr.decode().splitlines()
    assert len(said) == len(bad) + 2
    assert said[-1] == f"kliping: 2 read, 1 skipped (1 no_page), {len(bad) + 1} failed"


@pytest.mark.parametrize("source", ["-", "urls.txt"])
def test_a_list_without_addresses_says_so(tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "urls.txt").write_text("# nothing today\n\n")
    done = kliping("read", source, "--kind", "list", stdin=(tmp_path / "urls.txt").read_bytes())
    assert (done.returncode, done.stderr.count(b"The list names no addresses. (no_items)")) == (2, 1)


def test_a_full_disk_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SITE.pages[SITE.told[-1].path])
    done = kliping("read", tmp_path / "page.html", "--out", "/dev/full")
    said = "kliping: /dev/full: It can't be written: No space left on device. (unwritable)"
    assert (done.returncode, done.stderr.decode().splitlines()) == (2, [said])


def test_private_addresses_are_not_asked_unless_allowed(server: Portal) -> None:
    done = kliping("read", server.url(SITE.told[0].path), "--no-cache")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not server.hits


def test_no_name_of_a_file_comes_from_the_network(
    server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses and headers that name files write nothing: there is what was asked for and the cache, and no more."""
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    html, name = SITE.pages[SITE.told[-1].path].encode(), "../../stolen.html"
    for path in (f"/..%2f..%2f{name}", f"/x/{name}", "/%00", "/con.html"):
        server.pages[path] = Reply(html, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    archive = b"".join(records({f"https://a.example/{name}": html.decode()}))
    server.pages["/x.warc"] = Reply(archive, headers={"Content-Disposition": f"attachment; filename=/{name}"})
    urls = "\n".join(map(server.url, server.pages))
    kliping("read", "-", "--out", "out.jsonl", "--warc", "run.warc", *WEB[:-1], stdin=urls.encode())
    assert len((inside / "out.jsonl").read_bytes().splitlines()) > 3
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {file for file in files if not file.startswith("cache/kliping/")} == {"a/b/out.jsonl", "a/b/run.warc"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--out", "notes.txt"], "It holds something else than records, and is left as it is. (not_records)"),
        (["--warc", "page.html"], "--warc is one of the pages to be read"),
        (["--out", "x", "--warc", "x"], "--warc and --out are the same file"),
        (["--rate", "0"], "argument --rate: it must be a number above 0"),
        (["--rate", "often"], "argument --rate: it must be a number above 0"),
        (["--kind", "book"], "invalid choice: 'book'"),
    ],
)
def test_nothing_is_overwritten_by_mistake(
    arguments: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("my notes\n")
    (tmp_path / "page.html").write_text(SITE.pages[SITE.told[-1].path])
    done = kliping("read", "page.html", *arguments)
    assert done.returncode == 2
    assert complaint in done.stderr.decode()
    assert (tmp_path / "notes.txt").read_text() == "my notes\n"
