"""What README.md shows is what the program does."""

import re
from pathlib import Path

import pytest

from factcheck import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_excerpt_stands_in_the_report():
    report = (ROOT / "reports" / "seeds.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^> (### .*|\*\*\w+, .*)$", README, re.MULTILINE)
    assert len(quoted) == 2
    for line in quoted:
        assert line in report


def test_every_file_it_points_to_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^factcheck (\w+)", README, re.MULTILINE))))
def test_every_command_it_names_is_one(command):
    assert command in {c.name or c.callback.__name__ for c in cli.app.registered_commands}
