"""Content codings come undone, and no further than the limit."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from kliping.errors import SourceError
from kliping.sources.web.bodies import PIECE, Body, decoded

STORY = ("<p>Gubernur Bali membuka festival layang-layang.</p>\n" * 400).encode()


def bare_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    " Deflate ": bare_deflate,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd.compress,
    "gzip, zstd": lambda data: zstd.compress(gzip.compress(data)),
    "identity": bytes,
    "utf-8": bytes,
}
BOMBS = [name for name in CODINGS if name not in ("identity", "utf-8")]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("step", [1, 7, 1_000_000])
def test_a_body_is_decoded_however_it_is_cut(coding: str, step: int) -> None:
    raw = CODINGS[coding](STORY)
    body = Body(coding, len(STORY))
    for start in range(0, len(raw), step):
        body.feed(raw[start : start + step])
    assert body.content() == STORY


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 5 * PIECE])
def test_sizes_at_the_edge_of_a_piece(coding: str, size: int) -> None:
    data = bytes(size)
    assert decoded(CODINGS[coding](data), coding, size) == data


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_cut_off_at_the_limit(coding: str) -> None:
    bomb = CODINGS[coding](bytes(30_000_000))
    body = Body(coding, 1_000_000)
    with pytest.raises(SourceError) as caught:
        body.feed(bomb)
    assert caught.value.code == "too_large"
    assert len(body._content) <= 1_000_000


def test_a_bomb_in_a_bomb_is_counted_in_the_middle() -> None:
    inner = gzip.compress(bytes(50_000_000))
    with pytest.raises(SourceError) as caught:
        decoded(gzip.compress(inner * 40), "gzip, gzip", 1_000_000)
    assert caught.value.code == "too_large"


def test_codings_without_end_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        Body(", ".join(["gzip"] * 100), 100)
    assert caught.value.code == "bad_encoding"


@pytest.mark.parametrize("coding", BOMBS)
@pytest.mark.parametrize("harm", [lambda raw: raw[:-20], lambda raw: b"<html>" + raw, lambda raw: raw[:30] + b"x" * 99])
def test_what_is_broken_is_said(coding: str, harm: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SourceError) as caught:
        decoded(harm(CODINGS[coding](STORY)), coding, len(STORY) * 2)
    assert caught.value.code == "bad_encoding"


@pytest.mark.parametrize("coding", CODINGS)
def test_no_body_at_all_is_an_empty_page(coding: str) -> None:
    assert decoded(b"", coding, 10) == b""


def test_members_and_frames_follow_each_other() -> None:
    assert decoded(gzip.compress(b"one ") + gzip.compress(b"two") + bytes(512), "gzip", 1000) == b"one two"
    assert decoded(zstd.compress(b"one ") + zstd.compress(b"two"), "zstd", 100) == b"one two"


def test_a_window_beyond_the_standard_is_refused() -> None:
    parameter = zstd.CompressionParameter
    options = {int(parameter.window_log): 27, int(parameter.content_size_flag): 0}
    squeeze = zstd.ZstdCompressor(options=options)
    raw = squeeze.compress(STORY) + squeeze.flush()
    with pytest.raises(SourceError) as caught:
        decoded(raw, "zstd", len(STORY))
    assert caught.value.code == "bad_encoding"


@given(st.sampled_from(sorted(CODINGS)), st.binary(max_size=300))
def test_any_bytes_give_content_or_one_of_our_errors(coding: str, raw: bytes) -> None:
    with suppress(SourceError):
        assert len(decoded(raw, coding, 10_000)) <= 10_000


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(SourceError, match=r"kliping\[web\]") as caught:
        decoded(b"x", "br", 100)
    assert caught.value.code == "needs_web"
