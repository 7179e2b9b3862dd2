"""Text of pages made safe to show: what a terminal or a file can't hold or would obey is taken out.

A page may contain anything, and so may the name of a file. Escape sequences can rewrite a terminal, bidirectional
overrides can make a line read as what it isn't (CVE-2021-42574), and a lone surrogate can't be written as UTF-8 at all.
"""

from __future__ import annotations

import re

from kliping.plain_form import encodable

# C0 but tab and newline, DEL and C1; then the embeddings, overrides and isolates of Unicode's bidirectional algorithm.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text without control characters and surrogates; each becomes U+FFFD, and tabs and newlines stay.

    >>> visible("naik\\x1b[31m 5%")
    'naik�[31m 5%'
    """
    return _OBEYED.sub("\ufffd", encodable(text))


def visible_line(text: str) -> str:
    """The same in one line, runs of white space as one space.

    >>> visible_line("Harga beras\\r\\n  naik")
    'Harga beras naik'
    """
    return visible(" ".join(text.split()))
