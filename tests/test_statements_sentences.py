"""Sentence boundaries, by the table in statements_cases.toml: "‖" stands where a statement ends."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from factcheck.config import Config
from factcheck.model import Article
from factcheck.statements import split

CASES = tomllib.loads(Path(__file__).with_name("statements_cases.toml").read_text(encoding="utf-8"))


def right(case: str) -> bool:
    text = case.replace("‖", "")
    found = [statement.text for statement in split(Article("a.txt", text), Config())]
    return found == [piece.strip() for piece in case.split("‖")]


@pytest.mark.parametrize("case", CASES["development"])
def test_every_case_that_was_developed_on_is_right(case: str) -> None:
    text = case.replace("‖", "")
    found = [statement.text for statement in split(Article("a.txt", text), Config())]
    assert found == [piece.strip() for piece in case.split("‖")]


def test_the_cases_that_were_not_developed_on_stay_as_good_as_measured() -> None:
    assert sum(map(right, CASES["held_out"])) >= 26


def test_there_are_as_many_cases_as_claimed() -> None:
    assert len(CASES["development"]) >= 60
    assert len(CASES["held_out"]) == 30
