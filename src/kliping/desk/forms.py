"""Forms: read once, refused without the token that only pages of this desk know."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kliping.desk.desk import desk_of

Posted = Callable[[Request, FormData], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

_MOST_FILES, _MOST_FIELDS, _MOST_FIELD = 200, 400, 4 * 1024 * 1024
_MOST_WORDS = 1024 * 1024
"""Bytes of a form without files: whoever may ask for the login may send one."""


def posted(view: Posted, with_token: bool = True, with_files: bool = False) -> Endpoint:
    """An endpoint that reads the form, checks its token and lets a view do the work in a thread."""

    async def endpoint(request: Request) -> Response:
        desk = desk_of(request)
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > (desk.settings.most_bytes if with_files else _MOST_WORDS):
            raise HTTPException(413 if length.isdigit() else 411, "too_large")
        files = _MOST_FILES if with_files else 0
        async with request.form(max_files=files, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD) as form:
            if with_token and not hmac.compare_digest(text(form, "token").encode(), desk.settings.token.encode()):
                raise HTTPException(403, "no_token")
            return await run_in_threadpool(view, request, form)

    return endpoint


def text(form: FormData, name: str) -> str:
    """A field of the form; "" where there is none, or a file."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def back(form: FormData, otherwise: str = "/") -> RedirectResponse:
    """To the page that the form was on, if it is one of ours."""
    here = text(form, "here")
    safe = here.startswith("/") and not here.startswith(("//", "/\\")) and here.isprintable()
    return RedirectResponse(here if safe else otherwise, 303)
