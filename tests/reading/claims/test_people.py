"""Who made the story: visible bylines beside metadata."""

from __future__ import annotations

import pytest

from kliping.reading.label_markup import label_markup
from kliping.reading.read import read

PROSE = "<p>The old footbridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 3


def who(above: str = "", below: str = "", head: str = "") -> list[tuple[str, str]]:
    title = "<h1>Footbridge reopens at last</h1>"
    page = f"<html lang=en><head>{head}</head><body><article>{title}{above}{PROSE}{below}</article></body></html>"
    return [
        (person.name, person.role) for person in read(page, url="https://weir.example/a", labeler=label_markup).people
    ]


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def ld(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{author}}}</script>'


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("<div class=byline>By Ana Weir<br>Staff Writer</div>", ["Ana Weir"]),
        ("<div class=byline><span>Ana Weir</span><span>Ben Ferry</span></div>", ["Ana Weir", "Ben Ferry"]),
        ("<div class=byline><span>Ana Weir</span><span>Ana Weir</span></div>", ["Ana Weir"]),
        ("<div class=date>4 May 2024 | Ana Weir | 3 min</div>", ["Ana Weir"]),
        ("<div class=info>4.5.2024 | By Ana Weir</div>", ["Ana Weir"]),
        ("<div class=author><a href=/t>Twitter</a></div>", []),
        ("<div class=byline>By <b>Ana Weir</b>, in Port Orrin</div>", ["Ana Weir"]),
    ],
)
def test_authors_in_the_head(above: str, wanted: list[str]) -> None:
    assert [name for name, _role in who(above)] == wanted


def test_the_visible_role_wins() -> None:
    assert who(below="<p>Editor: Ana Weir</p>", head=meta("author", "Ana Weir")) == [("Ana Weir", "editor")]


def test_a_line_at_the_end_names_everybody() -> None:
    below = "<p>Reporting by Ana Weir and Ben Ferry; Editing by Cleo Lock</p>"
    found = dict(who(below=below))
    assert set(found) == {"Ana Weir", "Ben Ferry", "Cleo Lock"}
    assert found["Cleo Lock"] == "editor"


@pytest.mark.parametrize(
    "below",
    [
        "<article><h2>Second story</h2><div class=byline>By Ben Ferry</div></article>",
        "<aside><div class=author>Ben Ferry</div></aside>",
    ],
)
def test_writers_of_other_stories_are_nobody_here(below: str) -> None:
    assert who("<div class=byline>By Ana Weir</div>", below) == [("Ana Weir", "author")]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (meta("citation_author", "Weir, Ana") + meta("citation_author", "Ferry, Ben"), ["Ana Weir", "Ben Ferry"]),
        (meta("article:author", "https://social.example/weir"), []),
        (ld('[{"@type":"Person","givenName":"Ana","familyName":"Weir"}]'), ["Ana Weir"]),
        (ld('{"@type":"Organization","name":"Weir Media"}'), []),
        (ld('{"@type":"Organization","name":"Reuters"}'), ["Reuters"]),
        (ld('"Ana Weir, Ben Ferry"'), ["Ana Weir", "Ben Ferry"]),
    ],
)
def test_metadata(head: str, wanted: list[str]) -> None:
    assert [name for name, _role in who(head=head)] == wanted


def test_a_page_of_one_paragraph_is_read() -> None:
    assert (
        read(
            "<p>The old footbridge reopened on Monday after four months of work, at last.</p>", labeler=label_markup
        ).people
        == ()
    )


def test_an_author_may_be_a_reference_to_another_node() -> None:
    graph = '{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ana Weir"}]}'
    assert who(head=f'<script type="application/ld+json">{graph}</script>') == [("Ana Weir", "author")]


def test_metadata_that_readers_see_confirmed_is_not_added_to() -> None:
    above = "<div class=byline>Ana Weir</div><div class=author>Grand Opening</div>"
    assert who(above, head=meta("author", "Ana Weir")) == [("Ana Weir", "author")]


SEEN = "<div class=byline>By Ana Weir</div>"


def test_houses_and_handles_beside_a_writer_whom_readers_see() -> None:
    head = (
        meta("author", "Weir Media Holding")
        + meta("dc.creator", "ana_weir")
        + ld('[{"@type":"Person","name":"Ana Weir"}]')
    )
    assert who(SEEN, head=head) == [("Ana Weir", "author")]


def test_a_teasers_writer_below_the_head() -> None:
    teaser = "<div class=teaser><a href=/b>Ferry rests</a><span>By Ben Ferry</span></div>"
    assert who(SEEN, below=teaser, head=meta("author", "Ana Weir")) == [("Ana Weir", "author")]


@pytest.mark.parametrize(
    "below",
    ["<p style='text-align:right'><strong>Ana Weir</strong></p>", "<p><em>Ana Weir</em></p>", "<p>Ana Weir</p>"],
)
def test_a_name_alone_below_the_story_signs_it(below: str) -> None:
    long = "<p>The ferry company thanked its passengers and gave the boat to the harbour museum of the town.</p>" * 4
    assert who(below=long + below) == [("Ana Weir", "author")]
    assert who(SEEN.replace("Ana Weir", "Ben Ferry"), below=long + below) == [("Ben Ferry", "author")]


def test_words_of_the_story_sign_nothing() -> None:
    long = "<p>The ferry company gave some further information to the harbour museum of the old town.</p>" * 6
    assert who(below=long + "<p><b>Further Information</b></p>") == []


def test_who_is_named_in_a_figure_took_the_picture() -> None:
    figure = "<figure><img src=a.jpg><figcaption>Bridge <span itemprop=author>Cleo Lock</span></figcaption></figure>"
    page = (
        "<html lang=en><body><article itemscope itemtype=https://schema.org/NewsArticle><h1>Footbridge reopens</h1>"
        f"<p>By <span itemprop=author>Ana Weir</span></p>{figure}{PROSE}</article></body></html>"
    )
    assert [p.name for p in read(page, labeler=label_markup).people if p.role == "author"] == ["Ana Weir"]


def test_a_catalogue_name_of_a_person_is_one_person() -> None:
    assert who(head=ld('{"@type":"Person","name":"Weir, Ana"}')) == [("Ana Weir", "author")]
    assert who(head=ld('{"@type":"Person","name":"Ana O&#039;Weir"}')) == [("Ana O'Weir", "author")]


def test_a_place_behind_a_small_word_is_nobody() -> None:
    assert who("<div class=byline>Av <span>Ana Weir</span> <span>i Paris</span></div>") == [("Ana Weir", "author")]


ITALIAN = (
    "<html lang=it><body><h1>Il ponte riapre</h1><div class=byline>%s</div><p>Il ponte sul fiume è stato riaperto "
    "lunedì mattina dopo quattro mesi di lavori, e il traghetto ha fatto l'ultima corsa.</p></body></html>"
)


@pytest.mark.parametrize(
    ("line", "name"), [("di Chiara Bellomi", "Chiara Bellomi"), ("Luigi di Campo", "Luigi di Campo")]
)
def test_a_small_word_announces_a_full_name_in_its_language(line: str, name: str) -> None:
    assert [person.name for person in read(ITALIAN % line, labeler=label_markup).people] == [name]
