"""The desk as an ASGI application: every address and the view behind it."""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kliping.desk.broken import tell
from kliping.desk.desk import Desk, page, templates
from kliping.desk.forms import posted
from kliping.desk.guard import Guard, Sessions
from kliping.desk.jobs import Jobs
from kliping.desk.memo import Memo
from kliping.desk.settings import Settings
from kliping.desk.views import (
    add,
    captured,
    correct,
    export,
    front,
    login,
    people,
    reader,
    search,
    story,
    timeline,
    why,
)
from kliping.errors import ArchiveError, KlipingError

_STATUS = {
    **dict.fromkeys(("no_story", "no_version", "no_block", "no_correction"), 404),
    **{"query": 400, "no_bytes": 409, "busy": 503, "missing": 503},
}


def make_app(settings: Settings) -> ASGIApp:
    """The application; `uvicorn` serves it."""
    sessions = Sessions(settings.secret) if settings.secret else None
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, settings=settings, sessions=sessions)],
        exception_handlers={KlipingError: _failed, HTTPException: _refused, ClientDisconnect: _refused, 500: _broken},
    )
    app.state.desk = Desk(settings, templates(), Jobs(settings), Memo())
    app.state.sessions = sessions
    return app


def _routes() -> list[BaseRoute]:
    static = StaticFiles(directory=str(files("kliping.desk") / "static"))
    return [
        Route("/", front.front),
        Route("/story/{story:int}", story.story),
        Route("/story/{story:int}/history", story.history),
        Route("/story/{story:int}/why", why.why),
        Route("/story/{story:int}/captured/{number:int}", captured.captured),
        Route("/story/{story:int}/export/{form}", export.export),
        Route("/story/{story:int}/pin", posted(story.pin), methods=["POST"]),
        Route("/story/{story:int}/correct", posted(correct.correct), methods=["POST"]),
        Route("/corrections", correct.listed),
        Route("/corrections/{correction:int}/undo", posted(correct.undo), methods=["POST"]),
        Route("/search", search.search),
        Route("/timeline", timeline.timeline),
        Route("/people", people.people),
        Route("/people/{person:int}", people.person),
        Route("/add", add.add),
        Route("/add", posted(add.begin, with_files=True), methods=["POST"]),
        Route("/add/{job:int}", add.job),
        Route("/add/{job:int}/state", add.state),
        Route("/add/{job:int}/stop", posted(add.stop), methods=["POST"]),
        Route("/reader", posted(reader.choose), methods=["POST"]),
        Route("/login", login.ask),
        Route("/login", posted(login.begin, with_token=False), methods=["POST"]),
        Mount("/static", static),
    ]


async def _failed(request: Request, error: Exception) -> Response:
    code = error.code if isinstance(error, ArchiveError) else "error"
    return page(request, "error.html", _STATUS.get(code, 500), code=code, sentence=str(error))


async def _refused(request: Request, error: Exception) -> Response:
    status, said = (error.status_code, error.detail) if isinstance(error, HTTPException) else (400, "")
    # A form that can't be read has its own sentence: there are more files in it than may be, say.
    code = "form" if status == 400 and said not in ("", HTTPStatus(400).phrase) else str(status)
    return page(request, "error.html", status, code=code, sentence=said)


async def _broken(request: Request, error: Exception) -> Response:
    tell(request.url.path, error)
    return page(request, "error.html", 500, code="500", sentence="")
