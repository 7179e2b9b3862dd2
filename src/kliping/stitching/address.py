"""When two addresses are one: the same page may be named in several spellings."""

from __future__ import annotations

from kliping.plain_form import encodable
from kliping.reading.claims.addresses import address_of


def key_of(url: str) -> str:
    """What two spellings of one address have in common: no scheme, no "www.", no fragment, no last slash.

    >>> key_of("http://www.a.example/x/#top") == key_of("https://a.example/x")
    True
    """
    address = address_of(url)
    return encodable(address.whole.rstrip("/") if address and address.host else url)
