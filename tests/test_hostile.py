"""Pages made to break the reader: each is read in a process of its own, within 5 seconds of work and 500 MB."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

SECONDS = 5
MEGABYTES = 500


def numbered(unit: str, count: int) -> str:
    return "".join(unit % number for number in range(count))


def fill(unit: str, size: int = 10_000_000) -> str:
    return unit * (size // len(unit))


STORY = "<html><body><h1>Pasar lama dibuka lagi</h1><p>Pedagang kembali berjualan sejak pagi.</p>"
ATTRIBUTES = " ".join(f"a{number}=1" for number in range(100_000))

LOSSY: dict[str, tuple[str, Callable[[], str | bytes]]] = {
    "empty page": ("empty", lambda: b""),
    "binary file": ("not_text", lambda: bytes(range(256)) * 4000),
    "PDF named .html": ("pdf", lambda: b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj"),
    "lone surrogate": ("bad_characters", lambda: STORY + "\ud800"),
    "50 MB": ("truncated", lambda: STORY + fill("<p>Harga beras naik.</p>\n", 50_000_000)),
    "nested tags": ("too_deep", lambda: STORY + "<div>" * 100_000),
    "nested lists": ("too_deep", lambda: STORY + "<ul><li>" * 40_000),
    "nested tables": ("too_deep", lambda: STORY + "<table><tr><td>" * 30_000),
    "tables leak": (
        "too_deep",
        lambda: STORY + "<div><span></div></span><div><table><td></div></table>" * 9_000 + "<b>" * 600,
    ),
    "endless attributes": ("too_many_attributes", lambda: STORY + f"<a {ATTRIBUTES}>"),
    "attributes of an end tag": ("too_deep", lambda: STORY + f"</a {ATTRIBUTES}>" + "<div>" * 600),
    "attributes behind quotes": ("too_many_attributes", lambda: STORY * 200 + f'<a ="{ATTRIBUTES}>'),
    "attributes behind values": ("too_many_attributes", lambda: STORY + "<a " + numbered('x%d=">" ', 50_000) + ">"),
    "formatting reopened": ("too_deep", lambda: STORY + numbered("<b id=%d>", 2_000) + "<p>x" * 2_000),
    "formatting and blocks": ("too_deep", lambda: STORY + numbered("<b id=%d>", 50_000) + "</p>" * 40_000),
    "tags": ("truncated", lambda: STORY + fill("<br>")),
    "paragraphs": ("truncated", lambda: STORY + fill("<p>x")),
}
HARMLESS: dict[str, Callable[[], str | bytes]] = {
    "endless attribute": lambda: STORY + '<a title="' + "x" * 9_900_000,
    "endless name": lambda: STORY + "<" + "x" * 9_900_000,
    "only less-than": lambda: fill("<"),
    "tags that never end": lambda: fill("<a"),
    "attributes that never end": lambda: fill("<a "),
    "equals signs": lambda: "<a " + fill("="),
    "unclosed comment": lambda: STORY + fill("<!--"),
    "declarations": lambda: fill("<!"),
    "NULs in tags": lambda: STORY + fill("<\0p\0>", 400_000),
    "entities": lambda: STORY + fill("&CounterClockwiseContourIntegral"),
    "number": lambda: STORY + "&#" + "9" * 9_000_000,
    "words": lambda: STORY + "<p>" + fill("Harga beras naik. ", 5_000_000),
    "one word": lambda: STORY + "<p>" + "x" * 9_000_000,
    "white space": lambda: STORY + "<p>" + fill(" \n", 5_000_000) + "x",
    "flattened": lambda: "Harga beras naik\n\n" + fill("Pedagang kembali berjualan.\n", 5_000_000),
    "foster parents": lambda: "<table><a>" * 20_000,
    "foreign content": lambda: "<svg>" + "<input>" * 60_000,
    "foreign cells": lambda: "<svg>" + "<td>" * 60_000,
    "svg left and reopened": lambda: "<svg><p>" + "<div><style></div></style>" * 30_000,
    "math": lambda: "<math><mtext><p>" * 30_000,
    "select hides style": lambda: "<select><style></select><div></style></div></select>" * 15_000,
    "script hides end": lambda: "<div><script><!--<script></script></div>--></script>" * 15_000,
    "templates": lambda: "<template><tr><td>" * 30_000,
    "framesets": lambda: "<frameset>" * 90_000,
    "forms leak": lambda: "<form><table></form></table></form>" * 15_000,
    "bodies": lambda: numbered("<body a%d=1>", 40_000),
    "adoption": lambda: "<a>" * 400 + "<div>" + "<br>" * 90_000 + "</a>" * 400,
    "links": lambda: STORY + "".join(f'<a href="?page={i}">{i}</a>' for i in range(8_000)),
    "headings": lambda: (
        STORY + "".join(f"<h3>Terpopuler</h3><a href=/{i}>Judul cerita nomor {i}</a>" for i in range(8_000))
    ),
    "times": lambda: STORY + "<time datetime=2024-01-02>2 Januari 2024</time> " * 8_000,
    "separators in title": lambda: (
        f"<title>{'| ' * 20_000}</title><meta property=og:title content='{'- ' * 20_000}'>{STORY}"
    ),
    "wrapped JSON-LD": lambda: (
        f'<script type="application/ld+json">{"<!-- " * 50_000}{{}}{";" * 100_000}</script>{STORY}'
    ),
    "deep headline": lambda: (
        f'<script type="application/ld+json">{{"@type":"Article","headline":{"[" * 900}"x"{"]" * 900}}}</script>{STORY}'
    ),
    "JSON-LD": lambda: f'<script type="application/ld+json">{"[" * 200_000}</script>{STORY}',
    "JSON-LD number": lambda: f'<script type="application/ld+json">{{"a":{"9" * 200_000}}}</script>{STORY}',
}

_CHILD = f"""
import json, re, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, (4 * {MEGABYTES} * 2**20,) * 2)
kind, content = sys.argv[1], sys.stdin.buffer.read()
import kliping
page = content.decode("utf-8", "surrogatepass") if kind == "str" else content
article = kliping.read(page, url="https://example.org/news/1")
# What getrusage tells counts the process from which this one was forked.
status = Path("/proc/self/status")
most = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text()) if status.exists() else None
used = int(most[1] if most else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024
print(json.dumps([[problem.code for problem in article.problems], used]))
"""


def codes(page: str | bytes) -> list[str]:
    kind, content = ("str", page.encode("utf-8", "surrogatepass")) if isinstance(page, str) else ("bytes", page)
    done = subprocess.run([sys.executable, "-c", _CHILD, kind], input=content, capture_output=True, timeout=60)
    assert done.returncode == 0, (done.returncode, done.stderr.decode()[-2000:])
    found, used = json.loads(done.stdout)
    assert used < MEGABYTES
    return list(found)


@pytest.mark.parametrize("name", LOSSY)
def test_what_is_lost_is_said(name: str) -> None:
    code, page = LOSSY[name]
    assert code in codes(page())


@pytest.mark.parametrize("name", HARMLESS)
def test_is_read(name: str) -> None:
    codes(HARMLESS[name]())


@pytest.fixture(autouse=True)
def _no_core_files() -> Iterator[None]:
    """A process that meets its limit leaves no core file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
