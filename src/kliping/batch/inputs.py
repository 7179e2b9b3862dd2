"""What a run reads: Parquet files, web archives and folders of pages, each with what tells whether it has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

import pyarrow as pa
from pyarrow.parquet import read_schema

from kliping.batch.schema import as_pages
from kliping.errors import BatchError, SourceError
from kliping.sources.capture import Failure
from kliping.sources.files import head_of, paths
from kliping.sources.recognise import is_folder, is_url, kind_by_name, kind_of

_PARQUET, _TABLE = b"PAR1", ".parquet"
_NO_PAGES = {
    "feed": "It is a feed",
    "sitemap": "It is a sitemap",
    "list": "It is a list of addresses",
    "site": "It is an address",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or the pages of one folder."""

    path: str
    """Where it is, from the root."""

    kind: str
    """"parquet", "warc", "wacz" or "pages"."""

    size: int
    """Its bytes; of a folder, those of its pages."""

    stamp: str
    """When it was last changed, in nanoseconds (of a pipe nothing: it changes while it is read); of a folder, a digest
    of the names, sizes and times of its pages."""


def inputs(named: Iterable[str]) -> list[Input]:
    """What the user named, opened up.

    Raises `BatchError` "no_input" for what can't be read or holds no pages, "no_column" and "wrong_type" for other
    Parquet files.
    """
    found = list(dict.fromkeys(each for name in named for each in _inputs(name)))
    for each in found:
        if each.kind == "parquet":
            _check_columns(each.path)
    return found


def check_unchanged(read: Iterable[Input]) -> None:
    """Raise `BatchError` "other_inputs" for what is no longer what it was, and "no_input" for what is gone."""
    for each in read:
        now = _pages(each.path) if is_folder(each.path) else _file(each.path, each.kind)
        if now != each:
            sentence = f"{each.path}: It was changed while it was read. Read it again, into another folder."
            raise BatchError("other_inputs", sentence)


def page_paths(folder: str) -> Iterator[str | Failure]:
    """The pages among the files of a folder, in order, or the one file that is a page itself."""
    if not is_folder(folder):
        yield folder
        return
    for path in paths(folder):
        if isinstance(path, Failure) or kind_by_name(path) is None:
            yield path


def _inputs(name: str) -> Iterator[Input]:
    if is_url(name):
        raise _refused(name, "site")
    path = str(Path(name).absolute())
    if is_folder(path):
        yield from _of_folder(path)
        return
    head = head_of(path)
    if isinstance(head, SourceError):
        raise BatchError("no_input", f"{name}: {head}")
    is_table = head.startswith(_PARQUET) or path.endswith(_TABLE)
    kind = "parquet" if is_table else kind_by_name(path) or kind_of(head)
    if kind in _NO_PAGES:
        raise _refused(name, kind)
    yield _file(path, "pages" if kind == "page" else kind)


def _of_folder(folder: str) -> Iterator[Input]:
    archives = (str(path) for path in paths(folder) if isinstance(path, str) and kind_by_name(path))
    tables = (str(path) for path in Path(folder).rglob(f"*{_TABLE}") if path.is_file() and path.name[0] not in "._")
    files = [_file(path, kind_by_name(path) or "parquet") for path in sorted({*archives, *tables})]
    pages = _pages(folder)
    if not files and not pages.size:
        raise BatchError("no_input", f"{folder}: The folder holds no pages, Parquet files or web archives.")
    if pages.size:
        yield pages
    yield from files


def _pages(folder: str) -> Input:
    size, digest = 0, sha256()
    for path in page_paths(folder):
        if isinstance(path, Failure):
            digest.update(path.name.encode("utf-8", "surrogateescape"))
            continue
        try:
            stat = os.stat(path)  # noqa: PTH116 -- a folder may hold millions
        except OSError:  # it is said when it is to be read
            continue
        size += stat.st_size
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return Input(folder, "pages", size, digest.hexdigest())


def _file(path: str, kind: str) -> Input:
    try:
        stat = Path(path).stat()
    except OSError as error:
        raise BatchError("no_input", f"{path}: It can't be read: {error.strerror or error}.") from None
    return Input(path, kind, stat.st_size, str(stat.st_mtime_ns) if S_ISREG(stat.st_mode) else "")


def _check_columns(path: str) -> None:
    try:
        columns = read_schema(path)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BatchError("no_input", f"{path}: It can't be read as Parquet: {error}") from None
    try:
        as_pages(pa.RecordBatch.from_arrays([pa.nulls(0, column.type) for column in columns], schema=columns))
    except BatchError as error:
        raise BatchError(error.code, f"{path}: {error}") from None


def _refused(name: str, kind: str) -> BatchError:
    fetch = "a batch reads pages that are there: fetch them first (kliping read --warc FILE)"
    return BatchError("no_input", f"{name}: {_NO_PAGES[kind]}, and {fetch}.")
