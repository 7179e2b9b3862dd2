"""Lists of addresses, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kliping.errors import SourceError
from kliping.sources.capture import Failure
from kliping.sources.recognise import is_url

_SHOWN = 100
"""Characters of a bad line that are said again."""


def listed(lines: Iterable[bytes]) -> Iterator[str | Failure]:
    """The addresses of a list as its lines come; a `Failure` for a line that is none.

    Empty lines and those that begin with # are passed over.

    >>> list(listed([b"# today\\n", b"https://a.example/1\\n", b"\\n", b"  https://a.example/2\\r\\n"]))
    ['https://a.example/1', 'https://a.example/2']
    """
    for line in lines:
        said = line.decode("utf-8", "replace").strip("\ufeff \t\r\n\v\f")
        if is_url(said):
            yield said
        elif said and not said.startswith("#"):
            yield Failure(said[:_SHOWN], SourceError("bad_url", "This line of the list is no address of the web."))
