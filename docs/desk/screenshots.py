"""Takes the pictures of desk.md from a real desk over the example pages: `make screenshots`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
KLIPING = str(Path(sys.executable).with_name("kliping"))
LEAD = "Ferry crews end nine-day strike"

SHOTS = (
    ("front", "/", 1100, 800, "light"),
    ("story", f"/search?q={LEAD.split()[0].lower()}", 1100, 800, "light"),
    ("why", "", 1100, 800, "light"),
    ("why-dark", "", 1100, 800, "dark"),
    ("search", "/search?q=pasar+OR+ferry+OR+warga+OR+bridge", 1100, 600, "light"),
    ("phone", "/", 390, 700, "dark"),
)
"""Name, address, width, height, colours."""


def main() -> None:
    """Fill an archive, open a desk, take the pictures."""
    browser_path = next(path for name in ("chromium", "google-chrome") if (path := shutil.which(name)))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive = f"{folder}/clippings.kliping"
        pages = sorted(str(path) for path in EXAMPLES.iterdir() if path.suffix in (".html", ".txt"))
        pages = [path for path in pages if "kitahama" not in path and "almarsa" not in path]  # in want of their letters
        subprocess.run([KLIPING, "add", *pages, "--archive", archive], check=True, stdout=subprocess.DEVNULL)
        for story in ("1", "2"):
            subprocess.run(
                [KLIPING, "show", story, "--pin", "--archive", archive], check=True, stdout=subprocess.DEVNULL
            )
        command = [KLIPING, "desk", "--archive", archive, "--port", "0"]
        desk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert desk.stdout
            found = re.search(r"http://[^/\s]+", desk.stdout.readline())
            assert found
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            _take(browser, found[0])
            browser.close()
        finally:
            desk.send_signal(2)
            desk.wait(30)


def _take(browser: Browser, url: str) -> None:
    for name, path, width, height, scheme in SHOTS:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB", timezone_id="Asia/Jakarta")  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(url + (path or f"/search?q={LEAD.split()[0].lower()}"))
        if name in ("story", "why", "why-dark"):
            page.get_by_role("link", name=LEAD).first.click()
        if name.startswith("why"):
            page.get_by_role("link", name="Why?").click()
            page.frame_locator("iframe").get_by_text("Everything you need before nine").click()
            page.wait_for_load_state()
            page.locator("details.field summary").first.click()
        page.wait_for_timeout(400)
        page.screenshot(path=HERE / f"{name}.png")
        context.close()


if __name__ == "__main__":
    main()
