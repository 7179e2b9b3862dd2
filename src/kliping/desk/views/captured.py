"""A page as it was captured, for the frame of the Why view: its own order, each block tinted by its label."""

from __future__ import annotations

import secrets
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kliping.desk.desk import desk_of, texts_of
from kliping.desk.numbers import path_number
from kliping.desk.sanitise import clean
from kliping.desk.seen import SeenPage, seen_page

_STYLES = ("captured.css", "tints.css")


def captured(request: Request) -> Response:
    """The page, sandboxed: no script, no network, no way out but the links of its blocks."""
    story, number = path_number(request, "story"), path_number(request, "number")
    with desk_of(request).archive() as archive:
        seen = seen_page(archive, story, number)
    if seen is None:
        raise HTTPException(404)
    nonce = secrets.token_urlsafe(12)
    return HTMLResponse(_document(request, seen, nonce), headers={"Content-Security-Policy": _policy(nonce)})


def _policy(nonce: str) -> str:
    """Nothing but one style sheet; framed by the desk alone, in an origin of its own."""
    return (
        f"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        "sandbox allow-top-navigation-by-user-activation"
    )


def _document(request: Request, seen: SeenPage, nonce: str) -> bytes:
    style = "".join((files("kliping.desk") / "static" / name).read_text("utf-8") for name in _STYLES)
    desk, texts = desk_of(request), texts_of(request)
    template = desk.templates.get_template("captured.html")
    html = template.render(
        t=texts, seen=seen, nonce=nonce, style=style, body=clean(seen.marked.html), language=seen.apart.article.language
    )
    return html.encode("utf-8", "replace")
