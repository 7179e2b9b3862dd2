"""Damages pages the way transport, templates and malice do, the same way for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_TAG = re.compile(rb"<[^>]{1,2000}>")
_END_TAG = re.compile(rb"</[^>]{1,50}>")
_ATTRIBUTE = re.compile(rb"\s[\w:-]{1,40}=(?:\"[^\"]{0,500}\"|'[^']{0,500}')")
_ENTITY = re.compile(rb"&#?\w{1,12};?")
_JSON_LD = re.compile(rb"ld\+json[^>]{0,200}>([^<]{1,50000})")
_CHARSET = re.compile(rb"charset=[\"']?[\w-]{1,20}", re.IGNORECASE)
_NAMES = b"div p b a table td svg math select template ul li font form script style title textarea h1 frameset".split()
_CHARSETS = b"utf-8 utf-16 iso-8859-1 gb2312 shift_jis windows-1251 iso-2022-jp nonsense".split()
_BYTES = (
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"<",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b'"',
    b"&",
    b"\xef\xbf\xbf",
    b">",
)

Mutation = Callable[[bytes, random.Random], bytes]


def mutate(page: bytes, other: bytes, seed: int) -> bytes:
    """A page with one to six damages; `other` lends what is spliced in."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        is_splice = chance.random() < 0.1
        page = _splice(page, other, chance) if is_splice else chance.choice(MUTATIONS)(page, chance)
    return page


def _place(page: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(page))


def _splice(page: bytes, other: bytes, chance: random.Random) -> bytes:
    return page[: _place(page, chance)] + other[_place(other, chance) :]


def _flip(page: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(page)
    for _ in range(chance.randint(1, 40) if damaged else 0):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _cut(page: bytes, chance: random.Random) -> bytes:
    start = _place(page, chance)
    return page[:start] + page[start + chance.choice((1, 10, 1000, len(page))) :]


def _duplicate(page: bytes, chance: random.Random) -> bytes:
    start = _place(page, chance)
    piece = page[start : start + chance.choice((5, 100, 5000))]
    return page[:start] + piece * chance.choice((2, 3, 50)) + page[start:]


def _insert_bytes(page: bytes, chance: random.Random) -> bytes:
    at = _place(page, chance)
    return page[:at] + chance.choice(_BYTES) * chance.choice((1, 3, 200)) + page[at:]


def _insert_run(page: bytes, chance: random.Random) -> bytes:
    names = chance.sample(_NAMES, chance.randint(1, 3))
    run = b"".join(b"<%b a%d>" % (name, chance.randrange(9)) for name in names) * chance.choice((1, 20, 600, 3000))
    at = _place(page, chance)
    return page[:at] + run + page[at:]


def _wrap(page: bytes, chance: random.Random) -> bytes:
    name = chance.choice(_NAMES)
    start, end = sorted((_place(page, chance), _place(page, chance)))
    return page[:start] + b"<%b>" % name + page[start:end] + b"</%b>" % name + page[end:]


def _drop_end_tags(page: bytes, chance: random.Random) -> bytes:
    share = chance.choice((0.01, 0.2, 1.0))
    return _END_TAG.sub(lambda tag: b"" if chance.random() < share else tag[0], page)


def _swap_tags(page: bytes, chance: random.Random) -> bytes:
    return _shuffle(_TAG, page, chance)


def _swap_attributes(page: bytes, chance: random.Random) -> bytes:
    return _shuffle(_ATTRIBUTE, page, chance)


def _shuffle(pattern: re.Pattern[bytes], page: bytes, chance: random.Random) -> bytes:
    """Some of what a pattern finds, in each other's places."""
    found = [piece[0] for piece in pattern.finditer(page)]
    return pattern.sub(lambda piece: chance.choice(found) if chance.random() < 0.1 else piece[0], page)


def _damage_entities(page: bytes, chance: random.Random) -> bytes:
    broken = (b"&", b"&#xD800;", b"&#0;", b"&#x110000;", b"&amp", b"&nosuch;", b"&#99999999999;")
    return _ENTITY.sub(lambda entity: chance.choice(broken) if chance.random() < 0.3 else entity[0], page)


def _damage_charset(page: bytes, chance: random.Random) -> bytes:
    return _CHARSET.sub(b"charset=" + chance.choice(_CHARSETS), page)


def _recode(page: bytes, chance: random.Random) -> bytes:
    name = chance.choice(("utf-16-le", "utf-16", "cp1251", "gb18030", "shift_jis", "utf-32", "utf-7"))
    return page.decode("utf-8", "replace").encode(name, "replace")


def _damage_json_ld(page: bytes, chance: random.Random) -> bytes:
    def damage(found: re.Match[bytes]) -> bytes:
        json = found[1]
        at = _place(json, chance)
        extra = chance.choice(
            (b"", b"[" * 5000, b'{"a":' * 3000, b"\n", b'"', b",", b"\\u", b"1e999", b"null", b"9" * 6000)
        )
        return found[0].replace(json, json[:at] + extra + json[at + chance.choice((0, 1, 30)) :])

    return _JSON_LD.sub(damage, page)


MUTATIONS: tuple[Mutation, ...] = (
    _flip,
    _cut,
    _duplicate,
    _insert_bytes,
    _insert_run,
    _wrap,
    _drop_end_tags,
    _swap_tags,
    _swap_attributes,
    _damage_entities,
    _damage_charset,
    _recode,
    _damage_json_ld,
)
"""Every way to damage one page."""
