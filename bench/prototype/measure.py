"""The compiled walk beside the one in Python: whether their tables are equal, and what a page takes with either."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from statistics import mean, median
from time import process_time_ns
from typing import Any, TypeVar

from bench.gold import read_gold
from bench.speed import GROUPS, ONE_THREAD, sample

T = TypeVar("T")

ROUNDS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare all pages, measure those that speed is measured on, and print both."""
    parser = argparse.ArgumentParser("python -m bench.prototype.measure", description=__doc__)
    parser.add_argument("gold", type=Path, help="Parquet file or folder of such files")
    parser.add_argument("--skip-equality", action="store_true", help="measure alone")
    options = parser.parse_args(arguments)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))  # before numpy is loaded
    from bench.prototype import compiled_walk
    from kliping.reading import features, read, walk
    from kliping.records import Page

    if not options.skip_equality:
        _compare(read_gold(options.gold))
    pages = sample(read_gold(options.gold, {group.split()[0] for group in GROUPS}))
    roots = [_root(page.html) for page in pages]
    tables = [table for table in map(walk.walk, roots) if len(table)]
    both = (walk.walk, compiled_walk.walk)

    def reading(page: Any) -> Any:
        return read.read(Page(page.html, page.url))

    show("the walk", paired(roots, *both))
    show("the features", paired(tables, features.features, _compiled(features.features)))
    show("a page, the walk compiled", paired(pages, *(_walking(walk_with, reading) for walk_with in both)))
    show("a page, both compiled", paired(pages, reading, _compiled(_walking(compiled_walk.walk, reading))))


def _compiled(function: Callable[[T], Any]) -> Callable[[T], Any]:
    """The function, with the loops of the features compiled."""
    from bench.prototype import compiled_features

    def run(argument: T) -> Any:
        put_back = compiled_features.install()
        found = function(argument)
        put_back()
        return found

    return run


def _walking(walk_with: Callable[[Any], Any], reading: Callable[[T], Any]) -> Callable[[T], Any]:
    """The function, with another walk."""
    from kliping.reading import read, walk

    def run(page: T) -> Any:
        read.walk = walk_with  # type: ignore[assignment]
        found = reading(page)
        read.walk = walk.walk
        return found

    return run


def _compare(pages: Sequence[Any]) -> None:
    """Count the pages whose block table or features differ."""
    from bench.prototype import compiled_walk
    from kliping.reading import features, walk

    unlike = {"tables": 0, "features": 0}
    for page in pages:
        root = _root(page.html)
        table = walk.walk(root)
        unlike["tables"] += plain(table) != plain(compiled_walk.walk(root))
        if len(table):
            one, other = features.features(table), _compiled(features.features)(table)
            alike = [(getattr(one, field.name) == getattr(other, field.name)).all() for field in fields(one)]
            unlike["features"] += not all(alike)
    print(f"of {len(pages)} pages differ: {unlike}")


def _root(html: bytes) -> Any:
    from kliping.reading.decode import decode
    from kliping.reading.tree import parse
    from kliping.records import Page

    return parse(decode(Page(html)).utf8).root


def plain(table: Any) -> list[Any]:
    """All columns of a block table; a node is the number that only it has."""
    return [_plain(getattr(table, field.name)) for field in fields(table)]


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value)) if type(value) in (list, tuple) else [type(value), *map(_plain, value)]
    return getattr(value, "mem_id", value)


def paired(pages: Sequence[T], one: Callable[[T], Any], other: Callable[[T], Any]) -> list[tuple[int, int]]:
    """Nanoseconds of CPU time of each page with either, the least of several rounds, in which they take turns."""
    return [_least(page, one, other) for page in pages]


def _least(page: T, one: Callable[[T], Any], other: Callable[[T], Any]) -> tuple[int, int]:
    laps = [(_time(one, page), _time(other, page)) for _ in range(ROUNDS + 1)][1:]
    return min(lap[0] for lap in laps), min(lap[1] for lap in laps)


def _time(function: Callable[[T], Any], page: T) -> int:
    begun = process_time_ns()
    function(page)
    return process_time_ns() - begun


def show(name: str, pages: Sequence[tuple[int, int]]) -> None:
    """Print medians and means of both, and the share that the second saves."""
    one, other = ([page[side] / 1e6 for page in pages] for side in (0, 1))
    saved = median(1 - b / a for a, b in zip(one, other, strict=True))
    print(
        f"{name}: {len(pages)} pages, median {median(one):.2f} and {median(other):.2f} ms, "
        f"mean {mean(one):.2f} and {mean(other):.2f} ms, saved {saved:.1%} (median of pages)"
    )


if __name__ == "__main__":
    main()
