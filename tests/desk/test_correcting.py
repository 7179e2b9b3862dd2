"""A correction's whole way: made at the desk, kept, seen as the winner, applied again, learned from, exported."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
from playwright.sync_api import Browser, Page, expect

from kliping.archive import Archive
from kliping.archive.correcting.make import correct_field
from kliping.reading.labels import Label
from tests.desk.conftest import Served, kliping
from tests.desk.pages import FISH, PIER
from train.gold import table_of
from train.labels import page_labels

HEADLINE = "Dermaga Telaga Wening Dibangun Ulang"
NOTE = "Catatan redaksi: laporan ini disusun dari rapat desa"
FISH_NOTE = "Catatan redaksi: jumlah benih dalam laporan ini"


def why(page: Page, desk: Served, headline: str) -> None:
    page.goto(desk.at("/search?q=" + headline.split()[0]))
    page.get_by_role("link", name=headline).first.click()
    page.get_by_role("link", name="Why?").click()


def call_it_promotion(page: Page, everywhere: bool) -> None:
    """The block that is no part of the story, pointed at in the page as captured."""
    page.frame_locator("iframe").get_by_text(NOTE).click()
    expect(page.locator(".block-panel")).to_contain_text("It is part of the story.")
    page.get_by_label("It is", exact=True).select_option(label="Promotion")
    box = page.get_by_label(re.compile("Also on other pages of this site"))
    expect(box).to_be_checked()  # the layout tells this place from all others
    box.set_checked(everywhere)
    page.locator(".block-panel").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def text_of(archive: Path, headline: str) -> str:
    with Archive(archive) as known:
        (hit,) = known.search(f'headline:"{headline}"').hits
        return known.article(hit.id).text


def test_the_claims_of_a_field_lead_to_their_places(page: Page, read_only: Served) -> None:
    why(page, read_only, HEADLINE)
    expect(page.locator(".legend")).to_contain_text("Headline 1")
    field = page.locator("details.field", has=page.get_by_text("Published", exact=True))
    field.locator("summary").click()
    expect(field.locator(".claims .won")).not_to_have_count(0)
    expect(field.locator(".claims")).to_contain_text("meta")
    frame = page.frame_locator("iframe")
    field.locator("a.where", has_text="article:published_time").click()
    expect(frame.locator(":target")).to_contain_text("2026-05-14")
    page.locator("details.field", has=page.get_by_text("Headline", exact=True)).locator("summary").hover()
    expect(frame.locator(":target")).to_contain_text(HEADLINE)


def test_on_a_phone_a_place_is_brought_into_sight(browser: Browser, read_only: Served) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(read_only.at("/search?q=dermaga"))
    page.get_by_role("link", name=HEADLINE).first.click()
    page.get_by_role("link", name="Why?").click()
    page.locator("details.field summary").first.tap()
    expect(page.locator("iframe")).not_to_be_in_viewport()
    page.locator("details.field[open] a.where").first.tap()
    expect(page.locator("iframe")).to_be_in_viewport()
    context.close()


def test_a_field_is_corrected_and_taken_back(page: Page, desk: Served) -> None:
    why(page, desk, HEADLINE)
    page.locator("details.field", has=page.get_by_text("Headline", exact=True)).locator("summary").click()
    page.get_by_label("What it should be").first.fill("Dermaga Baru bagi Telaga Wening")
    page.locator("details.field[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    won = page.locator("details.field[open] .claims li")
    expect(won.first).to_contain_text("a person")
    expect(won.filter(has_text=HEADLINE).first).to_have_class("lost")
    page.goto(desk.at("/search?q=headline:baru"))
    expect(page.locator("#found")).to_have_text("1 story")
    with Archive(desk.archive, write=True) as archive:
        correct_field(archive, 1, "published", "16 Mei 2026, 08:00 WIB")
        correct_field(archive, 1, "people", "editor: Budi Santoso")
        correct_field(archive, 1, "photos[0].caption", "")
    page.goto(desk.at("/corrections"))
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="Published")).to_contain_text("16 Mei 2026, 08:00 WIB")
    expect(table.get_by_role("row", name="People")).to_contain_text("Ratna Kusuma (Author)Budi Santoso (Editor)")
    expect(table.get_by_role("row", name="Caption 1")).to_contain_text("(nothing)")
    expect(table).to_contain_text("Dermaga Baru bagi Telaga Wening")
    page.get_by_role("button", name="Take back").last.click()
    expect(page.locator(".field-value").first).to_have_text(HEADLINE)


def test_what_can_t_be_read_is_told(page: Page, desk: Served) -> None:
    why(page, desk, HEADLINE)
    page.locator("details.field", has=page.get_by_text("Published", exact=True)).locator("summary").click()
    page.locator("details.field[open]").get_by_label("What it should be").fill("dahulu kala")
    page.locator("details.field[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("2026-05-14 09:45 +07:00")
    # It is told where it was typed, and what was typed is still there.
    typed = page.locator("details.field[open]").get_by_label("What it should be")
    expect(typed).to_have_value("dahulu kala")
    expect(typed).to_be_focused()
    typed.fill("13 Mei 2026, 08:00 WITA")
    page.locator("details.field[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.locator("details.field[open] .field-value")).to_have_text("13 May 2026, 08:00 UTC+8")


def test_a_refusal_is_told_in_the_reader_s_language(page: Page, desk: Served) -> None:
    why(page, desk, HEADLINE)
    page.get_by_role("button", name="Bahasa Indonesia").click()
    page.locator("details.field", has=page.get_by_text("Orang", exact=True)).locator("summary").click()
    page.locator("details.field[open]").get_by_label("Seharusnya").fill("Ratna")
    page.locator("details.field[open]").get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis satu orang per baris")
    page.get_by_role("button", name="English").click()  # the page that the form was on, not the form's answer
    expect(page.get_by_role("heading", level=1)).to_have_text("Why the record is as it is")


def test_what_is_one_of_a_few_words_is_chosen(page: Page, desk: Served) -> None:
    why(page, desk, HEADLINE)
    page.locator("details.field", has=page.get_by_text("Kind", exact=True)).locator("summary").click()
    page.locator("details.field[open]").get_by_label("What it should be").select_option(label="Gallery")
    page.locator("details.field[open]").get_by_role("button", name="Save").click()
    expect(page.locator("details.field[open] .field-value")).to_have_text("Gallery")


def test_a_corrected_block_is_left_out_now_and_when_the_page_is_read_again(
    page: Page, desk: Served, tmp_path: Path
) -> None:
    assert NOTE in text_of(desk.archive, HEADLINE)
    why(page, desk, HEADLINE)
    call_it_promotion(page, everywhere=False)
    expect(page.locator(".corrections")).to_contain_text("Promotion")
    assert NOTE not in text_of(desk.archive, HEADLINE)
    # The same page again changes nothing, and a changed one is read with the correction.
    saved = tmp_path / "dermaga.html"
    saved.write_text(PIER, "utf-8")
    assert kliping("add", saved, "--archive", desk.archive).startswith("unchanged")
    saved.write_text(PIER.replace("empat puluh nelayan", "lima puluh nelayan"), "utf-8")
    assert kliping("add", saved, "--archive", desk.archive).startswith("changed")
    assert NOTE not in text_of(desk.archive, HEADLINE)
    assert "lima puluh nelayan" in text_of(desk.archive, HEADLINE)
    page.get_by_role("button", name="Take back").click()
    assert NOTE in text_of(desk.archive, HEADLINE)


def test_one_paragraph_of_many_alone_is_meant(page: Page, desk: Served) -> None:
    why(page, desk, HEADLINE)
    page.frame_locator("iframe").get_by_text("Sebanyak empat puluh nelayan").click()
    expect(page.get_by_label(re.compile(r"Also on other pages .* \([2-9] on this page"))).not_to_be_checked()
    page.get_by_label("It is", exact=True).select_option(label="Promotion")
    page.locator(".block-panel").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    text = text_of(desk.archive, HEADLINE)
    assert ("empat puluh nelayan" in text, "dua ratus juta rupiah" in text) == (False, True)


def test_a_later_page_of_the_same_layout_profits(page: Page, desk: Served, tmp_path: Path) -> None:
    held_out = tmp_path / "ikan.html"
    held_out.write_text(FISH, "utf-8")
    kliping("add", held_out, "--archive", tmp_path / "without.kliping")
    assert FISH_NOTE in text_of(tmp_path / "without.kliping", "Ikan Nila")
    why(page, desk, HEADLINE)
    call_it_promotion(page, everywhere=True)
    kliping("add", held_out, "--archive", desk.archive)
    assert FISH_NOTE not in text_of(desk.archive, "Ikan Nila")
    assert "Sepuluh ribu benih" in text_of(desk.archive, "Ikan Nila")
    why(page, desk, "Ikan Nila")
    block = page.frame_locator("iframe").get_by_text(FISH_NOTE)
    expect(block).to_have_class(re.compile("label-promo corrected"))


def test_corrections_are_gold(page: Page, desk: Served, tmp_path: Path) -> None:
    why(page, desk, HEADLINE)
    call_it_promotion(page, everywhere=True)
    assert "text → promo on all of kabartelaga.example" in kliping("corrections", "--archive", desk.archive)
    out = tmp_path / "gold.parquet"
    assert kliping("corrections", "export", out, "--archive", desk.archive) == "1 pages written\n"
    (row,) = pq.read_table(out).to_pylist()
    assert (row["set"], row["grade"], row["html"]) == ("corrections", "human", PIER.encode())
    table = table_of(row)
    assert table
    learned = page_labels(table, row["set"], row["page_type"], json.loads(row["gold"]))
    (block,) = (at for at, text in enumerate(table.text) if text.startswith(NOTE))
    assert (learned.part[block], learned.body[block]) == (Label.PROMO, 0.0)
    kliping("corrections", "export", tmp_path / "gold.jsonl", "--archive", desk.archive)
    (line,) = (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["html"] == PIER
