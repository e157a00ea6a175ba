"""Who says it: the cue in the sentence, pronouns and offices resolved, quotations given to their speaker."""

from __future__ import annotations

import pytest

from factcheck.config import Config
from factcheck.model import Article, Block
from factcheck.statements import split


def speakers(text: str) -> list[str | None]:
    return [statement.speaker for statement in split(Article("a.txt", text), Config())]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Trade Minister Ana Pell said the port was shut.", "Ana Pell"),
        ("Trade Minister Ana Pell said on Monday that the port was shut.", "Ana Pell"),
        ("The port was shut, said Ana Pell, the trade minister.", "Ana Pell"),
        ("The port was shut, according to Minister Ana Pell.", "Ana Pell"),
        ("According to Minister Ana Pell, the port was shut.", "Ana Pell"),
        ("As Minister Ana Pell noted, the port was shut.", "Ana Pell"),
        ("In turn, US Secretary of State Ana Pell said the port was shut.", "Ana Pell"),
        ("Ana Pell, the trade minister, told reporters that the port was shut.", "Ana Pell"),
        ("Ana Pell, 59, of Lume, who watched the fire, said the noise was loud.", "Ana Pell"),
        ("Rep. Jim Orr (R-Osk), a member of the panel, said the port was shut.", "Jim Orr"),
        ("Osk County District Attorney Jim Orr Jr. said the port was shut.", "Jim Orr Jr"),
        ("State Department spokesman Ned Orr declared that the port was shut.", "Ned Orr"),
        ("The mayor's lawyer, Jim Orr, said the port was shut.", "Jim Orr"),
        ("The Kremlin said the port was shut.", "Kremlin"),
        ("The Osk Ministry of Trade announced that the port was shut.", "Osk Ministry of Trade"),
        ("Police said the port was shut.", "police"),
        ("The port was shut, police said.", "police"),
        ("A spokesman for the port authority said the port was shut.", "spokesman for the port authority"),
        ("A statement from the ministry said the port was shut.", "ministry"),
        ("A poll released last week found 40 percent would leave.", "poll"),
        ("The port was shut, the ministry reported.", "ministry"),
        ("“The port is shut,” Minister Ana Pell said.", "Ana Pell"),
        ("The US side noted in a paper that the port was shut.", "US side"),
        ("The port was shut, Minister Ana Pell said, according to Reuters.", "Ana Pell"),
        ("“It is a wreck,” Rep. Gwen Orr (D-Osk.) said Friday.", "Gwen Orr"),
        ("“It is a wreck,” said OBN host Chris Pell.", "Chris Pell"),
        ("Mayor Ana Pell defended the plan, saying “it works.”", "Ana Pell"),
        ("Mayor Ana Pell thundered: “Never again.”", "Ana Pell"),
        ("One resident claimed that the port was shut.", "one resident"),
        ("Said Ana Pell: “The port is shut.”", "Ana Pell"),
    ],
)
def test_the_cue_names_the_speaker(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    "sentence",
    [
        "The port of Osk was shut on Friday.",
        "It was said that the port was shut.",
        "The port is said to be shut.",
        "The minister did not say whether the port was shut.",
        "The minister declined to say why the port was shut.",
        "The man who police said fired at the ship was held.",
        "The port was shut after officials said it was unsafe.",
        "The United States and Lume signed the pact.",
        "The states signed the pact.",
        "Minister Ana Pell praised the talks.",
        "The meeting began at 9:00 a.m. local time.",
        "Two men, who declined to comment, wrote letters and lit candles.",
    ],
)
def test_the_article_speaks_for_itself_without_a_cue(sentence: str) -> None:
    assert speakers(sentence) == [None]


def test_a_pronoun_means_the_last_speaker_it_can_mean() -> None:
    text = (
        "Spokeswoman Ana Pell said the port was shut. She added that two ships sank.\n\n"
        "Spokesman Jim Orr said nobody was hurt. He noted that it was dark.\n\n"
        "She said the search went on."
    )
    assert speakers(text) == ["Ana Pell", "Ana Pell", "Jim Orr", "Jim Orr", "Ana Pell"]


def test_a_surname_and_an_office_mean_the_person_named_before() -> None:
    text = (
        "Deputy Trade Minister Ana Pell and Mayor Jim Orr met in Osk.\n\n"
        "Pell said the port was shut.\n\nThe mayor said nobody was hurt.\n\n"
        "According to the deputy minister, two ships sank."
    )
    assert speakers(text)[1:] == ["Ana Pell", "Jim Orr", "Ana Pell"]


def test_two_spellings_of_a_name_are_one_speaker() -> None:
    text = "Minister Sergei Lund said no.\n\nMinister Sergey Lund said yes.\n\nLund added nothing was signed."
    assert speakers(text) == ["Sergei Lund"] * 3


def test_a_quotation_has_the_speaker_of_the_sentences_beside_it() -> None:
    text = "“We lost two ships. Nobody was hurt,” said Minister Ana Pell. “It could have been worse.”"
    assert speakers(text) == ["Ana Pell"] * 3


def test_a_quotation_opens_with_the_speaker_named_in_its_own_paragraph() -> None:
    text = "Mayor Jim Orr said the port was shut.\n\n“We lost two ships. Nobody was hurt,” said Minister Ana Pell."
    assert speakers(text) == ["Jim Orr", "Ana Pell", "Ana Pell"]


def test_a_colon_gives_the_next_paragraph_to_the_speaker() -> None:
    text = "Minister Ana Pell added:\n\nWe lost two ships. Nobody was hurt.\n\nThe port is shut."
    statements = split(Article("a.txt", text), Config())
    assert [s.speaker for s in statements] == ["Ana Pell", "Ana Pell", "Ana Pell", None]
    assert [s.block for s in statements] == [Block.BODY, Block.QUOTE, Block.QUOTE, Block.BODY]


def test_a_sentence_that_points_back_names_the_speaker_of_the_one_before() -> None:
    text = "The port of Osk will stay shut. Ministry spokesman Ned Orr announced this at a briefing."
    assert speakers(text) == ["Ned Orr", None]


def test_who_is_quoted_speaks_in_the_quotation_that_follows() -> None:
    text = "Minister Ana Pell left.\n\nThe agency quoted the minister, who was in Osk. “They went into detail.”"
    assert speakers(text) == [None, None, "Ana Pell"]


def test_a_user_can_add_a_verb_of_speech() -> None:
    text = "Minister Ana Pell opined-on-air the port was shut."
    config = Config(lexicon={"speech": {"says": ["opined-on-air"]}})
    assert speakers(text) == [None]
    assert [s.speaker for s in split(Article("a.txt", text), config)] == ["Ana Pell"]


def test_a_line_with_a_name_signs_the_quotation_before_it() -> None:
    text = "Readers wrote to us.\n\n“It is a wreck. It sank.”\n\n― Ines Varga\n\nThe port is shut."
    statements = split(Article("a.txt", text), Config())
    assert [s.speaker for s in statements] == [None, "Ines Varga", "Ines Varga", None, None]
    assert statements[3].text == "― Ines Varga"
    assert statements[3].block is Block.QUOTE


def test_the_labels_of_a_transcript_name_its_speakers() -> None:
    text = (
        "Governor Mike Orr and Mayor Ana Pell met.\n\nORR: The port is shut. We saw it.\n\nPELL: It is not.\n\n"
        "NEW: Port shut."
    )
    statements = split(Article("a.txt", text), Config())
    assert [s.speaker for s in statements] == [None, "Mike Orr", "Mike Orr", "Ana Pell", None]
    assert statements[1].text == "The port is shut."
