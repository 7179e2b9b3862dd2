"""`kliping read` as a person or a script meets it: the real program, its output, its complaints and its status."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kliping import Article
from kliping.export.markdown import to_markdown
from tests.cli.signals import hear_ctrl_c

KLIPING = str(Path(sys.executable).with_name("kliping"))


def html(headline: str) -> str:
    return f"""<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{headline} - Warta Contoh</title>
<meta property="og:title" content="{headline}"></head><body><article><h1>{headline}</h1><p>Penulis: Sri Lestari</p>
<p>Petani di Karangsari memulai panen raya pada Selasa pagi setelah hujan berhenti selama tiga hari berturut-turut.</p>
<p>Hasil panen tahun ini lebih baik daripada tahun lalu, kata kepala desa kepada wartawan di balai desa itu.</p>
</article></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "panen.html"
    path.write_text(html("Panen raya dimulai"), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages, one of them empty."""
    path = tmp_path / "pages"
    path.mkdir()
    for name, content in {"1.html": html("Panen raya"), "2.html": "", "3.htm": html("Banjir surut")}.items():
        (path / name).write_text(content, "utf-8")
    return path


def kliping(
    *arguments: str | os.PathLike[str] | bytes, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [KLIPING, *arguments], input=stdin, capture_output=True, env={**os.environ, **(environment or {})}, timeout=60
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    return done


def records(output: bytes) -> list[Article]:
    return [Article.from_dict(json.loads(line)) for line in output.splitlines()]


def complaints(errors: bytes) -> list[str]:
    return errors.decode().splitlines()


# --- what comes out


def test_a_page_becomes_a_line_of_json(page: Path) -> None:
    done = kliping("read", page, "--url", "https://warta.example/panen")
    (article,) = records(done.stdout)
    assert (article.headline, article.url) == ("Panen raya dimulai", "https://warta.example/panen")
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_input_is_a_page(page: Path) -> None:
    done = kliping("read", "-", stdin=page.read_bytes())
    assert done.stdout == kliping("read", page).stdout
    assert done.returncode == 0


def test_options_may_stand_between_the_pages(page: Path) -> None:
    done = kliping("read", page, "--format", "json", page)
    assert len(records(done.stdout)) == 2


def test_markdown_of_several_pages_follows_one_another(page: Path) -> None:
    (article,) = records(kliping("read", page).stdout)
    done = kliping("read", page, page, "--format", "markdown")
    assert done.stdout.decode() == to_markdown(article) + "\n" + to_markdown(article)
    assert done.stdout.decode().splitlines().count("---") == 4


def test_a_table_names_the_pages_when_there_are_several(page: Path, folder: Path) -> None:
    one, several = kliping("read", page, "--format=table"), kliping("read", folder, "--format=table")
    assert b"panen.html" not in one.stdout
    assert b"\xe2\x94\x80 " + os.fsencode(folder / "3.htm") in several.stdout
    assert b"\x1b" not in several.stdout


def test_why_says_who_said_it(page: Path) -> None:
    done = kliping("read", page, "--why", "--format", "table")
    assert "✓".encode() in done.stdout


def test_why_makes_a_table_also_in_a_pipe(page: Path, tmp_path: Path) -> None:
    done = kliping("read", page, "--why")
    assert done.stdout == kliping("read", page, "--why", "--format", "table").stdout
    assert kliping("read", page, "--why", "--out", tmp_path / "out.txt").returncode == 0
    assert (tmp_path / "out.txt").read_bytes() == done.stdout


def test_after_two_dashes_every_name_is_a_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(page.parent)
    for name in ("-x.html", "--why"):
        Path(name).write_text(html(name), "utf-8")
    assert [article.headline for article in records(kliping("read", "--", "-x.html").stdout)] == ["-x.html"]
    done = kliping("read", "panen.html", "--format=json", "--", "-x.html", "--why")
    assert [article.headline for article in records(done.stdout)] == ["Panen raya dimulai", "-x.html", "--why"]


def test_out_takes_the_records(page: Path, tmp_path: Path) -> None:
    done = kliping("read", page, "--out", tmp_path / "out.jsonl")
    assert (done.stdout, done.returncode) == (b"", 0)
    assert [article.headline for article in records((tmp_path / "out.jsonl").read_bytes())] == ["Panen raya dimulai"]


@pytest.mark.parametrize(("no_colour", "escape"), [("", True), ("1", False)])
def test_on_a_terminal_the_default_is_a_table_in_colour(page: Path, no_colour: str, escape: bool) -> None:
    shown = on_terminal(["read", str(page)], NO_COLOR=no_colour)
    assert b"Panen raya dimulai" in shown
    assert b"schema_version" not in shown
    assert (b"\x1b[" in shown) is escape


def on_terminal(arguments: Sequence[str], **environment: str) -> bytes:
    master, slave = pty.openpty()
    with subprocess.Popen(
        [KLIPING, *arguments], stdout=slave, env={**os.environ, "TERM": "xterm", **environment}
    ) as process:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:  # how Linux says that the other side of a terminal was closed
            pass
        finally:
            os.close(master)
    assert process.returncode == 0
    return shown


# --- what goes wrong, and the exit status


def test_an_unreadable_page_keeps_its_record_and_the_others_are_read(folder: Path) -> None:
    done = kliping("read", folder)
    assert [article.headline for article in records(done.stdout)] == ["Panen raya", None, "Banjir surut"]
    (complaint,) = complaints(done.stderr)
    assert complaint.startswith(f"kliping: {folder / '2.html'}: ")
    assert complaint.endswith("(empty)")
    assert done.returncode == 1


def test_a_missing_file_keeps_no_other_from_being_read(page: Path, tmp_path: Path) -> None:
    done = kliping("read", tmp_path / "nowhere.html", page)
    assert len(records(done.stdout)) == 1
    assert complaints(done.stderr) == [
        f"kliping: {tmp_path / 'nowhere.html'}: There is no such file or folder. (missing)"
    ]
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["read", "nowhere.html"], "kliping: nowhere.html: There is no such file or folder. (missing)"),
        (["read", "."], "kliping: .: The folder holds no pages (.html, .htm, .xhtml, .txt). (no_pages)"),
        (["read", ".", "--url", "https://warta.example/"], "kliping read: error: --url belongs to one page"),
        (["read", "--out", "x"], "kliping read: error: the following arguments are required: SOURCE"),
        (["read", "--"], "kliping read: error: the following arguments are required: SOURCE"),
        (["read", "x", "--why", "--format", "json"], "kliping read: error: --why belongs to a table; json can't show"),
        (["read", "x", "--why", "--format=markdown"], "kliping read: error: --why belongs to a table; markdown can't"),
        (["read", "x", "--format", "xml"], "invalid choice: 'xml'"),
        (["read", "x", "--form", "json"], "unrecognized arguments: --form"),
        (["raed", "x"], "invalid choice: 'raed'"),
        (["--wrong"], "unrecognized arguments: --wrong"),
    ],
)
def test_nothing_done_is_2(
    arguments: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = kliping(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert complaint in complaints(done.stderr)[-1]


def test_what_cannot_be_written_is_2(page: Path, tmp_path: Path) -> None:
    done = kliping("read", page, "--out", tmp_path / "nowhere" / "out.jsonl")
    assert done.returncode == 2
    assert complaints(done.stderr)[0].endswith("It can't be written: No such file or directory. (unwritable)")


def test_the_page_itself_is_not_written_over(page: Path) -> None:
    before = page.read_bytes()
    assert kliping("read", page, "--out", page).returncode == 2
    assert page.read_bytes() == before


@pytest.mark.parametrize("out", ["1.html", "sub/deep.TXT", "../link.jsonl"])
def test_a_page_of_the_folder_is_not_written_over(folder: Path, out: str) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "deep.TXT").write_text("kept")
    (folder.parent / "link.jsonl").symlink_to(folder / "1.html")
    before = (folder / out).read_bytes()
    done = kliping("read", folder, "--out", folder / out)
    assert (done.returncode, complaints(done.stderr)[-1]) == (
        2,
        "kliping read: error: --out is one of the pages to be read",
    )
    assert (folder / out).read_bytes() == before


def test_records_may_stand_beside_the_pages_and_what_failed_is_tried_again(folder: Path) -> None:
    for _ in range(2):
        assert kliping("read", folder, "--out", folder / "records.jsonl").returncode == 1
    assert len(records((folder / "records.jsonl").read_bytes())) == 3


def test_names_that_no_file_can_have_keep_no_page_from_being_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "od").mkdir()
    (tmp_path / "od" / "loop.html").symlink_to("loop.html")
    done = kliping("read", "x" * 5000, tmp_path / "od", page)
    assert [article.headline for article in records(done.stdout)] == ["Panen raya dimulai"]
    assert [complaint[-13:] for complaint in complaints(done.stderr)] == [" (unreadable)"] * 2
    assert done.returncode == 1
    assert complaints(kliping("read", page, "--out", "x" * 5000).stderr)[0].endswith("File name too long. (unwritable)")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_locked_folder_keeps_no_page_from_being_read(page: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    done = kliping("read", tmp_path / "locked" / "page.html", page)
    assert len(records(done.stdout)) == 1
    assert complaints(done.stderr)[0].endswith(": It may not be read by this user. (forbidden)")
    assert done.returncode == 1


def test_nothing_read_leaves_what_was_written_before(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("kept")
    assert kliping("read", tmp_path / "nowhere.html", "--out", tmp_path / "out.jsonl").returncode == 2
    assert (tmp_path / "out.jsonl").read_text() == "kept"


@pytest.mark.parametrize("arguments", [["read", "{page}"], ["--help"], ["read", "--help"], ["--version"]])
def test_a_full_disk_is_no_traceback(page: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [KLIPING, *(one.format(page=page) for one in arguments)], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams_are_no_traceback(page: Path, redirection: str) -> None:
    command = f'"$0" read "$1" - {redirection}'
    done = subprocess.run(["sh", "-c", command, KLIPING, page], capture_output=True, input=b"", timeout=60)
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


def test_whoever_stops_reading_is_left_alone(page: Path) -> None:
    command = [KLIPING, "read", *[str(page)] * 200]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")


def test_ctrl_c_is_130(page: Path) -> None:
    command = [KLIPING, "read", str(page), "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    ) as process:
        assert process.stdout
        assert process.stderr
        # The first record comes at once; then it waits for a second page that doesn't come.
        assert json.loads(process.stdout.readline())["headline"] == "Panen raya dimulai"
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
        process.wait(timeout=60)
    assert (process.returncode, errors) == (130, b"")


def test_a_device_without_end_is_one_bad_page(page: Path) -> None:
    done = kliping("read", "/dev/zero", page)
    assert done.returncode == 1
    assert len(complaints(done.stderr)) == 1
    assert records(done.stdout)[-1].headline == "Panen raya dimulai"


# --- names and terminals of other times


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xffpanen\x1b[2J.html"
    try:
        Path(os.fsdecode(name)).write_text(html("Panen raya"), "utf-8")
    except OSError:
        pytest.skip("this file system holds UTF-8 names only")
    assert records(kliping("read", name).stdout)[0].headline == "Panen raya"
    table = kliping("read", tmp_path, "--format", "table").stdout
    assert "\ufffdpanen\ufffd[2J.html" in table.decode()
    assert kliping("read", name + b"l").stderr.decode().endswith(".htmll: There is no such file or folder. (missing)\n")


def test_a_terminal_that_knows_ascii_alone(page: Path, tmp_path: Path) -> None:
    page.write_text(html("Panen “raya” 見出し"), "utf-8")
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    table = kliping("read", page, tmp_path / "n\u00f6where", "--format", "table", "--why", environment=ascii_only)
    assert table.returncode == 1
    assert b"Panen ?raya? ???" in table.stdout
    assert records(kliping("read", page, environment=ascii_only).stdout)[0].headline == "Panen “raya” 見出し"
