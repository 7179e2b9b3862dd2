"""Records as plain JSON values and back, so that a record can be stored, sent and read by programs that aren't ours.

Both directions follow the type hints of `kliping.records`, so that a new field needs no code here. The hints are turned
into functions once per type; converting one article then costs about as much as dumping it to JSON.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from kliping.errors import RecordError
from kliping.records import SCHEMA_VERSION, Article

Convert = Callable[[Any], Any]

_JSON_NAMES = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
    types.NoneType: "null",
    date: "a date such as 2022-05-14",
    time: "a time such as 09:45:00",
    datetime: "a time with its zone, such as 2022-05-14T09:45:00+07:00",
}


def to_plain(record: object) -> dict[str, Any]:
    """A record of `kliping.records` as plain JSON values, fields in their order.

    Dates and times become ISO 8601 strings, tuples lists. Nothing in the result is shared with the record.
    Raises `RecordError` when a claim's value isn't plain JSON.

    >>> from kliping.records import Person
    >>> to_plain(Person("Sri Lestari", "editor"))
    {'name': 'Sri Lestari', 'role': 'editor'}
    """
    try:
        plain: dict[str, Any] = _record_writer(type(record))(record)  # type: ignore[arg-type]  # mypy: a type is hashable
    except _Misfit as misfit:
        raise RecordError(f"The record has no plain form: a claim's value {misfit.args[0]}.") from None
    return plain


def article_from_plain(plain: Mapping[str, Any]) -> Article:
    """The article that `Article.to_dict` made plain; what is derived ("text", "next_page") or unknown is passed over.

    Raises `RecordError` when the values are no record or were written by a newer version.

    >>> article_from_plain({"schema_version": 1, "tags": "pangan"})
    Traceback (most recent call last):
    kliping.errors.RecordError: This is no record: tags is a string and should be a list.
    """
    if not isinstance(plain, Mapping):
        raise RecordError(f"A record is an object, and this is {_name_of(plain)}.")
    _check_version(plain.get("schema_version"))
    try:
        article: Article = _record_reader(Article)(plain)
    except _Misfit as misfit:
        raise RecordError(f"This is no record: {misfit}.") from None
    except RecursionError:
        raise RecordError("This is no record: its values are nested too deeply.") from None
    return article


def _check_version(version: object) -> None:
    if type(version) is not int or version < 1:
        raise RecordError('This is no record: it has no "schema_version".')
    if version > SCHEMA_VERSION:
        raise RecordError(
            f"The record has schema version {version}, and this Kliping reads no newer one than {SCHEMA_VERSION}."
        )


class _Misfit(Exception):
    """A value that doesn't fit; the path to it is put together on its way up, so that fitting values pay nothing."""

    def __init__(self, complaint: str) -> None:
        super().__init__(complaint)
        self.path = ""

    def under(self, step: str) -> _Misfit:
        dot = "." if self.path and not self.path.startswith("[") else ""
        self.path = f"{step}{dot}{self.path}"
        return self

    def __str__(self) -> str:
        return f"{self.path} {self.args[0]}"


def _refuse(value: object, wanted: str) -> NoReturn:
    raise _Misfit(f"is {_name_of(value)} and should be {wanted}")


def _name_of(value: object) -> str:
    return _JSON_NAMES.get(type(value), f"a {type(value).__name__}")


def _as_is(value: Any) -> Any:
    return value


# --- records to plain values


@cache
def _record_writer(record: type) -> Convert:
    hints = get_type_hints(record)
    converts = {f"to_{field.name}": _writer(hints[field.name]) for field in fields(record)}
    entries = [
        f"'{key[3:]}': r.{key[3:]}" if convert is _as_is else f"'{key[3:]}': {key}(r.{key[3:]})"
        for key, convert in converts.items()
    ]
    # A dict display is three times as fast as any loop over the fields, and millions of records go this way; only the
    # names of our own fields are evaluated, which is how dataclasses itself makes its methods.
    write: Convert = eval(f"lambda r: {{{', '.join(entries)}}}", converts)
    return write


def _writer(hint: Any) -> Convert:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return _json_value
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_writer(hint)
    if hint in (date, datetime, time):
        return _iso
    if origin in (types.UnionType, Union):
        return _optional(_writer(arguments[0]))
    if origin is tuple:
        return _sequence(_writer(arguments[0]), list)
    if origin is Mapping:
        convert = _writer(arguments[1])
        return lambda mapping: {key: convert(value) for key, value in mapping.items()}
    return _as_is


def _iso(value: date | time) -> str:
    return value.isoformat()


def _optional(convert: Convert) -> Convert:
    if convert is _as_is:
        return _as_is
    return lambda value: None if value is None else convert(value)


def _sequence(convert: Convert, make: Convert) -> Convert:
    if convert is _as_is:
        return make
    return lambda values: make([convert(value) for value in values])


def _json_value(value: Any) -> Any:
    """A copy that holds JSON's types alone; NaN and the infinities, which JSON lacks, become null."""
    kind = type(value)
    if kind is str or value is None or kind is bool or kind is int:
        return value
    if kind is float:
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_json_value(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _json_value(item) for key, item in value.items()}
    return _refuse(value, "a plain JSON value")


# --- plain values to records


@cache
def _record_reader(record: type) -> Convert:
    hints = get_type_hints(record)
    converts = [(field.name, _reader(hints[field.name])) for field in fields(record)]
    needed = [f.name for f in fields(record) if f.default is MISSING and f.default_factory is MISSING]

    def read(plain: Any) -> Any:
        if not isinstance(plain, Mapping):
            _refuse(plain, "an object")
        values = {}
        name = ""
        try:
            for name, convert in converts:
                if name in plain:
                    values[name] = convert(plain[name])
        except _Misfit as misfit:
            raise misfit.under(name) from None
        for name in needed:
            if name not in values:
                raise _Misfit("is missing").under(name)
        return record(**values)

    return read


def _reader(hint: Any) -> Convert:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return _json_value
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    if hint in (date, datetime, time):
        return _moment_reader(hint)
    if origin in (types.UnionType, Union):
        return _optional_reader(arguments[0])
    if origin is tuple:
        return _list_reader(_reader(arguments[0]), None if arguments[-1] is ... else len(arguments))
    if origin is Mapping:
        return _mapping_reader(_reader(arguments[1]))
    return _scalar_reader(hint)


def _scalar_reader(kind: type, *also: type) -> Convert:
    allowed = frozenset((kind, *also, *((int,) if kind is float else ())))
    wanted = _JSON_NAMES[kind] + (" or null" if also else "")
    return lambda value: value if type(value) in allowed else _refuse(value, wanted)


def _optional_reader(hint: Any) -> Convert:
    if hint in (str, int, float):
        return _scalar_reader(hint, types.NoneType)
    return _optional(_reader(hint))


def _moment_reader(kind: type[date] | type[time]) -> Convert:
    wanted = _JSON_NAMES[kind]

    def read(value: Any) -> Any:
        if type(value) is not str:
            _refuse(value, wanted)
        try:
            found = kind.fromisoformat(value)
        except ValueError:
            raise _Misfit(f"should be {wanted}") from None
        if isinstance(found, datetime) and found.tzinfo is None:
            raise _Misfit(f"should be {wanted}")
        return found

    return read


def _list_reader(convert: Convert, length: int | None) -> Convert:
    def read(plain: Any) -> Any:
        if not isinstance(plain, list | tuple):
            _refuse(plain, "a list")
        if length is not None and len(plain) != length:
            raise _Misfit(f"should be a list of {length}")
        values: list[Any] = []
        try:
            for value in plain:
                values.append(convert(value))  # noqa: PERF401 -- its length says where a misfit stood
        except _Misfit as misfit:
            raise misfit.under(f"[{len(values)}]") from None
        return tuple(values)

    return read


def _mapping_reader(convert: Convert) -> Convert:
    def read(plain: Any) -> Any:
        if not isinstance(plain, Mapping):
            _refuse(plain, "an object")
        values, key = {}, ""
        try:
            for key, value in plain.items():
                values[key if type(key) is str else _refuse(key, "a string")] = convert(value)
        except _Misfit as misfit:
            raise misfit.under(f"[{key!r}]") from None
        return values

    return read


def encodable(text: str) -> str:
    """The text as UTF-8 can hold it: surrogate pairs become the character they mean, lone ones U+FFFD.

    >>> encodable("\\ud83d\\ude00 \\ud800")
    '😀 �'
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
