"""Reported, planned, denied or hypothetical: by the main verb of what is said."""

from __future__ import annotations

import pytest

from factcheck.config import Config
from factcheck.model import Article, Mood
from factcheck.statements import split


def mood(sentence: str) -> Mood:
    (statement,) = split(Article("a.txt", sentence), Config())
    return statement.mood


@pytest.mark.parametrize(
    "sentence",
    [
        "The delegation arrived in Osk on Monday.",
        "The minister said the council met on Monday.",
        "The council did not meet.",
        "No progress was made.",
        "The court denied bail.",
        "He was denied entry to the club.",
        "The king rejected the offer.",
        "Nobody denied that.",
        "The firm has no plans to close mills.",
        "The plan to close the mill failed.",
        "The delegation arrived on Sunday and will leave on Monday.",
        "Two men were arrested, and the hearing will be held on Friday.",
        "The talks, which will continue on Monday, began at nine.",
        "Officers who will testify arrived on Friday.",
        "The purpose of the visit is to discuss trade.",
        "The minister asked whether the council had met.",
        "It is unclear if the king has left.",
        "In May the council met.",
        "Pell is going to the meeting.",
        "She said she was not at home when the police came.",
        "Shares fell 3% after the bank said it would cut jobs.",
    ],
)
def test_reported(sentence: str) -> None:
    assert mood(sentence) is Mood.REPORTED


@pytest.mark.parametrize(
    "sentence",
    [
        "The council will meet on Monday.",
        "The council is scheduled to meet on Monday.",
        "The hearing is due to start at noon.",
        "Talks were expected to begin on Tuesday.",
        "The king is to visit Osk next week.",
        "The minister said that the council will meet on Monday.",
        "The minister said the council would meet on Monday.",
        "The council will meet on Monday, the minister said.",
        "According to the minister, the council will meet on Monday.",
        "The firm plans to close two mills.",
        "A man accused of killing two people will appear in court on Monday.",
        "The talks that began on Sunday will continue.",
        "It is expected that the council will meet in May.",
        "Pell is going to resign.",
        "“We will win,” Pell said.",
        "He is due back in court Friday.",
        "They’ll meet on Friday.",
        "The meeting is planned for Monday.",
        "The match is set for Friday.",
    ],
)
def test_planned(sentence: str) -> None:
    assert mood(sentence) is Mood.PLANNED


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister denied that the council had met.",
        "The minister has denied any involvement in the plot.",
        "The ministry rejected reports that troops had crossed the border.",
        "Pell denies killing the goose.",
        "Pell dismissed the allegations as nonsense.",
    ],
)
def test_denied(sentence: str) -> None:
    assert mood(sentence) is Mood.DENIED


@pytest.mark.parametrize(
    "sentence",
    [
        "The council would meet if the king agreed.",
        "The council would have met earlier.",
        "The storm could reach the coast.",
        "The storm may reach the coast, officials said.",
        "If the talks fail, the border will close.",
        "The border will close unless the talks succeed.",
        "Will the council meet?",
        "Perhaps the king is ill.",
        "Should the talks fail, war could follow.",
        "The victim might have been sleeping, police said.",
        "The minister said the king should resign.",
    ],
)
def test_hypothetical(sentence: str) -> None:
    assert mood(sentence) is Mood.HYPOTHETICAL
