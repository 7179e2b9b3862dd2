"""Bytes of any encoding, declared rightly, wrongly or not at all, to the UTF-8 that all other steps read.

What the sender and the page declare is believed where it reads well (HTML Standard, 13.2.3, and the labels of the
Encoding Standard); valid UTF-8 with characters beyond ASCII is believed before either: nothing else looks like it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from kliping.records import Page, Problem

MAX_BYTES = 10_000_000
"""Bytes of a page that are read; what follows is cut off."""

UNREADABLE = frozenset(("empty", "not_text", "pdf"))
"""Codes of the problems that leave nothing to read."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,500}?[\s\"';]charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})"
    rb"|^\s{0,99}<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What resiliparse names after the label, under the name of the larger set that the Encoding Standard reads it as.
_LARGER = {
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-11": "cp874",
}
_KINDS = (
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF media file"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed file"),
    (b"BZh", "bzip2-compressed file"),
    (b"\xfd7zXZ\x00", "xz-compressed file"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed file"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"),
    (b"\x7fELF", "program"),
    (b"ID3", "MP3 file"),
    (b"OggS", "Ogg media file"),
    (b"\x1a\x45\xdf\xa3", "Matroska video"),
    (b"wOF", "font"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
)
# Two letters with accents in a row are common enough ("création"); five in a row are another script misread.
_MISREAD = re.compile(r"[\x80-\x9f]|[À-ÖØ-öø-ÿ]{5}")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WHITE = b" \t\n\r\f\v\x00"


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the bytes of a page say."""

    utf8: bytes
    """The content in valid UTF-8, without a byte order mark; empty where the page can't be read."""

    charset: str
    """The encoding it was read as, by Python's name."""

    charset_from: str
    """How that is known: "bom" "stated" (by the sender) "declared" (in it) "content" "detected" "given" (as str)."""

    problems: tuple[Problem, ...] = ()
    """What is wrong: "empty" "not_text" "pdf" "truncated" "bad_characters"."""


def decode(page: Page) -> Decoded:
    """The content of a page in UTF-8; never raises for what the page contains.

    >>> decode(Page("Zürich".encode("latin-1"), charset="iso-8859-1"))
    Decoded(utf8=b'Z\\xc3\\xbcrich', charset='cp1252', charset_from='stated', problems=())
    """
    content, is_cut = page.content[:MAX_BYTES], len(page.content) > MAX_BYTES
    decoded = _from_text(content) if isinstance(content, str) else _from_bytes(content, page.charset, is_cut)
    if len(decoded.utf8) > MAX_BYTES:
        decoded, is_cut = _shorter(decoded), True
    if is_cut and decoded.utf8:
        message = f"The page is longer than {MAX_BYTES:,} bytes; only its beginning was read."
        return _with(decoded, Problem("truncated", message))
    return decoded


def _from_text(text: str) -> Decoded:
    if not text.strip("\0 \t\n\r\f\v\ufeff"):
        return _unread("empty", "The page holds nothing but white space.")
    if text.startswith("%PDF"):
        return _unread("pdf", "This is a PDF, not a page.")
    try:
        return Decoded(text.removeprefix("\ufeff").encode(), "str", "given")
    except UnicodeEncodeError:
        # A high and a low surrogate side by side are one character; alone they are none.
        mended = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").removeprefix("\ufeff")
        return _with(Decoded(mended.encode(), "str", "given"), _bad_characters())


def _from_bytes(content: bytes, stated: str | None, is_cut: bool) -> Decoded:
    unread = _unreadable(content)
    if unread is not None:
        return unread
    for bom, charset in _BOMS:
        if content.startswith(bom):
            return _read(content[len(bom) :], charset, "bom")
    wide = _wide(content)
    if wide is not None:
        return _read(content, wide, "detected")
    if content.isascii():
        # Plain ASCII reads the same in all encodings but those that switch by escape sequences.
        return _read(content, "iso2022_jp", "detected") if b"\x1b$" in content else Decoded(content, "utf-8", "content")
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if is_cut and len(content) - error.start < 4:
            return Decoded(content[: error.start], "utf-8", "content")
        return _from_other(content[: content.rfind(b"<", -4096)] if is_cut else content, stated)
    return Decoded(content, "utf-8", "content")


def _from_other(content: bytes, stated: str | None) -> Decoded:
    """The content when it isn't valid UTF-8."""
    labels = ((_charset(stated), "stated"), (_charset(_declared(content)), "declared"))
    if _is_nearly_utf8(content, any(charset == "utf-8" for charset, _ in labels)):
        return _read(content, "utf-8", "content")
    for charset, charset_from in labels:
        decoded = _plausible(content, charset, charset_from) if charset else None
        if decoded is not None:
            return decoded
    detected = _charset(detect_encoding(content))
    if detected is None or detected.startswith("utf"):
        # UTF-8 is out by now, whatever the detector says: it says so of Korean too.
        detected = "cp949" if _is_korean(content) else "cp1252"
    return _read(content, detected, "detected")


def _plausible(content: bytes, charset: str, charset_from: str) -> Decoded | None:
    """The content read by a declared encoding; None when it can't be, or reads like another script misread."""
    try:
        text = content.decode(charset)
    except UnicodeError:
        return None
    runs = sum(1 for _ in _MISREAD.finditer(text))
    return None if runs > 2 + len(text) // 20_000 else Decoded(text.encode("utf-8", "replace"), charset, charset_from)


def _read(content: bytes, charset: str, charset_from: str) -> Decoded:
    """The content by an encoding, with U+FFFD for what it can't say."""
    text = content.decode(charset, "replace")
    if not text.strip("\0 \t\n\r\f\v\ufeff"):
        return _unread("empty", "The page holds nothing but white space.")
    decoded = Decoded(text.encode("utf-8", "replace"), charset, charset_from)
    is_broken = "\ufffd" in text and (charset != "utf-8" or text.count("\ufffd") > content.count(b"\xef\xbf\xbd"))
    return _with(decoded, _bad_characters()) if is_broken else decoded


def _is_nearly_utf8(content: bytes, is_declared: bool) -> bool:
    """Whether a few broken bytes are all that keeps this from being UTF-8."""
    text = content.decode("utf-8", "replace")
    broken, continuing = text.count("\ufffd"), len(content) - len(text)
    return broken <= continuing if is_declared else broken * 10 <= continuing


def _is_korean(content: bytes) -> bool:
    text = content[:20_000].decode("cp949", "ignore")
    beyond = sum(1 for character in text if character > "\x7f")
    return beyond > 0 and sum(1 for character in text if "가" <= character <= "힣") > 0.8 * beyond


def _wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, by where the NULs stand."""
    head = content[:4096]
    if head.count(0) * 4 < len(head):
        return None
    odd, even, quarter = head[1::2].count(0), head[::2].count(0), max(1, len(head) // 4)
    if head[2::4].count(0) > 0.9 * quarter and head[1::4].count(0) > 0.9 * quarter:
        return "utf-32-le" if head[3::4].count(0) > 0.9 * quarter else "utf-32-be"
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None


def _declared(content: bytes) -> str | None:
    """The label that the page gives for itself."""
    found = _DECLARED.search(content, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _charset(label: str | None) -> str | None:
    """Python's name for what the Encoding Standard reads under a label."""
    charset = map_encoding_to_html5(label, False) if label and label.isascii() else None
    # A page in whose bytes the label can be read is no UTF-16 (HTML Standard, 13.2.3.2).
    if charset is None or charset.startswith("utf-16"):
        return None
    try:
        return codecs.lookup(_LARGER.get(charset, charset)).name
    except LookupError:
        return None


def _unreadable(content: bytes) -> Decoded | None:
    if not content[:4096].strip(_WHITE) and not content.strip(_WHITE):
        return _unread("empty", "The page holds nothing but white space.")
    head = content[:1024].lstrip(_WHITE)
    if head.removeprefix(codecs.BOM_UTF8).startswith(b"%PDF"):
        return _unread("pdf", "This is a PDF, not a page.")
    for magic, kind in _KINDS:
        if content.startswith(magic) and not _is_words(content):
            return _unread("not_text", f"This is a {kind}, not a page.")
    if content[4:8] == b"ftyp":
        return _unread("not_text", "This is an MP4 or HEIC file, not a page.")
    sample = content[:4096]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 10 > len(sample) and not content.startswith(_WIDE_BOMS) and _wide(content) is None:
        return _unread("not_text", "This is a binary file, not a page.")
    return None


def _is_words(content: bytes) -> bool:
    """Whether what begins like a media file is text all the same ("RIFF workers …")."""
    return content[:256].isascii() and not content[:256].translate(None, bytes(range(9, 256)))


def _bad_characters() -> Problem:
    return Problem("bad_characters", "Some characters could not be read; U+FFFD stands in their place.")


def _unread(code: str, message: str) -> Decoded:
    return Decoded(b"", "utf-8", "content", (Problem(code, message),))


def _with(decoded: Decoded, problem: Problem) -> Decoded:
    return Decoded(decoded.utf8, decoded.charset, decoded.charset_from, (*decoded.problems, problem))


def _shorter(decoded: Decoded) -> Decoded:
    """The first MAX_BYTES bytes, cut between characters."""
    cut = decoded.utf8[:MAX_BYTES].decode("utf-8", "ignore").encode()
    return Decoded(cut, decoded.charset, decoded.charset_from, decoded.problems)
