"""People out of a byline line or a metadata author value, each with a role.

Sites put everything into this line: roles, several people, titles, agencies, dates, addresses, the site's own name.
What is not plainly a person or an agency is left out: a missing author is found elsewhere, a wrong one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.readers.name_form import DEGREE, PARTICLES, is_agency, is_name, is_vocabulary, name_words
from kliping.reading.words import find, fold, pattern, values
from kliping.records import Person

__all__ = ["is_agency", "is_name", "members", "name_words", "read_byline"]

_LONGEST_LINE = 1000

_ADDRESS = re.compile(r"\S*@\S+|https?://\S+|www\.\S+", re.IGNORECASE)
_BREAK = re.compile(r"[|;；•●▪¦\r\n\t]|(?:^|\s)[-–—−]+(?=\s)|\s/\s")
_LIST = re.compile(r"([,，、&＆+/]|(?<![ァ-ヺー])[・·‧]|[・·‧](?![ァ-ヺー]))")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*+[)）\]]")
_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]?")
_JOINT = re.compile(r"\s*+[.]?\s*+[:：=／/・●]*+\s*+")
# "Roe, Jane T.": a family name first, as catalogues print it; the initial gives it away.
_GIVEN = re.compile(r"\s*[^\W\d_]+(?:[ -][^\W\d_]+)?(?:\s[^\W\d_]\.)+\s*")
_STOPS = " \t\r\n.,:;|/-–—−·•*\"'“”„«»‹›()[]（）【】<>&+、，"
_MARKS = _STOPS.replace(".", "")
_NICKNAME = re.compile(r"([^()\"“”]{2,40}) (?:\(\w+\)|[\"“][\w ]{2,20}[\"”]) ([^()\"“”]{2,40})")
_HANDLE = re.compile(r"[^\W\d_][\w.-]{3,29}", re.ASCII)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}", re.IGNORECASE)
_TAIL = re.compile(r"[(（\[]|(?<!\w)(?=\d)")


def read_byline(text: str, *, role: str | None = None, publisher: str | None = None) -> tuple[Person, ...]:
    """The people of a byline in the order in which they stand; an empty tuple where nobody is named for certain.

    `role` is that of names before which no word announces one ("author" when None); `publisher` is the site's name,
    which is no person. Names stay as printed, but for runs of white space, with their titles and degrees.

    >>> [(p.name, p.role) for p in read_byline("Penulis: Siti Rahma | Editor: Budi Santoso")]
    [('Siti Rahma', 'author'), ('Budi Santoso', 'editor')]
    >>> [p.name for p in read_byline("By Jane Roe, Political Editor, and Dr. John Doe, Ph.D.")]
    ['Jane Roe', 'Dr. John Doe, Ph.D.']
    >>> read_byline("Staff"), read_byline("(abc/def)")
    ((), ())
    """
    if len(text) > _LONGEST_LINE:
        return ()
    people: dict[str, Person] = {}
    for said, piece in _pieces(_ADDRESS.sub("|", text)):
        for name, bracket in _names(piece, said is not None, role is not None):
            if not _is_publisher(name, publisher):
                found = Person(name, _role_of(bracket) or said or role or "author")
                people.setdefault(fold(name), found)
    return tuple(people.values())


def _pieces(text: str) -> Iterator[tuple[str | None, str]]:
    """Announced role (or None) and the words that it announces, one segment of the line after another."""
    start, named, said = 0, False, None
    for match in [*_BREAK.finditer(text), None]:
        segment = text[start : match.start() if match else len(text)]
        # After a bar or a dash, words that nothing announces are the site, the section or the place.
        listed = start == 0 or text[start - 1] in ";；" or text[max(start - 2, 0) : start].strip() == "/"
        for announced, piece in _roles(" ".join(segment.split())):
            # "Contributing: A, B; C": behind a semicolon the list goes on.
            said = announced or (said if start and text[start - 1] in ";；" else None)
            if piece and (said or listed or not named):
                named = True
                yield said, piece
        start = match.end() if match else start


def _roles(segment: str) -> Iterator[tuple[str | None, str]]:
    said: str | None = None
    start = 0
    for match in find("role", segment):
        before, rest = segment[start : match.start(1)], segment[match.end() :]
        if _is_inside(match[1], before, rest) or not _announces(match[1], before.strip(), rest):
            continue
        value = values("role")[fold(match[1])]
        if _follows_name(match[1], before, rest):
            yield value, before.strip()
        else:
            # "本報記者 …": what is grown together with the word is the house.
            yield said, before.strip() if before != before.rstrip() or match[1].isascii() else ""
            said = value
        joint = _JOINT.match(segment, match.end())
        start = joint.end() if joint else match.end()
    yield said, segment[start:].strip()


def _is_inside(word: str, before: str, rest: str) -> bool:
    """Whether a single character is part of a longer word ("文化庁") or of a name ("陳大文"): no mark parts it."""
    return len(word) == 1 and (rest[:1] == "" or rest[0].isalnum() or (before != "" and before[-1].isalnum()))


def _announces(word: str, before: str, rest: str) -> bool:
    """Whether a role's word announces a name, and isn't a title ("Jane Roe, Editor") or part of a name ("von")."""
    if rest.lstrip().startswith((":", "：")):
        return True
    if not any(c.islower() or c.isupper() for c in word):
        return True
    if not before:
        return True
    after = name_words(rest.lstrip(" .("))
    if not after or not after[0][0].isalpha() or is_vocabulary(after[0]):
        return False
    separated = before[-1] in ",(（&+" or fold(before.split()[-1]) in values("role_and")
    # "Siti Rahma Editor Budi": a noun, long and in capitals, between two names.
    noun = len(word) > 4 and word[0].isupper()
    return " " in word or separated or noun


def _follows_name(word: str, before: str, rest: str) -> bool:
    """Korean and Japanese put the word behind the name: 홍길동 기자, 山田太郎記者."""
    # "トップ > 文化 > 記事": behind a mark it is the step of a path.
    if not before.strip() or before.rstrip()[-1] in ">＞›»/" or word.isascii() or rest.lstrip().startswith((":", "：")):
        return False
    return "\uac00" <= word[0] <= "\ud7af" or ("\u2e80" <= word[0] <= "\u9fff" and not rest.strip(_STOPS))


def _names(piece: str, announced: bool, given: bool) -> Iterator[tuple[str, str]]:
    """Names of one piece, each with what stands in brackets behind it.

    `announced`: a word in the line says that people follow; `given`: whoever gave the line says so.
    """
    if _BRACKETED.fullmatch(piece):
        piece = piece[1:-1]
    parts = members(piece)
    joined = any(joiner not in ("", ",", "，") for _, _, joiner in parts)
    last: tuple[int, int, str] | None = None
    for start, end, joiner in parts:
        part = piece[start:end]
        if last and joiner in (",", "，"):
            if _completes(part, last[2]):
                last = (last[0], end, last[2])
                continue
            if _is_affiliation(part, last[2], joined):
                continue
        if last:
            yield _as_printed(piece, last), _bracket(piece[last[0] : last[1]])
        name = _handle(part) if (announced or given) and len(parts) == 1 else None
        name = name or _name(part, alone=announced)
        if start and not last and name and " " not in name and not is_agency(name):
            name = None  # "Centre for Trade and Research"
        last = (start + part.find(name), end, name) if name else None
    if last:
        yield _as_printed(piece, last), _bracket(piece[last[0] : last[1]])


def _completes(part: str, name: str) -> bool:
    """Whether what follows the comma still belongs to the name before it."""
    if " " not in name and _GIVEN.fullmatch(part):
        return True
    part = part.strip()
    if _HOST.fullmatch(part) and part[-1].islower() and "." in part[:-3]:
        return False  # "NBA.com"
    return DEGREE.fullmatch(part) is not None and not is_agency(part) and not (name.isupper() and len(part) > 3)


def _as_printed(piece: str, last: tuple[int, int, str]) -> str:
    start, end, name = last
    return piece[start:end].strip() if "," in _BRACKETED.sub("", piece[start:end]) else name


def _bracket(part: str) -> str:
    match = _BRACKET.search(part)
    return match[1].strip() if match else ""


def _role_of(bracket: str) -> str | None:
    folded = fold(bracket)
    return values("role").get(folded) or ("photographer" if folded and folded in values("credit") else None)


def members(piece: str) -> list[tuple[int, int, str]]:
    """Start and end of each member of a list of names, and the joiner before it ("" before the first).

    >>> members("Siti dan Budi, Dan Roe")
    [(0, 5, ''), (8, 13, 'dan'), (14, 22, ',')]
    """
    found = [*_LIST.finditer(piece), *(m for m in find("role_and", piece) if _joins(piece, m))]
    brackets = [m.span() for m in _BRACKETED.finditer(piece)]
    cuts = [(*m.span(1), m[1]) for m in found if not any(left < m.start(1) < right for left, right in brackets)]
    parts, start, before = [], 0, ""
    for left, right, joiner in sorted(cuts):
        # "ROE AND DAN": what stands right behind a joining word is a name, though it is a joining word elsewhere.
        if left >= start and (piece[start:left].strip() or not before[-1:].isalpha()):
            parts.append((start, left, before))
            # "A, B, and C": the comma before the joiner says nothing more.
            start, before = right, joiner
    parts.append((start, len(piece), before))
    return [part for part in parts if piece[part[0] : part[1]].strip()]


def _joins(piece: str, match: re.Match[str]) -> bool:
    word, left, right = match[1], piece[: match.start(1)], piece[match.end() :]
    if not word[0].isalpha():
        return True
    if not any(c.islower() or c.isupper() for c in word) and "\u2e80" <= word[0] <= "\u9fff":
        return len(left) >= 2 and len(right) >= 2 and len(piece) >= 5
    # "Dan Poe", "Und": a joiner is small, unless the whole line is in capitals.
    if not (left[-1:].isspace() and right[:1].isspace()) or not (word.islower() or piece.isupper()):
        return False
    # "José Ortaga y Gasser": a single letter joins like with like only.
    counts = [len(re.split(r",", left)[-1].split()), len(re.split(r",", right)[0].split())]
    return len(word) > 1 or (counts[0] > 1) == (counts[1] > 1)


def _is_affiliation(part: str, name: str, joined: bool) -> bool:
    """Whether what stands after a comma behind a name is a job, a house or a place."""
    part = part.strip()
    titles = [match[1] for kind in ("role", "staff") for match in find(kind, part)]
    if any(title.lower() not in PARTICLES for title in titles):
        return True
    if is_agency(part):
        return not is_agency(name)
    words = part.split()
    if len(name_words(part)) < len(words) and not _TAIL.search(part):
        return True  # "Head of Research"
    shouted = any(word.isupper() and len(word) > 2 and word.isalpha() for word in words)
    return (shouted and not name.isupper()) or (len(words) == 1 and len(name.split()) > 1 and not joined)


def _handle(part: str) -> str | None:
    """A name that a writer goes by on the site, as far as an author's place holds it alone ("harborcat_7")."""
    part = part.strip(_MARKS)
    if not _HANDLE.fullmatch(part) or _HOST.fullmatch(part) or (len(part) < 5 and part.isalpha()):
        return None
    return None if is_vocabulary(part) or any(word in values("staff") for word in fold(part).split("_")) else part


def _name(part: str, alone: bool) -> str | None:
    """The name at the head of a list's member, without date, place or bracket; None when there is none.

    `alone`: a single word is enough though more follows it that is no name.
    """
    nick = _NICKNAME.fullmatch(part.strip())
    if nick and is_name(f"{nick[1]} {nick[2]}"):
        return part.strip()
    head = _TAIL.split(part, maxsplit=1)[0]
    dated = len(head) < len(part)
    head = head.strip(_MARKS)
    if is_agency(head):
        return head
    kept = name_words(head)
    rest = len(head.split()) - len(kept)
    while dated and kept and (fold(kept[-1]) in values("month") or pattern("date").fullmatch(kept[-1])):
        kept.pop()
    kept = _without_house(kept)
    if rest > 6 or (rest and len(kept) == 1 and not alone):
        return None
    name = " ".join(kept).strip(_MARKS)
    if len(kept) > 0 and len(kept[-1]) > 5 and "." not in kept[-1][:-1]:
        name = name.rstrip(".")
    return name if is_name(name) else None


def _without_house(words: list[str]) -> list[str]:
    """A full name without the agency grown onto its end ("JANE ROE Associated Press")."""
    ends = (end for end in range(2, len(words)) if is_agency(" ".join(words[end:])))
    end = next((end for end in ends if len(words) - end > 1 or words[end].isupper()), len(words))
    return words[:end]


def _is_publisher(name: str, publisher: str | None) -> bool:
    return publisher is not None and _key(name) == _key(publisher)


def _key(name: str) -> str:
    """A site's name without its domain's ending and marks: "Kabar-Pagi.com" is "kabarpagi"."""
    bare = re.sub(r"\.(?:com|net|org|id|co|tv|news)\b.*", "", name.casefold())
    return "".join(c for c in bare if c.isalnum())
