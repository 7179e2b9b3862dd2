"""One answer of a server, as every layer hands it on, and how it becomes a capture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from kliping.records import Page
from kliping.sources.capture import Capture, Unanswered

Headers = tuple[tuple[str, str], ...]
"""Names as the server wrote them, values as ISO 8859-1 (no byte is lost), in order."""

_FORBIDDEN, _MISSING, _BUSY = (401, 403, 451), (404, 410), (429, 503)
_CODES = dict.fromkeys(_FORBIDDEN, "forbidden") | dict.fromkeys(_MISSING, "missing") | dict.fromkeys(_BUSY, "busy")
_REASONS = {status.value: status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one URL, without redirects."""

    url: str
    """The URL that was asked for, without fragment."""

    status: int
    """The HTTP status (RFC 9110)."""

    headers: Headers
    """The header fields of the answer."""

    raw: bytes
    """The body as it was sent, still in its content coding."""

    content: bytes
    """The body, decoded."""

    fetched_at: datetime
    """When the server gave it, in whole seconds (UTC): a WARC's date is as fine as that."""

    sent: Headers = ()
    """The header fields of the request; empty for an answer from the cache."""

    reserved: Headers = ()
    """What the site's tdmrep.json states for it."""

    warc: str | None = None
    """The WARC that it was written to."""

    warc_offset: int | None = None
    """Where its record begins there."""

    @property
    def reason(self) -> str:
        """The status in words, as RFC 9110 has them: what the server wrote there means nothing."""
        return _REASONS.get(self.status, "Unknown")

    def header(self, name: str) -> str | None:
        """The first value of a header field; its name in lower case."""
        return next((value for named, value in self.headers if named.lower() == name), None)

    def capture(self, requested: str) -> Capture:
        """The answer as the readers of pages take it; raises `Unanswered` for any status but 2xx."""
        if not 200 <= self.status < 300:
            code = _CODES.get(self.status, "http_status")
            sentence = f"The server answers {self.status} ({self.reason})."
            raise Unanswered(code, sentence, self.status, requested, self.fetched_at)
        media_type, charset = content_type(self.header("content-type"))
        page = Page(self.content, self.url, media_type, charset, self.fetched_at)
        headers = tuple((name.lower(), value) for name, value in self.headers)
        return Capture(
            requested, page, self.status, headers, requested, self.warc, self.warc_offset, reserved=self.reserved
        )


def content_type(value: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, however it is written.

    >>> content_type('Text/HTML; Charset="utf-8"; x=1')
    ('text/html', 'utf-8')
    >>> content_type("text/html;charset=")
    ('text/html', None)
    >>> content_type(" ; charset=koi8-r"), content_type(None)
    ((None, 'koi8-r'), (None, None))
    """
    media_type, *parameters = (value or "").split(";")
    charset = None
    for parameter in parameters:
        name, _, said = parameter.partition("=")
        if name.strip().lower() == "charset" and charset is None:
            charset = said.strip().strip("\"'").strip() or None
    return media_type.strip().lower() or None, charset
