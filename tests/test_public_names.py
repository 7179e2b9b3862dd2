"""The public names hold, and `import kliping` stays cheap."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.metadata import version

import pytest

import kliping

NAMES = [
    *("Article", "Claim", "Embed", "KlipingError", "Link", "Moment", "Page", "Paragraph", "Person", "Photo", "Problem"),
    *("Quote", "Rail", "__version__", "read"),
]


def test_the_public_names() -> None:
    assert kliping.__all__ == NAMES
    assert dir(kliping) == NAMES
    assert all(getattr(kliping, name) is not None for name in NAMES)


def test_the_version_is_the_installed_one() -> None:
    assert kliping.__version__ == version("kliping")


def test_read_is_the_function_though_a_module_bears_its_name() -> None:
    assert kliping.read is import_module("kliping.reading.read").read
    assert callable(kliping.read)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        _ = kliping.raed  # type: ignore[attr-defined]


@pytest.mark.parametrize("statement", ["import kliping", "from kliping import Article; Article().to_dict()"])
def test_records_cost_no_parser_and_no_terminal(statement: str) -> None:
    dear = "selectolax resiliparse rich typer click numpy importlib.metadata"
    code = f"{statement}; import sys; print(*[name for name in '{dear}'.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
