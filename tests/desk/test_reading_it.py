"""The desk for everybody: by keys alone, on a phone, in the dark, and by the rules of WCAG."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from kliping.archive.file import _SENTENCES
from kliping.desk.texts import Texts, languages, table
from tests.desk.conftest import Served, kliping

VIEWS = (
    *("/", "/story/1", "/story/1/why", "/story/1/why?block=8", "/story/1/history", "/search"),
    *("/search?q=telaga&section=Ekonomi", "/timeline", "/people", "/people/1", "/add", "/corrections", "/story/99"),
)  # fmt: skip
SOURCE = Path(__file__).parents[2] / "src" / "kliping"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_breaks_no_rule_of_wcag(browser: Browser, read_only: Served, view: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(read_only.at(view))
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    page.evaluate(AXE)
    found = page.evaluate(RUN)
    context.close()
    told = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_captured_page_is_legible(browser: Browser, read_only: Served, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(read_only.at("/story/2/captured/1"))
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {runOnly: ['color-contrast']})")
    context.close()
    assert [node["html"] for rule in found["violations"] for node in rule["nodes"]] == []
    assert found["passes"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_hangs_over_on_a_phone(
    browser: Browser, read_only: Served, view: str, width: int, language: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, locale=language)
    page = context.new_page()
    page.goto(read_only.at(view))
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


WORD = "Perahudermagatelaga" * 12
LONG = f"""<html lang="id"><head><title>{WORD}</title><meta property="og:site_name" content="{WORD}">
<meta name="author" content="{WORD} {WORD}"><meta property="article:section" content="{WORD}"><meta name="keywords"
content="{WORD}"></head><body><article><h1>{WORD}</h1><p class="byline">Penulis: Ratna {WORD}</p><p>Perahu {WORD} sudah
kembali ke dermaga pada Senin pagi setelah berlayar tiga hari tiga malam di telaga.</p><p>“Kami {WORD},” kata Budi
{WORD}, Senin.</p><p>Warga menunggu di dermaga sampai perahu terakhir bersandar pada sore hari itu.</p></article></body>
</html>"""


def test_a_word_without_end_hangs_over_nowhere(browser: Browser, desk: Served, tmp_path: Path) -> None:
    saved = tmp_path / "panjang.html"
    saved.write_text(LONG, "utf-8")
    kliping("add", saved, "--archive", desk.archive)
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    for view in ("/", "/search?q=perahu", "/timeline", "/people?name=perahu", "STORY", "STORY/why", "STORY/history"):
        page.goto(desk.at(view.replace("STORY", "/story/4")))
        page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
        expect(page.locator("main")).to_contain_text("Perahudermaga", timeout=5_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, view
    context.close()


def test_keys_alone_do(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("j")
    first = page.locator("[data-item]").first
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(first).not_to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    assert first.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    name = first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.wait_for_load_state()  # keys are heard once the page's script has run
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("beras")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_have_text("1 story")
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".story-body")).to_be_visible()


def test_keys_are_letters_while_one_types(page: Page, read_only: Served) -> None:
    page.goto(read_only.at("/search"))
    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("jk/")
    expect(page.locator("#query")).to_have_value("jk/")


def said_by(path: Path, *names: str) -> Iterator[str]:
    """The sentences that calls of these names are given in a file, with "7" for values."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
            said = node.args[-1]
            if isinstance(said, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in said.values)
            elif isinstance(said, ast.Constant):
                yield str(said.value)


_SAID = (
    *("archive/search/query.py", "archive/search/find.py", "archive/correcting/fields.py"),
    *("archive/correcting/make.py", "desk/views/search.py", "desk/views/correct.py"),
    *("reading/continuation.py", "reading/read.py", "reading/decode.py"),
)


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
@pytest.mark.parametrize("path", _SAID)
def test_what_other_parts_say_is_said_in_the_reader_s_language(path: str, language: str) -> None:
    names = ("QueryError", "RecordError", "Problem", "_unread")
    said = [each for each in said_by(SOURCE / path, *names) if " " in each]
    assert said
    assert [each for each in said if Texts(language).sentence(each) == each] == []


@pytest.mark.parametrize("language", languages())
def test_every_fault_of_the_archive_has_its_words(language: str) -> None:
    files = [*(SOURCE / "archive").rglob("*.py")]
    codes = {code for path in files for code in re.findall(r'ArchiveError\(\s*"(\w+)"', path.read_text("utf-8"))}
    codes |= {code for code, _ in _SENTENCES.values()}
    assert codes > {"busy", "damaged", "no_story", "missing"}
    assert [code for code in codes if f"error_{code}" not in table(language)] == []


@pytest.mark.parametrize("language", languages())
def test_every_text_of_a_language_has_its_values(language: str) -> None:
    from string import Formatter

    first = table("en")
    own = table(language)
    assert set(own) <= {*first, *(key for key in own if key.endswith("_one"))}
    for key, text in own.items():
        names = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert names <= {
            name for _, name, _, _ in Formatter().parse(first.get(key.removesuffix("_one"), text)) if name
        }, key
        assert not text.endswith(" ")
