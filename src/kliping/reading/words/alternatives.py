"""Many words as one regular expression that stays fast: a plain "a|b|c" of a thousand words tries each at every place.

The words are laid into a tree by their characters, so that a place costs as many steps as the longest word has letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Vowel signs and accents are no letters to `re`, yet a word goes on through them (Unicode 15, general category M).
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd"
)
# Thai and Lao, Burmese, Khmer, Chinese and Japanese: written without spaces, so a word has no edge to look for.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff"
_LETTER = rf"[^\W\d_{UNSPACED}]|[{_MARKS}]"
_OPENING = rf"(?:(?={_LETTER})(?<![^\W\d_])(?<![{_MARKS}])|(?=\d)(?<!\d)|(?!{_LETTER}|\d))"
_CLOSING = rf"(?:(?<={_LETTER})(?![^\W\d_]|[{_MARKS}])|(?<=\d)(?!\d)|(?<!{_LETTER}|\d))"

_WORD_ENDS = ""
_Tree = dict[str, "_Tree"]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression (to be used with IGNORECASE) for any of the words, whole, the longest first.

    A word that begins or ends with a letter has no letter beside it; one with a digit, no digit. In scripts without
    spaces anything may stand beside it. A space stands for any white space, an apostrophe for its curled form too.

    >>> re.findall(alternatives(["page", "page 1", "次へ"]), "page 12, page 1, pages, 今次へ")
    ['page', 'page 1', '次へ']
    """
    tree: _Tree = {}
    for word in words:
        _plant(tree, word)
    return f"{_OPENING}(?:{_expression(tree)}){_CLOSING}"


def _plant(tree: _Tree, word: str) -> None:
    for character in word.lower().replace("i\u0307", "i"):
        tree = tree.setdefault("'" if character == "’" else character, {})
    tree[_WORD_ENDS] = {}


def _expression(tree: _Tree) -> str:
    # That a word may end here is tried last, so that the longest word wins.
    branches = [_one(key) + _expression(tree[key]) for key in sorted(tree, reverse=True)]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""


def _one(character: str) -> str:
    return {" ": r"\s++", "'": "['’]"}.get(character) or re.escape(character)
