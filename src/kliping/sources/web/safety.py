"""Which addresses may be connected to: the open internet, and nothing inside.

A page or feed can name any address, and a name can resolve to any: to this machine, to a router, to a cloud's metadata
service. Checking a URL before it is asked proves nothing, since its name may resolve differently a moment later (DNS
rebinding). So the check stands where the connection is made: names are resolved by `PublicResolver`, and `guarded`
sees the very address that a socket is made for, whether it was resolved or written in the URL, on every redirect.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from kliping.errors import SourceError

LONGEST_URL = 8000
"""Characters, as RFC 9110 (4.1) recommends to support."""

_BREAKS = re.compile(r"[\t\r\n]")

_METADATA = frozenset({ip_address("168.63.129.16")})
"""Public addresses by number that a cloud answers from inside."""

_NAT64 = IPv6Network("64:ff9b::/96")

AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


class ForbiddenAddress(OSError):
    """A connection that is not made; an OSError, since aiohttp passes those through."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet.

    >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fe80::1%2", "x")]
    [True, False, False, False, False, False]
    """
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and number.is_site_local:
        return False
    number = _embedded(number) or number
    return number.is_global and not (number.is_multicast or number.is_reserved or number in _METADATA)


def _embedded(number: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4, Teredo and NAT64."""
    if isinstance(number, IPv4Address):
        return None
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)


class PublicResolver(AbstractResolver):
    """Resolves names as the system does, and keeps only public addresses."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The public addresses of a name; raises `ForbiddenAddress` where it has others only."""
        found = await self._inner.resolve(host, port, family)
        public = [result for result in found if is_public(result["host"])]
        if found and not public:
            raise ForbiddenAddress(f"{host} is {found[0]['host']}")
        return public

    async def close(self) -> None:
        """Nothing is held."""
        await self._inner.close()


def guarded(info: AddressInfo) -> socket.socket:
    """A socket for this address, or `ForbiddenAddress`: the last gate, which literal addresses pass as well."""
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise ForbiddenAddress(f"{address[0]} is not public")
    return socket.socket(family, kind, protocol)


def checked(url: str) -> str:
    """The URL as it is asked for, without its fragment; raises `SourceError` "bad_url" for what is no web address.

    Line breaks and tabs in it are dropped, as browsers do (WHATWG URL standard, 4.4).

    >>> checked("HTTPS://berita.example/a?b=c#d"), checked(" http://berita.example/a\\r\\nb")
    ('HTTPS://berita.example/a?b=c', 'http://berita.example/ab')
    >>> checked("file:///etc/passwd")
    Traceback (most recent call last):
    kliping.errors.SourceError: Only http and https are asked, not file.
    """
    url = _BREAKS.sub("", url.strip())
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError("bad_url", f"It is no address: {error}.") from error
    if parts.scheme not in ("http", "https"):
        raise SourceError("bad_url", f"Only http and https are asked, not {parts.scheme or 'this'}.")
    if not host or len(url) > LONGEST_URL:
        raise SourceError("bad_url", "The address has no host." if not host else "The address is too long.")
    if not url.isprintable():
        raise SourceError("bad_url", "The address has signs in it that none has.")
    if parts.username is not None:
        raise SourceError("bad_url", "An address with a user's name or password in it isn't asked.")
    return url.partition("#")[0]
