"""Answers are kept for texts of everyday length only."""

from __future__ import annotations

import gc
import weakref

from kliping.reading.remembered import remembered


class Answer:
    """Something whose end can be seen."""


def test_answers_for_long_texts_are_not_kept() -> None:
    @remembered(8)
    def answer(text: str) -> Answer:
        return Answer()

    short, long = weakref.ref(answer("a")), weakref.ref(answer("a" * 10_000))
    gc.collect()
    assert short() is not None
    assert answer("a") is short()
    assert long() is None


def test_none_and_further_arguments_count() -> None:
    calls = []

    @remembered(8)
    def answer(text: str | None, language: str | None = None) -> str:
        calls.append((text, language))
        return f"{text} {language}"

    assert [answer(None), answer(None), answer("a", "de"), answer("a", "en"), answer("a", language="de")] == [
        *["None None"] * 2,
        *["a de", "a en", "a de"],
    ]
    assert calls[:3] == [(None, None), ("a", "de"), ("a", "en")]
