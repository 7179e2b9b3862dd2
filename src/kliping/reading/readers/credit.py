"""A photo's credit, parted from its caption and taken apart into who took it and which house sent it.

Captions carry their credit in brackets, between slashes, behind a word ("Foto:"), bare after the last sentence, or
before the first one. Only the two ends of the text are looked at: a house inside a sentence is what the caption tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kliping.reading.readers.credit_forms import article, handed_on, taken_by, unannounced
from kliping.reading.readers.credit_parts import HOUSE, divide, is_enough, parts_of
from kliping.reading.readers.name_form import normalized
from kliping.reading.readers.names import is_agency, is_name
from kliping.reading.remembered import remembered
from kliping.reading.words import find, fold, may_hold, pattern, values

_REACH = 240
"""How many characters at either end a credit may take."""

_SLASHED = re.compile(r"(?<!\S)/\s?([^/\n]{2,60}+(?:/[^/\n]{1,60}+){0,3})/\s*+\.?$")
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】\n]{2,160}+(?:\([^()\n]{2,60}+\))?)[)）\]】]\s*+[.。]?$")
_LEADING_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】\n]{2,160}+)[)）\]】]\s*+(?=\S)")
# Where a sentence ends, or a mark parts the caption from what isn't its sentence.
_BOUNDARY = re.compile(
    r"(?:(?<=[.!?。…])|(?<=[.!?。…][”\"»«’')）])|(?<=[”\"»«)）]))\s+(?:[|–—-]+\s+)?|[。]|(?<=[a-z]{2}[.!?])(?=[A-Z])"
    r"|\s+[|–—-]+\s+|\s*[=＝]\s*|\n\s*|©?(?=©)"
)
_LEAD_END = re.compile(r"(?<=[^\s.][^\s.])\.\s+|\s+[|–—-]+\s+|\s*\n\s*|$")
_COLON = re.compile(r"\s?[:：]\s?")
_HOUSE_REACH = 40
_COLONS = (":", "：", "=", "＝")
_EDGES = " \t\r\n|–—-/=＝,;:"


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit says; both names are None where it says that nobody is known ("Istimewa", "Handout")."""

    photographer: str | None
    """Who took the picture, as printed."""

    agency: str | None
    """The house or houses it came through, as printed ("AFP via Getty Images")."""

    span: tuple[int, int]
    """Start and end of the whole credit in the text, marks and announcing word included."""


@remembered(1024)
def read_credit(text: str, *, whole: bool = False) -> Credit | None:
    """The credit at the end or the beginning of a caption, or that is the whole text; None when there is none.

    `whole` says that the text is known to be a credit and nothing else (an element or a property made for it), so that
    a name needs no word before it.

    >>> credit = read_credit("Warga menyeberang sungai. (ANTARA FOTO/Budi Candra/foc.)")
    >>> credit.photographer, credit.agency
    ('Budi Candra', 'ANTARA FOTO')
    >>> read_credit("The head of Reuters in Jakarta speaks to students (12/5/2022)") is None
    True
    >>> read_credit("Jane Roe"), read_credit("Jane Roe", whole=True).photographer
    (None, 'Jane Roe')
    """
    end = len(text.rstrip())
    start = max(len(text) - len(text.lstrip()), end - _REACH)
    tail = text[start:end]
    if whole and (found := _credit(tail, True, (0, len(tail)))):
        return _moved(found, start)
    bare = _may_be_bare(text)
    for reader in (_slashed, _announced, _bracketed, *((_bare,) if bare else ())):
        if found := reader(tail):
            return _moved(found, start)
    return _leading(text, bare)


def _may_be_bare(text: str) -> bool:
    """Whether a text holds what a credit without an announcing word must have: most captions hold none of it."""
    holds = "/" in text and "." in text  # a name and a host, see `is_enough`
    return holds or may_hold("agency", normalized(text)) or unannounced().search(text) is not None


def split_caption(text: str) -> tuple[str | None, Credit | None]:
    """The caption without its credit (None when nothing else is left), and the credit.

    >>> caption, credit = split_caption("A ferry leaves at dawn. Photo: Jane Roe/Reuters")
    >>> caption, credit.photographer, credit.agency
    ('A ferry leaves at dawn.', 'Jane Roe', 'Reuters')
    >>> split_caption("Foto: Istimewa")[0] is None
    True
    """
    credit = read_credit(text)
    if credit is None:
        return text.strip() or None, None
    start, end = credit.span
    return (text[:start].rstrip(_EDGES) + text[end:].lstrip(_EDGES)).strip() or None, credit


def _moved(credit: Credit, by: int) -> Credit:
    return Credit(credit.photographer, credit.agency, (credit.span[0] + by, credit.span[1] + by))


def _slashed(tail: str) -> Credit | None:
    match = _SLASHED.search(tail)
    credit = _credit(match[1], True, match.span()) if match else None
    return credit if credit and credit.agency else None


def _bracketed(tail: str) -> Credit | None:
    match = _BRACKETED.search(tail)
    if match is None:
        return None
    credit = _of(match[1], match.span())
    if credit is None and "/" in match[1]:
        # "(Jane Roe/Some House)": a full name and a house nobody knows are a credit by their form.
        credit = _credit(match[1], True, match.span())
        full = credit is not None and credit.agency is not None and len((credit.photographer or "").split()) > 1
        return credit if full else None
    if credit is None or credit.photographer or credit.agency is None:
        return credit
    # "… at noon. Jane Roe (REUTERS)": the name stands before the bracket.
    starts = [b.end() for b in _BOUNDARY.finditer(tail, 0, match.start()) if b.end() < match.start()]
    name = tail[starts[-1] : match.start()].strip() if starts else ""
    if len(name.split()) > 1 and is_name(name) and not is_agency(name):
        return Credit(name, credit.agency, (starts[-1], match.end()))
    return credit


def _announced(tail: str) -> Credit | None:
    """Credit behind its word: with a colon anywhere, without one at the start of the text or of a sentence."""
    words = list(find("credit", tail))
    boundaries = {0, *(match.end() for match in _BOUNDARY.finditer(tail))} if words else ()
    colons = [word.start(1) for word in words if tail[word.end() :].lstrip()[:1] in _COLONS]
    for start in (word.start(1) for word in words):
        if start in boundaries or (start in colons and tail[start - 1].isspace()):
            # "Foto: Jana Roe | Video: Max Muster": each word has its own names, and the picture's come first.
            end = next((other for other in colons if other > start), len(tail))
            said = tail[start:end].rstrip(_EDGES)
            credit = _of(said, (start, len(tail)))
            # "Getty Images" begins with a word, but needs none: `_bare` sees what stands before it too.
            if credit and (parts_of(said, False) or [(0, 0, "name", "")])[0][2] != "agency":
                return credit
    return None


def _bare(tail: str) -> Credit | None:
    """Credit with nothing to announce it: it must name an agency, and be all that follows the last sentence."""
    for start in sorted({0, *(match.end() for match in _BOUNDARY.finditer(tail))}):
        said, span = tail[start:], (start, len(tail))
        credit = _credit(said, False, span) or _taken(said, span) or (_for(said, False, span) if start else None)
        if credit:
            return credit
    return None


def _taken(said: str, span: tuple[int, int]) -> Credit | None:
    match = taken_by().fullmatch(said.strip())
    name = (match[1] or match[2]) if match else ""
    return Credit(name, None, span) if name and is_name(name) and not is_agency(name) else None


def _for(said: str, announced: bool, span: tuple[int, int]) -> Credit | None:
    match = handed_on().fullmatch(said.strip())
    if match is None or match[2].endswith(".") or not is_name(match[1]) or article().match(match[1]):
        return None
    known = is_agency(match[2]) or HOUSE.fullmatch(match[2])
    house = known or (match[2][0].isupper() and is_name(match[2]) and (announced or article().match(match[2])))
    return Credit(match[1], match[2], span) if house else None


def _leading(text: str, may_be_bare: bool) -> Credit | None:
    start = len(text) - len(text.lstrip())
    head = text[start : start + _REACH]
    if match := _LEADING_BRACKET.match(head):
        credit = _of(match[1], match.span())
        return _moved(credit, start) if credit else None
    word = pattern("credit").match(head)
    colon = word is not None and head[word.end() :].lstrip()[:1] in _COLONS
    if word and not colon and (found := _before_colon(head, word.end())):
        return _moved(found, start)
    for match in _LEAD_END.finditer(head) if colon or may_be_bare else ():
        said, span = head[: match.start()], (0, match.end())
        bare = not colon and "(" not in said and not match[0].startswith(".")
        credit = _of(said, span) if colon else _credit(said, False, span) if bare else None
        if credit:
            return _moved(credit, start)
    return None


def _before_colon(head: str, start: int) -> Credit | None:
    """The house that stands between the announcing word and a colon: "Foto BERNAMA: Warga menyeberang."."""
    colon = _COLON.search(head, start, start + _HOUSE_REACH)
    house = head[start : colon.start()].strip() if colon else ""
    return Credit(None, house, (0, colon.end())) if colon and is_agency(house) else None


def _of(said: str, span: tuple[int, int]) -> Credit | None:
    """The credit that an announcing word begins, or else a bare one."""
    if taken := _taken(said, span):
        return taken
    bare = _credit(said, False, span)
    word = pattern("credit").match(said)
    if word is None or (bare and not (bare.photographer or "").startswith(word[1])):
        return bare
    if _is_nobody(said.strip(" .")):
        return Credit(None, None, span)
    rest = said[word.end() :].lstrip(" .\t")
    credit = _credit(rest.lstrip(" :：=＝\t"), True, span)
    if rest[:1] in _COLONS:
        # "Foto: Dok. …", "Photo: Courtesy of …": the second word says more than the first.
        said = rest.lstrip(" :：=＝\t")
        return _of(said, span) if pattern("credit").match(said) else credit
    return _without_colon(word[1], rest, credit, span)


def _without_colon(word: str, rest: str, credit: Credit | None, span: tuple[int, int]) -> Credit | None:
    known = any(kind == "agency" for _, _, kind, _ in parts_of(rest, True) or ())
    if fold(word) == "dok" and credit and not known:
        # "Dok. Kemenhub": out of the files of a house; a person is named beside it only behind a slash.
        return credit if credit.agency else Credit(None, credit.photographer, span) if credit.photographer else None
    if any(find("staff", word)):
        # "Courtesy of …", "Handout …": who handed it on took no picture; only an agency is worth naming.
        handed = (
            pattern("source").search(word) is not None and len(rest) <= _REACH / 3 and not re.search(r"[.!?]\s", rest)
        )
        agency = credit.agency if credit and known else None
        return Credit(None, agency, span) if handed or agency else None
    # A lone noun before a name may be the caption's own ("Video Store", "Image Sensor").
    return credit if known or " " in word or not word[0].isalpha() else None


def _is_nobody(said: str) -> bool:
    """Whether a credit says that nobody is known: "ist", "Istimewa", "Dok. Pribadi", "Handout"."""
    return fold(said) in values("credit") and pattern("staff").search(said) is not None


def _credit(said: str, announced: bool, span: tuple[int, int]) -> Credit | None:
    said = _once(said)
    if announced and (found := _for(said, True, span)):
        return found
    parts = parts_of(said, announced)
    if parts is None or not is_enough(parts, announced):
        return None
    photographer, houses = divide(said, [part for part in parts if part[2] in ("name", "agency", "host")])
    name = said[photographer[0] : photographer[1]] if photographer else None
    agency = said[houses[0][0] : houses[-1][1]].strip("()（） ") if houses else None
    return Credit(name, agency, span)


def _once(said: str) -> str:
    """What pages for narrow and wide screens print twice ("Jane Roe/AP Jane Roe/AP"), once."""
    words = said.split()
    half = len(words) // 2
    return said[: said.rfind(words[half])].rstrip() if half and words[:half] == words[half:] else said
