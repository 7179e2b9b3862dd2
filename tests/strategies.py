"""Arbitrary records, for property tests: every field absent or present, text of every kind, aware times."""

from __future__ import annotations

from datetime import timedelta, timezone

from hypothesis import strategies as st

from kliping import Article, Claim, Link, Moment, Paragraph, Person, Photo, Problem, Quote, Rail
from kliping.records import Embed

RAIL_KINDS = ("related", "latest", "popular", "picks", "regional", "other")

words = st.text(max_size=40)
maybe = st.none() | words
pages = st.integers(1, 40)
confidences = st.floats(0, 1)
offsets = st.integers(0, 500)
spans = st.none() | st.tuples(offsets, offsets, offsets)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(timezones=zones)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


def few(records: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """A tuple of up to three."""
    return st.lists(records, max_size=3).map(tuple)


moments = st.builds(
    Moment,
    day=st.dates(),
    at=st.none() | instants,
    local_time=st.none() | st.times(),
    zone_from=st.sampled_from([None, "stated", "site"]),
    precision=st.sampled_from(["second", "minute", "day"]),
    raw=words,
)
people = st.builds(
    Person, name=words, role=st.sampled_from(["author", "editor", "translator", "photographer", "contributor"])
)
photos = st.builds(Photo, url=maybe, caption=maybe, photographer=maybe, agency=maybe, alt=maybe, page=pages)
embeds = st.builds(Embed, url=words, kind=st.sampled_from(["video", "audio", "post"]), page=pages)
paragraphs = st.builds(
    Paragraph,
    text=words,
    kind=st.sampled_from(["lead", "text", "heading", "quote", "item", "table", "embed"]),
    page=pages,
    where=maybe,
)
links = st.builds(
    Link,
    url=maybe,
    text=maybe,
    kind=st.sampled_from(["read_also", "page", "next_page", "all_pages", "tag", "section", "author", *RAIL_KINDS]),
)
rails = st.builds(Rail, heading=words, kind=st.sampled_from(RAIL_KINDS), links=few(links))
quotes = st.builds(
    Quote,
    text=words,
    kind=st.sampled_from(["direct", "partial", "indirect"]),
    paragraph=offsets,
    end_paragraph=offsets,
    start=offsets,
    end=offsets,
    speaker=maybe,
    speaker_role=maybe,
    speaker_span=spans,
    cue_span=spans,
    cue=maybe,
    confidence=confidences,
)
claims = st.builds(Claim, value=json_values, said_by=words, where=words, confidence=confidences)
paths = st.sampled_from(["headline", "published", "photos[0].agency", "people", "tags", "nowhere[9]"]) | words
problems = st.builds(Problem, code=words, message=words)
articles = st.builds(
    Article,
    url=maybe,
    canonical_url=maybe,
    fetched_at=st.none() | instants,
    kind=st.sampled_from(["article", "listing", "gallery", "video", "live", "other"]),
    headline=maybe,
    kicker=maybe,
    description=maybe,
    published=st.none() | moments,
    modified=st.none() | moments,
    people=few(people),
    source=maybe,
    dateline=maybe,
    publisher=maybe,
    photos=few(photos),
    embeds=few(embeds),
    paragraphs=few(paragraphs),
    links=few(links),
    rails=few(rails),
    quotes=few(quotes),
    tags=few(words),
    section=maybe,
    language=maybe,
    rights=maybe,
    access=st.sampled_from([None, "free", "paywalled"]),
    reservations=few(words),
    evidence=st.dictionaries(paths, st.lists(claims, min_size=1, max_size=3).map(tuple), max_size=3),
    problems=few(problems),
)
"""Any article, nothing of it likely."""

unsafe_text = st.text(
    st.characters() | st.sampled_from("\x1b\x9b\x07\u202e\ud800\udc80\u2028\x85[]<>&*_`#-"), max_size=40
)
"""Text with what terminals, Markdown and UTF-8 stumble over."""
