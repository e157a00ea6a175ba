"""When two statements come from two speakers, by the words that name them."""

from __future__ import annotations

import pytest

from factcheck.kinds._speakers import Speakers
from tests.factories import article, statement

SPEAKERS = Speakers.of()
TEXT = "The ferry was late."


def two(one: str, other: str, ours: str = TEXT, theirs: str = TEXT, speakers: Speakers = SPEAKERS) -> bool:
    """Tell whether the speakers of two articles are two, having checked that the order of sides does not matter."""
    left, right = statement(article(ours), speaker=one), statement(article(theirs), speaker=other)
    there, back = speakers.two(left, right), speakers.two(right, left)
    assert there == back
    assert there in (None, tuple(sorted((one, other))))
    return there is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Pell", "Bo Tarn"),
        ("Ana Pell", "Bo Pell"),
        ("Hunter Pell", "Bo Pell"),
        ("the Bank of Arl", "the Bank of Osk"),
        ("Minister Ana Pell", "Minister Bo Tarn"),
        ("Izzat al-Orr", "Bo Tarn"),
        ("Ana Pell and Bo Tarn", "Ida Holm"),
        ("the Osk Council", "the Tarn Council"),
        ("Justice Department", "Defense Department"),
        ("Bank of Arl", "Osk Bank"),
        ("Reuters in Osk", "Ana Pell"),
    ],
)
def test_two_names_are_two_speakers(one: str, other: str) -> None:
    assert two(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Minister Ana Pell", "Pell"),
        ("Judge Pell", "Ana Pell"),
        ("Ana Pell of the water board", "Pell"),
        ("Bo King Jr", "Bo King"),
        ("Sergei Orlov", "Sergey Orlov"),
        ("Department of Justice", "Justice Department"),
        ("WHO", "World Health Organization"),
        ("Bank of Arl", "the Bank of Arl"),
        ("Ana Pell and Bo Tarn", "Bo Tarn"),
        ("Ana Pell and Sergei Orlov", "Sergey Orlov"),
        ("Bob", "Robert Pell"),
        ("Orlov", "Orlow"),
        ("Quarry Rights", "Quarry Rights Watch"),
    ],
)
def test_two_forms_of_a_name_are_one_speaker(one: str, other: str) -> None:
    assert not two(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a mechanic at the yard", "a guard at the yard"),
        ("the coach", "a doctor"),
        ("baker", "nurse who works nights"),
        ("the minister", "the mayor"),
        ("the health minister", "the finance minister"),
        ("the minister of health", "the finance minister"),
        ("the police chief", "the fire chief"),
        ("Foreign Minister", "Prime Minister"),
        ("Bank of Arl clerk", "a guard"),
        ("a man from the quay", "a woman from the quay"),
    ],
)
def test_two_nouns_that_no_one_person_is_told_by_are_two_speakers(one: str, other: str) -> None:
    assert two(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the driver", "the man"),
        ("the minister", "the official"),
        ("a baker", "a resident of Osk"),
        ("the nurse", "a mother of two"),
        ("the mayor", "his spokeswoman"),
        ("the governor", "leading Democrat on the panel"),
        ("a nurse at the clinic", "a nurse on the ward"),
        ("the doctor", "a physician"),
        ("the premier", "the prime minister"),
        ("the bus driver", "a driver"),
        ("the police chief", "the chief"),
    ],
)
def test_two_nouns_that_one_person_may_be_told_by_are_one_speaker(one: str, other: str) -> None:
    assert not two(one, other)


@pytest.mark.parametrize(
    "many",
    [
        "officials",
        "residents of Osk",
        "police in Tarn",
        "Tarn Police",
        "two guards",
        "the council",
        "sources",
        "a report by the Osk Board",
        "a baker and a cook",
        "senior Department of Trade officials",
    ],
)
@pytest.mark.parametrize("somebody", ["Ana Pell", "a mechanic", "authorities"])
def test_many_and_bodies_without_a_name_are_nobody_in_particular(many: str, somebody: str) -> None:
    assert not two(many, somebody)


def test_a_noun_may_be_said_of_somebody_whose_article_uses_it() -> None:
    named = "Bo Tarn, a mechanic at the yard, said that the ferry was late."
    assert not two("Bo Tarn", "a mechanic", ours=named)
    assert two("Bo Tarn", "a guard", ours=named)
    assert two("Bo Tarn", "a mechanic", theirs="A mechanic said that the ferry was late.")
    assert not two("Bo Tarn", "the police chief", ours="Chief Bo Tarn said that the ferry was late.")
    assert not two("Bo Tarn", "a doctor", ours="The physician Bo Tarn said that the ferry was late.")


def test_a_name_and_a_noun_that_says_little_may_be_one_person() -> None:
    assert not two("Bo Tarn", "a witness")
    assert not two("Bo Tarn", "an official")
    assert two("Bo Tarn", "a spokesman for the yard")


def test_an_office_beside_a_name_is_compared_with_an_office_alone() -> None:
    assert not two("Minister Ana Pell", "the interior minister")
    assert not two("Health Minister Ana Pell", "the health minister")
    assert two("Health Minister Ana Pell", "the finance minister")


def test_the_articles_own_voice_is_no_second_speaker() -> None:
    own, said = statement(article(TEXT)), statement(article(TEXT), speaker="Ana Pell")
    assert SPEAKERS.two(own, said) is None
    assert SPEAKERS.two(said, own) is None
    assert SPEAKERS.two(own, own) is None


def test_a_user_may_add_nouns() -> None:
    own = Speakers.of({"speech": {"broad": ["quaymaster"]}, "quantity_words": {"age": {"bearers": ["lamplighter"]}}})
    assert not two("a lamplighter", "a guard")
    assert two("a lamplighter", "a guard", speakers=own)
    assert not two("a quaymaster", "a lamplighter", speakers=own)


BODIES = (
    "On Monday the Arl and Tarn police, Norwegian and Danish officials and Quarrow fighters had no word to the FTA. "
    "Pell left Arl."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arl police", "Tarn police"),
        ("the Arl military", "Quarrow"),
        ("Norwegian officials", "Danish officials"),
        ("the Norwegian army", "Danish rebels"),
        ("NATO", "the Norwegian army"),
        ("Norway's government", "Danish officials"),
    ],
)
def test_bodies_with_names_of_their_own_are_two_speakers(one: str, other: str) -> None:
    text = f"{BODIES} They left Norway."
    assert two(one, other, text, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("police", "Tarn police"),
        ("police in Arl", "Tarn police"),
        ("the military", "Quarrow"),
        ("Norwegian officials", "the Norwegian government"),
        ("the Norwegian army", "Norwegian police"),
        ("Norwegian officials", "NATO"),
        ("Norwegian officials", "Danish police"),
        ("the Arl military", "Pell"),
        ("Arl police", "Ana Pell"),
        ("Local police", "Tarn police"),
        ("FTA officials", "the Ferry and Tram Administration"),
    ],
)
def test_bodies_that_share_a_name_or_have_none_are_nobody_in_particular(one: str, other: str) -> None:
    assert not two(one, other, BODIES, BODIES)
