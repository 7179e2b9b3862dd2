"""What is asked for next: all lists in turn, few feeds and sitemaps at once, and each address that is new."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from kliping.sources.agenda import MOST_OPEN, Agenda
from kliping.sources.met import NAMED
from kliping.sources.plan import Ask


def once() -> Callable[[Ask], bool]:
    """Tells what is new."""
    seen: set[str] = set()

    def is_new(ask: Ask) -> bool:
        new = ask.url not in seen
        seen.add(ask.url)
        return new

    return is_new


def pages(name: str, count: int) -> Iterator[Ask]:
    return (Ask(f"{name}/{number}", "page") for number in range(count))


def sitemaps(count: int) -> Iterator[Ask]:
    return (Ask(f"map{number}", "sitemap") for number in range(count))


def emptied(agenda: Agenda, inside: Callable[[Ask], Iterator[Ask] | None], ahead: int) -> list[str]:
    """Ask for everything, so many at once; what was asked for, in order."""
    asked: list[str] = []
    under_way: deque[Ask] = deque()
    while agenda or under_way:
        ask = agenda.next() if len(under_way) < ahead else None
        if ask is not None:
            asked.append(ask.url)
            under_way.append(ask)
            assert sum(each.leads_on for each in under_way) <= MOST_OPEN
        elif under_way:
            came = under_way.popleft()
            agenda.came(came, inside(came))
    return asked


@given(st.integers(0, 40), st.integers(0, 5), st.integers(1, 300), st.integers(0, 30))
def test_all_is_asked_for_once(maps: int, each: int, ahead: int, singles: int) -> None:
    agenda = Agenda(once())
    agenda.name(iter([*sitemaps(maps), *pages("named", singles), *sitemaps(maps)]))
    asked = emptied(agenda, lambda ask: pages(ask.url, each) if ask.leads_on else None, ahead)
    assert len(asked) == len(set(asked)) == maps + maps * each + singles


def test_lists_take_turns() -> None:
    agenda = Agenda(once())
    agenda.name(pages("named", 3))
    agenda.came(Ask("feed"), pages("feed", 3))
    assert [ask.url for _ in range(6) if (ask := agenda.next())] == [
        *("named/0", "feed/0", "named/1", "feed/1", "named/2", "feed/2"),
    ]


def test_pages_of_stories_go_before_all_others() -> None:
    agenda = Agenda(once())
    agenda.name(pages("named", 2))
    agenda.want(Ask("next page", "part", NAMED.wanted("named/0")))
    assert [ask.url for _ in range(3) if (ask := agenda.next())] == ["next page", "named/0", "named/1"]


def test_an_index_of_the_same_sitemap_over_and_over_ends() -> None:
    agenda = Agenda(once())
    agenda.name(iter([Ask("index", "sitemap")]))
    assert emptied(agenda, lambda _ask: iter([Ask("index", "sitemap")] * 60_000), 8) == ["index"]
