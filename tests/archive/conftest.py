"""An archive of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kliping.archive import Archive


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clippings.kliping"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive(path, create=True) as made:
        yield made
