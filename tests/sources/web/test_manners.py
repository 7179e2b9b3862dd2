"""What a user chooses is taken, or refused in a sentence."""

from __future__ import annotations

import pytest

from kliping.errors import SourceError
from kliping.sources.web.manners import Manners, user_agent


@pytest.mark.parametrize("contact", ["desk@paper.example", "https://paper.example/about?x=1#us", None])
def test_who_asks(contact: str | None) -> None:
    name, _, rest = user_agent(contact).partition(" ")
    assert name.startswith("kliping/")
    assert rest == (f"(+{contact})" if contact else "")


@pytest.mark.parametrize("contact", ["", "a b", "a\r\nX: y", "réd@paper.example", "(desk)", "x" * 201])
def test_a_contact_that_is_none(contact: str) -> None:
    with pytest.raises(SourceError) as caught:
        user_agent(contact)
    assert caught.value.code == "bad_contact"


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan")])
def test_a_rate_that_is_none(rate: float) -> None:
    with pytest.raises(SourceError) as caught:
        Manners(rate=rate)
    assert caught.value.code == "bad_rate"
