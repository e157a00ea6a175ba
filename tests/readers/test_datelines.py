from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.readers import datelines

FULL = date(2031, 5, 4)


@pytest.mark.parametrize(
    ("line", "day", "outlet"),
    [
        ("Sunday, 4 May 2031 (VRN)_ The bridge over the Orrin closed.", FULL, "VRN"),
        ("VARN, May 4, 2031 (Reuters) - The bridge over the Orrin closed.", FULL, "Reuters"),
        ("VARN, May 4 2031 (Xinhua) -- The bridge over the Orrin closed.", FULL, "Xinhua"),
        ("VARN, May 4, 2031. /TASS/. The bridge over the Orrin closed.", FULL, "TASS"),
        ("VARN, Orrin County, May 4, 2031 /PRNewswire/ -- The bridge closed.", FULL, "PRNewswire"),
        ("Rio de Varn, May 4, 2031 — The bridge closed.", FULL, ""),
        ("May 4, 2031 — The bridge closed.", FULL, ""),
        ("2031-05-04 – The bridge closed.", FULL, ""),
        ("**VARN, May 4, 2031 (AP)** — The bridge closed.", FULL, "AP"),
        ("VARN (May 4, 2031) — The bridge closed.", FULL, ""),
        ("May 4, 2031", FULL, ""),
        ("Published: Sunday 4 May 2031, 14:00 GMT", FULL, ""),
        ("Posted on May 4, 2031 at 3:04 PM EST", FULL, ""),
        ("Updated 9:04 PM EST, Sun May 4, 2031", FULL, ""),
        ("*May 4, 2031*", FULL, ""),
    ],
)
def test_dated_lines(line, day, outlet):
    found = datelines.find(line + "\n\nMore text follows.")
    assert found is not None
    assert found.written is not None
    assert (found.written.full, found.outlet) == (day, outlet)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("VARN (Reuters) - The bridge closed.", "Reuters"),
        ("Varn (AP) — The bridge closed.", "AP"),
        ("(CNN)The bridge closed.", "CNN"),
        ("ORRIN CITY, Varn (UPI) -- The bridge closed.", "UPI"),
    ],
)
def test_lines_that_name_an_agency_but_no_day(line, outlet):
    found = datelines.find(line)
    assert found is not None
    assert (found.written, found.outlet) == (None, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge closed on May 4, 2031 — the first time in a century.",
        "On May 4, 2031, the bridge closed.",
        "In Varn, May 4 was a day of mourning.",
        "May 4: the bridge closes",
        "May 4 (local time) saw the bridge closed.",
        "Varn (Orrin County) – a small town – has one bridge.",
        "Ada Lindqvist (SDP) – who is the mayor – closed the bridge.",
        "Officials said May 4 — a Sunday — was too early.",
        "By May 4, 2031 - or later - it will open.",
        "(This is a summary of what was released on May 4, 2031.)",
        "31 February 2031 — The bridge closed.",
        "",
        "\n\n\n",
    ],
)
def test_ordinary_sentences_are_no_datelines(line):
    assert datelines.find(line) is None


def test_a_dateline_may_follow_title_and_byline():
    found = datelines.find("Bridge closes\n\nBy Ada Lindqvist\n\nVARN, May 4 (Reuters) - It closed.")
    assert found is not None
    assert found.surface == "VARN, May 4 (Reuters) -"
    assert found.written is not None
    assert (found.written.month, found.written.day, found.written.year) == (5, 4, None)


def test_an_agency_line_and_a_date_line_are_put_together():
    found = datelines.find("May 4, 2031\n\nVARN (Reuters) - It closed.")
    assert found is not None
    assert found.written is not None
    other = datelines.find("VARN (Reuters) -\nMay 4, 2031\nIt closed.")
    assert other == datelines.Dateline("May 4, 2031", found.written, "Reuters")


def test_a_date_deep_in_the_text_is_none_of_the_article():
    assert datelines.find("The bridge closed. " * 20 + "\nMay 4, 2031\n") is None


@given(st.text(max_size=3000))
def test_any_text_is_searched_without_harm(text):
    found = datelines.find(text)
    assert found is None or found.surface


@pytest.mark.parametrize("piece", ["A ", "a" * 50 + " ", "May 4 ", "10:00 AM ", "(AB) ", "A, ", "*", "— ", "MAY "])
def test_hostile_lines_take_no_time(piece):
    # a pattern that backtracks would not return within the day
    datelines.find(piece * 5000)
