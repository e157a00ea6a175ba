"""Speakers with a phrase or a clause behind their noun, before and behind the verb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.config import Config
from factcheck.model import Article, Mood
from factcheck.statements import split

PERSONS = ["mechanic", "nurse", "spokeswoman", "retired miner", "official", "neighbour"]
PHRASES = ["at the yard", "on the ward", "for the port authority", "in the ministry", "from the next village", "of Osk"]


def speakers(text: str) -> list[str | None]:
    return [statement.speaker for statement in split(Article("a.txt", text), Config())]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Two nurses on the ward said the lights went out.", "two nurses on the ward"),
        ("Several shopkeepers along the quay said trade had halved.", "several shopkeepers along the quay"),
        ("Divers with the rescue service said the wreck lay on its side.", "divers with the rescue service"),
        ("The head of the water board in the district said it leaked.", "head of the water board in the district"),
        ("One of the nurses on the ward said the lights went out.", "one of the nurses on the ward"),
        ("A mechanic at Pell Shipyards said the crane had failed.", "mechanic at Pell Shipyards"),
        ("A lawyer for Ana Pell said the port was shut.", "lawyer for Ana Pell"),
        ("A spokesman for Minister Ana Pell said the port was shut.", "spokesman for Minister Ana Pell"),
        ("A man hurt in the blast said he saw nothing.", "man hurt in the blast"),
    ],
)
def test_a_phrase_behind_the_noun_is_part_of_the_speaker(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("After the fire a mechanic at the yard said the crane had failed.", "mechanic at the yard"),
        ("During the inquest a lodger on the third floor said he smelled gas.", "lodger on the third floor"),
        ("Last week a porter at the hotel said the guest left at six.", "porter at the hotel"),
        ("For years people in the square have said the bell was cracked.", "people in the square"),
        ("On Monday residents of the quay said trade had halved.", "residents of the quay"),
        ("In the yard the mechanic said the crane had failed.", "mechanic"),
        ("The keeper said the lock on the canal was shut.", "keeper"),
        ("A minister in a statement said the port was shut.", "minister"),
        ("Officials in recent days have said the port was shut.", "officials"),
    ],
)
def test_a_phrase_of_time_or_place_is_no_part_of_the_speaker(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("A woman who lives near the bridge said she heard a bang.", "woman who lives near the bridge"),
        ("A boy who was on the ferry said people were screaming.", "boy who was on the ferry"),
        ("A neighbour whose windows face the court said it was dark.", "neighbour whose windows face the court"),
        ("A boy whose mother died said it was dark.", "boy whose mother died"),
        ("Two of the men who escaped said the shaft was dry.", "two of the men who escaped"),
        ("A firm which runs the ferry said the pier was unsafe.", "firm which runs the ferry"),
        (
            "A mechanic who works at the yard, and who asked to stay unnamed, said it fell.",
            "mechanic who works at the yard",
        ),
        ("The man who police said fired at the ship was held.", None),
        ("The man who experts at the bank said had died was found.", None),
    ],
)
def test_a_relative_clause_belongs_to_the_speaker(sentence: str, speaker: str | None) -> None:
    assert speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The crane had failed, said a mechanic at the yard.", "mechanic at the yard"),
        ("The lights went out, said two nurses on the ward.", "two nurses on the ward"),
        ("“We had no warning,” added a widow in the front row.", "widow in the front row"),
        ("The vote would be close, said an aide to the mayor.", "aide to the mayor"),
        ("The dam leaked, according to a man from the next village.", "man from the next village"),
        ("The dam leaked, according to people familiar with the plan.", "people familiar with the plan"),
        ("The dam leaked, said the mayor at a news conference.", "mayor"),
        ("The dam leaked, said an engineer in an interview.", "engineer"),
        ("The dam leaked, according to a report from Sgt. Jim Orr.", "Jim Orr"),
        ("Jim Orr, 46, of Lume, said he saw two officials at the dam.", "Jim Orr"),
        ("The firm raised prices, promised a review of the tariff and left.", None),
    ],
)
def test_an_indefinite_speaker_behind_the_verb_keeps_its_phrase(sentence: str, speaker: str | None) -> None:
    assert speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The owner of the bar across the street, Ned Orr, said he saw two men.", "Ned Orr"),
        ("The mayor of Osk, Ana Pell, said the port was shut.", "Ana Pell"),
        ("Ned Orr, a mechanic at the yard, said the crane had failed.", "Ned Orr"),
        ("Ana Pell of the water board said the pumps were new.", "Ana Pell"),
        ("Ana Pell of the Osk Ministry of Trade said the port was shut.", "Ana Pell"),
        ("Nobody at the hotel said a word about the guest.", None),
    ],
)
def test_a_name_speaks_whatever_stands_behind_it(sentence: str, speaker: str | None) -> None:
    assert speakers(sentence) == [speaker]


def test_an_office_is_found_among_those_named_by_the_office_not_by_its_place() -> None:
    text = "Mayor Ana Pell of Osk opened the pier.\n\nThe coroner for Osk said the inquest would be short."
    assert speakers(text) == [None, "coroner for Osk"]


def test_what_is_said_before_a_long_subject_gives_the_mood() -> None:
    text = "The pier will open in May, a clerk in the office of the harbour master of Osk said."
    (statement,) = split(Article("a.txt", text), Config())
    assert (statement.speaker, statement.mood) == ("clerk in the office of the harbour master of Osk", Mood.PLANNED)


@given(st.sampled_from(PERSONS), st.sampled_from(PHRASES), st.sampled_from(["said", "warned", "insisted"]))
def test_the_speaker_is_the_same_before_and_behind_the_verb(person: str, phrase: str, verb: str) -> None:
    article = "an" if person[0] == "o" else "a"
    before = f"{article.title()} {person} {phrase} {verb} the crane had failed."
    behind = f"The crane had failed, {verb} {article} {person} {phrase}."
    closing = f"The crane had failed, {article} {person} {phrase} {verb}."
    assert speakers(before) == speakers(behind) == speakers(closing) == [f"{person} {phrase}"]


@given(
    st.lists(
        st.sampled_from(["the", "of", "12", "Osk", "and", "who", "mechanic", "at", "said", ",", "three"]), max_size=200
    )
)
def test_any_order_of_such_words_is_read(words: list[str]) -> None:
    assert len(speakers(" ".join(["The", *words, "said", "."]))) >= 1
