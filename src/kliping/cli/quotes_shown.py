"""How the quotations of a story are shown: a JSON object a line, or a list beneath the headline."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Callable

from kliping.export.quotes import quotes_json, quotes_text
from kliping.export.table import WIDEST
from kliping.records import Article


def shows(options: Namespace) -> dict[str, Callable[[str, Article], str]]:
    """Each format with the function from a page's name and record to the text."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return {
        "json": lambda _name, article: quotes_json(article, options.speaker),
        "table": lambda _name, article: quotes_text(article, options.speaker, width),
    }
