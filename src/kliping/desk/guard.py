"""Who may ask, and what an answer may do in the browser: in front of every page, with no way around it.

- Host: a name that isn't ours is refused, so that no foreign name can be pointed at this machine (DNS rebinding).
- Origin and Sec-Fetch-Site: what changes something must come from a page of ours (cross-site requests). The form's
  token is checked where the form is read (`forms.py`).
- A secret, where the desk can be reached from other machines.
- Content-Security-Policy: nothing but our own style sheet and script; nobody may frame the desk.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kliping.desk.settings import Settings

SESSION = "kliping_session"
_SAFE = frozenset(("GET", "HEAD"))
_OPEN = ("/login", "/static/")
"""What may be asked without the secret."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers hide the origin from our own forms too
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cache-Control": "private, no-cache",
}
_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(**changed: str) -> str:
    """The Content-Security-Policy (W3C, level 3) of the desk's pages; names with "_" for "-".

    >>> policy(img_src="https:").split("; ")[3]
    'img-src https:'
    """
    wanted = _POLICY | {name.replace("_", "-"): value for name, value in changed.items()}
    return "; ".join(f"{name} {value}".strip() for name, value in wanted.items())


class Sessions:
    """Who has said the secret; in memory, so that a restart asks again."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._known: set[str] = set()
        self._wait_until = 0.0
        self._wrong = 0

    def begin(self, said: str) -> str | None:
        """A new session for whoever says the secret; None for a wrong one, and for any too soon after wrong ones."""
        if time.monotonic() < self._wait_until:
            return None
        if not hmac.compare_digest(said.encode("utf-8", "replace"), self._secret):
            self._wrong += 1
            self._wait_until = time.monotonic() + min(30.0, 0.1 * 2 ** min(self._wrong, 9))
            return None
        self._wrong = 0
        session = secrets.token_urlsafe(24)
        self._known.add(session)
        return session

    def holds(self, session: str | None) -> bool:
        """Whether it is one of ours."""
        return session is not None and session in self._known


class Guard:
    """The desk behind its guard."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions | None) -> None:
        self._app, self._settings, self._sessions = app, settings, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and set the headers of what comes back."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(Request(scope))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in (*_HEADERS.items(), ("Content-Security-Policy", policy())):
                    headers.setdefault(name, value)
                message["headers"] = headers.raw
            await send(message)

        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if not self._is_ours(host):
            return _refused("The desk isn't known by this name (host).", 421)
        if request.method not in _SAFE and not is_from_here(request.headers, host):
            return _refused(
                "This came from another site, and only pages of the desk may change anything (origin).", 403
            )
        is_open = self._sessions is None or request.url.path.startswith(_OPEN)
        if is_open or (self._sessions and self._sessions.holds(request.cookies.get(SESSION))):
            return None
        return RedirectResponse("/login", 303)

    def _is_ours(self, host: str) -> bool:
        name = name_of(host)
        return name in self._settings.names or (self._settings.open_to_addresses and is_address(name))


def is_from_here(headers: Headers, host: str) -> bool:
    """Whether a request that changes something comes from a page of this desk, by what browsers say of it (Fetch)."""
    origin = headers.get("origin")
    if origin is not None:
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.netloc == host
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def name_of(host: str) -> str:
    """A Host header without its port.

    >>> name_of("LOCALHOST:8420"), name_of("[::1]:8420"), name_of("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    head, found, port = host.rpartition(":")
    return (
        head if found and port.isdigit() and not (head.startswith("[") and not head.endswith("]")) else host
    ).lower()


def is_address(name: str) -> bool:
    """Whether it is an IP address: nobody can point one elsewhere."""
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a desk that is bound there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def names_for(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """What a desk that is bound to `host` may be called."""
    shown = f"[{host}]" if ":" in host else host
    return frozenset(("127.0.0.1", "localhost", "[::1]", shown.lower(), *(name.lower() for name in more)))


def _refused(sentence: str, status: int) -> Response:
    return PlainTextResponse(f"{sentence}\n", status)
