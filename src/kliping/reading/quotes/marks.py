"""Passages between quotation marks, in the marks of every language, within one paragraph.

Marks are used loosely: one sign opens in one language and closes in another, some newsrooms type only straight ones,
and an apostrophe looks like a closing mark. So each mark is read by its neighbours and by what is open where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

# Newsrooms mix signs up, so any closing double sign closes any opening one; which it was only matters where a sign can
# do either.
DOUBLE_SIGNS = '"“”„‟«»＂「」『』'
SINGLE_SIGNS = "'‘‚‹›"
_DOUBLE = re.compile(f"[{DOUBLE_SIGNS}]")
_ANY = re.compile("[\"“”„‟«»＂「」『』‘’‚'‹›]")
_ALWAYS_OPENS = "„「『"
_ALWAYS_CLOSES = "」』"
_SINGLE_CLOSES = {"‘": "’'", "'": "'’", "‚": "‘’", "‹": "›", "›": "‹", "’": "’"}
_SINGLE = {opening: re.compile(f"[{closing}]") for opening, closing in _SINGLE_CLOSES.items()}
_BEFORE_OPENING = ' \t\n\r\u00a0\u2009\u202f([{—–-/¿¡"“‘«„:'
_SINGLE_AT_WORD = re.compile(rf"(?:^|(?<=[{re.escape(_BEFORE_OPENING)}]))[‘'‚‹›](?=[^\W\d_]|[¿¡…\"“\[])")
"""A single sign where it may open."""

_SPACE = " \t\n\r\u00a0\u2009\u202f\u200b"
_ENDS = ".,!?…;:"
_CLIPPED = re.compile(r"['’‘](?:\d0s|em|til|tis|twas|cause|bout|n|round|s|t|k|m|ns|re|ll)\b", re.IGNORECASE)
"""Words that begin with an apostrophe ("'em", "'90s", "'til", Dutch "'s ochtends", "'t")."""

_FAR = 3000
"""Characters within which a single mark must close; further off it was an apostrophe."""


class Passage(NamedTuple):
    """Words between marks."""

    left: int
    """Offset of the opening mark."""

    start: int
    """Offset of the first character inside, white space left out."""

    end: int
    """Offset after the last character inside, white space left out."""

    right: int
    """Offset after the closing mark; the paragraph's length when there is none."""

    closed: bool
    """Whether a mark closes it; if not, it ends with its paragraph."""


def passages(text: str) -> list[Passage]:
    """The outermost passages of a paragraph, in order.

    >>> text = "“We said ‘no’ twice,” she said. It was 6'2\\" tall."
    >>> [text[p.start : p.end] for p in passages(text)]
    ['We said ‘no’ twice,']
    >>> text = "„Wir bleiben“, sagte er. »Und wie?«"
    >>> [text[p.start : p.end] for p in passages(text)]
    ['Wir bleiben', 'Und wie?']
    """
    return _Reader(text).read() if may_open(text, DOUBLE_SIGNS, SINGLE_SIGNS) else []


def may_open(text: str, doubles: Iterable[str], singles: Iterable[str]) -> bool:
    """Whether any of the signs may open a passage in a text: most paragraphs have none, or only apostrophes.

    >>> may_open("It's late.", DOUBLE_SIGNS, SINGLE_SIGNS), may_open("the 'Ana' sailed", DOUBLE_SIGNS, SINGLE_SIGNS)
    (False, True)
    """
    for sign in doubles:  # a loop, as a generator takes twice the time
        if sign in text:
            return True
    for sign in singles:
        if sign in text:
            return _SINGLE_AT_WORD.search(text) is not None
    return False


class _Reader:
    """One way through a paragraph, with what is open at the moment."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[int, str]] = []
        self._inner: list[tuple[int, int]] = []
        """Passages inside the outermost open one: they count when that one turns out not to close."""
        self._found: list[Passage] = []
        self._first = len(text) - len(text.lstrip())

    def read(self) -> list[Passage]:
        text, at = self._text, 0
        while mark := (_DOUBLE if self._open else _ANY).search(text, at):
            at = mark.end()
            sign, left = mark[0], mark.start()
            if sign in _SINGLE_CLOSES:
                at = self._single(left, sign) or at
            elif self._opens(left, sign):
                self._open.append((left, sign))
            elif self._open:
                self._close(at)
        self._finish()
        return self._found

    def _opens(self, at: int, sign: str) -> bool:
        if sign in _ALWAYS_OPENS or sign in _ALWAYS_CLOSES:
            return sign in _ALWAYS_OPENS
        text = self._text
        before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
        top = self._open[-1][1] if self._open else ""
        if top == "„" and sign in '“”‟"':
            # Inside „…“ an “ that stands like an opening one opens only an English quotation.
            return False if sign != '"' else before in _SPACE and after not in _SPACE
        if sign == "«":
            return top != "»" or (before in _BEFORE_OPENING and after not in _SPACE)
        if sign == "»":
            return top != "«" and before in _BEFORE_OPENING and (after not in _SPACE or not at) and top != "»"
        return self._stands_before(before, after, bool(top), at)

    def _stands_before(self, before: str, after: str, is_open: bool, at: int) -> bool:
        """Whether a sign that can do either stands as an opening one."""
        if after in _SPACE:
            # At a paragraph's beginning the space is a slip of the pen.
            return not is_open and at <= self._first
        if before in _BEFORE_OPENING:
            return after not in ".,;:!?)]" or (before in _SPACE and not is_open)
        if is_open:
            return False
        # "kata dia,“Kami …": the space is missing.
        return (before in ",.:;!?…" and after.isalnum()) or (not before.isalnum() and after.isalnum())

    def _close(self, right: int) -> None:
        left, _sign = self._open.pop()
        if self._open:
            if len(self._open) == 1:
                self._inner.append((left, right))
            return
        self._inner.clear()
        self._keep(left, right, True)

    def _finish(self) -> None:
        """What is still open ends with the paragraph, unless what looked nested shows that its end was forgotten."""
        if not self._open:
            return
        first = self._open[0][0]
        if self._inner and (first > self._first or self._begins_anew(self._inner[0][0])):
            for left, right in self._inner:
                self._keep(left, right, True)
        else:
            self._keep(first, len(self._text), False)

    def _begins_anew(self, left: int) -> bool:
        """Whether what looked nested is a new quotation: “We did, he said. “And then …”"""
        return (
            self._text[left + 1 : left + 2].isupper()
            and self._text[max(0, left - 9) : left].rstrip(_SPACE)[-1:] in _ENDS
        )

    def _keep(self, left: int, right: int, closed: bool) -> None:
        text = self._text
        start, end = left + 1, right - 1 if closed else right
        while start < end and text[start] in _SPACE:
            start += 1
        while end > start and text[end - 1] in _SPACE:
            end -= 1
        if end > start:
            self._found.append(Passage(left, start, end, right, closed))

    # --- single marks

    def _single(self, left: int, sign: str) -> int | None:
        """Take the passage that a single mark opens; where the reading goes on, None when it opens nothing."""
        text = self._text
        before, after = text[left - 1] if left else " ", text[left + 1] if left + 1 < len(text) else " "
        if (
            before not in _BEFORE_OPENING
            or after in _SPACE
            or sign == "’"
            or not (after.isalpha() or after in '¿¡…"“[I')
        ):
            return None
        if sign in "'‘" and _CLIPPED.match(text, left):
            return None
        right = self._single_end(left, sign)
        if right is None:
            if left <= self._first and (sign == "‘" or (sign == "'" and after.isupper())):
                self._keep(left, len(text), False)
                return len(text)
            return None
        self._keep(left, right, True)
        return right

    def _single_end(self, left: int, sign: str) -> int | None:
        """Offset after the mark that closes a single one, apostrophes and possessives passed over."""
        text, maybe = self._text, None
        for mark in _SINGLE[sign].finditer(text, left + 1, left + _FAR):
            at = mark.start()
            before, after = text[at - 1], text[at + 1] if at + 1 < len(text) else " "
            if before in _SPACE or after.isalnum():
                continue
            possessive = before in "sS" and after == " " and text[at + 2 : at + 3].isalnum()
            if not possessive or before in _ENDS:
                return at + 1
            maybe = maybe or at + 1
        return maybe
