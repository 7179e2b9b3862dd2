"""The JSON Schema of the record, for programs that read our records without our code."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def article_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Article.to_dict`, as a fresh dict.

    >>> article_schema()["title"]
    'Article'
    """
    schema: dict[str, Any] = json.loads((files(__package__) / "article.schema.json").read_text("utf-8"))
    return schema
