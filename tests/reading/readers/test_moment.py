"""Cases of times in text stand in tests/cases/moments.tsv; "-" is absent, "none" a text that states no time."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kliping.reading.readers.moment import find_moments, read_moment
from kliping.records import Moment

CASES = Path(__file__).parents[2] / "cases" / "moments.tsv"
FETCHED = datetime.fromisoformat("2022-05-14T12:00:00+07:00")


def cases() -> list[list[str]]:
    lines = CASES.read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[1]}: {case[0]}")
def test_case(case: list[str]) -> None:
    text, language, given, *expected = case
    moment = read_moment(
        text.replace("\\n", "\n"),
        language=None if language == "-" else language,
        zone=next((ZoneInfo(word) for word in given.split() if "/" in word), None),
        fetched_at=FETCHED if "fetched" in given else None,
    )
    assert row_of(moment) == expected


def row_of(moment: Moment | None) -> list[str]:
    if moment is None:
        return ["none"]
    clock = moment.at or moment.local_time
    values = (
        moment.day,
        clock and clock.strftime("%H:%M:%S"),
        moment.at and moment.at.isoformat()[-6:],
        moment.zone_from,
        moment.precision,
        moment.raw.replace("\n", "\\n"),
    )
    return [str(value or "-") for value in values]


def test_all_moments_are_found_with_their_places() -> None:
    text = "Terbit 14 Mei 2022, 09:45 WIB. Diperbarui 15 Mei 2022 10.00 WITA"
    found = list(find_moments(text, language="id"))
    assert [text[start:end] for start, end, _ in found] == ["14 Mei 2022, 09:45 WIB", "15 Mei 2022 10.00 WITA"]
    assert [moment.raw for _, _, moment in found] == [text[start:end] for start, end, _ in found]


def test_a_time_belongs_to_one_day_only() -> None:
    found = list(find_moments("13 Mei 2022 09:45 14 Mei 2022", language="id"))
    assert [moment.precision for _, _, moment in found] == ["minute", "day"]


def test_relative_times_need_an_aware_time_of_fetching() -> None:
    assert read_moment("3 jam lalu", fetched_at=FETCHED.replace(tzinfo=None)) is None


def test_a_story_tells_of_other_times_than_its_own() -> None:
    assert read_moment("3 jam lalu. " + "Warga berkumpul di balai desa. " * 20, fetched_at=FETCHED) is None
