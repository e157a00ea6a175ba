"""Which articles tell one story, by the shipped weights, on invented news."""

import shutil
from datetime import date

import numpy as np
import pytest

from factcheck import encoding
from factcheck.errors import ModelError
from factcheck.model import Article, Origin
from factcheck.stories import Links, StoryModel, date_undated, lead
from tests.factories import article

FERRY_ONE = article(
    "Two people were hurt when the ferry Albatros ran aground off Skarholm on Tuesday evening. Captain Nils Dahlgren "
    "said the engine had failed. The coast guard took 64 passengers to Skarholm harbour.",
    "ferry1",
    published="2026-03-04",
    title="Ferry runs aground off Skarholm",
)
FERRY_TWO = article(
    "The ferry Albatros lay on the rocks near Skarholm on Wednesday. Its captain, Nils Dahlgren, blamed a failed "
    "engine. Passengers told of a loud bang; three were treated in hospital.",
    "ferry2",
    published="2026-03-05",
    title="Albatros captain blames engine",
)
OTHER_FERRY = article(
    "A ferry with 90 passengers hit the quay at Port Ellery in thick fog. Nobody was hurt, said harbour master "
    "Ruth Osei. The Lady Maud will be repaired within a week.",
    "ferry3",
    published="2026-03-05",
    title="Ferry hits quay at Port Ellery",
)
BUDGET = article(
    "The city council of Rivenford passed its budget by 21 votes to 14. Mayor Ada Holm called it a fair compromise.",
    "budget",
    published="2026-03-04",
    title="Rivenford passes budget",
)
ALL = [FERRY_ONE, FERRY_TWO, OTHER_FERRY, BUDGET]


@pytest.fixture(scope="module")
def model() -> StoryModel:
    return StoryModel.load(encoding.models_folder())


@pytest.fixture(scope="module")
def links(model) -> Links:
    return model.link(ALL, encoding.bundled().encode([lead(a) for a in ALL]))


def test_two_reports_of_one_accident_are_one_story(links):
    assert links.score(0, 1) > 0.5
    assert links.score(1, 0) == links.score(0, 1)


@pytest.mark.parametrize(("left", "right"), [(0, 2), (1, 2), (0, 3), (2, 3)])
def test_another_ferry_and_another_town_are_other_stories(links, left, right):
    assert links.score(left, right) == 0.0


def test_an_article_is_of_its_own_story(links):
    assert links.score(2, 2) == 1.0


def test_no_articles_and_one_article_have_no_pairs(model):
    assert model.link([], np.zeros((0, 384), dtype=np.float32)).scores == {}
    assert model.link([BUDGET], encoding.bundled().encode([lead(BUDGET)])).scores == {}


def test_an_undated_article_takes_the_date_of_its_neighbours_and_says_so():
    undated = Article("u", "text")
    links = Links({(0, 1): 0.9, (0, 2): 0.8, (0, 3): 0.7})
    dated = date_undated([undated, FERRY_ONE, FERRY_TWO, OTHER_FERRY], links)
    assert dated[0].published == date(2026, 3, 5)
    assert dated[0].published_from is Origin.NEIGHBOURS
    assert dated[1:] == (FERRY_ONE, FERRY_TWO, OTHER_FERRY)


def test_an_undated_article_without_neighbours_stays_undated():
    undated = Article("u", "text")
    assert date_undated([undated, BUDGET], Links({})) == (undated, BUDGET)


def test_a_damaged_model_is_an_error_that_names_the_file(tmp_path):
    shutil.copytree(encoding.models_folder() / "stories", tmp_path / "stories")
    shutil.copytree(encoding.models_folder() / "words", tmp_path / "words")
    assert StoryModel.load(tmp_path).threshold > 0
    path = tmp_path / "stories" / "weights.json"
    path.write_text(path.read_text().replace("lead_cosine", "lead_sine"))
    with pytest.raises(ModelError, match=r"stories.weights\.json: damaged"):
        StoryModel.load(tmp_path)
    path.unlink()
    with pytest.raises(ModelError, match=r"weights\.json: cannot be read"):
        StoryModel.load(tmp_path)
