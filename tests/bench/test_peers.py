"""From a reader's own form to the common result."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

from bench.cache import read_predictions
from bench.peers import READERS, _html_paragraphs, _trafilatura_paragraphs, from_article
from bench.result import Result
from kliping.records import Article, Link, Moment, Paragraph, Person, Photo

ARTICLE = Article(
    kind="article",
    headline="Banjir surut",
    published=Moment(date(2024, 3, 1), datetime(2024, 2, 29, 23, 30, tzinfo=UTC)),
    people=(Person("Ana Silva", "author"), Person("Budi Raharja", "editor")),
    photos=(Photo(caption="Air.", photographer="Citra Dewi", agency="Kantor"), Photo()),
    paragraphs=(Paragraph("Satu.", "lead"), Paragraph("Dua.", "text")),
    links=(Link("https://a.example/2", "2", "next_page"),),
)
RESULT = Result(
    text="Satu.\n\nDua.",
    paragraphs=(("Satu.", "lead"), ("Dua.", "text")),
    headline="Banjir surut",
    day="2024-03-01",
    instant="2024-02-29T23:30:00+00:00",
    authors=("Ana Silva",),
    captions=("Air.", None),
    credits=("Citra Dewi Kantor", None),
    next_page="https://a.example/2",
    kind="article",
)


def test_a_record_becomes_a_result() -> None:
    assert from_article(ARTICLE) == RESULT
    assert from_article(Article()) == Result(paragraphs=(), kind="other")


def test_a_result_survives_json() -> None:
    for result in (RESULT, Result()):
        assert Result.from_plain(json.loads(json.dumps(asdict(result)))) == result


def test_predictions_are_records(tmp_path: Path) -> None:
    line = json.dumps({"set": "made", "id": "1", "record": ARTICLE.to_dict()})
    (tmp_path / "fold-0.jsonl").write_text(line + "\n", "utf-8")
    assert {key: answer.result for key, answer in read_predictions(tmp_path).items()} == {("made", "1"): RESULT}


def test_cleaned_html_is_flattened_block_by_block() -> None:
    html = "<div>Loose <b>text</b><h2>Head</h2><div><p>One<br>two</p>tail</div><ul><li>Item</li></ul>"
    html += "<blockquote><p>S<i>aid</i>.</p><p>More.</p></blockquote><table><tr><td>1</td><td>2</td></tr></table></div>"
    assert list(_html_paragraphs(html)) == [
        ("Loose text", "text"),
        ("Head", "heading"),
        ("One two", "text"),
        ("tail", "text"),
        ("Item", "item"),
        ("Said.", "quote"),
        ("More.", "quote"),
        ("1", "table"),
        ("2", "table"),
    ]


def test_trafilatura_body_is_flattened_part_by_part() -> None:
    body = ElementTree.fromstring(
        "<body><p>One<lb/>t<hi>w</hi>o</p><head>Head</head><list><item>Item</item></list><quote><p>A</p><p>B</p></quote>"
        "<table><row><cell>1</cell><cell>2</cell></row></table><p/></body>"
    )
    assert list(_trafilatura_paragraphs(body)) == [
        ("One two", "text"),
        ("Head", "heading"),
        ("Item", "item"),
        ("A B", "quote"),
        ("1 2", "table"),
    ]


def test_every_field_that_is_offered_is_one_that_is_judged() -> None:
    assert all(peer.gives <= READERS["kliping"].gives for peer in READERS.values())
