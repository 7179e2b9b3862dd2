"""People out of a byline line or a metadata author value, each with a role.

Sites put everything into this line: roles, several people, titles, agencies, dates, addresses, the site's own name. What
is not plainly a person or an agency is left out: a missing author is found elsewhere, a wrong one is believed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kliping.reading.words import fold, months, pattern, values
from kliping.records import Person

_LONGEST_LINE = 1000
_LONGEST_NAME = 60
_MOST_WORDS = 7

# Parts of names that are written small in many countries: they belong to the name, not to a language's vocabulary.
_PARTICLES = frozenset(
    "a af al am an at av bin bint binte binti da dal das de degli dei del della den der di do dos du e el en i ibn la las"
    " le los mac of op ten ter the til und van vom von y zu zum zur".split()
) - {"a", "am", "an", "at", "of", "op", "the", "til", "und"}

_ADDRESS = re.compile(r"\S*@\S+|https?://\S+|www\.\S+", re.IGNORECASE)
_BREAK = re.compile(r"[|;；•●▪¦\r\n\t]|(?:^|\s)[-–—−]+(?=\s)|\s/\s")
_LIST = re.compile(r"[(（\[][^()（）\[\]]*+[)）\]]|([,，、&＆+/]|(?<![ァ-ヺー])[・·‧]|[・·‧](?![ァ-ヺー]))")
_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]?")
_JOINT = re.compile(r"\s*+[.]?\s*+[:：=]*+\s*+")
# Letters with stops ("M.Si.", "Ph.D.", "S.H", "E-RYT"), or a few capitals ("MD", "PhD", "MSc", "Jr."), as after a comma.
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.\s?){1,4}[A-Z]?[A-Za-z]{0,3}|[A-Z][A-Za-z]?[A-Z]{1,3}[a-z]?|[JS]r")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’ʻ‘`´.-])*")
_STOPS = " \t\r\n.,:;|/-–—−·•*\"'“”„«»‹›()[]（）【】<>&+、，"
_CASELESS_LONGEST = 24
_HAN_LONGEST = 5


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
        for name, bracket in _names(piece, handles=said is not None or role is not None):
            if not _is_publisher(name, publisher):
                found = Person(name, _role_of(bracket) or said or role or "author")
                people.setdefault(fold(name), found)
    return tuple(people.values())


def is_name(text: str) -> bool:
    """Whether a text could be the name of a person or an agency, in any script, by its form alone.

    >>> [is_name(t) for t in ("Suharti", "Ludwig van Beethoven", "山田太郎", "AFP", "dpa")]
    [True, True, True, True, True]
    >>> [is_name(t) for t in ("Redaksi", "12 Mei 2022", "We asked her", "By", "Monday", "https://example.com")]
    [False, False, False, False, False, False]
    """
    text = text.strip()
    if is_agency(text):
        return True
    if not 2 <= len(text) <= _LONGEST_NAME or _is_vocabulary(text):
        return False
    bare = _without_degrees(text)
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    if not any(character.islower() or character.isupper() for character in bare):
        return _is_caseless_name(bare)
    return _is_cased_name(words)


def is_agency(text: str) -> bool:
    """Whether a text is a news or picture agency of the vocabulary, and nothing more.

    >>> is_agency("REUTERS"), is_agency("Getty Images"), is_agency("Reuters said")
    (True, True, False)
    """
    return len(text) <= _LONGEST_NAME and fold(unicodedata.normalize("NFKC", text)) in values("agency")


def name_words(text: str) -> list[str]:
    """The words with which a text begins as long as they could belong to a name; what follows them is something else.

    >>> name_words("Siti Rahma dari Bandung")
    ['Siti', 'Rahma']
    >>> name_words("Ludwig van Beethoven wrote")
    ['Ludwig', 'van', 'Beethoven']
    """
    words: list[str] = []
    for word in text.split():
        if word.islower() and word not in _PARTICLES and not is_agency(word):
            break
        words.append(word)
    while words and words[-1] in _PARTICLES:
        words.pop()
    return words


def _is_vocabulary(text: str) -> bool:
    folded = fold(text)
    if any(folded in values(kind) for kind in ("role", "role_and", "staff", "credit", "source", "weekday")):
        return True
    return folded in months(None) or folded in values("month") or _names_staff(text)


def _names_staff(text: str) -> bool:
    # "Redaksi Harian", "Die Redaktion": the word at either end. "Tim Cook": a short word may be a name.
    return any(
        len(match[1]) > 4 and (not text[: match.start(1)].strip() or not text[match.end() :].strip())
        for match in pattern("staff").finditer(text)
    )


def _without_degrees(text: str) -> str:
    head, *tail = text.split(",")
    return head if all(_DEGREE.fullmatch(part.strip()) for part in tail) else text


def _is_caseless_name(text: str) -> bool:
    if any(0x2E80 <= ord(c) <= 0x9FFF or 0xAC00 <= ord(c) <= 0xD7AF for c in text):
        kana = sum("ァ" <= c <= "ヺ" or c in "ー・·" for c in text)
        return len(text) - kana - text.count(" ") <= _HAN_LONGEST and len(text) <= _CASELESS_LONGEST
    return True


def _is_cased_name(words: list[str]) -> bool:
    # A full stop at the end of a long word ends a sentence.
    if any(word.endswith(".") and len(word) > 6 for word in words) or words[-1].islower():
        return False
    if not all(_is_capital(word) or word in _PARTICLES for word in words):
        return False
    return any(len(word.strip(".'’-")) > 1 for word in words)


def _is_capital(word: str) -> bool:
    # "d'Artagnan", "al-Amin", "ʻAlī": the capital may stand after the mark. A dot inside is an initial or a domain.
    parts = [part for part in re.split(r"[-'’ʻ‘`´]", word) if part]
    if "." in word.rstrip(".") and not re.fullmatch(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]*", word):
        return False
    return any(part[0].isupper() for part in parts[:2]) or not any(c.islower() or c.isupper() for c in word)


def _pieces(text: str) -> Iterator[tuple[str | None, str]]:
    """Announced role (or None) and the words that it announces, one segment of the line after another."""
    start, named = 0, False
    for match in [*_BREAK.finditer(text), None]:
        segment = text[start : match.start() if match else len(text)]
        # After a bar or a dash, words that nothing announces are the site, the section or the place.
        listed = start == 0 or text[start - 1] in ";；" or text[max(start - 2, 0) : start].strip() == "/"
        for said, piece in _roles(" ".join(segment.split())):
            if piece and (said or listed or not named):
                named = True
                yield said, piece
        start = match.end() if match else start


def _roles(segment: str) -> Iterator[tuple[str | None, str]]:
    said: str | None = None
    start = 0
    for match in pattern("role").finditer(segment):
        before, rest = segment[start : match.start(1)], segment[match.end() :]
        if not _announces(match[1], before.strip(), rest):
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


def _announces(word: str, before: str, rest: str) -> bool:
    """Whether a role's word announces a name, and isn't a title ("Jane Roe, Editor") or part of a name ("von")."""
    if rest.lstrip().startswith((":", "：")) or not any(c.islower() or c.isupper() for c in word):
        return True
    after = rest.lstrip(" .(")
    name_follows = bool(after) and not name_words(after)[:1] == [] and not _is_vocabulary(name_words(after)[0])
    if not before:
        return True
    separated = before[-1] in ",(（&+" or fold(before.split()[-1]) in values("role_and")
    # "Siti Rahma Editor Budi": a noun, long and in capitals, between two names.
    noun = len(word) > 4 and word[0].isupper()
    return name_follows and (" " in word or separated or noun)


def _follows_name(word: str, before: str, rest: str) -> bool:
    """Korean and Japanese put the word behind the name: 홍길동 기자, 山田太郎記者."""
    if not before.strip() or word.isascii() or rest.lstrip().startswith((":", "：")):
        return False
    return "\uac00" <= word[0] <= "\ud7af" or ("\u2e80" <= word[0] <= "\u9fff" and not rest.strip(_STOPS))


def _names(piece: str, handles: bool) -> Iterator[tuple[str, str]]:
    """Names of one piece, each with what stands in brackets behind it."""
    parts = members(piece)
    joined = any(joiner not in ("", ",", "，") for _, _, joiner in parts)
    last: tuple[int, int, str] | None = None
    for start, end, joiner in parts:
        part = piece[start:end]
        if last and joiner in (",", "，"):
            if _DEGREE.fullmatch(part.strip()) and not is_agency(part.strip()) and not last[2].isupper():
                last = (last[0], end, last[2])
                continue
            if _is_affiliation(part, last[2], joined):
                continue
        if last:
            yield _as_printed(piece, last), _bracket(piece[last[0] : last[1]])
        name = _name(part, handles and len(parts) == 1)
        last = (start + part.find(name), end, name) if name else None
    if last:
        yield _as_printed(piece, last), _bracket(piece[last[0] : last[1]])


def _as_printed(piece: str, last: tuple[int, int, str]) -> str:
    start, end, name = last
    return piece[start:end].strip() if "," in piece[start:end] else name


def _bracket(part: str) -> str:
    match = _BRACKET.search(part)
    return match[1].strip() if match else ""


def _role_of(bracket: str) -> str | None:
    folded = fold(bracket)
    return values("role").get(folded) or ("photographer" if folded and folded in values("credit") else None)


def members(piece: str) -> list[tuple[int, int, str]]:
    """Start and end of each member of a list of names, and the joiner before it ("" before the first).

    >>> [("Siti dan Budi, Dan Roe"[start:end].strip(), joiner) for start, end, joiner in members("Siti dan Budi, Dan Roe")]
    [('Siti', ''), ('Budi', 'dan'), ('Dan Roe', ',')]
    """
    cuts = [(m.start(1), m.end(1), m[1]) for m in _LIST.finditer(piece) if m[1]]
    cuts += [(m.start(1), m.end(1), m[1]) for m in pattern("role_and").finditer(piece) if _joins(piece, m)]
    parts, start, before = [], 0, ""
    for left, right, joiner in sorted(cuts):
        if left >= start:
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
    # "Dan Brown", "Und": a joiner is small, unless the whole line is in capitals.
    if not (left[-1:].isspace() and right[:1].isspace()) or not (word.islower() or piece.isupper()):
        return False
    # "José Ortega y Gasset": a single letter joins like with like only.
    counts = [len(re.split(r",", left)[-1].split()), len(re.split(r",", right)[0].split())]
    return len(word) > 1 or (counts[0] > 1) == (counts[1] > 1)


def _is_affiliation(part: str, name: str, joined: bool) -> bool:
    """Whether what stands after a comma behind a name is a job, a house or a place."""
    part = part.strip()
    if pattern("role").search(part) or pattern("staff").search(part):
        return True
    if is_agency(part):
        return not is_agency(name)
    words = part.split()
    shouted = any(word.isupper() and len(word) > 2 and word.isalpha() for word in words)
    return (shouted and not name.isupper()) or (len(words) == 1 and len(name.split()) > 1 and not joined)


def _name(part: str, handle: bool) -> str | None:
    """The name at the head of a list's member, without date, place or bracket; None when there is none."""
    part = re.split(r"[(（\[\d]", part, maxsplit=1)[0].strip(_STOPS.replace(".", ""))
    if is_agency(part):
        return part
    words = part.split()
    if handle and part.islower() and part.isascii() and len(words) <= 2 and len(part) > 4:
        return part if all(word.isalpha() for word in words) and not _is_vocabulary(part) else None
    kept = name_words(part)
    while kept and (fold(kept[-1].strip(",")) in values("month") or pattern("date").fullmatch(kept[-1])):
        kept.pop()
    if len(words) - len(kept) > 6:
        return None
    name = " ".join(kept).strip(_STOPS.replace(".", ""))
    return name if is_name(name) else None


def _is_publisher(name: str, publisher: str | None) -> bool:
    return publisher is not None and _key(name) == _key(publisher)


def _key(name: str) -> str:
    """A site's name without its domain's ending and marks: "Kabar-Pagi.com" is "kabarpagi"."""
    bare = re.sub(r"\.(?:com|net|org|id|co|tv|news)\b.*", "", name.casefold())
    return "".join(c for c in bare if c.isalnum())
