"""The secret, where the desk can be reached from other machines."""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kliping.desk.desk import page
from kliping.desk.forms import text
from kliping.desk.guard import SESSION, Sessions

_PAUSE = 0.3
"""Seconds that a wrong secret costs."""


async def ask(request: Request) -> Response:
    """The form; an address that has the secret in it goes straight in."""
    said = request.query_params.get("token")
    if said is not None and (answer := _let_in(request, said)):
        return answer
    if said is not None:
        await asyncio.sleep(_PAUSE)
    return page(request, "login.html", 200 if said is None else 403, wrong=said is not None)


def begin(request: Request, form: FormData) -> Response:
    """Let in whoever says the secret."""
    answer = _let_in(request, text(form, "secret"))
    if answer is None:
        time.sleep(_PAUSE)
        return page(request, "login.html", 403, wrong=True)
    return answer


def _let_in(request: Request, said: str) -> Response | None:
    sessions: Sessions | None = request.app.state.sessions
    if sessions is None:
        return RedirectResponse("/", 303)
    session = sessions.begin(said)
    if session is None:
        return None
    answer = RedirectResponse("/", 303)
    answer.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer
