"""What people correct: kept with its time, laid over the record, applied again whenever a page is read again."""

from __future__ import annotations

from kliping.archive.correcting.make import correct_block, correct_field, read_again, undo
from kliping.archive.correcting.store import Correction, all_corrections, corrections_of

__all__ = [
    "Correction", "all_corrections", "correct_block", "correct_field", "corrections_of", "read_again", "undo",
]  # fmt: skip
