"""Adding at the desk: pasted addresses, dropped files, and how far it has come."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kliping.archive import Archive
from kliping.desk.jobs import Jobs, Load
from kliping.desk.settings import Settings
from tests.desk.conftest import Opened, Served
from tests.desk.pages import FISH, PIER
from tests.portal.server import Portal, Reply
from tests.sources.archives import gzipped, records

PATIENCE = 120_000
"""Milliseconds that a job may take on a machine that does other things too."""

FISH_HEADLINE = "Ikan Nila Dilepas ke Telaga Menjelang Panen"


@pytest.fixture
def empty(opened: Opened, tmp_path: Path) -> Served:
    return opened(tmp_path / "new.kliping", "--allow-private", "--rate", "2000")


def test_an_empty_desk_says_what_to_do(page: Page, empty: Served) -> None:
    page.goto(empty.at("/"))
    page.get_by_role("link", name="Add the first story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add stories")


def test_an_address_is_pasted(page: Page, empty: Served) -> None:
    with Portal() as server:
        server.pages["/ikan"] = Reply(FISH.encode())
        page.goto(empty.at("/add"))
        page.get_by_label("Addresses").fill(server.url("/ikan"))
        page.get_by_role("button", name="Read and keep").click()
        expect(page.locator(".state")).to_contain_text("Done.", timeout=PATIENCE)
        page.get_by_role("link", name=FISH_HEADLINE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FISH_HEADLINE)


def test_files_are_dropped(page: Page, empty: Served, tmp_path: Path) -> None:
    warc = tmp_path / "telaga.warc.gz"
    warc.write_bytes(gzipped(records({"https://kabartelaga.example/ikan": FISH})))
    saved = tmp_path / "dermaga.html"
    saved.write_text(PIER, "utf-8")
    page.goto(empty.at("/add"))
    page.get_by_label("Saved pages").set_input_files([warc, saved])
    page.get_by_role("button", name="Read and keep").click()
    expect(page.locator(".state")).to_contain_text("2 added", timeout=PATIENCE)
    expect(page.locator(".state")).to_contain_text("Done.", timeout=PATIENCE)
    with Archive(empty.archive) as archive:
        names = sorted(capture.name for capture in archive.all_captures(archive.ids()))
    assert names[0] == "dermaga.html"
    assert names[1].startswith("telaga.warc.gz#")


def test_what_fails_is_said(page: Page, empty: Served, tmp_path: Path) -> None:
    bad = tmp_path / "photo.html"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page.goto(empty.at("/add"))
    page.get_by_label("Saved pages").set_input_files(bad)
    page.get_by_role("button", name="Read and keep").click()
    expect(page.locator(".state")).to_contain_text("1 failed", timeout=PATIENCE)
    expect(page.locator(".job-lines")).to_contain_text("not_text")


@pytest.mark.parametrize("word", ["/etc/passwd", "file:///etc/passwd", "-", "javascript:alert(1)", "examples"])
def test_a_file_of_this_machine_can_t_be_named(page: Page, empty: Served, word: str) -> None:
    page.goto(empty.at("/add"))
    token = page.locator("input[name=token]").first.get_attribute("value") or ""
    answer = page.request.post(
        empty.at("/add"), form={"addresses": word, "token": token}, headers={"Origin": empty.url}
    )
    assert (answer.status, "is no address of the web" in answer.text()) == (400, True)


def test_this_machine_is_not_asked_unless_it_was_allowed(page: Page, opened: Opened, tmp_path: Path) -> None:
    desk = opened(tmp_path / "new.kliping")
    with Portal() as server:
        server.pages["/ikan"] = Reply(FISH.encode())
        page.goto(desk.at("/add"))
        page.get_by_label("Addresses").fill(server.url("/ikan"))
        page.get_by_role("button", name="Read and keep").click()
        expect(page.locator(".state")).to_contain_text("1 failed", timeout=PATIENCE)


def test_a_file_is_dropped_on_the_page(page: Page, empty: Served) -> None:
    page.goto(empty.at("/add"))
    page.evaluate(
        """(html) => {
            const data = new DataTransfer();
            data.items.add(new File([html], "dermaga.html", {type: "text/html"}));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        PIER,
    )
    expect(page.locator(".state")).to_contain_text("1 added", timeout=PATIENCE)
    expect(page.locator(".job-lines")).to_contain_text("Dermaga Telaga Wening Dibangun Ulang")
    page.goto(empty.at("/add"))
    expect(page.get_by_role("link", name="dermaga.html")).to_be_visible()


def test_more_files_than_may_be_are_told(page: Page, empty: Served, tmp_path: Path) -> None:
    saved = [tmp_path / f"{at}.html" for at in range(201)]
    for each in saved:
        each.write_text("<p>Telaga", "utf-8")
    page.goto(empty.at("/add"))
    page.get_by_role("button", name="Bahasa Indonesia").click()
    page.get_by_label("Halaman tersimpan").set_input_files(saved)
    page.get_by_role("button", name="Baca dan simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("paling banyak 200 sekaligus")


def test_what_breaks_a_job_is_told_without_its_insides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jobs = Jobs(Settings(tmp_path / "new.kliping"))
    job = jobs.begin(Load((7,), ("seven",)))  # type: ignore[arg-type]  # what no form can ask for
    while not job.done:
        time.sleep(0.01)
    (line,) = job.lines
    assert (line.code, "Error" in line.sentence, "(internal)" in capsys.readouterr().err) == ("internal", False, True)


def test_a_job_is_stopped(page: Page, empty: Served) -> None:
    with Portal() as server:
        addresses = [server.url(f"/ikan/{at}") for at in range(200)]
        for at in range(200):
            server.pages[f"/ikan/{at}"] = Reply(FISH.replace("/ikan", f"/ikan/{at}").encode())
        page.goto(empty.at("/add"))
        page.get_by_label("Addresses").fill("\n".join(addresses))
        page.get_by_role("button", name="Read and keep").click()
        expect(page.locator(".job-lines li").first).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".state")).to_contain_text("Done.", timeout=PATIENCE)
    with Archive(empty.archive) as archive:
        assert 0 < len(archive) < 200
