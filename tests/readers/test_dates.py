from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.readers import dates

DAY = date(2031, 5, 4)


@pytest.mark.parametrize(
    "written",
    [
        "2031-05-04",
        "2031-5-4",
        "20310504",
        "2031/05/04",
        "2031.05.04",
        "2031-05-04T23:30:00-05:00",
        "2031-05-04T23:30:00.123Z",
        "2031-05-04 23:30:00 +0000",
        "2031-05-04Z",
        "4 May 2031",
        "4th of May, 2031",
        "May 4, 2031",
        "May 4th 2031",
        "Sunday, 4 May 2031",
        "Sun, 04 May 2031 23:30:00 +0000",
        "Sun May 4, 2031",
        "4-May-2031",
        "May 4, 2031 at 11:30 PM EST",
        "May 4, 2031, 11:30 p.m. ET",
        "May 4, 2031 | 23:30 GMT",
        "11:30 PM EST, Sun May 4, 2031",
        "23:30, 4 May 2031",
        " 4 May 2031 ",
        "4.5.2031",
        "04.05.2031",
        "4 мая 2031",
        "4. Mai 2031",
        "4 mai 2031",
        "2031年5月4日",
        "ſunday, May 4, 2031",
    ],
)
def test_reads_the_day_that_is_written(written):
    assert dates.parse(written) == DAY


@pytest.mark.parametrize("written", ["4 Sepember 2031", "4 ſept. 2031"])
def test_a_slip_in_a_month_and_the_long_s_are_forgiven(written):
    assert dates.parse(written) == date(2031, 9, 4)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "yesterday",
        "2 days ago",
        "Monday",
        "May 2031",
        "2031",
        "May 4",
        "2031-13-04",
        "31 February 2031",
        "Page 3 of 2031",
        "x" * 5000,
        "1" * 5000,
        "May 4, 2031 was a fine day, said the mayor",
    ],
)
def test_no_date_is_made_of_anything_else(written):
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    ("written", "day_first", "day"),
    [
        ("05/04/2031", None, None),
        ("05/04/2031", False, DAY),
        ("04/05/2031", True, DAY),
        ("25/04/2031", None, date(2031, 4, 25)),
        ("04/25/2031", None, date(2031, 4, 25)),
        ("04/25/2031", True, date(2031, 4, 25)),
        ("05/05/2031", None, date(2031, 5, 5)),
        ("04.05.2031", False, DAY),
    ],
)
def test_a_date_that_could_be_two_is_none_until_the_order_is_told(written, day_first, day):
    assert dates.parse(written, day_first) == day


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1935619200, DAY),
        (1935619200.5, DAY),
        (1935619200000, DAY),
        (20310504, DAY),
        (0, None),
        (-5, None),
        (12, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**30, None),
        (10**400, None),
        (1e14, None),
    ],
)
def test_numbers_are_seconds_milliseconds_or_a_written_day(number, day):
    assert dates.from_number(number) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/2031/05/04/bridge", DAY),
        ("https://post.example/2031/5/4/bridge", DAY),
        ("https://post.example/world/2031/may/04/bridge", DAY),
        ("https://post.example/bridge-2031-05-04", DAY),
        ("https://post.example/20310504/bridge", DAY),
        ("https://post.example/2031/05/bridge", None),
        ("https://post.example/story-2031050412345", None),
        ("https://post.example/2031/13/04/bridge", None),
        ("https://post.example/1999/99/2031/05/04", DAY),
        ("", None),
    ],
)
def test_an_address_dates_by_its_day_only(url, day):
    assert dates.in_url(url) == day


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_survives_the_common_ways_to_write_it(day):
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%b}. {day.day}, {day.year}"):
        assert dates.parse(written) == day


@given(st.text(max_size=90))
def test_any_text_is_a_date_or_none(text):
    found = dates.parse(text)
    assert found is None or isinstance(found, date)
