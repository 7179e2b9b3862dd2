"""Lists of addresses, one a line, and the form under which two spellings of an address are one."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.claims.addresses import address_of
from kliping.sources.recognise import is_url


def listed(content: bytes) -> Iterator[str]:
    """The addresses of a list; empty lines and those that begin with # are passed over.

    >>> list(listed(b"# today\\nhttps://a.example/1\\n\\n  https://a.example/2\\n"))
    ['https://a.example/1', 'https://a.example/2']
    """
    for line in content.decode("utf-8-sig", "replace").splitlines():
        url = line.strip()
        if is_url(url):
            yield url


def key_of(url: str) -> str:
    """What two spellings of one address have in common: no scheme, no "www.", no fragment, no last slash.

    >>> key_of("http://www.a.example/x/#top") == key_of("https://a.example/x")
    True
    """
    address = address_of(url)
    return address.whole.rstrip("/") if address else url
