"""Nobody but a reader at this desk may ask it anything, and no captured page may do anything."""

from __future__ import annotations

import http.client
import re
import socket
import sqlite3
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from kliping.archive import Archive
from kliping.desk.guard import policy
from kliping.desk.sanitise import clean
from kliping.export.marked import mark
from kliping.reading.apart import take_apart
from kliping.records import Article
from kliping.records import Page as Found
from tests.desk.conftest import Opened, Served
from tests.desk.pages import HOSTILE

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ask(desk: Served, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[int, str]:
    """A request as any program may write it; "_" stands for "-" in the names of headers."""
    connection = http.client.HTTPConnection(desk.host, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    told = {"Host": desk.host, "Content-Length": str(len(body))} if body else {"Host": desk.host}
    for name, value in {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        connection.putheader(name, value)
    connection.endheaders(body.encode())
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def token(desk: Served) -> str:
    found = re.search(r'name="token" value="([^"]+)"', ask(desk, "/add")[1])
    assert found
    return found[1]


def pinned(desk: Served) -> bool:
    with Archive(desk.archive) as archive:
        return archive.picks() == [1]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8420", "127.0.0.1.evil.example", "", "[::2]", "10.0.0.1"]
)
def test_a_foreign_name_is_refused(read_only: Served, host: str) -> None:
    status, text = ask(read_only, "/", Host=host)
    assert (status, "Kabar" in text) == (421, False)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:99"])
def test_its_own_names_are_not(read_only: Served, host: str) -> None:
    assert ask(read_only, "/", Host=host)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://[broken"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(desk: Served, headers: dict[str, str]) -> None:
    body = urlencode({"pinned": "1", "token": token(desk)})
    assert ask(desk, "/story/1/pin", "POST", body, **FORM, **headers)[0] == 403
    assert not pinned(desk)


@pytest.mark.parametrize("said", ["", "wrong", "ä"])
def test_a_form_without_the_token_changes_nothing(desk: Served, said: str) -> None:
    body = urlencode({"pinned": "1", "token": said})
    assert ask(desk, "/story/1/pin", "POST", body, **FORM, Origin=desk.url)[0] == 403
    assert not pinned(desk)


def test_with_it_it_does(desk: Served) -> None:
    body = urlencode({"pinned": "1", "token": token(desk), "here": "//evil.example/"})
    assert ask(desk, "/story/1/pin", "POST", body, **FORM, Origin=desk.url)[0] == 303
    assert pinned(desk)


@pytest.mark.parametrize("path", ["/story/1/pin", "/story/1/correct", "/add", "/corrections/1/undo", "/reader"])
def test_reading_never_writes(read_only: Served, path: str) -> None:
    assert ask(read_only, path)[0] in (200, 404, 405)
    assert ask(read_only, path, "PUT", "x", **FORM)[0] in (404, 405)


def test_a_body_without_a_length_is_refused(read_only: Served) -> None:
    assert ask(read_only, "/add", "POST", Transfer_Encoding="chunked")[0] in (400, 411)
    assert ask(read_only, "/add", "POST", "x", Content_Length=str(1 << 50))[0] == 413


@pytest.mark.parametrize("path", ["/login", "/reader", "/story/1/pin", "/story/1/correct", "/corrections/1/undo"])
def test_only_what_is_added_may_be_large_or_a_file(read_only: Served, path: str) -> None:
    file = '--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n--x--\r\n'
    assert ask(read_only, path, "POST", "a=" + "x" * (2 << 20), **FORM)[0] == 413
    assert ask(read_only, path, "POST", file, Content_Type="multipart/form-data; boundary=x")[0] == 400


_TORN = (
    "",
    "--x\r\nfoo\r\n\r\nabc",
    "\x00\xff",
    "--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--",
    '--x\r\nContent-Disposition: form-data; name="files"; filename="\x00"\r\n\r\nabc\r\n--x--',
)


@pytest.mark.parametrize("form", ["multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ""])
def test_a_torn_form_is_refused_without_a_word_where_the_desk_was_started(read_only: Served, form: str) -> None:
    for body in _TORN:  # the fixture looks at the desk's complaints in the end
        assert ask(read_only, "/add", "POST", body, Content_Type=form, Content_Length=str(len(body.encode())))[0] in (
            400,
            403,
        )


def test_who_leaves_in_the_middle_of_a_form_is_no_fault(read_only: Served) -> None:
    with socket.create_connection(("127.0.0.1", int(read_only.host.rpartition(":")[2]))) as leaving:
        head = f"POST /add HTTP/1.1\r\nHost: {read_only.host}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        leaving.sendall(f"{head}Content-Length: 1000\r\n\r\n--x\r\nContent-Dis".encode())
    assert ask(read_only, "/")[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/story/1/why", "/story/1/captured/1", "/static/desk.js", "/nowhere", "/static/"]
)
def test_every_answer_has_its_policy(read_only: Served, path: str) -> None:
    connection = http.client.HTTPConnection(read_only.host)
    connection.request("GET", path)
    headers = connection.getresponse().headers
    connection.close()
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_policy_of_the_desk_s_pages() -> None:
    assert "frame-ancestors 'none'" in policy()
    assert "form-action 'self'" in policy()


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2fapp.py"]
)
def test_no_file_but_its_own_is_given(read_only: Served, path: str) -> None:
    status, text = ask(read_only, path)
    assert status == 404
    assert "import" not in text


_ASKED = (
    *("/?x", "/search?q=", "/search?since=", "/search?page=", "/search?sort=", "/search?language=", "/search?person="),
    *("/timeline?when=", "/timeline?page=", "/people?name=", "/story/1?version=", "/story/1/history?old=1&new="),
    *(
        "/story/1/why?page=",
        "/story/1/why?block=",
        "/story/1/why?field=",
        "/story/",
        "/people/",
        "/add/",
        "/story/1/export/",
    ),
)
_SAID = (
    "",
    "9" * 30,
    "-1",
    "0",
    "%00",
    "%ff%fe",
    "é",
    "../..",
    "[]",
    "2026-13",
    "0001-01",
    "9999-12",
    "<b>",
    "%22",
    "x" * 5_000,
)


@pytest.mark.parametrize("path", _ASKED)
def test_whatever_is_asked_nothing_breaks(read_only: Served, path: str) -> None:
    for said in _SAID:
        status, text = ask(read_only, path + said.replace("é", "%C3%A9"))
        assert status < 500, said
        assert "<zz>" not in text, said


# --- the secret


def test_another_address_needs_a_secret(archive: Path) -> None:
    from kliping.cli.commands import run

    with pytest.raises(SystemExit) as leaving:
        run(["desk", "--archive", str(archive), "--host", "0.0.0.0", "--port", "0"])
    assert leaving.value.code == 2


def test_a_password_opens_the_desk(browser: Browser, opened: Opened, archive: Path) -> None:
    desk = opened(archive, "--password", "telur bebek")
    assert ask(desk, "/story/1")[0] == 303
    assert ask(desk, "/story/1/captured/1")[0] == 303
    assert ask(desk, "/story/1/pin", "POST", "pinned=1", **FORM)[0] == 303
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.at("/story/1"))
    page.get_by_label("Password").fill("telur ayam")
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_timeout(500)  # the next word is refused for a moment, whatever it is
    page.get_by_label("Password").fill("telur bebek")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Latest")).to_be_visible()
    (cookie,) = (each for each in context.cookies() if each["name"] == "kliping_session")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    context.close()


def test_a_token_in_the_address_opens_it(browser: Browser, opened: Opened, archive: Path) -> None:
    desk = opened(archive, "--token")
    assert desk.token
    assert ask(desk, "/")[0] == 303
    assert ask(desk, "/login?token=wrong")[0] == 403
    context = browser.new_context()
    page = context.new_page()
    page.wait_for_timeout(500)
    page.goto(desk.at(f"/login?token={desk.token}"))
    expect(page.get_by_role("heading", name="Latest")).to_be_visible()
    context.close()


# --- the captured page


def test_nothing_of_a_captured_page_runs(page: Page, read_only: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(read_only.at("/search?q=mill"))
    page.get_by_role("link", name="Quiet evening at the mill").click()
    expect(page.locator(".story-body")).to_contain_text("twelve years of grinding")
    page.get_by_role("link", name="Why?").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_contain_text("Quiet evening at the mill")
    frame.locator("h1 a").hover()
    frame.get_by_text("sold at noon").hover()
    page.wait_for_timeout(400)
    assert page.evaluate("window.hit") is None
    assert page.title().startswith("Why?")
    assert {url for url in asked if not url.startswith((read_only.url, "data:"))} == set()
    inside = page.frames[1]
    kinds = inside.locator(
        "script, iframe, object, embed, svg, math, form, input, button, link, meta[http-equiv], base"
    )
    assert kinds.count() == 0
    html = inside.locator("main").inner_html()
    assert not re.search(r"\son\w+=|javascript:|style=|srcdoc|evil\.example", html)
    frame.get_by_text("sold at noon").click()
    expect(page).to_have_url(re.compile(r"/story/\d+/why\?page=1&block=\d+$"))


_RAW = '"><img src=x onerror=top.hit=1><script>top.hit=1</script>\u202e{{7*7}}'
_RUN = "javascript:top.hit=1"


def _hostile_record() -> Article:
    """A record with script in every text and address, as somebody might hand it in."""
    plain = Article(kind="article", language="x", rights=_RAW, access="free", reservations=(_RAW,)).to_dict()
    texts = ("headline", "kicker", "description", "source", "dateline", "publisher", "section")
    plain |= {name: f"Quiet {name} {_RAW}" for name in texts}
    photo = {"caption": _RAW, "photographer": _RAW, "agency": _RAW, "alt": _RAW, "page": 1}
    quote = {"text": _RAW, "kind": "direct", "paragraph": 0, "end_paragraph": 0, "start": 0, "end": 1}
    quote |= {"speaker": _RAW, "speaker_role": _RAW, "speaker_span": None, "cue_span": None, "cue": None}
    plain |= {
        "url": f"https://mill.example/{_RAW}",
        "canonical_url": _RUN,
        "people": [{"name": _RAW, "role": "author"}, {"name": _RUN, "role": "editor"}],
        "photos": [{**photo, "url": url} for url in (_RUN, "data:text/html,<script>top.hit=1</script>", "/add")],
        "embeds": [{"url": _RUN, "kind": "video", "page": 1}],
        "paragraphs": [{"text": _RAW, "kind": "text", "page": 1, "where": _RAW}],
        "links": [{"url": url, "text": _RAW, "kind": "read_also"} for url in (_RUN, "//evil.example")],
        "rails": [{"heading": _RAW, "kind": "related", "links": [{"url": _RUN, "text": _RAW, "kind": "tag"}]}],
        "tags": [_RAW],
        "quotes": [{**quote, "confidence": 0.9}],
        "evidence": {"headline": [{"value": _RAW, "said_by": _RAW, "where": _RAW, "confidence": 0.5}]},
        "problems": [{"code": _RAW, "message": _RAW}],
    }
    return Article.from_dict(plain)


@pytest.mark.parametrize("pictures", ["0", "1"])
def test_nothing_of_a_record_runs(browser: Browser, desk: Served, pictures: str) -> None:
    with Archive(desk.archive, write=True) as archive:
        story = archive.add(_hostile_record()).story
        archive.pin(story)
    context = browser.new_context()
    context.add_cookies([{"name": "kliping_pictures", "value": pictures, "url": desk.url}])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    addresses = "each => each.map(one => one.getAttribute('href') || one.getAttribute('src'))"
    views = ("", "/why", "/history")
    for path in ("/", *(f"/story/{story}{view}" for view in views), "/search?q=quiet", "/people", "/timeline"):
        page.goto(desk.at(path))
        expect(page.locator("main")).not_to_contain_text("49")
        assert page.evaluate("window.hit") is None, path
        assert page.locator("script").count() == 1, path
        found = page.locator("[href], [src]").evaluate_all(addresses)
        assert [each for each in found if not re.match(r"/(?!/)|#|https?://", each)] == [], path
    page.goto(desk.at(f"/story/{story}"))
    expect(page.locator(".story-side")).to_contain_text("Video")
    expect(page.locator("figure img")).to_have_count(0)
    context.close()
    assert [url for url in asked if not url.startswith((desk.url, "https://"))] == []


def test_the_frame_cannot_run_script_even_if_there_were_some(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/story/1/why"))
    assert page.locator("iframe").get_attribute("sandbox") == "allow-top-navigation-by-user-activation"
    answer = page.request.get(read_only.at("/story/1/captured/1"))
    assert "sandbox allow-top-navigation-by-user-activation" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]  # default-src 'none' stands for it


_TAGS = (
    "a div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption colgroup col figure "
    "figcaption blockquote pre article section aside header footer nav main address hr br em strong b i u s small sub "
    "sup q cite code time mark abbr ins del kbd samp var dfn ruby rt rp"
)
_HARMFUL = re.compile(rf"<(?!/?(?:{_TAGS.replace(' ', '|')})[\s>])")
_SHARDS = (
    "<p> </p> <script> </script> <style> <svg onload=x> <math> <mtext> <a href=javascript:x> <img src=x onerror=x> "
    "<iframe srcdoc='<script>'> <!-- --> <![CDATA[ ]]> <title> </title> <textarea> <noscript> <table> <td <template> "
    "<form> \x00 "
    "\" ' > < & &lt;script&gt; harga beras <plaintext> <select> <option> <b style=x>"
).split(" ")


@given(st.lists(st.sampled_from(_SHARDS), max_size=40))
def test_whatever_a_page_is_it_comes_out_harmless(parts: list[str]) -> None:
    html = clean(mark(take_apart(Found("<html><body>" + "".join(parts))), "/story/1/why?block=", {}).html)
    assert not _HARMFUL.search(html), html
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)
    assert not re.search(r"<[^>]*\s(?:on\w+|style|src|srcdoc)=", html)


def test_a_link_that_isn_t_the_desk_s_own_is_no_link() -> None:
    assert "href" not in clean(
        '<a href="https://evil.example/">x</a><a href="//evil.example">y</a><a href="/add">z</a>'
    )
    assert clean(HOSTILE).count("<script") == 0


# --- the archive under it


def test_an_archive_that_is_gone_is_told(desk: Served) -> None:
    desk.archive.unlink()
    for path in ("/", "/story/1", "/search?q=telaga", "/people"):
        status, text = ask(desk, path)
        assert (status, "Was its file moved?" in text, "missing" in text) == (503, True, True), path


def test_an_archive_that_is_damaged_is_told(desk: Served) -> None:
    with sqlite3.connect(desk.archive) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    content = desk.archive.read_bytes()
    desk.archive.write_bytes(content[:size] + b"\xa5" * (len(content) - size))
    for path in ("/", "/story/1", "/story/1/why", "/search", "/timeline", "/people", "/people/1", "/corrections"):
        status, text = ask(desk, path)
        assert (status, "The archive is damaged" in text) == (500, True), path


def test_who_waits_for_another_writer_is_told(desk: Served) -> None:
    body = urlencode({"pinned": "1", "token": token(desk)})
    writer = sqlite3.connect(desk.archive, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert ask(desk, "/story/1")[0] == 200
    status, text = ask(desk, "/story/1/pin", "POST", body, **FORM, Origin=desk.url)
    writer.execute("ROLLBACK")
    writer.close()
    assert (status, "Try again in a moment" in text) == (503, True)
    assert ask(desk, "/story/1/pin", "POST", body, **FORM, Origin=desk.url)[0] == 303
