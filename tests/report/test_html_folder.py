from pathlib import Path

import pytest

from factcheck.cli.output import targets, write
from factcheck.errors import UsageError
from tests.report.fixtures import many


def test_a_folder_gets_an_index_and_a_page_for_each_story(tmp_path: Path) -> None:
    for folder in (f"{tmp_path}/new/", str(tmp_path)):
        write(many(30, stories=2), targets([folder], None))
        names = sorted(path.name for path in Path(folder).glob("*.html"))
        assert names == ["index.html", "story-001.html", "story-002.html"]


def test_only_html_can_be_written_to_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a folder holds HTML pages"):
        targets([f"{tmp_path}/"], "json")


def test_a_folder_below_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        targets([f"{tmp_path}/no/where/"], None)
