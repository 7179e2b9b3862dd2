"""The doctests of the bench are run from here: its folder is no test path."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["gold", "score", "result", "speed", "intervals"])
def test_doctests(name: str) -> None:
    if name == "intervals":
        pytest.importorskip("numpy")
    run = doctest.testmod(import_module(f"bench.{name}"))
    assert run.attempted
    assert not run.failed
