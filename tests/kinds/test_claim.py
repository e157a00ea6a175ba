from dataclasses import replace

import numpy as np
import pytest

from factcheck.config import Config
from factcheck.kinds import load
from factcheck.kinds.claim import Claims, OnnxJudge
from factcheck.model import Alignment, Block, Fact, Mood, Span, Statement, Verdict
from tests.factories import article


class FixedJudge:
    """Answers every pair with the same probabilities, whichever comes first."""

    def __init__(self, entailment: float, contradiction: float) -> None:
        self.row = [entailment, 1 - entailment - contradiction, contradiction]
        self.asked = []

    def judge(self, pairs):
        self.asked += pairs
        return np.array([self.row for _ in pairs]).reshape(-1, 3)


class OneWayJudge:
    """Takes a longer sentence to imply a shorter one, and nothing else."""

    def judge(self, pairs):
        return np.array([[0.9, 0.1, 0.0] if len(a) > len(b) else [0.1, 0.9, 0.0] for a, b in pairs])


def claim(text: str, speaker: str | None = None, mood: Mood = Mood.REPORTED, block: Block = Block.BODY) -> Fact:
    said = Statement(article(text, text[:5]), Span(0, len(text)), speaker=speaker, mood=mood, block=block)
    found = Claims(FixedJudge(0, 0)).find([said])
    return found[0]


def outcome(judge, left: Fact, right: Fact, score: float = 0.55):
    return Claims(judge).compare([Alignment(left, right, score, "")])[0]


YES, NO = "Good progress was made in the talks.", "No progress was made in the talks."


def test_the_same_claim_is_an_agreement():
    assert outcome(FixedJudge(0.9, 0.0), claim(YES), claim(NO)).verdict is Verdict.AGREEMENT


def test_a_fuller_statement_agrees_with_the_shorter_one_it_implies():
    short, long = claim(YES), claim("Good progress was made in the talks in Oslo, the host said.")
    assert outcome(OneWayJudge(), short, long).verdict is Verdict.AGREEMENT
    assert outcome(OneWayJudge(), long, short).verdict is Verdict.AGREEMENT


CRASH = "Ida Holm was among the survivors of the Tarn bus crash."
HURT = "Ida Holm, who survived the Tarn bus crash, broke a leg, lost her luggage and needed surgery in Osk overnight."


@pytest.mark.parametrize("judge", [OneWayJudge(), FixedJudge(0.2, 0.1)])
@pytest.mark.parametrize("sides", [(CRASH, HURT), (HURT, CRASH)])
def test_statements_that_share_only_a_part_agree_in_part_and_the_reason_says_so(judge, sides):
    found = outcome(judge, *map(claim, sides), score=0.8)
    assert (found.verdict, found.rule) == (Verdict.AGREEMENT, "claim.part")
    assert "one of them tells more" in found.reason


def test_other_words_say_the_same_where_each_statement_implies_the_other():
    pair = claim("Councillors will vote in autumn."), claim("The council wants to decide before winter comes.")
    assert outcome(FixedJudge(0.8, 0.0), *pair).rule == "claim.same"
    assert outcome(OneWayJudge(), *pair).rule == "claim.part"


def test_a_rare_word_that_only_one_tells_weighs_more_than_common_ones():
    short = claim("The pump at the old mill failed.")
    common = claim("The pump at the old mill failed, as they have now also said to all of us.")
    rare = claim(
        "The pump at the old mill failed, flooding basements, bakeries, orchards, workshops, stables and a pharmacy."
    )
    assert outcome(OneWayJudge(), short, common).rule == "claim.same"
    assert outcome(OneWayJudge(), short, rare).rule == "claim.part"


def test_one_voice_that_excludes_itself_is_a_contradiction():
    assert outcome(FixedJudge(0.0, 0.95), claim(YES), claim(NO)).verdict is Verdict.CONTRADICTION
    both = claim(YES, "Ann Lee"), claim(NO, "Ann Lee")
    assert outcome(FixedJudge(0.0, 0.95), *both).verdict is Verdict.CONTRADICTION


def test_two_speakers_who_differ_are_a_dispute_that_names_them():
    found = outcome(FixedJudge(0.0, 0.95), claim(YES, "Ann Lee"), claim(NO, "Bo Dahl"))
    assert found.verdict is Verdict.DISPUTE
    assert "Ann Lee" in found.reason
    assert "Bo Dahl" in found.reason


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Minister Ana Pell", "Pell", Verdict.CONTRADICTION),
        ("Ana Pell", "officials", Verdict.CONTRADICTION),
        ("the driver", "the man", Verdict.CONTRADICTION),
        ("a mechanic at the yard", "a guard at the yard", Verdict.DISPUTE),
        ("Osk Council", "Tarn Council", Verdict.DISPUTE),
    ],
)
def test_speakers_who_may_be_one_contradict_each_other(one, other, verdict):
    yes, no = claim(YES, one), claim(NO, other)
    there, back = (outcome(FixedJudge(0.0, 0.95), *sides) for sides in ((yes, no), (no, yes)))
    assert there.verdict is verdict
    assert (there.rule, there.reason) == (back.rule, back.reason)


def test_a_noun_for_a_person_that_a_user_adds_is_a_speaker():
    def verdict(lexicon):
        (kind,) = load(Config(kinds=("claim",), lexicon=lexicon))
        pair = Alignment(claim(YES, "a lamplighter"), claim(NO, "a guard"), 0.55, "")
        return replace(kind, judge=FixedJudge(0.0, 0.95)).compare([pair])[0].verdict

    assert verdict({}) is Verdict.CONTRADICTION
    assert verdict({"quantity_words": {"age": {"bearers": ["lamplighter"]}}}) is Verdict.DISPUTE


def test_what_the_model_finds_independent_bears_on_nothing():
    assert outcome(FixedJudge(0.1, 0.2), claim(YES), claim(NO)) is None


def test_statements_surely_about_one_thing_agree_unless_they_exclude_each_other():
    again = claim("Much progress was made in the talks.")
    assert outcome(FixedJudge(0.1, 0.2), claim(YES), again, score=0.9).verdict is Verdict.AGREEMENT
    assert outcome(FixedJudge(0.1, 0.5), claim(YES), claim(NO), score=0.9) is None
    assert outcome(FixedJudge(0.0, 0.9), claim(YES), claim(NO), score=0.9).verdict is Verdict.CONTRADICTION


def test_what_the_model_takes_for_opposites_is_no_agreement():
    freed, jailed = claim("Holm was cleared of fraud in Osk."), claim("Holm was convicted of fraud in Osk.")
    assert outcome(FixedJudge(0.0, 0.9), freed, jailed, score=0.9).verdict is Verdict.UNDECIDED
    assert outcome(FixedJudge(0.0, 0.9), freed, jailed, score=0.5) is None
    assert outcome(FixedJudge(0.0, 0.7), freed, jailed, score=0.9).verdict is Verdict.AGREEMENT


def test_the_models_word_alone_does_not_make_a_contradiction():
    assert outcome(FixedJudge(0.0, 0.99), claim(YES), claim("The weather in Oslo was fine.")) is None
    twice = claim("It is not true that no progress was made in the talks.")
    assert outcome(FixedJudge(0.0, 0.99), claim(YES), twice) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blaze in the mill burned for six hours.", "The blaze in the mill burned for two hours."),
        ("The hall seats twenty-three people.", "The hall seats twenty people."),
        ("The town owes the bank 3 million.", "The town owes the bank 3 billion."),
        ("The hall seats 23 people.", "The hall seats twenty people."),
    ],
)
def test_statements_that_count_otherwise_never_say_the_same(one, other):
    assert outcome(FixedJudge(0.99, 0.0), claim(one), claim(other), score=0.95) is None


@pytest.mark.parametrize("other", ["100,000 dollars", "$100,000", "US$100,000", "100,000 Canadian dollars", "£100,000"])
def test_sums_in_two_currencies_are_not_the_same(other):
    euros, others = claim("The museum offers 100,000 euros for it."), claim(f"The museum offers {other} for it.")
    assert outcome(FixedJudge(0.9, 0.0), euros, others, score=0.9) is None


@pytest.mark.parametrize("other", ["€100,000", "a sum of 100,000 euros"])
def test_one_currency_in_words_and_as_a_sign_is_the_same(other):
    euros, others = claim("The museum offers 100,000 euros for it."), claim(f"The museum offers {other} for it.")
    assert outcome(FixedJudge(0.9, 0.0), euros, others, score=0.9).verdict is Verdict.AGREEMENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The hall seats 23 people.", "The hall seats twenty-three people."),
        ("The town paid 1,200 crowns for it.", "The town paid 1200 crowns for it."),
        ("It is one of the oldest halls there.", "It is the oldest of halls there."),
        ("They may open it again, the mayor said.", "They will open it again, the mayor said."),
    ],
)
def test_one_number_in_digits_and_in_words_is_no_difference(one, other):
    assert outcome(FixedJudge(0.99, 0.0), claim(one), claim(other), score=0.95).verdict is Verdict.AGREEMENT


def test_numbers_are_not_for_the_model_to_judge():
    assert (
        outcome(FixedJudge(0.0, 0.99), claim("The hall seats 400 people."), claim("The hall seats 600 people.")) is None
    )


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Progress at the talks in Oslo", Block.HEADING),
        ("Will there be progress at the talks?", Block.BODY),
        ("No progress.", Block.BODY),
        ("Ann Lee Foreign Minister of Norway", Block.QUOTE),
    ],
)
def test_headings_questions_fragments_and_signatures_claim_nothing(text, block):
    assert Claims(FixedJudge(0, 0)).find([Statement(article(text), Span(0, len(text)), block=block)]) == []


def test_a_plan_is_kept_apart_from_a_fact():
    kind = Claims(FixedJudge(0, 0))
    assert kind.comparable(claim(YES), claim(NO))
    assert not kind.comparable(claim(YES), claim(NO, mood=Mood.PLANNED))
    assert not kind.comparable(claim(YES, mood=Mood.HYPOTHETICAL), claim(NO, mood=Mood.HYPOTHETICAL))


def test_the_canonical_form_ignores_case_and_punctuation():
    assert claim("No progress, she said: none.").value.canonical == "no progress she said none"


BESIDE = "The hall was opened by Mayor {} with a short speech."


def beside(name: str, rest: str = "") -> Fact:
    text = BESIDE.format(name)
    said = Statement(article(f"{text}{rest}", name), Span(0, len(text)))
    return Claims(FixedJudge(0, 0)).find([said])[0]


def test_a_name_exchanged_in_the_same_words_is_a_contradiction_that_shows_both():
    found = outcome(FixedJudge(0.95, 0.0), beside("Holm"), beside("Dahl"), score=0.95)
    assert found.verdict is Verdict.CONTRADICTION
    assert "Holm" in found.reason
    assert "Dahl" in found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (beside("Holm", " Dahl spoke as well."), beside("Dahl")),  # who knows both means two people
        (beside("Sergei Orlov"), beside("Sergey Orlov")),
        (beside("Alexander"), beside("Alex")),
        (
            claim("Holm opened the new hall with a short speech."),
            claim("Dahl opened the new hall with a short speech."),
        ),
    ],
)
def test_a_name_that_may_be_another_persons_or_the_same_ones_decides_nothing(one, other):
    found = outcome(FixedJudge(0.95, 0.0), one, other, score=0.95)
    assert found is None or found.verdict is Verdict.AGREEMENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The hall was opened by the mayor on Monday.", "The hall was opened by the mayor on Tuesday."),
        ("Two ferries were moored at the pier that day.", "Six ferries were moored at the pier that day."),
        ("The crossing takes some 20 minutes in calm weather.", "The crossing takes some 20 hours in calm weather."),
    ],
)
def test_a_day_number_or_unit_exchanged_is_for_the_other_kinds(one, other):
    assert outcome(FixedJudge(0.95, 0.0), claim(one), claim(other), score=0.95) is None


def test_the_model_is_asked_only_where_its_word_can_matter():
    judge = FixedJudge(0.9, 0.05)
    one, other = claim("The hall was opened by the mayor."), claim("A hall has been opened by the town's mayor.")
    assert outcome(judge, one, other, score=0.2) is None
    assert outcome(judge, one, claim("The hall was opened by the mayor on 4 May."), score=0.95) is None
    assert judge.asked == []
    assert outcome(judge, one, other, score=0.95).rule == "claim.same"
    assert len(judge.asked) == 2


def test_pairs_told_again_get_the_same_word():
    judge = OnnxJudge.bundled(1)
    pair, other = ("The hall was opened.", "The hall was not opened."), ("The hall was opened.", "The hall opened.")
    rows = judge.judge([pair, other, pair])
    assert rows.shape == (3, 3)
    assert np.array_equal(rows[0], rows[2])
    assert np.array_equal(rows[1], judge.judge([other])[0])
    assert not np.array_equal(rows[0], rows[1])
