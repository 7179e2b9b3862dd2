"""Five folds over sites: pages of one registered domain, and pages that are nearly the same, lie in one fold.

Run `python -m train.folds GOLD` to write folds.tsv anew; the file is in the repo, so that each score says what was
held out.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import defaultdict
from urllib.parse import urlsplit

import tldextract

from train.gold import Row, rows, table_of
from train.split import FILE, FOLDS

_SKETCH = 64
_SHARED = 20
"""Of the 64 smallest shingle hashes of two pages, from how many on they are nearly the same."""

_ARCHIVE = re.compile(r"web\.archive\.org/web/[^/]+/(?:https?:)?/*(.*)")
_suffixes = tldextract.TLDExtract(suffix_list_urls=())


def make_folds(pages: list[Row]) -> dict[tuple[str, str], int]:
    """Groups of sites and near-duplicates, each whole in one of about equally large folds; the same each time."""
    union = _Union()
    by_hash: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(pages):
        union.add(number)
        table = table_of(row)
        for site in _sites(row, table):
            union.join(number, site)
        for value in _sketch(table.text if table else []):
            by_hash[value].append(number)
    for number, other in _near(by_hash):
        union.join(number, other)
    groups: dict[object, list[int]] = defaultdict(list)
    for number in range(len(pages)):
        groups[union.find(number)].append(number)
    loads = [0] * FOLDS
    folds = {}
    for group in sorted(groups.values(), key=lambda g: (-len(g), _digest(pages[g[0]]))):
        fold = loads.index(min(loads))
        loads[fold] += len(group)
        folds.update({(pages[number]["set"], pages[number]["id"]): fold for number in group})
    return folds


def _digest(row: Row) -> str:
    return hashlib.sha256(f"{row['set']} {row['id']}".encode()).hexdigest()


def _sites(row: Row, table: object) -> set[str]:
    """Registered domains of the page: by its address, else by what it calls its own."""
    addresses = [row["url"] or ""]
    head = getattr(table, "head", None)
    if head is not None:
        addresses += [attributes.get("href") or "" for rel, attributes in head.links if "canonical" in rel]
        addresses += [content for name, content in head.metas if name == "og:url"]
    if row["set"] in ("postlight", "trafilatura"):
        addresses.append("https://" + row["id"].split("-")[0].split("/")[0])
    found = set()
    for address in addresses:
        archived = _ARCHIVE.search(address)
        address = "https://" + archived[1] if archived else address
        try:
            domain = _suffixes(urlsplit(address).hostname or "").top_domain_under_public_suffix
        except ValueError:
            continue
        if domain and domain not in ("fakehost.com", "archive.org", "google.com"):
            found.add(domain)
    return found


def _sketch(texts: list[str]) -> list[int]:
    """The smallest hashes of the runs of six words in a page's longer texts."""
    values = set()
    for text in texts:
        if len(text) >= 80:
            split = text.lower().split() if " " in text else list(text)
            values |= {hash_of(" ".join(split[i : i + 6])) for i in range(max(1, len(split) - 5))}
    return sorted(values)[:_SKETCH]


def hash_of(text: str) -> int:
    """A hash that is the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _near(by_hash: dict[int, list[int]]) -> list[tuple[int, int]]:
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in by_hash.values():
        if len(numbers) < 40:
            for i, first in enumerate(numbers):
                for second in numbers[i + 1 :]:
                    shared[first, second] += 1
    return [pair for pair, count in shared.items() if count >= _SHARED]


class _Union:
    """Disjoint sets of pages and sites."""

    def __init__(self) -> None:
        self.parent: dict[object, object] = {}

    def add(self, item: object) -> None:
        self.parent.setdefault(item, item)

    def find(self, item: object) -> object:
        self.add(item)
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: object, other: object) -> None:
        self.parent[self.find(other)] = self.find(one)


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerows((*key, fold) for key, fold in sorted(make_folds(rows(sys.argv[1])).items()))
