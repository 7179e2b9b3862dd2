"""What a source is, by its look and by its first bytes."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.sources.recognise import kind_of

SITEMAP = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
CASES = [
    (b"<!doctype html><html><body>rss</body></html>", "page"),
    (b"Petani di Karangsari memulai panen raya.", "page"),
    (b"", "page"),
    (b'{"a": 1}', "page"),
    (b'{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
    (b'<rss version="2.0">', "feed"),
    (b"\xef\xbb\xbf <?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
    (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', "feed"),
    (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "page"),
    (SITEMAP, "sitemap"),
    (b"<sitemapindex>", "sitemap"),
    (gzip.compress(SITEMAP, mtime=0), "sitemap"),
    (gzip.compress(b"WARC/1.0\r\n", mtime=0), "warc"),
    (b"WARC/1.1\r\n", "warc"),
    (b"filedesc://x 127.0.0.1 20140216050221 text/plain 75", "warc"),
    (b"\x28\xb5\x2f\xfdx", "warc"),
    (b"PK\x03\x04x", "wacz"),
    (b"https://a.example/1\nhttps://a.example/2", "list"),
    (b"# mine\r\n\r\nhttps://a.example/1\r\n", "list"),
    (b"https://a.example/1\nnonsense\nhttps://a.example/2\nhttps://a.example/3", "list"),
    (b"https://a.example/1\nstands above\na story of\nmany lines", "page"),
    (b"https://a.example/1 is where it stands", "page"),
    (b"<!-- never closed", "page"),
]


@pytest.mark.parametrize(("head", "kind"), CASES)
def test_the_kind(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@given(st.binary(max_size=400) | st.binary(max_size=100).map(gzip.compress) | st.binary().map(b"<!--".__add__))
def test_nothing_raises(head: bytes) -> None:
    kind_of(head)


@pytest.mark.parametrize("unit", [b"<!---->", b"<?x?>", b"<!x>", b"\n", b"# x\n", b"<"])
def test_long_heads_cost_little(unit: bytes) -> None:
    assert kind_of(unit * 20_000) == "page"
