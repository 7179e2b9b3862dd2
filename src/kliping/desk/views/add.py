"""Adding: an address pasted, files dropped, and how far it has come."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kliping.desk.desk import desk_of, page, texts_of
from kliping.desk.forms import text
from kliping.desk.jobs import Job, Load
from kliping.desk.numbers import path_number
from kliping.export.visible import visible_line
from kliping.sources.recognise import is_url

_MOST_ADDRESSES = 1_000
_LONGEST_NAME = 120


def add(request: Request) -> Response:
    """The form, and what was added since the desk was started."""
    return page(request, "add.html", jobs=list(desk_of(request).jobs)[:10], sentence="")


def begin(request: Request, form: FormData) -> Response:
    """Start to read what was pasted and dropped. Only addresses of the web: a form can't name files of this machine."""
    words = text(form, "addresses").split()[:_MOST_ADDRESSES]
    wrong = [word for word in words if not is_url(word)]
    files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    if wrong or not (words or files):
        sentence = (
            texts_of(request)("add_wrong", what=visible_line(wrong[0])[:80])
            if wrong
            else texts_of(request)("add_nothing")
        )
        return page(request, "add.html", 400, jobs=list(desk_of(request).jobs)[:10], sentence=sentence, here="/add")
    job = desk_of(request).jobs.begin(_load(words, files))
    return RedirectResponse(f"/add/{job.id}", 303)


def job(request: Request) -> Response:
    """One job; it renews itself until it is done."""
    return page(request, "job.html", job=_job(request))


def state(request: Request) -> Response:
    """The same as a piece of the page, for the script that renews it."""
    found = _job(request)
    template = desk_of(request).templates.get_template("job_state.html")
    return JSONResponse({"done": found.done, "html": template.render(t=texts_of(request), job=found)})


def stop(request: Request, form: FormData) -> Response:
    """Let a job end after the story that it is at."""
    found = _job(request)
    found.stopping = True
    return RedirectResponse(f"/add/{found.id}", 303)


def _job(request: Request) -> Job:
    found = desk_of(request).jobs.get(path_number(request, "job"))
    if found is None:
        raise HTTPException(404)
    return found


def _load(words: list[str], files: list[UploadFile]) -> Load:
    if not files:
        return Load(tuple(words), tuple(words))
    folder = TemporaryDirectory(prefix="kliping-desk-")
    paths = []
    for at, file in enumerate(files):
        # Each in a folder of its own: two files may bear one name.
        place = Path(folder.name) / f"{at}"
        place.mkdir()
        path = place / _safe(file.filename or "page")
        with path.open("wb") as out:
            shutil.copyfileobj(file.file, out, 1024 * 1024)
        paths.append(str(path))
    names = tuple(Path(path).name for path in paths)
    return Load((*words, *paths), (*words, *names), folder)


def _safe(name: str) -> str:
    """A file's own name without folders; what it ends in says what it is."""
    last = visible_line(name.replace("\\", "/")).rpartition("/")[2]
    kept = "".join(each if each.isalnum() or each in "._- ()" else "_" for each in last).strip(". ")
    return kept[-_LONGEST_NAME:] or "page"
