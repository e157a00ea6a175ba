"""TIMEX3: the types and values of TimeML, lengths and sets included."""

from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import date

import pytest

from factcheck.kinds.time import timexes


def values(text: str) -> list[tuple[str, str, str]]:
    return [(text[t.start : t.end], t.type, t.value) for t in timexes(text, date(2021, 11, 10))]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "value"),
    [
        ("It sank on Friday.", "Friday", "DATE", "2021-11-05"),
        ("It sank on 2 March.", "2 March", "DATE", "2021-03-02"),
        ("It sank in late June.", "late June", "DATE", "2021-06"),
        ("It sank last week.", "last week", "DATE", "2021-W44"),
        ("It sank over the weekend.", "the weekend", "DATE", "2021-W44-WE"),
        ("It sank last summer.", "last summer", "DATE", "2021-SU"),
        ("It sank in the third quarter.", "the third quarter", "DATE", "2021-Q3"),
        ("It sank in the first half of 2020.", "the first half of 2020", "DATE", "2020-H1"),
        ("It sank in the 1990s.", "the 1990s", "DATE", "199"),
        ("It sank on Tuesday night.", "Tuesday night", "TIME", "2021-11-09TNI"),
        ("It sank at 9 p.m. Tuesday.", "9 p.m. Tuesday", "TIME", "2021-11-09T21:00"),
        ("It sank at midnight Tuesday.", "midnight Tuesday", "TIME", "2021-11-09T24:00"),
        ("It rained for three days.", "three days", "DURATION", "P3D"),
        ("It rained for two and a half hours.", "two and a half hours", "DURATION", "PT2H30M"),
        ("It rained for several weeks.", "several weeks", "DURATION", "PXW"),
        ("It is a five-year plan.", "five-year", "DURATION", "P5Y"),
        ("They drew up the five-year plan.", "five-year", "DURATION", "P5Y"),
        ("It rained in the past two months.", "the past two months", "DURATION", "P2M"),
        ("It rains every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("It rains every day.", "every day", "SET", "P1D"),
        ("It rains now.", "now", "DATE", "PRESENT_REF"),
        ("It rained recently.", "recently", "DATE", "PAST_REF"),
        ("It may rain in the future.", "the future", "DATE", "FUTURE_REF"),
    ],
)
def test_values(text: str, surface: str, kind: str, value: str) -> None:
    assert (surface, kind, value) in values(text)


def test_a_comparison_counts_from_the_period_told_before() -> None:
    text = "Profit in the third quarter rose to 5 crowns a share from 4 a year earlier."
    assert ("a year earlier", "DATE", "2020-Q3") in values(text)


def test_ages_and_rates_are_no_lengths_of_time() -> None:
    assert values("The 6-year-old and his aunt, 52 years old, earn 500 crowns a month.") == []


def test_expressions_do_not_overlap() -> None:
    text = "From Monday to Friday, January 12 and 13, 9 p.m. ET on May 3, 2020, two days before Christmas, each week."
    spans = [(t.start, t.end) for t in timexes(text, date(2021, 11, 10))]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_reading_times_needs_no_date_library() -> None:
    code = "import sys, factcheck.kinds.time; print({'dateparser', 'numpy', 'zoneinfo'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
