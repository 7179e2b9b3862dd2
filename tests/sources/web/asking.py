"""Short ways to say what a test expects of an answer."""

from __future__ import annotations

from kliping.sources.capture import Capture, Failure, Found


def page(found: Found) -> Capture:
    """The capture, which must be one."""
    assert isinstance(found, Capture), found
    return found


def code(found: Found) -> str:
    """The failure's code; its sentence must be one."""
    assert isinstance(found, Failure), found
    sentence = str(found.error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return found.error.code
