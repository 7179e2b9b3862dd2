"""A run as its user wants it: what every engine is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import kliping
from kliping.batch.chunk import Size
from kliping.batch.cut import Part
from kliping.batch.inputs import Input
from kliping.batch.limits import Limits


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, where to and how."""

    inputs: tuple[Input, ...]
    """In order; an input's place here is its number in the names of the parts."""

    out: str
    """The folder of the output, from the root; every machine of a cluster sees it there."""

    limits: Limits = field(default_factory=Limits)
    """Of each page."""

    size: Size = field(default_factory=Size)
    """Of each part."""

    templates: bool = True
    """Whether what the stories of a part and a host have in common is left out of their text."""

    workers: int = 1
    """Pages that are read at once."""

    address: str | None = None
    """The cluster: a Ray address or a Spark master; None for this machine."""

    done: Mapping[int, Mapping[int, Part]] = field(default_factory=dict)
    """Chunks that have a part already, by input."""

    def plan(self) -> dict[str, Any]:
        """What must be the same for parts to stand together, as plain JSON values."""
        options = {"limits": asdict(self.limits), "size": asdict(self.size), "templates": self.templates}
        return {"kliping": kliping.__version__, "options": options, "inputs": [asdict(each) for each in self.inputs]}

    def to_json(self) -> str:
        """As text, in which engines send it about."""
        done = {at: {number: asdict(part) for number, part in parts.items()} for at, parts in self.done.items()}
        return json.dumps({**asdict(self), "done": done})

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that `to_json` made a text of."""
        plain = json.loads(text)
        done = {int(at): {int(n): Part(**part) for n, part in parts.items()} for at, parts in plain["done"].items()}
        inputs = tuple(Input(**each) for each in plain["inputs"])
        limits, size = Limits(**plain["limits"]), Size(**plain["size"])
        return cls(**{**plain, "inputs": inputs, "limits": limits, "size": size, "done": done})
