"""Stories for the tests of the archive, invented."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from kliping import Article, Claim, Link, Moment, Paragraph, Person, Photo, Quote, Rail

SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri".split()


def invented(seed: int, count: int) -> list[str]:
    """Words that no language has, the same for the same seed."""
    source = random.Random(seed)
    return ["".join(source.choices(SYLLABLES, k=source.randint(2, 5))) for _ in range(count)]


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


def prose(seed: int, count: int = 6) -> tuple[Paragraph, ...]:
    """Paragraphs of invented words, 40 each."""
    return paragraphs(*(f"{' '.join(invented(seed * 100 + at, 40))}." for at in range(count)))


RICE = Article(
    url="https://kabarpesisir.example/ekonomi/2026/05/14/harga-beras-naik?utm_source=app",
    canonical_url="https://kabarpesisir.example/ekonomi/2026/05/14/harga-beras-naik",
    fetched_at=datetime(2026, 5, 14, 4, 0, tzinfo=UTC),
    kind="article",
    headline="Harga Beras Naik di Pasar Muara",
    description="Pedagang mengeluh, petani menunggu.",
    published=Moment(
        date(2026, 5, 14), datetime(2026, 5, 14, 2, 45, tzinfo=UTC), None, "stated", "minute", "09:45 WIB"
    ),
    people=(Person("Siti Rahma", "author"), Person("Budi Santoso", "editor")),
    source="Antara",
    dateline="MUARA",
    publisher="Kabar Pesisir",
    photos=(Photo("https://kabarpesisir.example/f/1.jpg", "Karung beras di gudang", "Tono Wijaya", "Antara Foto"),),
    paragraphs=paragraphs(
        "MUARA - Harga beras di Pasar Muara naik lima persen dalam sepekan, kata pedagang.",
        "“Kami hanya mengikuti harga dari gudang,” ujar Ketua Paguyuban Pedagang Wahyu Hidayat, Rabu.",
        "Petani di hulu sungai baru akan panen bulan depan.",
    ),
    links=(
        Link("https://kabarpesisir.example/ekonomi/panen", "Panen Raya Mundur", "read_also"),
        Link("https://kabarpesisir.example/tag/beras", "beras", "tag"),
    ),
    rails=(
        Rail("Terpopuler", "popular", (Link("https://kabarpesisir.example/ekonomi/panen", "Panen", "popular"),)),
        Rail("Artikel Pilihan", "picks"),
    ),
    quotes=(
        Quote(
            "Kami hanya mengikuti harga dari gudang",
            "direct",
            1,
            1,
            1,
            39,
            "Wahyu Hidayat",
            "Ketua Paguyuban Pedagang",
            (1, 75, 88),
            (1, 42, 47),
            "ujar",
            0.9,
        ),
    ),
    tags=("beras", "pangan"),
    section="Ekonomi",
    language="id",
    rights="© Kabar Pesisir",
    access="free",
    reservations=("robots: noarchive",),
    evidence={"headline": (Claim("Harga Beras Naik di Pasar Muara", "heading", "h1", 0.9),)},
)
"""One story with nearly everything."""


def made(number: int, **fields: object) -> Article:
    """A story of its own, with invented words."""
    plain: dict[str, object] = {
        "url": f"https://situs{number % 7}.example/berita/{number}",
        "headline": " ".join(invented(number, 6)).capitalize(),
        "kind": "article",
        "publisher": f"Situs {number % 7}",
        "published": Moment(date(2026, 1, 1) + timedelta(days=number % 300)),
        "paragraphs": prose(number),
    }
    return Article(**{**plain, **fields})  # type: ignore[arg-type]
