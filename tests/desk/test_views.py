"""Every view, as a reader sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.desk.conftest import Served, kliping
from tests.desk.pages import PIER as PIER_PAGE

PIER = "Dermaga Telaga Wening Dibangun Ulang"
RICE = "Harga Beras di Pasar Telaga Naik Lima Persen"


def story(page: Page, desk: Served, headline: str) -> None:
    page.goto(desk.at("/search"))
    page.get_by_role("link", name=headline).first.click()


def test_the_front_page_leads_to_stories(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/"))
    expect(page.get_by_role("heading", name="Latest")).to_be_visible()
    expect(page.get_by_role("heading", name="Popular")).to_be_visible()
    expect(page.get_by_role("heading", name="By section")).to_be_visible()
    expect(page.locator("img")).to_have_count(0)
    page.get_by_role("link", name=RICE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(RICE)


def test_a_story_without_a_day_says_when_it_was_met(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/search?q=mill"))
    expect(page.locator(".hits .byline")).to_contain_text("No date; seen")


def test_a_story_shows_all_that_is_known(page: Page, read_only: Served) -> None:
    story(page, read_only, PIER)
    expect(page.locator(".facts")).to_contain_text("Ratna Kusuma")
    expect(page.locator("figure")).to_contain_text("Joko Prasetya")
    expect(page.locator("figure .photo")).to_contain_text("Perahu di dermaga telaga")
    expect(page.locator(".story-body")).to_contain_text("empat puluh nelayan")
    side = page.get_by_role("complementary")
    expect(side).to_contain_text("Sutrisno Hadi")
    expect(side.get_by_role("link", name=RICE).first).to_have_attribute("href", "/story/1")
    # 09:45 WIB, for a reader in Jakarta, and as it was stated.
    expect(page.locator(".facts .local").first).to_contain_text("14 May 2026")
    expect(page.locator(".facts time").first).to_have_text("14 May 2026, 09:45 UTC+7")


def test_a_time_is_told_in_the_reader_s_zone(browser: Browser, read_only: Served) -> None:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Lisbon")
    page = context.new_page()
    story(page, read_only, PIER)
    expect(page.locator(".facts .local").first).to_have_text("14 May 2026 at 03:45")
    context.close()


def test_a_search_finds_and_narrows(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/search?q=telaga"))
    expect(page.locator("#found")).to_have_text("2 stories")
    expect(page.locator("mark").first).to_have_text("Telaga")
    page.locator(".charts").get_by_role("link", name="Kabar Telaga").click()
    expect(page).to_have_url(read_only.at("/search?q=telaga&publisher=Kabar+Telaga&sort=relevance"))
    page.goto(read_only.at("/search?q=telaga&since=2026-05-15&until=2026-05"))
    expect(page.locator("#found")).to_have_text("1 story")


@pytest.mark.parametrize("asked", ["q=%22torn", "since=yesterday", "q=(((("])
def test_a_search_that_can_t_be_understood_says_why(page: Page, read_only: Served, asked: str) -> None:
    answer = page.request.get(read_only.at(f"/search?{asked}"))
    assert answer.status == 400
    assert 'role="alert"' in answer.text()


def test_people_and_what_they_said(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/people"))
    page.get_by_role("link", name="Sutrisno Hadi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sutrisno Hadi")
    expect(page.locator(".sayings blockquote")).to_have_count(2)
    expect(page.locator(".sayings")).to_contain_text("Perahu tidak bisa bersandar selama tiga bulan")
    page.goto(read_only.at("/people?name=kusuma"))
    expect(page.get_by_role("link", name="Ratna Kusuma")).to_be_visible()


def test_the_timeline(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/timeline?when=2026-05"))
    expect(page.locator(".day")).to_have_count(2)
    page.locator("svg.columns").last.locator("a").first.click()
    expect(page.locator(".day")).to_have_count(1)
    expect(page.locator(".day h2")).to_have_text("14 May 2026")


def test_a_history_shows_what_changed_word_by_word(page: Page, desk: Served, tmp_path: Path) -> None:
    saved = tmp_path / "dermaga.html"
    saved.write_text(PIER_PAGE.replace("empat puluh nelayan", "lima puluh nelayan"), "utf-8")
    kliping("add", saved, "--archive", desk.archive)
    story(page, desk, PIER)
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("table")).to_contain_text("silent")
    expect(page.locator(".wording del")).to_have_text("empat")
    expect(page.locator(".wording ins")).to_have_text("lima")
    page.get_by_role("link", name="1", exact=True).click()
    expect(page.locator(".note")).to_contain_text("This is version 1 of 2.")


@pytest.mark.parametrize("form", ["json", "markdown", "text", "ninjs", "schemaorg", "warc"])
def test_a_story_can_be_saved(page: Page, read_only: Served, form: str) -> None:
    answer = page.request.get(read_only.at(f"/story/1/export/{form}"))
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert (b"Telaga" in answer.body()) or form == "warc"


def test_what_isn_t_there_says_so(page: Page, read_only: Served) -> None:
    for path, status in (("/story/99", 404), ("/story/1?version=7", 404), ("/nowhere", 404), ("/people/999", 404)):
        answer = page.request.get(read_only.at(path))
        assert (answer.status, "Traceback" in answer.text()) == (status, False)


def test_the_desk_speaks_two_languages(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/"))
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", name="Terpopuler")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "id"
    page.goto(read_only.at("/timeline?when=2026-05"))
    expect(page.locator(".day h2").first).to_have_text("15 Mei 2026")


def test_pictures_come_from_the_web_only_when_asked_for(page: Page, read_only: Served) -> None:
    asked: list[str] = []

    def picture(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=b"GIF89a", content_type="image/gif")

    page.context.route(re.compile("^https:"), picture)
    story(page, read_only, PIER)
    assert asked == []
    with page.expect_request(re.compile("^https:")):
        page.get_by_role("button", name="From the web").click()
        page.locator("figure img").scroll_into_view_if_needed()
    assert asked == ["https://gambar.kabartelaga.example/dermaga.jpg"]


def test_a_pick_leads_the_front_page(page: Page, desk: Served) -> None:
    story(page, desk, PIER)
    page.get_by_role("button", name="Pick it").click()
    expect(page.get_by_role("button", name="Take out of the picks")).to_be_visible()
    page.goto(desk.at("/"))
    expect(page.locator(".lead h2").first).to_have_text(PIER)


def test_it_reads_without_script(browser: Browser, read_only: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    story(page, read_only, PIER)
    page.get_by_role("link", name="Why?").click()
    page.locator("details.field summary").first.click()
    expect(page.locator(".claims").first).to_be_visible()
    page.locator(".claims a.where").first.click()
    expect(page.frame_locator("iframe").locator(":target")).to_contain_text(PIER)
    context.close()
