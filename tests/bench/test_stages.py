"""Whose time is counted under which step."""

from itertools import count

import pytest

import kliping
from bench.stages import REST, Clock, measure, wrapped
from kliping.reading import read, walk
from kliping.records import Page

PAGE = Page(
    b"<html lang=en><title>Ferry halted</title><h1>Ferry halted</h1><p>By Ani Lestari</p><time>12 May 2025</time>"
    b"<p>The ferry to Kayuara was halted on Monday after a storm.</p>"
    b"<p>\xe2\x80\x9cWe wait for calmer seas,\xe2\x80\x9d said harbour master Budi Hartono.</p>"
    b"<p>Read also: <a href=/2>Storm season begins</a></p><img src=a.jpg></html>",
    "https://kabar.example/1",
)


def test_what_a_step_asks_of_another_is_the_others() -> None:
    clock = Clock(count().__next__)
    inner = clock.timed("inner", lambda: None)
    clock.timed("outer", lambda: [inner(), inner()])()
    assert clock.lap() == {REST: 2, "outer": 3, "inner": 2}
    assert clock.lap() == {REST: 1}


def test_a_step_that_raises_has_ended() -> None:
    clock = Clock(count().__next__)
    with pytest.raises(ValueError, match="none"):
        clock.timed("step", int)("none")
    assert clock.lap() == {REST: 2, "step": 1}


def test_every_step_of_a_page_is_counted() -> None:
    [spent] = measure([PAGE], rounds=1)
    steps = "decode guard parse walk features labels paragraphs quotes settle".split()
    claims = "dates description embeds headline kicker kind language links people photos publisher rights source tags"
    missing = {*steps, *(f"claims: {family}" for family in claims.split())} - set(spent)
    assert not missing


def test_the_record_is_the_same_and_the_steps_are_put_back() -> None:
    record = kliping.read(PAGE)
    assert record.headline == "Ferry halted"
    with wrapped(Clock()) as counted:
        assert vars(read)["walk"] is not walk.walk
        assert counted(PAGE) == record
    assert vars(read)["walk"] is walk.walk
