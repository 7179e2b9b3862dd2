"""What a person types into an expression of FTS5, or a sentence that says what is wrong with it.

    harga beras              both words
    "harga beras"            the phrase
    ber*                     words that begin so; "harga ber*" a phrase whose last word does
    padi OR beras            either
    beras -impor             the first without the second; also NOT impor
    (padi OR beras) harga    brackets
    headline:beras           in the headline; also text: caption: people:

AND, OR and NOT are operators only in capitals. Any other sign parts words, as it does in the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kliping.archive.text import indexed, is_unspaced, pieces, plain
from kliping.errors import QueryError
from kliping.plain_form import encodable

FIELDS = {"headline": "headline", "text": "text", "caption": "captions", "captions": "captions", "people": "people"}
"""What may stand before a colon, and its column."""

MOST_CHARACTERS = 2_000
MOST_WORDS = 64
DEEPEST = 20
SHORTEST_PREFIX = 2
"""Letters before a *; of scripts without spaces one character will do."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<not>-(?=[^\s\-]))|(?P<phrase>"(?P<inner>[^"]*)"(?P<star>\*)?)"""
    r"""|(?P<torn>")|(?P<field>[a-z]{4,8}):(?=[^\s:/])|(?P<word>[^\s()"]+)"""
)
_OPERATORS = frozenset(("AND", "OR", "NOT"))


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood."""

    match: str | None
    """The expression for FTS5; None when everything is wanted."""

    wanted: tuple[tuple[str, bool], ...] = ()
    """What is to be marked in a snippet: plain words or phrases, and whether each is only a beginning."""

    ranked: str | None = None
    """By what the stories that match are ranked: as `match`, with the words of phrases each for itself. How rare a
    phrase is, FTS5 learns only from the text of all stories that hold its words."""


def parse(text: str) -> Query:
    """The query in a text; blank or * asks for everything. Raises `QueryError`.

    >>> parse('harga "beras merah" -impor').match
    '(("harga" AND "beras merah") NOT "impor")'
    >>> parse("米価格").match, parse("ber*").match
    ('"米価 価格"', '"ber" *')
    >>> parse('"harga').match
    Traceback (most recent call last):
    kliping.errors.QueryError: The quotation mark at character 1 is never closed.
    """
    text = encodable(text).replace("\0", " ").replace("“", '"').replace("”", '"').replace("„", '"')
    if len(text) > MOST_CHARACTERS:
        raise QueryError(f"The query is longer than {MOST_CHARACTERS:,} characters.")
    if text.strip() in ("", "*"):
        return Query(None)
    tokens = list(_tokens(text))
    parser = _Parser(tokens)
    match = parser.everything()
    return Query(match, tuple(dict.fromkeys(parser.wanted)), _Parser(tokens, loose=True).everything())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    star: bool = False


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match  # every character is one of them
        kind, place, at = str(match.lastgroup), at + 1, match.end()
        if kind == "torn":
            raise QueryError(f"The quotation mark at character {place} is never closed.")
        if kind == "field" and match["field"] not in FIELDS:
            kind, at = "word", match.end("field") + 1
            yield _Token(kind, match["field"], place)
        elif kind in ("phrase", "inner", "star"):
            yield _Token("phrase", match["inner"], place, bool(match["star"]) or match["inner"].endswith("*"))
        elif kind == "word" and match["word"] in _OPERATORS:
            yield _Token(match["word"], match["word"], place)
        elif kind != "space":
            yield _Token(kind, match["field"] or match[0], place, match[0].endswith("*"))


@dataclass(slots=True)
class _Parser:
    """Recursive descent: either of several, all of several, one."""

    tokens: list[_Token]
    loose: bool = False
    """Whether phrases are their words."""
    at: int = 0
    words: int = 0
    wanted: list[tuple[str, bool]] = field(default_factory=list)

    def everything(self) -> str:
        match = self._either(0)
        if (token := self._peek()) is not None:
            raise QueryError(f"The bracket at character {token.at} closes none.")
        if match is None:
            raise QueryError("The query has no word or number to look for.")
        return match

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self, kind: str) -> bool:
        token = self._peek()
        if token is None or token.kind != kind:
            return False
        self.at += 1
        return True

    def _either(self, depth: int) -> str | None:
        if depth > DEEPEST:
            raise QueryError(f"The query has more than {DEEPEST} brackets within one another.")
        found = [self._all(depth)]
        while (token := self._peek()) is not None and token.kind == "OR":
            self.at += 1
            if found[-1] is None:
                raise QueryError(f"The OR at character {token.at} has nothing before it.")
            found.append(self._all(depth))
            if found[-1] is None:
                raise QueryError(f"The OR at character {token.at} has nothing after it.")
        if len(found) == 1:
            return found[0]
        return f"({' OR '.join(each for each in found if each)})"

    def _all(self, depth: int) -> str | None:
        wanted: list[str] = []
        unwanted: list[str] = []
        while (token := self._peek()) is not None and token.kind not in ("OR", "close"):
            negative = self._joined(token, bool(wanted))
            marked, loose = len(self.wanted), self.loose
            self.loose = loose and not negative  # a story without the phrase may hold its words
            one = self._one(depth)
            self.loose = loose
            if negative:
                del self.wanted[marked:]
            if one is not None:
                (unwanted if negative else wanted).append(one)
        if not unwanted:
            return _joined(wanted, " AND ")
        if not wanted:
            raise QueryError("The query only says what to leave out; say what to look for too.")
        return f"({_joined(wanted, ' AND ')} NOT {_joined(unwanted, ' OR ')})"

    def _joined(self, token: _Token, something: bool) -> bool:
        """Pass over AND, NOT and -; whether what follows is to be left out."""
        if token.kind == "AND":
            self.at += 1
            if not something:
                raise QueryError(f"The AND at character {token.at} has nothing before it.")
            if self._peek() is None:
                raise QueryError(f"The AND at character {token.at} has nothing after it.")
        negative = False
        while self._take("NOT") or self._take("not"):
            negative = not negative
        following = self._peek()
        if following is None or following.kind in ("AND", "OR", "close"):
            raise QueryError(f"The {self.tokens[self.at - 1].text} at character {token.at} has nothing after it.")
        return negative

    def _one(self, depth: int) -> str | None:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "open":
            inner = self._either(depth + 1)
            if not self._take("close"):
                raise QueryError(f"The bracket at character {token.at} is never closed.")
            return inner
        if token.kind == "field":
            following = self._peek()
            if following is None or following.kind not in ("open", "phrase", "word", "field") or depth > DEEPEST:
                raise QueryError(f"{token.text}: at character {token.at} has nothing after it.")
            inner = self._one(depth + 1)
            return inner and f"({FIELDS[token.text]} : {inner})"
        return self._phrase(token)

    def _phrase(self, token: _Token) -> str | None:
        runs = [piece for piece, _, _ in pieces(plain(token.text))]
        if not runs:
            return None
        self.words += len(runs)
        if self.words > MOST_WORDS:
            raise QueryError(f"The query has more than {MOST_WORDS} words.")
        last = runs[-1]
        star = token.star and not is_unspaced(last)
        if star and len(last) < SHORTEST_PREFIX:
            raise QueryError(f"“{last}*” would find nearly everything; give it at least {SHORTEST_PREFIX} letters.")
        self.wanted.append((" ".join(runs), star))
        return _expression(runs, star, self.loose)


def _expression(runs: list[str], star: bool, loose: bool) -> str:
    """The runs as one phrase, or all of its words. The last character of a run at the end may go on as a pair."""
    tokens = indexed(" ".join(runs)).split()
    if is_unspaced(runs[-1]):
        star = len(runs[-1]) == 1
        if not star:
            tokens.pop()
    phrases = [f'"{token}"' for token in tokens] if loose else [f'"{" ".join(tokens)}"']
    phrases[-1] += " *" if star else ""
    return _joined(phrases, " AND ") or ""


def _joined(terms: list[str], by: str) -> str | None:
    return f"({by.join(terms)})" if len(terms) > 1 else terms[0] if terms else None
