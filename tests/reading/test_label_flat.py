"""Flattened text: which lines are the story and its title, between menus, teasers and what readers wrote."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kliping.reading.label_flat import label_flat
from kliping.reading.labels import BODY, Label
from kliping.reading.plain import plain
from kliping.reading.read import read

MENU = ["Home", "News", "Sport", "Weather", "Business", "Subscribe", "Log in", "Search the site"]
STORY = [
    "The ferry that links the two halves of Weirbridge stopped sailing on Monday after its engine caught fire.",
    "Nobody was hurt, but some 300 commuters had to walk the four miles round by the old stone bridge.",
    "“We heard a bang and then there was smoke everywhere,” said Ola Berg, who takes the boat to work each morning.",
    "The harbour office said that a second boat would be hired from a neighbouring town by the end of the week.",
    "Repairs will take at least a month, and the council has yet to say who is going to pay for them.",
]
RAIL = [
    "Most read",
    "Market traders fear for their stalls as the river rises again after a wet autumn",
    "The baker who has opened at four every morning for half a century retires. She will be missed, neighbours say.",
    "Five walks to take before the leaves are gone",
]
FOOT = ["Contact us", "Privacy", "Terms of use", "© 2026 The Weir Gazette"]
PAGE = [
    *MENU,
    "Ferry stops after engine fire",
    "4 May 2026",
    *STORY,
    *RAIL,
    *FOOT,
]


def labelled(lines: list[str]) -> list[tuple[str, Label]]:
    table = plain("\n".join(lines))
    return list(zip(table.text, label_flat(table), strict=True))


def test_the_story_is_told_from_menus_teasers_and_the_pages_foot() -> None:
    found = labelled(PAGE)
    assert [text for text, label in found if label in BODY] == STORY
    assert [text for text, label in found if label is Label.HEADLINE] == ["Ferry stops after engine fire"]


def test_a_title_that_stands_twice_is_no_paragraph() -> None:
    lines = [*MENU, "Home » News » Ferry stops after engine fire", *PAGE[len(MENU) : len(MENU) + 1] * 2, *STORY]
    article = read("\n".join(lines))
    assert article.headline == "Ferry stops after engine fire"
    assert article.text == "\n\n".join(STORY)


def test_what_readers_wrote_is_no_story() -> None:
    comments = ["Comments (2)", "harborcat_7", "I was on that boat. It was frightening, and nobody told us anything."]
    assert [text for text, label in labelled([*PAGE[: -len(RAIL + FOOT)], *comments]) if label in BODY] == STORY


def test_a_list_without_sentences_is_no_story() -> None:
    for lines in (
        [str(i) for i in range(60)],
        [f"Team {i} 0 - 1 Team {i + 1}" for i in range(20)],
        ["404", "Not found"],
    ):
        assert not {label for _text, label in labelled(lines)} & BODY


def test_a_long_text_of_prose_is_kept_whole() -> None:
    said = "the council met in the old hall by the harbour and spoke about the bridge, its cost and its height."
    lines = ["Council minutes", *(f"On day {i} {said}" for i in range(800))]
    assert sum(label in BODY for _text, label in labelled(lines)) == 800


def test_a_story_may_speak_of_copyright_and_have_hashtags_inside() -> None:
    found = labelled(
        [*PAGE[:10], STORY[0], "The painter said her copyright had been violated.", "#bridge", *STORY[1:3]]
    )
    assert [text for text, label in found if label in BODY] == [
        STORY[0], "The painter said her copyright had been violated.", *STORY[1:3]
    ]  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=30))
@settings(max_examples=100, deadline=None)
def test_every_line_has_a_label(lines: list[str]) -> None:
    table = plain("\n".join(lines))
    assert len(label_flat(table)) == len(table)
