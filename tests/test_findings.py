import random
from dataclasses import replace

import pytest

from factcheck.evidence import Evidence
from factcheck.findings import bearing, fold, unmatched
from factcheck.identity import fingerprint, normal
from factcheck.model import Finding, Verdict
from tests.factories import article, compared, fact, statement


def question(_: object) -> str:
    return "Which colour?"


def colour(path: str, word: str, source: str = "", before: str = "", tail: str = "") -> object:
    text = f"{before}The barn on Mill Lane was painted {word} last spring{tail}."
    a = article(text, path, source)
    return fact(statement(a, text[len(before) :]), word)


def only(findings: tuple[Finding, ...]) -> Finding:
    (finding,) = findings
    return finding


def test_three_sources_make_one_finding_with_every_value():
    red, blue, also_red = colour("a", "red"), colour("b", "blue"), colour("c", "red", tail=", says the owner")
    finding = only(
        fold(
            [
                compared(red, blue, Verdict.CONTRADICTION),
                compared(red, also_red),
                compared(blue, also_red, Verdict.CONTRADICTION),
            ],
            question,
            0.5,
        )
    )
    assert finding.verdict is Verdict.CONTRADICTION
    assert [side.value for side in finding.sides] == ["red", "blue", "red"]
    assert {(p.left, p.right): p.verdict for p in finding.pairs} == {
        (0, 1): Verdict.CONTRADICTION,
        (0, 2): Verdict.AGREEMENT,
        (1, 2): Verdict.CONTRADICTION,
    }


def test_a_chain_of_doubtful_links_does_not_join_strangers():
    facts = [colour(path, word) for path, word in [("a", "red"), ("b", "red"), ("c", "blue"), ("d", "blue")]]
    links = [
        compared(facts[0], facts[1], score=0.95),
        compared(facts[2], facts[3], score=0.95),
        compared(facts[1], facts[2], Verdict.CONTRADICTION, score=0.6),
    ]
    findings = fold(links, question, 0.5)
    assert [f.verdict for f in findings] == [Verdict.AGREEMENT, Verdict.AGREEMENT]


def test_an_article_that_tells_it_twice_is_asked_once():
    a = article("The barn was red. Yes, the barn was red.", "a")
    first, second = fact(statement(a, "The barn was red."), "red"), fact(statement(a, "Yes, the barn was red."), "red")
    links = [compared(first, second, score=0.95), compared(second, colour("b", "red"), score=0.8)]
    assert {side.article.path for side in only(fold(links, question, 0.5)).sides} == {"a", "b"}


def test_an_article_that_repeats_itself_is_no_finding():
    a = article("The barn was red. Yes, the barn was red.")
    first, second = statement(a, "The barn was red."), statement(a, "Yes, the barn was red.")
    assert fold([compared(fact(first, "red"), fact(second, "red"))], question, 0.5) == ()


def test_an_article_that_quotes_somebody_who_agrees_with_it_is_none_either():
    a = article("The barn was red. Yes, the barn was red, she said.")
    first, second = statement(a, "The barn was red."), statement(a, "Yes, the barn was red, she said.", speaker="she")
    links = [compared(fact(first, "red"), fact(second, "red"))]
    assert fold(links, question, 0.5) == ()
    ends = [links[0].alignment.left, links[0].alignment.right]
    assert [side.value_span for side in unmatched(ends, links)] == [ends[0].span]


def test_what_another_source_answers_is_not_alone_where_it_is_told_again():
    a = article("The barn was red. Yes, the barn was red. Really red.", "a")
    told = [fact(statement(a, text), "red") for text in ("The barn was red.", "Yes, the barn was red.", "Really red.")]
    other = colour("b", "red")
    echoes = [compared(told[0], told[1]), compared(told[0], told[2])]
    assert [side.value_span for side in unmatched([*told, other], echoes)] == [told[0].span, other.span]
    assert unmatched([*told, other], [*echoes, compared(told[0], other)]) == ()
    chain = [compared(told[0], told[1]), compared(told[1], told[2])]
    assert [side.value_span for side in unmatched([*told, other], chain)] == [told[0].span, other.span]
    assert unmatched([*told, other], [*chain, compared(told[2], other)]) == ()


def test_an_article_that_contradicts_itself_is_one():
    a = article("The barn was red. No, the barn was blue.")
    first, second = statement(a, "The barn was red."), statement(a, "No, the barn was blue.")
    links = [compared(fact(first, "red"), fact(second, "blue"), Verdict.CONTRADICTION, score=0.95)]
    assert only(fold(links, question, 0.5)).verdict is Verdict.CONTRADICTION


def test_an_article_is_less_easily_taken_to_contradict_itself_than_another():
    a = article("The barn was red. No, the barn was blue.")
    first, second = statement(a, "The barn was red."), statement(a, "No, the barn was blue.")
    within = compared(fact(first, "red"), fact(second, "blue"), Verdict.CONTRADICTION, score=0.8)
    across = compared(colour("a", "red"), colour("b", "blue"), Verdict.CONTRADICTION, score=0.8)
    assert only(fold([within], question, 0.5)).verdict is Verdict.UNDECIDED
    assert only(fold([across], question, 0.5)).verdict is Verdict.CONTRADICTION


@pytest.mark.parametrize(("score", "verdict"), [(0.9, Verdict.CONTRADICTION), (0.6, Verdict.UNDECIDED)])
def test_an_uncertain_contradiction_is_undecided(score, verdict):
    links = [compared(colour("a", "red"), colour("b", "blue"), Verdict.CONTRADICTION, score, confidence=0.8)]
    assert only(fold(links, question, 0.5)).verdict is verdict


def test_undecided_pairs_do_not_hide_what_was_decided():
    red, other, also_red = colour("a", "red"), colour("b", "pink"), colour("c", "red")
    links = [compared(red, other, Verdict.UNDECIDED), compared(red, also_red), compared(other, also_red)]
    assert only(fold(links, question, 0.5)).verdict is Verdict.AGREEMENT


def test_copies_of_a_wire_count_as_one_voice():
    long = ", according to a notice that the parish council had pinned to its door"
    wire, copy = colour("a", "red", "Post", tail=long), colour("b", "red", "Echo", tail=long + " ")
    own = colour("c", "red", "Herald", before="Neighbours agree. ", tail=" at last")
    links = [compared(wire, copy), compared(wire, own), compared(copy, own)]
    assert only(fold(links, question, 0.5)).voices == 2


def test_the_fingerprint_knows_words_and_values_not_places_or_scores():
    def found(before: str = "", score: float = 0.9, flipped: bool = False, word: str = "blue", path: str = "b") -> str:
        red, blue = colour("a", "red", "Post", before=before), colour(path, word, "Echo")
        pair = (blue, red) if flipped else (red, blue)
        return only(fold([compared(*pair, Verdict.CONTRADICTION, score)], question, 0.5)).fingerprint

    known = found()
    assert known == found(before="A paragraph put in later. ")
    assert known == found(score=0.7)
    assert known == found(flipped=True)
    assert known == found(path="moved/elsewhere")
    assert known != found(word="green")


def test_the_fingerprint_changes_with_the_source():
    red, blue = colour("a", "red", "Post"), colour("b", "blue", "Echo")
    first = only(fold([compared(red, blue, Verdict.CONTRADICTION)], question, 0.5))
    other = replace(first.sides[1], article=replace(first.sides[1].article, source="Herald"))
    assert fingerprint("word", first.sides) != fingerprint("word", [first.sides[0], other])


def test_order_of_comparisons_changes_nothing():
    facts = [colour(path, word) for path, word in [("a", "red"), ("b", "blue"), ("c", "red"), ("d", "pink")]]
    links = [
        compared(x, y, Verdict.AGREEMENT if x.value == y.value else Verdict.CONTRADICTION, 0.8)
        for i, x in enumerate(facts)
        for y in facts[i + 1 :]
    ]
    expected = fold(links, question, 0.5)
    for seed in range(5):
        shuffled = random.Random(seed).sample(links, len(links))
        assert fold(shuffled, question, 0.5) == expected


def test_facts_without_a_match_are_listed():
    red, blue, alone = colour("a", "red"), colour("b", "blue"), colour("c", "pink")
    assert [side.value for side in unmatched([red, alone, blue], [compared(red, blue)])] == ["pink"]


def test_normal_ignores_quotes_case_and_line_breaks():
    assert normal("“No\n progress”, he said") == normal('"no progress", he said')


def test_a_doubtful_conflict_within_an_agreement_is_undecided_not_hidden():
    red, also_red, blue = colour("a", "red"), colour("b", "red", tail=" at last"), colour("c", "blue")
    links = [compared(red, also_red), compared(red, blue, Verdict.CONTRADICTION, 0.6, confidence=0.6)]
    links.append(compared(also_red, blue, Verdict.CONTRADICTION, 0.6, confidence=0.6))
    finding = only(fold(links, question, 0.5))
    assert finding.verdict is Verdict.UNDECIDED
    assert [side.value for side in finding.sides] == ["red", "red", "blue"]
    assert "too uncertain to call (36%)" in finding.reason


def test_a_value_that_is_most_likely_of_something_else_is_left_out():
    red, also_red, blue = colour("a", "red"), colour("b", "red", tail=" at last"), colour("c", "blue")
    links = [compared(red, also_red), compared(red, blue, Verdict.CONTRADICTION, 0.6, confidence=0.1)]
    links.append(compared(also_red, blue, Verdict.CONTRADICTION, 0.6, confidence=0.1))
    finding = only(fold(links, question, 0.5))
    assert finding.verdict is Verdict.AGREEMENT
    assert [side.value for side in finding.sides] == ["red", "red"]


@pytest.mark.parametrize(("confidence", "listed"), [(0.15, True), (0.05, False)])
def test_a_difference_of_two_things_is_no_finding_and_both_values_stand_alone(confidence, listed):
    red, blue = colour("a", "red"), colour("b", "blue")
    links = [compared(red, blue, Verdict.CONTRADICTION, 1.0, confidence=confidence)]
    assert [finding.verdict for finding in fold(links, question, 0.5)] == [Verdict.UNDECIDED] * listed
    assert [side.value for side in unmatched([red, blue], bearing(links, 0.5))] == ["red", "blue"] * (not listed)


def test_a_difference_of_two_things_gives_no_verdict_to_the_values_beside_it():
    red, also_red, reddish = colour("a", "red"), colour("b", "red", tail=" at last"), colour("c", "reddish")
    links = [compared(red, also_red), compared(also_red, reddish, Verdict.COMPATIBLE)]
    links.append(compared(red, reddish, Verdict.CONTRADICTION, 0.9, confidence=0.01))
    assert only(fold(links, question, 0.5)).verdict is Verdict.COMPATIBLE


@pytest.mark.parametrize(("confidence", "verdict"), [(0.6, Verdict.UPDATE), (0.4, Verdict.UNDECIDED), (0.05, None)])
def test_an_update_is_told_where_it_is_likelier_than_not_of_one_thing(confidence, verdict):
    links = [compared(colour("a", "red"), colour("b", "blue"), Verdict.UPDATE, 1.0, confidence=confidence)]
    assert [finding.verdict for finding in fold(links, question, 0.6)] == [verdict] * (verdict is not None)


def test_who_lowers_the_bar_gets_the_unlikely_ones_too():
    links = [compared(colour("a", "red"), colour("b", "blue"), Verdict.CONTRADICTION, 1.0, confidence=0.1)]
    assert only(fold(links, question, 0.05)).verdict is Verdict.CONTRADICTION
    assert bearing(links, 0.05) == links


TELLING = Evidence({Verdict.AGREEMENT: 2.0, Verdict.CONTRADICTION: -1.0}, chance=0.1)


@pytest.mark.parametrize(("score", "listed"), [(0.3, True), (0.1, False)])
def test_values_that_agree_make_one_thing_of_what_was_doubtful(score, listed):
    links = [compared(colour("a", "red"), colour("b", "red", tail=" at last"), score=score)]
    findings = fold(links, question, 0.5, TELLING)
    assert [finding.confidence >= 0.5 for finding in findings] == [True] * listed
    assert bool(bearing(links, 0.5, TELLING)) is listed


def test_values_that_agree_are_not_parted_by_a_likelier_looking_stranger():
    red, also_red, blue = colour("a", "red"), colour("b", "red", tail=" at last"), colour("c", "blue")
    links = [compared(red, also_red, score=0.6), compared(red, blue, Verdict.COMPATIBLE, score=0.7)]
    finding = only(fold(links, question, 0.5, TELLING))
    assert (finding.verdict, [side.value for side in finding.sides]) == (Verdict.AGREEMENT, ["red", "red"])


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.AGREEMENT])
def test_what_was_doubtful_stays_so_where_values_do_not_agree(verdict):
    links = [compared(colour("a", "red"), colour("b", "blue"), verdict, score=0.4)]
    assert fold(links, question, 0.05, TELLING) == ()
    assert bearing(links, 0.05, TELLING) == []


def test_a_doubtful_pair_within_a_group_does_not_give_it_a_verdict():
    red, also_red, pink = colour("a", "red"), colour("b", "red", tail=" at last"), colour("c", "pink")
    links = [compared(red, also_red), compared(red, pink, Verdict.COMPATIBLE)]
    links.append(compared(also_red, pink, Verdict.UPDATE, score=0.3))
    assert only(fold(links, question, 0.5)).verdict is Verdict.COMPATIBLE


FITTING = Evidence({Verdict.COMPATIBLE: -2.0, Verdict.UNDECIDED: -2.0, Verdict.CONTRADICTION: -2.0})


@pytest.mark.parametrize(("score", "listed"), [(0.95, True), (0.7, False)])
def test_values_that_merely_fit_are_of_one_thing_only_where_that_was_sure_enough(score, listed):
    links = [compared(colour("a", "red"), colour("b", "reddish"), Verdict.COMPATIBLE, score)]
    assert bool(fold(links, question, 0.5, FITTING)) is listed
    assert bool(fold(links, question, 0.5)) is True


@pytest.mark.parametrize("verdict", [Verdict.UNDECIDED, Verdict.CONTRADICTION])
def test_what_cannot_be_judged_is_listed_like_a_doubtful_conflict_while_it_is_worth_a_look(verdict):
    links = [compared(colour("a", "red"), colour("b", "blue"), verdict, 0.7)]
    finding = only(fold(links, question, 0.5, FITTING))
    assert finding.verdict is Verdict.UNDECIDED
    assert finding.confidence == pytest.approx(0.24, abs=0.01)
    assert fold([replace(links[0], alignment=replace(links[0].alignment, score=0.4))], question, 0.5, FITTING) == ()
