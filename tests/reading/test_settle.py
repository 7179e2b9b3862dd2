"""Claims to values."""

from kliping.reading.settle import settle, several
from kliping.reading.sheet import Said


def test_the_better_source_wins_and_the_loser_is_kept() -> None:
    value, claims = settle("headline", [Said("Share card", "meta", "og:title"), Said("As printed", "heading", "h1")])
    assert value == "As printed"
    assert [claim.value for claim in claims] == ["As printed", "Share card"]


def test_two_that_agree_outweigh_a_better_one() -> None:
    said = [Said("A", "text", "p", 0.8), Said("B", "json-ld", "j"), Said("b!", "meta", "m")]
    value, claims = settle("tags", said)
    assert value == "b!"
    assert [claim.value for claim in claims] == ["b!", "B", "A"]


def test_one_source_repeating_itself_is_one_witness() -> None:
    said = [Said("Right", "heading", "h1")] + [Said("Wrong", "meta", f"meta{i}") for i in range(9)]
    assert settle("headline", said)[0] == "Right"


def test_nothing_said_is_nothing() -> None:
    assert settle("headline", []) == (None, ())
    assert settle("headline", [Said(None, "heading", "h1")]) == (None, ())


def test_several_keeps_order_and_joins_what_is_the_same() -> None:
    groups = several("tags", [Said("Banjir", "text", "a"), Said("Jakarta", "text", "b"), Said("banjir", "meta", "m")])
    assert [(value, len(claims)) for value, claims, _sure in groups] == [("Banjir", 2), ("Jakarta", 1)]
