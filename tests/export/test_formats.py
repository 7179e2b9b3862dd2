"""Every format that an archive is exported to holds what its standard says."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from fastwarc import ArchiveIterator
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

from kliping import Article, Problem
from kliping.archive import Captured
from kliping.export import atom, ninjs, parquet, rss, schemaorg, text
from kliping.export import csv as csv_format
from kliping.export.folder import write_folder
from kliping.export.lines import web_address
from kliping.export.warc import write_warc
from tests.archive.stories import RICE, made
from tests.strategies import articles

SCHEMA = json.loads((files("kliping.export") / "ninjs.schema.json").read_text("utf-8"))
NINJS = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
ATOM = "{http://www.w3.org/2005/Atom}"


def written(write: object, *stories: Article) -> bytes:
    stream = BytesIO()
    write(iter(stories), stream)  # type: ignore[operator]
    return stream.getvalue()


def test_ninjs() -> None:
    item = json.loads(written(ninjs.write, RICE))
    NINJS.validate(item)
    assert item["uri"] == RICE.canonical_url
    assert item["firstCreated"] == "2026-05-14T02:45:00+00:00"
    assert item["bodies"][0]["value"] == RICE.text
    assert {"name": "Wahyu Hidayat", "rel": "speaker"} in item["people"]
    assert item["associations"][0]["by"] == "Tono Wijaya"


def test_the_schema_refuses_what_is_no_ninjs() -> None:
    good = ninjs.to_ninjs(RICE)
    bad = [{}, {**good, "headline": "x"}, {**good, "type": "story"}, {**good, "headlines": ["x"]}, {**good, "uri": 3}]
    bad.append({**good, "associations": [{"uri": "https://a.example/x"}]})
    assert not any(NINJS.is_valid(item) for item in bad)
    Draft202012Validator.check_schema(SCHEMA)


@given(articles)
@settings(max_examples=40)
def test_any_record_in_any_format(article: Article) -> None:
    NINJS.validate(json.loads(written(ninjs.write, article)))
    assert json.loads(written(schemaorg.write, article))["@type"] == "NewsArticle"
    fromstring(written(rss.write, article))
    fromstring(written(atom.write, article))
    assert len(list(csv.reader(StringIO(written(csv_format.write, article).decode(), newline="")))) == 2
    written(text.write, article).decode()


def test_schemaorg() -> None:
    story = json.loads(written(schemaorg.write, RICE))
    assert story["author"] == [{"@type": "Person", "name": "Siti Rahma"}]
    assert story["image"][0]["creditText"] == "Tono Wijaya / Antara Foto"
    assert story["datePublished"] == "2026-05-14T02:45:00+00:00"
    assert story["isAccessibleForFree"] is True


def test_feeds() -> None:
    channel = fromstring(written(rss.write, RICE, made(1)))[0]
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == [RICE.headline, made(1).headline]
    assert items[0].findtext("pubDate") == "Thu, 14 May 2026 02:45:00 +0000"
    assert items[0].findtext("{http://purl.org/dc/elements/1.1/}creator") == "Siti Rahma"
    feed = fromstring(written(atom.write, RICE, Article()))
    entry, bare = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == RICE.text
    assert (bare.findtext(f"{ATOM}id") or "").startswith("urn:kliping:")
    assert feed.findtext(f"{ATOM}updated") == "2026-05-14T02:45:00+00:00"


def test_feeds_are_read_by_a_reader_of_feeds() -> None:
    feedparser = pytest.importorskip("feedparser")
    for write in (rss.write, atom.write):
        read = feedparser.parse(written(write, RICE, made(1)))
        assert not read.bozo
        assert [entry.link for entry in read.entries] == [RICE.canonical_url, made(1).url]


def test_csv_has_no_formulas() -> None:
    rows = list(
        csv.DictReader(StringIO(written(csv_format.write, replace(RICE, headline='=1+"x"\n')).decode(), newline=""))
    )
    assert rows[0]["headline"] == '\'=1+"x"\n'
    assert rows[0]["authors"] == "Siti Rahma"
    assert rows[0]["text"] == RICE.text


def test_text() -> None:
    assert written(text.write, RICE, Article(), made(1)).decode().count("\n\n") == 1


def test_parquet() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    broken = replace(RICE, headline="x\ud800", problems=(Problem("a", "b"),))
    table = pq.read_table(BytesIO(written(parquet.write, RICE, Article(), broken)))
    rows = table.to_pylist()
    assert [row["headline"] for row in rows] == [RICE.headline, None, "x\ufffd"]
    evidence = [{**claim, "value": json.loads(claim["value"])} for claim in rows[0].pop("evidence")]
    plain = RICE.to_dict()
    assert evidence == [{"path": path, **claim} for path, claims in plain.pop("evidence").items() for claim in claims]
    assert rows[0] == plain


def test_markdown_folder(tmp_path: Path) -> None:
    assert (
        write_folder([(1, RICE), (2, replace(RICE, headline="../../x" * 90)), (3, Article())], tmp_path / "notes") == 3
    )
    names = sorted(path.name for path in tmp_path.rglob("*.md"))
    assert names[0] == "2026-05-14-harga-beras-naik-di-pasar-muara-1.md"
    assert all(path.parent == tmp_path / "notes" for path in tmp_path.rglob("*.md"))
    assert (tmp_path / "notes" / names[0]).read_text("utf-8").startswith('---\nheadline: "Harga Beras')


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_warc(suffix: str) -> None:
    answered = Captured(
        "https://a.example/1", b"<p>\xe9", "https://a.example/1", RICE.fetched_at, "text/html", "latin-1", 200
    )
    answered = replace(answered, headers=(("content-type", "text/html; charset=latin-1"), ("content-encoding", "br")))
    saved = Captured("saved/page 1.html", b"<p>x", None)
    lost = Captured("gone", None, digest="x", size=3)
    stream = BytesIO()
    assert write_warc([answered, saved, lost], stream, suffix) == 2
    stream.seek(0)
    records = [
        (each.headers["WARC-Type"], each.headers.get("WARC-Target-URI"), each.reader.read())
        for each in ArchiveIterator(stream)
    ]
    assert records[1] == ("response", "https://a.example/1", b"<p>\xe9")
    assert records[2] == ("resource", "file:///saved/page%201.html", b"<p>x")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://kabar.example/a b", "https://kabar.example/a%20b"),
        ("https://köln.example/ä?q=ü#x", "https://xn--kln-sna.example/%C3%A4?q=%C3%BC#x"),
        ("javascript:alert(1)", None),
        ("/page", None),
        ("https://", None),
        ("https://a\x00.example/", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, wanted: str | None) -> None:
    assert web_address(url) == wanted
