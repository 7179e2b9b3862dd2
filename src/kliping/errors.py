"""What goes wrong, as exceptions: one tree, so that a caller can catch all of ours or just one kind.

    KlipingError
    ├── RecordError    plain values that are no record, or a record newer than we know
    ├── SourceError    input that can't be had: a missing file, a folder without pages
    ├── ArchiveError   an archive that can't be opened, written or asked
    │   └── QueryError a search that nobody could answer: a quotation mark that is never closed
    └── BatchError     a run over many pages that can't begin or go on: a batch without its columns, a folder in use

What a *page* contains never raises: it becomes a `Problem` in the record.
"""

from __future__ import annotations


class KlipingError(Exception):
    """The root of everything that Kliping raises on purpose; its text is a sentence for a person."""


class RecordError(KlipingError, ValueError):
    """Plain values that can't become a record; the sentence names the place in them."""


class SourceError(KlipingError):
    """Input that can't be had.

    >>> error = SourceError("missing", "There is no such file.")
    >>> error.code, str(error)
    ('missing', 'There is no such file.')
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        """A stable name that programs can test ("missing", "no_pages")."""


class ArchiveError(KlipingError):
    """An archive that can't be opened, written or asked; `code` as in `SourceError`."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        """A stable name that programs can test ("not_archive", "newer", "full")."""


class QueryError(ArchiveError, ValueError):
    """A search that can't be understood; the sentence says what to change."""

    def __init__(self, sentence: str) -> None:
        super().__init__("query", sentence)


class BatchError(KlipingError):
    """A run over many pages that can't begin or go on; `code` as in `SourceError`."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        """A stable name that programs can test ("no_column", "in_use", "other_inputs")."""

    def __reduce__(self) -> tuple[type[BatchError], tuple[str, str]]:
        return type(self), (self.code, str(self))  # clusters send it home
