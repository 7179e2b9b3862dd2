"""What a person corrects, and what was corrected so far."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kliping.archive.cards import cards
from kliping.archive.correcting.make import Wanted, correct_block, correct_field, read_again
from kliping.archive.correcting.make import undo as take_back
from kliping.archive.correcting.store import all_corrections
from kliping.desk.desk import desk_of, page
from kliping.desk.forms import text
from kliping.desk.numbers import path_number
from kliping.desk.shape import address
from kliping.desk.views.why import Refused, shown
from kliping.errors import RecordError
from kliping.reading.labels import Label

_SHOWN = 500


def correct(request: Request, form: FormData) -> Response:
    """Let a field or a block be what the form says."""
    story, number = path_number(request, "story"), _number(form, "page") or 1
    back = {"page": number}
    with desk_of(request).archive(write=True) as archive:
        try:
            if path := text(form, "field"):
                correct_field(archive, story, path, text(form, "value"))
                back |= {"field": path}  # type: ignore[dict-item]
            elif text(form, "again"):
                read_again(archive, story)
            else:
                row, label = _number(form, "block"), text(form, "label")
                if row is None or label not in Label.__members__:
                    raise RecordError("This is no label of a block.")
                correct_block(archive, story, Wanted(number, row, Label[label], text(form, "everywhere") == "1"))
                back |= {"block": row}
        except RecordError as error:
            return shown(request, number, Refused(str(error), text(form, "field"), text(form, "value")))
    return RedirectResponse(address(f"/story/{story}/why", **back, said="saved") + "#said", 303)


def undo(request: Request, form: FormData) -> Response:
    """Take a correction back."""
    with desk_of(request).archive(write=True) as archive:
        story = take_back(archive, path_number(request, "correction"))
    return RedirectResponse(address(f"/story/{story}/why", said="undone") + "#said", 303)


def listed(request: Request) -> Response:
    """All corrections, the last first."""
    with desk_of(request).archive() as archive:
        found = list(all_corrections(archive.connection))[::-1][:_SHOWN]
        known = {card.id: card for card in cards(archive.connection, dict.fromkeys(each.story for each in found))}
    return page(request, "corrections.html", corrections=found, known=known)


def _number(form: FormData, name: str) -> int | None:
    value = text(form, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None
