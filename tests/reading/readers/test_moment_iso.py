"""Times as machines write them: one row a value, its day, clock, offset and precision."""

import pytest

from kliping.reading.readers.moment import read_iso

JAKARTA = ("2022-05-14", "09:45:00", "+07:00", "second")
UTC = ("2022-05-14", "09:45:00", "+00:00", "second")
LOCAL = ("2022-05-14", "09:45:00", None, "second")
CASES = {
    "2022-05-14T09:45:00+07:00": JAKARTA,
    " 2022-05-14T09:45:00+0700\n": JAKARTA,
    "2022-05-14T09:45:00+07": JAKARTA,
    "2022-05-14T09:45:00.123456+07:00": JAKARTA,
    "2022-05-14 09:45:00 +0700": JAKARTA,
    "2022-05-14T09:45:00 07:00": JAKARTA,
    "2022-05-14T09:45:00+07:00[Asia/Jakarta]": JAKARTA,
    "2022-05-14 09:45:00 WIB": JAKARTA,
    "Sat, 14 May 2022 09:45:00 +0700": JAKARTA,
    "14 May 2022 09:45:00 +0700": JAKARTA,
    "Sat May 14 2022 09:45:00 GMT+0700 (Western Indonesia Time)": JAKARTA,
    "2022-05-14T09:45:00Z": UTC,
    "2022-05-14t09:45:00z": UTC,
    "2022-05-14 09:45:00 UTC": UTC,
    "20220514T094500Z": UTC,
    "Sat, 14 May 2022 09:45:00 GMT": UTC,
    "Sat May 14 09:45:00 UTC 2022": UTC,
    "২০২২-০৫-১৪T০৯:৪৫:০০+০০:০০": UTC,
    "2022-05-14T09:45:00-04:00": ("2022-05-14", "09:45:00", "-04:00", "second"),
    "2022-05-14T09:45−04:00": ("2022-05-14", "09:45:00", "-04:00", "minute"),
    "2022-05-14T09:45:00": LOCAL,
    "Sat May 14 09:45:00 2022": LOCAL,
    "2022/05/14 09:45:00": LOCAL,
    "20220514094500": LOCAL,
    "2022-05-14 09:45": ("2022-05-14", "09:45:00", None, "minute"),
    "2022-05-14T00:00:00": ("2022-05-14", "00:00:00", None, "second"),
    "2022-05-14T24:00": ("2022-05-15", "00:00:00", None, "minute"),
    "2016-12-31T23:59:60Z": ("2016-12-31", "23:59:59", "+00:00", "second"),
    "2022-05-14": ("2022-05-14", None, None, "day"),
    "20220514": ("2022-05-14", None, None, "day"),
    "2022-5-4": ("2022-05-04", None, None, "day"),
    "1652521500": UTC,
    "1652521500000": UTC,
}
NONE = """
|2022|2022-05|2022-13-01|2022-02-31|2022-05-14T25:00|2022-05-14T09:60|2022-05-14T09:45 soon|0000-00-00|-0001-11-30
|123456789|99999999999|1652521500123456|now|14 Mei|Mon|Sat, 31 Feb 2022 09:45:00 GMT
"""


@pytest.mark.parametrize("text", CASES)
def test_value(text: str) -> None:
    moment = read_iso(text)
    assert moment is not None
    clock = moment.at or moment.local_time
    offset = moment.at.isoformat()[-6:] if moment.at else None
    assert (str(moment.day), clock and clock.strftime("%H:%M:%S"), offset, moment.precision) == CASES[text]
    assert moment.raw == text.strip()
    assert moment.zone_from == ("stated" if offset else None)


@pytest.mark.parametrize("text", NONE.replace("\n", "").split("|"))
def test_no_value(text: str) -> None:
    assert read_iso(text) is None
