"""The table shows a person the record and why it is so, and obeys nothing that stands on a page."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest
from hypothesis import given
from rich.cells import cell_len

from kliping import Article, Claim, Link, Moment, Paragraph, Person, Photo, Problem, Rail
from kliping.export.table import to_table
from kliping.export.why import Reasons
from tests.strategies import articles, unsafe_text

AT = datetime.fromisoformat("2024-03-05T08:30:00+07:00")
STORY = Article(
    url="https://warta.example/panen",
    kind="article",
    headline="Panen raya di Karangsari",
    published=Moment(date(2024, 3, 5), AT, zone_from="stated", precision="minute", raw="5 Maret 2024, 08:30 WIB"),
    people=(Person("Sri Lestari", "author"), Person("Agus Wiro", "author"), Person("Dewi Ayu", "editor")),
    source="Kantor Berita Samudra",
    photos=(Photo("https://cdn.example/1.jpg", "Petani memanen padi.", "Bima Sena", "ANTARA"),),
    paragraphs=tuple(Paragraph(f"Kalimat ke-{n}.", where=f"p:nth-child({n})") for n in range(1, 6)),
    links=(Link(None, "Harga beras naik", "read_also"), Link("https://warta.example/panen?page=2", "2", "next_page")),
    rails=(Rail("Terpopuler", "popular", (Link(None, "Banjir surut", "popular"),)), Rail("Terkini", "latest")),
    tags=("panen", "beras"),
    language="id",
    evidence={
        "headline": (
            Claim("Panen raya di Karangsari", "heading", "article > h1", 0.9),
            Claim("PANEN RAYA DI KARANGSARI!", "meta", "og:title", 0.6),
            Claim("Panen! Warga senang", "title", "head > title", 0.5),
        ),
        "published": (
            Claim({"day": "2024-03-05", "at": AT.isoformat()}, "time", "article > time", 0.8),
            Claim({"day": "2024-03-04", "at": None, "local_time": None}, "url", "/2024/03/04/", 0.4),
        ),
        "people[0]": (Claim({"name": "Sri Lestari", "role": "author"}, "text", "div.byline", 0.8),),
        "tags[1]": (Claim("beras", "meta", "keywords", 0.7),),
        "photos[0].agency": (Claim("ANTARA", "text", "figcaption", 0.8),),
        "dateline": (Claim("KARANGSARI", "text", "p:nth-child(1)", 0.2),),
        "links[7]": (Claim("x", "text", "a", 0.2),),
    },
    problems=(Problem("continuation", "Page 1 of the story is not in hand."),),
)


def lines(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.splitlines()]


def test_the_record_is_there() -> None:
    told = lines(to_table(STORY))
    for line in [
        "Panen raya di Karangsari",
        "published 2024-03-05 08:30 +07:00 “5 Maret 2024, 08:30 WIB”",
        "author Sri Lestari",
        "Agus Wiro",
        "editor Dewi Ayu",
        "source Kantor Berita Samudra",
        "kind article",
        "language id",
        "tags panen · beras",
        "photo 1 Petani memanen padi.",
        "photographer Bima Sena agency ANTARA",
        "read also Harga beras naik",
        "popular Terpopuler 1 link",
        "Banjir surut",
        "latest Terkini no links left",
        "text 5 paragraphs, 73 characters",
        "Kalimat ke-3.",
        "and 2 more paragraphs",
        "problem continuation Page 1 of the story is not in hand.",
    ]:
        assert line in told
    assert "Kalimat ke-4." not in told


def test_why_names_who_said_it_and_where_and_what_the_losers_said() -> None:
    told = lines(to_table(STORY, why=True))
    headline = told.index("Panen raya di Karangsari")
    assert told[headline + 1 : headline + 4] == [
        "✓ 90% heading article > h1",
        "✓ 60% meta og:title",
        "✗ 50% title head > title says Panen! Warga senang",
    ]
    assert "✗ 40% url /2024/03/04/ says 2024-03-04" in told
    assert told[told.index("author Sri Lestari") + 1] == "✓ 80% text div.byline"
    assert told[told.index("tags panen · beras") + 1] == "✓ 70% meta beras: keywords"
    assert "✓ 80% text agency: figcaption" in told
    assert told[told.index("Kalimat ke-2.") + 1] == "✓ p:nth-child(2)"
    dateline = told.index("dateline (no value)")
    assert told[dateline + 1 :] == ["✗ 20% text p:nth-child(1) says KARANGSARI", "1 claim on what isn't shown"]


def test_nobody_is_told_why_unasked() -> None:
    assert not re.search("[✓✗]", to_table(STORY))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment(date(2024, 3, 5)), "2024-03-05"),
        (Moment(date(2024, 3, 5), local_time=time(8, 30), precision="minute"), "2024-03-05 08:30, zone unknown"),
        (
            Moment(date(2024, 3, 5), AT, zone_from="site", precision="second"),
            "2024-03-05 08:30:00 +07:00 zone from the site",
        ),
    ],
)
def test_a_time_is_no_more_precise_than_it_was_stated(moment: Moment, words: str) -> None:
    assert f"published {words}" in lines(to_table(Article(published=moment)))


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = Article(
        headline="kata " * 100, url="https://warta.example/" + "x" * 300, paragraphs=(Paragraph("見" * 300),)
    )
    assert max(map(cell_len, to_table(long, width=width).splitlines())) <= min(width, 120)


@given(articles)
def test_every_article_has_a_table(article: Article) -> None:
    assert to_table(article, why=True).encode()


@given(unsafe_text)
def test_pages_command_no_terminal(text: str) -> None:
    claims = (Claim("", text, text, 0.5), Claim({"name": text}, text, text, 0.5), Claim([text], "", "", 0.1))
    article = Article(
        headline=text,
        people=(Person(text, text),),
        rails=(Rail(text, text, (Link(text, text, text),)),),
        photos=(Photo(text, text, text, text, text),),
        paragraphs=(Paragraph(text, text, 1, text),),
        published=Moment(date(2024, 3, 5), raw=text),
        evidence={"headline": claims, text: claims, f"people[0].{text}": claims},
        problems=(Problem(text, text),),
    )
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", to_table(article, True)
    )


def test_markup_of_rich_and_emoji_codes_are_words() -> None:
    assert "[bold]Harga[/] [link=x]naik :smile:" in to_table(Article(headline="[bold]Harga[/] [link=x]naik :smile:"))


def test_colours_come_only_when_asked_for() -> None:
    assert "\x1b" not in to_table(STORY, why=True)
    assert "\x1b[1mPanen raya" in to_table(STORY, colour=True)


def test_what_is_long_is_cut_without_reading_it_all() -> None:
    table = to_table(Article(headline="kata " * 1_000_000, paragraphs=(Paragraph("x" * 1_000_000),)), why=True)
    assert len(table) < 3000


def test_many_claims_are_counted_and_not_all_shown() -> None:
    evidence = {f"tags[{n}]": (Claim(f"t{n}", "text", f"li:nth-of-type({n})", 0.7),) for n in range(50)}
    told = lines(to_table(Article(tags=tuple(f"t{n}" for n in range(50)), evidence=evidence), why=True))
    assert len([line for line in told if line.startswith("✓")]) == 12
    assert "and 38 more" in told
    assert "✓ 70% text t7: li[7]" in told


def test_parts_that_one_place_gives_are_told_together() -> None:
    told = {part: (Claim(part, "figure", "figcaption", 0.9),) for part in ("caption", "agency")}
    article = Article(photos=(Photo(),), evidence={f"photos[0].{part}": claims for part, claims in told.items()})
    assert "✓ 90% figure caption, agency: figcaption" in lines(to_table(article, why=True))


def test_many_rails_are_counted_and_not_all_shown() -> None:
    rails = tuple(Rail(f"Rel {n}", "other", (Link(None, f"Judul {n}", "other"),)) for n in range(20))
    evidence = {f"rails[{n}].heading": (Claim(f"Rel {n}", "text", "h3", 0.7),) for n in range(20)}
    told = lines(to_table(Article(rails=rails, evidence=evidence), why=True))
    assert [line for line in told if "Rel " in line] == [
        "other Rel 0 1 link",
        *(f"Rel {n} 1 link" for n in range(1, 8)),
    ]
    assert "rails and 12 more rails" in told
    assert "12 claims on what isn't shown" in told


def test_evidence_of_thousands_of_values_is_gone_through_once() -> None:
    class Counted(str):
        asked = 0

        def startswith(self, *prefixes: object) -> bool:
            Counted.asked += 1
            return super().startswith(*prefixes)  # type: ignore[arg-type]

    claims = (Claim("x", "text", "p", 0.7),)
    reasons = Reasons(Article(evidence={Counted(f"rails[{n}].heading"): claims for n in range(2000)}))
    assert [len(reasons.about(f"rails[{n}]")) for n in range(2000)] == [1] * 2000
    assert Counted.asked == 2000
    assert reasons.left() == 0


def test_reasons_come_by_field_by_item_and_by_part() -> None:
    paths = ["photos[0].agency", "photos[1]", "photos[10].url", "photosphere", "a.b.c", ""]
    evidence = {path: (Claim("x", "text", path, 0.7),) for path in paths}

    def about(path: str) -> list[str]:
        return [reason.where for reason in Reasons(Article(evidence=evidence)).about(path)]

    assert about("photos") == ["photos[0].agency", "photos[1]", "photos[10].url"]
    assert about("photos[1]") == ["photos[1]"]
    assert about("photos[0].agency") == ["photos[0].agency"]
    assert about("a") == about("a.b") == about("a.b.c") == ["a.b.c"]
    assert about("") == [""]
