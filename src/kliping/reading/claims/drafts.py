"""One picture on its way into the record: what is said of its address, its caption and its credit."""

from __future__ import annotations

from dataclasses import dataclass, field

from kliping.reading.claims.pictures import Offer
from kliping.reading.readers.credit import Credit
from kliping.reading.readers.name_form import is_the_site
from kliping.reading.readers.names import is_agency
from kliping.reading.sheet import Said
from kliping.reading.words import pattern

PARTS = ("url", "caption", "photographer", "agency", "alt")
_SMALLER = 0.4
"""How far a rendition is trusted to be the one to keep when a larger one is stated."""


@dataclass(slots=True)
class Draft:
    """One picture, with what is said of each of its parts."""

    said: dict[str, list[Said]] = field(default_factory=lambda: {part: [] for part in PARTS})
    """Part to claims."""

    offers: list[tuple[Offer, str, str]] = field(default_factory=list)
    """Each rendition with who offers it and where."""

    def add(self, part: str, value: str | None, by: str, where: str) -> None:
        """Keep a claim, unless it says nothing."""
        if value:
            self.said[part].append(Said(value, by, where))

    def credit(self, credit: Credit | None, by: str, where: str) -> None:
        """Keep the claims of a credit."""
        if credit:
            self.add("photographer", credit.photographer, by, where)
            self.add("agency", _agency(credit.agency), by, where)

    def set_right(self, publisher: str | None) -> None:
        """The site's own name is a house wherever it stands ("Kabar Pesisir/Jane Roe"), and so are capitals."""
        names, houses = self.said["photographer"], self.said["agency"]
        if not names:
            return
        shouted = houses and names[0].value.isupper() and " " in names[0].value and not houses[0].value.isupper()
        if is_the_site(names[0].value, publisher) or (shouted and not is_agency(houses[0].value)):
            self.said["photographer"], self.said["agency"] = houses, names

    def join(self, other: Draft) -> None:
        """Take in what a second copy of the picture says, as far as this one is silent."""
        for part, said in other.said.items():
            credited = part in ("photographer", "agency") and (self.said["photographer"] or self.said["agency"])
            if not self.said[part] and not credited:
                self.said[part] += said
        self.offers += other.offers

    def take_largest(self) -> None:
        """The largest rendition becomes the picture's address."""
        (_width, url), by, where = max(self.offers, key=lambda offer: offer[0][0])
        self.add("url", url, by, where)

    def take_larger(self, width: float, said: Said) -> None:
        """Another address of the picture; it goes first where it is known to be larger than all that the page shows."""
        widest = max((offer[0] for offer, _by, _where in self.offers), default=0.0)
        if width > widest > 1:
            self.said["url"] = [one._replace(trust=_SMALLER) for one in self.said["url"]]
        self.said["url"].append(said)


def _agency(printed: str | None) -> str | None:
    """A house without the word that announces it ("Foto BERNAMA")."""
    word = pattern("credit").match(printed) if printed else None
    rest = printed[word.end() :].strip(" :.") if word and printed else ""
    return rest if rest and is_agency(rest) else printed
