"""What holds for every text: nothing raises, what was read stands in the text, what was written is read back."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.readers.moment import find_moments, read_iso, read_moment
from kliping.reading.readers.zone import zone_of
from kliping.reading.words import rows

FETCHED = datetime.fromisoformat("2022-05-14T12:00:00+07:00")
LANGUAGES = sorted({row.language for row in rows() if row.kind == "month"})
WORDS = """14 Mei|2022|May|mayo| de |, |.|:|/|-|09:45|9.45pm|31|Feb|GMT+7|WIB|ago| jam lalu|年|月|日|午後|h|24:00|vor
|kemarin |IST|٣|๒๕๖๕|خرداد|1403|0|99|29 Feb|2565|(|)|+0700|-12:00|m.|gada |พ.ค.|İ|ß|1er|th|5|today |tháng|T|Z"""
PIECES = st.sampled_from(WORDS.split("|"))
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join)
MINUTES = st.datetimes(datetime(1970, 1, 1), datetime(2069, 12, 31))
MOMENTS = MINUTES.map(lambda when: when.replace(second=0, microsecond=0))
ZONES = st.none() | st.just(UTC) | st.just(timezone(timedelta(hours=14)))


@given(TEXTS, st.none() | st.sampled_from([*LANGUAGES, "en-US", "xx", "", "-"]), ZONES)
def test_no_text_raises_and_what_was_read_stands_in_it(text: str, language: str | None, zone: tzinfo | None) -> None:
    for start, end, moment in find_moments(text, language=language, zone=zone, fetched_at=FETCHED):
        assert 0 <= start < end <= len(text)
        assert moment.raw == text[start:end] == text[start:end].strip()
        assert moment.at is None or (moment.at.utcoffset() is not None and moment.local_time is None)
        assert (moment.precision == "day") == (moment.at is None and moment.local_time is None)


@given(TEXTS | st.integers().map(str) | st.datetimes().map(str))
def test_no_machine_value_raises(text: str) -> None:
    read_iso(text)


@given(TEXTS, st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-12))])))
def test_no_time_of_fetching_raises(text: str, fetched_at: datetime) -> None:
    read_moment(text, fetched_at=fetched_at, zone=timezone(timedelta(hours=14)))


@given(MINUTES, st.integers(-48, 56))
def test_iso_is_read_back(when: datetime, quarters: int) -> None:
    aware = when.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    moment = read_iso(aware.isoformat())
    assert moment is not None
    assert moment.at == aware


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_of_every_language_is_read_back(language: str) -> None:
    for row in rows():
        if row[:2] == (language, "month") and not row.word[0].isdigit():
            text = f"13 {row.word} 2022, 09:45"
            moment = read_moment(text, language=language)
            assert moment is not None, text
            assert (moment.day, moment.local_time, moment.raw) == (date(2022, int(row.value), 13), time(9, 45), text)


@given(MOMENTS, st.sampled_from(["%d/%m/%Y %H.%M", "%Y-%m-%d %H:%M", "%d.%m.%Y, %Hh%M", "%Y年%m月%d日 %H時%M分"]))
def test_numbers_are_read_back(when: datetime, form: str) -> None:
    moment = read_moment(when.strftime(form), language="id")
    assert moment is not None
    assert (moment.day, moment.local_time) == (when.date(), when.time())


@pytest.mark.parametrize("row", [row for row in rows() if row.kind == "zone"], ids=lambda row: row.word)
def test_every_zone_of_the_table_is_known_and_read(row: tuple[str, str, str, str]) -> None:
    assert all(zone_of(name) for name in row[2].split("|"))
    moment = read_moment(f"14 Mei 2022, 09:45 {row[3]}", language="id")
    assert moment is not None
    assert moment.zone_from == "stated"


@pytest.mark.parametrize(
    "piece", ["1", "12 ", "12/12/", "14 Mei ", "31 Feb 2022 ", "99/99/2022 ", "de 1 2022 ", " ", "14 x "]
)
def test_long_texts_end(piece: str) -> None:
    assert read_moment(piece * (100_000 // len(piece)), fetched_at=FETCHED) is None
