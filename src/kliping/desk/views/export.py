"""One story in other formats, as a download."""

from __future__ import annotations

from io import BytesIO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kliping.archive import Archive
from kliping.desk.desk import desk_of
from kliping.desk.numbers import path_number
from kliping.plain_form import encodable

FORMS = {
    "json": ("application/json", "json"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "text": ("text/plain; charset=utf-8", "txt"),
    "ninjs": ("application/json", "ninjs.json"),
    "schemaorg": ("application/ld+json", "jsonld"),
    "warc": ("application/warc", "warc.gz"),
}
"""Format to media type and ending of the file."""


def export(request: Request) -> Response:
    """The story, to be saved."""
    ident, form = path_number(request, "story"), str(request.path_params["form"])
    if form not in FORMS:
        raise HTTPException(404)
    with desk_of(request).archive() as archive:
        content = _written(archive, ident, form)
    kind, ending = FORMS[form]
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="story-{ident}.{ending}"'}
    )


def _written(archive: Archive, story: int, form: str) -> bytes:
    article, stream = archive.article(story), BytesIO()
    if form == "json":
        from kliping.export.json import to_json

        return f"{to_json(article)}\n".encode()
    if form == "markdown":
        from kliping.export.markdown import to_markdown

        return encodable(to_markdown(article)).encode()
    if form == "warc":
        from kliping.export.warc import write_warc

        pages = (page for each in archive.history(story) for page in archive.captures(story, each.number))
        write_warc(pages, stream, ".gz")
    else:
        from importlib import import_module

        import_module(f"kliping.export.{form}").write([article], stream)
    return stream.getvalue()
