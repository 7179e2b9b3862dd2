"""What all views share: the archive, the words, the templates, and what was started here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kliping.archive import Archive
from kliping.archive.file import told
from kliping.archive.wording import wording
from kliping.desk import charts, shape
from kliping.desk.guard import policy
from kliping.desk.settings import Settings
from kliping.desk.texts import Texts, chosen, languages

if TYPE_CHECKING:
    from kliping.desk.jobs import Jobs
    from kliping.desk.memo import Memo
    from kliping.desk.views.front import Front

LANGUAGE, PICTURES = "kliping_language", "kliping_pictures"
"""Cookies: which words, and whether pictures are taken from the web."""

_PATIENCE = 5_000
"""Milliseconds that a reader waits for another process to finish writing: less than programs do."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk at work."""

    settings: Settings
    """What it was started with."""

    templates: Environment
    """The pages."""

    jobs: Jobs
    """What is being added."""

    front: Memo[Front]
    """The front page, as long as the archive stays as it is."""

    @contextmanager
    def archive(self, write: bool = False) -> Iterator[Archive]:
        """The archive, open for one request; whatever SQLite complains about meanwhile is an `ArchiveError`."""
        path = self.settings.archive
        with told(path), Archive(path, write=write) as archive:
            archive.connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            yield archive


def templates() -> Environment:
    """The templates, every value in them escaped."""
    made = Environment(
        loader=PackageLoader("kliping.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        columns=charts.columns,
        filled=charts.filled,
        wording=wording,
        bar=charts.bar,
        address=shape.address,
        label_name=shape.label_name,
    )
    made.globals.update(web=shape.web, snippet=shape.snippet, when_link=shape.when_link, month_link=shape.month_link)
    made.filters.update(visible=shape.visible_text, host=shape.host, lines=shape.lines)
    return made


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def texts_of(request: Request) -> Texts:
    """The words in which it is to be answered."""
    return Texts(chosen(request.cookies.get(LANGUAGE), request.headers.get("accept-language", "")))


def shows_pictures(request: Request) -> bool:
    """Whether the reader wants pictures from the web."""
    return request.cookies.get(PICTURES) == "1"


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk."""
    desk, texts = desk_of(request), texts_of(request)
    pictures = shows_pictures(request)
    told: dict[str, Any] = {
        **{"t": texts, "request": request, "token": desk.settings.token, "pictures": pictures},
        **{
            "languages": languages(),
            "archive_name": desk.settings.archive.name,
            "needs_login": bool(desk.settings.secret),
        },
        **{"when": shape.When(texts), "here": _here(request), "query": "", "wide": False},
    }
    html = desk.templates.get_template(template).render({**told, **values})
    headers = {"Content-Security-Policy": policy(img_src="'self' https: http:" if pictures else "'self'")}
    return HTMLResponse(html.encode("utf-8", "replace"), status, headers)


def _here(request: Request) -> str:
    """The address of the page, to come back to; what a form answers is nowhere else."""
    if request.method == "POST":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
