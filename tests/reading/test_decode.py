"""Bytes of any encoding, declared rightly, wrongly or not at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kliping.reading.decode import MAX_BYTES, decode
from kliping.records import Page

RUSSIAN = "Сегодня в городе открылась выставка старых газет, и посетителей было много. " * 3
JAPANESE = "市役所は新しい図書館を来月に開くと発表した。カタカナも混じる。" * 3
CHINESE = "市政府今天宣布新图书馆将于下月开放,读者可以免费入场。" * 3
KOREAN = "시청은 새 도서관을 다음 달에 연다고 밝혔다. 입장은 무료이다. " * 3
THAI = "เทศบาลประกาศว่าห้องสมุดใหม่จะเปิดในเดือนหน้า " * 3
GERMAN = "Die Bücherei öffnet nächste Woche – für alle, heißt es aus dem Rathaus. " * 3


def read(content: bytes | str, charset: str | None = None) -> tuple[str, str, str, list[str]]:
    decoded = decode(Page(content, charset=charset))
    return decoded.utf8.decode(), decoded.charset, decoded.charset_from, [p.code for p in decoded.problems]


@pytest.mark.parametrize(
    ("text", "written", "label", "charset"),
    [
        (RUSSIAN, "cp1251", "windows-1251", "cp1251"),
        (RUSSIAN, "koi8_r", "KOI8-R", "koi8-r"),
        (JAPANESE, "cp932", "Shift_JIS", "cp932"),
        (JAPANESE, "euc_jp", "euc-jp", "euc_jp"),
        (CHINESE, "gb18030", "gb2312", "gb18030"),
        (KOREAN, "cp949", "euc-kr", "cp949"),
        (THAI, "cp874", "tis-620", "cp874"),
        (GERMAN, "cp1252", "iso-8859-1", "cp1252"),
        (CHINESE, "big5", "big5", "big5hkscs"),
    ],
)
def test_labels_are_read_as_browsers_read_them(text: str, written: str, label: str, charset: str) -> None:
    text = text.encode(written, "ignore").decode(written)
    content = text.encode(written)
    assert read(content, label) == (text, charset, "stated", [])
    page = f'<html><head><meta charset="{label}"></head><p>{text}'
    assert read(page.encode(written)) == (page, charset, "declared", [])
    page = f"<meta http-equiv='Content-Type' content='text/html; charset={label}'><p>{text}"
    assert read(page.encode(written)) == (page, charset, "declared", [])


@pytest.mark.parametrize(
    ("text", "written"),
    [(RUSSIAN, "cp1251"), (JAPANESE, "cp932"), (CHINESE, "gb18030"), (KOREAN, "cp949"), (GERMAN, "cp1252")],
)
def test_undeclared_and_wrongly_declared_encodings_are_detected(text: str, written: str) -> None:
    assert read(text.encode(written)) == (text, written, "detected", [])
    assert read(text.encode(written), "utf-8") == (text, written, "detected", [])


def test_a_latin_declaration_that_reads_like_another_script_is_not_believed() -> None:
    assert read(RUSSIAN.encode("cp1251"), "iso-8859-1") == (RUSSIAN, "cp1251", "detected", [])


def test_valid_utf8_wins_over_what_is_declared_and_is_not_copied() -> None:
    content = GERMAN.encode()
    assert read(content, "iso-8859-1")[1:] == ("utf-8", "content", [])
    assert decode(Page(content, charset="iso-8859-1")).utf8 is content


@pytest.mark.parametrize("bom", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_wins_and_is_taken_away(bom: bytes) -> None:
    name = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}[bom]
    assert read(bom + GERMAN.encode(name), "iso-8859-1") == (GERMAN, name, "bom", [])


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(name: str) -> None:
    assert read(GERMAN.encode(name)) == (GERMAN, name, "detected", [])


def test_a_few_broken_bytes_leave_it_utf8() -> None:
    text, charset, charset_from, codes = read(RUSSIAN.encode() + b"\xff<p>", "windows-1251")
    assert (text, charset, charset_from, codes) == (RUSSIAN + "\ufffd<p>", "utf-8", "content", ["bad_characters"])


def test_a_lone_surrogate_is_replaced_and_a_pair_is_joined() -> None:
    assert read("a\ud800b") == ("a\ufffdb", "str", "given", ["bad_characters"])
    assert read("\ud83d\ude00\udfff")[0] == "😀\ufffd"
    assert read("Jakarta") == ("Jakarta", "str", "given", [])


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "empty", "white space"),
        (b" \n\t" * 5000, "empty", "white space"),
        ("", "empty", "white space"),
        ("\ufeff \n", "empty", "white space"),
        (b"\xff\xfe", "empty", "white space"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf", "PDF"),
        ("%PDF-1.4", "pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_text", "PNG"),
        (b"PK\x03\x04\x14\0", "not_text", "ZIP"),
        (b"\x1f\x8b\x08\0\0", "not_text", "gzip"),
        (b"\xff\xd8\xff\xe0", "not_text", "JPEG"),
        (b"\0\0\0\x18ftypmp42", "not_text", "MP4"),
        (bytes(range(256)) * 40, "not_text", "binary"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(content: bytes | str, code: str, word: str) -> None:
    decoded = decode(Page(content))
    assert decoded.utf8 == b""
    assert [p.code for p in decoded.problems] == [code]
    assert word in decoded.problems[0].message


def test_words_that_begin_like_a_media_file_are_text() -> None:
    assert read(b"RIFF workers went on strike.")[3] == []


@pytest.mark.parametrize(
    "content", ["é".encode() * MAX_BYTES, b"x" + "é".encode() * MAX_BYTES, "é" * MAX_BYTES, b"x" * 11_000_000]
)
def test_a_long_page_is_cut_between_characters(content: bytes | str) -> None:
    decoded = decode(Page(content))
    assert MAX_BYTES - 4 < len(decoded.utf8) <= MAX_BYTES
    assert [p.code for p in decoded.problems] == ["truncated"]
    assert "\ufffd" not in decoded.utf8.decode()


def test_a_long_page_of_another_encoding_is_cut_between_tags() -> None:
    page = f"x<p>{CHINESE}</p>".encode("gb18030") * 100_000
    decoded = decode(Page(page, charset="gbk"))
    assert decoded.charset == "gb18030"
    assert [p.code for p in decoded.problems] == ["truncated"]


@given(
    st.one_of(st.binary(max_size=300), st.text(st.characters(exclude_categories=()), max_size=300)),
    st.one_of(st.none(), st.text(max_size=9)),
)
@example(b"<meta charset=utf-16>\xff", "utf-16")
@example(b"\x1b$\xff\x1b", "replacement")
def test_never_raises_and_always_gives_utf8(content: bytes | str, charset: str | None) -> None:
    decode(Page(content, charset=charset)).utf8.decode()


def test_searching_for_a_declaration_is_linear() -> None:
    for unit in (b"<meta ", b"<meta charset", b"<meta charset=", b"<?xml ", b"charset = "):
        assert decode(Page(unit * 100_000 + b"\xff")).utf8
