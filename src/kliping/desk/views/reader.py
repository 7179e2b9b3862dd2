"""What a reader chooses: the language of the desk, and whether pictures come from the web."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from kliping.desk.desk import LANGUAGE, PICTURES
from kliping.desk.forms import back, text
from kliping.desk.texts import languages

_YEAR = 365 * 24 * 3600


def choose(request: Request, form: FormData) -> Response:
    """Keep the choice in a cookie."""
    answer = back(form)
    language, pictures = text(form, "language"), text(form, "pictures")
    if language in languages():
        answer.set_cookie(LANGUAGE, language, _YEAR, httponly=True, samesite="strict")
    if pictures in ("0", "1"):
        answer.set_cookie(PICTURES, pictures, _YEAR, httponly=True, samesite="strict")
    return answer
