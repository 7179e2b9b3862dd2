"""Draws the pictures of the docs from what the program really shows: `python docs/pictures.py`."""

from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from kliping import read
from kliping.export.table import to_table

DOCS = Path(__file__).parent
PAGE = DOCS.parent / "examples" / "northgate.html"

shown = Text.from_ansi(to_table(read(PAGE.read_bytes()), why=True, width=108, colour=True))
console = Console(record=True, width=108, file=StringIO())
console.print(shown)
(DOCS / "record.svg").write_text(console.export_svg(title="kliping read northgate.html --why"), "utf-8")
