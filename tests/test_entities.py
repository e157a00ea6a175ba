"""Names found, resolved and compared; people and places are invented unless a spelling can only be a real one's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.config import Config
from factcheck.entities import (
    LOC,
    MISC,
    ORG,
    PER,
    Cast,
    CombinedTagger,
    Entity,
    Level,
    ModelTagger,
    RuleTagger,
    casts,
    clash,
    default_names,
    default_tagger,
    in_full,
    load_names,
    name_likeness,
    names_of,
    resolve,
    same_name,
    shared,
)
from factcheck.errors import ModelError
from factcheck.model import Article, Span, Statement

TABLES = tomllib.loads((Path(__file__).parents[1] / "benchmarks/names_variants.toml").read_text(encoding="utf-8"))
NAMES = default_names()


def article(*sentences: str) -> list[Statement]:
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + "\n\n"
    whole = Article("a.txt", text)
    return [Statement(whole, span, i, i) for i, span in enumerate(spans)]


def found(*sentences: str) -> list[list[tuple[str, str]]]:
    statements = article(*sentences)
    return [[(e.text, e.label) for e in entities] for entities in RuleTagger.of().tag(statements)]


def keys(*sentences: str) -> list[list[str]]:
    statements = article(*sentences)
    return [[e.key for e in entities] for entities in resolve(statements, RuleTagger.of().tag(statements))]


def pairs(table: str, kind: str) -> list[tuple[str, str, str]]:
    return [(label, *pair.split(" | ")) for label, kinds in TABLES[table].items() for pair in kinds[kind]]


KNOWN_MISSES = {"Ludmila Ortegova"}


@pytest.mark.parametrize(("label", "a", "b"), pairs("development", "same"))
def test_variants_of_a_name_are_the_same(label, a, b):
    if a in KNOWN_MISSES:
        pytest.xfail("a vowel lost in transliteration is not folded")
    assert same_name(a, b, label)
    assert same_name(a, b)


@pytest.mark.parametrize(("label", "a", "b"), pairs("development", "different"))
def test_other_names_are_not_the_same(label, a, b):
    assert not same_name(a, b, label)
    assert not same_name(a, b)


@pytest.mark.parametrize("label", ["PER", "ORG", "LOC"])
def test_held_out_variants_keep_the_reported_precision_and_recall(label):
    table = TABLES["held_out"][label]
    said = {kind: sum(same_name(*pair.split(" | "), label) for pair in table[kind]) for kind in table}
    assert said["same"] / (said["same"] + said["different"]) >= 0.94
    assert said["same"] / len(table["same"]) >= 0.88


words = st.text(alphabet="abcdefghijklmnoprstuvyzé '-.", min_size=1, max_size=12)


@settings(deadline=None)
@given(words, words, st.sampled_from(["", PER, ORG, LOC]))
def test_likeness_is_symmetric_and_a_name_is_itself(a, b, label):
    assert name_likeness(a, b, label) == name_likeness(b, a, label)
    assert 0.0 <= name_likeness(a, b, label) <= 1.0
    assert name_likeness(a, a, label) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Odile Tamm", "Madame Tamm"),
        ("Petra Holm", "Frau Holm"),
        ("Ros Heslop", "DCI Heslop"),
        ("Rosalind Fay", "Cllr Fay"),
        ("Wim Claessens", "Willem Claessens"),
        ("Jo Hindle", "Joanna Hindle"),
    ],
)
def test_a_form_of_address_is_no_first_name_and_a_short_one_no_other(a, b):
    assert same_name(a, b, PER)
    assert not same_name("Vera Calloway", b, PER)


def test_likeness_is_graded():
    assert name_likeness("Wendy Sherman", "Wendy Sherman", PER) == 1.0
    assert name_likeness("Sergei Ryabkov", "Sergey Ryabkov", PER) == 0.9
    assert name_likeness("Sherman", "Wendy Sherman", PER) == 0.75
    assert name_likeness("Wendy", "Wendy Sherman", PER) == 0.4
    assert name_likeness("Brad Sherman", "Wendy Sherman", PER) == 0.0


def test_places_know_their_size_and_what_contains_them():
    assert NAMES.place("Leeds").level is Level.CITY
    assert NAMES.contains("West Yorkshire", "Leeds")
    assert NAMES.contains("Britain", "Leeds")
    assert not NAMES.contains("Leeds", "Britain")
    assert not NAMES.contains("Leeds", "Bradford")
    assert NAMES.place("Texas").level is Level.REGION
    assert NAMES.place("Harlan County").level is Level.REGION
    assert NAMES.place("Walcott Street").level is Level.SITE


def test_a_town_of_two_countries_may_lie_in_either():
    assert NAMES.contains("England", "Birmingham")
    assert NAMES.contains("Alabama", "Birmingham")
    assert NAMES.contains("New York", "Rochester")
    assert not NAMES.contains("New York", "Chicago")


def test_titles_and_demonyms_are_told_from_the_person():
    [first] = found("Russian Deputy Foreign Minister Pavel Orlenko met US Secretary of State Ruth Calloway.")
    assert first == [("Russian", MISC), ("Pavel Orlenko", PER), ("US", LOC), ("Ruth Calloway", PER)]


def test_organisations_keep_their_of():
    [first] = found(
        "Talks at the Organization for Security and Cooperation in Europe (OSCE) and the Bank of Walcott failed."
    )
    assert ("Organization for Security and Cooperation in Europe", ORG) in first
    assert ("OSCE", ORG) in first
    assert ("Bank of Walcott", ORG) in first


def test_a_caption_with_a_person_and_an_office_holds_only_the_person():
    [first] = found("Pavel Orlenko Deputy Foreign Minister of the Russian Federation")
    assert first == [("Pavel Orlenko", PER), ("Russian Federation", LOC)]


def test_weekdays_months_and_first_words_are_no_names():
    [first, second] = found("Negotiations resumed on Monday, January 10.", "Meanwhile, nothing happened in March.")
    assert first == []
    assert second == []


def test_a_family_name_is_its_bearers_in_the_whole_article():
    [_, second] = found("Ines Calloway arrived in Leeds.", "The judge praised Calloway and left.")
    assert ("Calloway", PER) in second


def test_hyphenated_parties_are_two_places():
    [first] = found("The Moscow-Washington talks ended.")
    assert first == [("Moscow", LOC), ("Washington", LOC)]


def test_lower_case_words_are_not_taken_for_letters():
    [first] = found("The people who told us about ice on the road left.")
    assert first == []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_spans_are_true_ordered_and_apart(text):
    statements = article(text)
    [entities] = RuleTagger.of().tag(statements)
    at = 0
    for entity in entities:
        assert entity.span.of(statements[0].article.text) == entity.text
        assert entity.span.start >= at
        at = entity.span.end


@pytest.mark.parametrize("unit", ["Bank of Walcott of ", "Walcott Bank ", "Deputy Minister ", "A-", "in Leeds, "])
def test_endless_capitals_neither_raise_nor_make_endless_names(unit):
    text = unit * 2000
    statements = article(text)
    [entities] = RuleTagger.of().tag(statements)
    assert all(len(entity.text) < 200 for entity in entities)


def test_results_do_not_depend_on_other_articles():
    one, other = article("Talks in Geneva ended, Calloway said."), article("calloway geneva talks ended said")
    alone = RuleTagger.of().tag(one)
    together = RuleTagger.of().tag([*one, *other])
    assert together[: len(one)] == alone


def test_the_users_lexicon_is_read():
    extra = {
        "places": {"countries": {"Dorland": ["Dorlandia"]}, "cities": {"Dorland": ["Ostia Nova"]}},
        "demonyms": {"demonyms": {"Dorland": ["Dorlandian"]}},
    }
    names = load_names(extra)
    assert names.same("Dorlandia", "Dorland")
    assert names.same("Dorlandian", "Dorland")
    assert names.contains("Dorland", "Ostia Nova")
    assert not same_name("Dorlandia", "Dorland")
    assert names_of(Config(lexicon=extra)).same("Dorlandia", "Dorland")
    assert names_of(Config()) is default_names()


def test_a_family_name_resolves_to_the_full_name():
    first, second = keys("Ines Calloway spoke first.", "Calloway then left.")
    assert first == second == ["Ines Calloway"]


def test_a_family_name_that_two_people_bear_stays_as_it_is():
    *_, last = keys("Ines Calloway met Tomas Calloway.", "Calloway then left.")
    assert last == ["Calloway"]


def test_a_name_is_told_in_full_where_one_person_alone_can_bear_it():
    tagged = [
        e for found in RuleTagger.of().tag(article("Ines Calloway met Tomas Berg.", "Ida Berg left.")) for e in found
    ]
    assert in_full(["Calloway", "Berg", "Tomas", "Lunt"], tagged) == {"Calloway": "Ines Calloway"}


def test_an_age_before_a_name_is_no_part_of_it():
    first, _ = keys("Nineteen-year-old Ines Calloway spoke.", "Calloway left.")
    assert first == ["Ines Calloway"]


def test_acronyms_and_expansions_have_one_key():
    [first] = keys("The Organization for Security and Cooperation in Europe (OSCE) met.")
    assert set(first) == {"OSCE"}


def test_an_articles_own_acronym_is_its_organisation():
    statements = article("The Dorland Transport Council (DTC) met.", "The DTC decided nothing.")
    resolved = resolve(statements, RuleTagger.of().tag(statements))
    assert {e.key for entities in resolved for e in entities} == {"Dorland Transport Council"}


def test_letters_set_as_a_word_are_their_organisation():
    assert same_name("Dtc", "Dorland Transport Council", ORG)
    assert not same_name("Al", "Atlantic League", ORG)


def test_two_organisations_that_share_a_word_stay_two():
    first, second = keys("NATO agreed.", "The NATO-Russia Council met.")
    assert first == ["NATO"]
    assert second == ["NATO-Russia Council"]


def test_casts_are_by_statement_index():
    said = [article("Ines Calloway met Polish officials in Geneva.", "Nothing else happened."), article("NATO agreed.")]
    first, second = casts(said, RuleTagger.of())
    assert first[0] == Cast(("Ines Calloway",), (), ("Geneva", "Poland"))
    assert first[1] == Cast()
    assert second[0] == Cast((), ("NATO",), ())


def test_other_towns_clash_and_a_shared_country_does_not_help():
    a, b = Cast(places=("Brussels", "Russia")), Cast(places=("Russia", "Vienna"))
    differ = clash(a, b)
    assert differ.places == 1.0
    assert differ.reasons == ("other places: Brussels against Vienna",)
    assert [tie.left for tie in shared(a, b)] == ["Russia"]


def test_a_town_and_its_country_do_not_clash():
    assert not clash(Cast(places=("Geneva",)), Cast(places=("Switzerland",)))
    assert not clash(Cast(places=("Leeds",)), Cast(places=("West Yorkshire",)))


def test_other_countries_clash_less_than_other_towns():
    assert clash(Cast(places=("Poland",)), Cast(places=("Hungary",))).places == 0.5


def test_people_of_one_family_name_clash():
    differ = clash(Cast(people=("Wendy Sherman",)), Cast(people=("Brad Sherman",)))
    assert differ.people == 1.0
    assert "Wendy Sherman against Brad Sherman" in differ.reasons[0]


def test_one_shared_person_is_enough_to_be_of_one_cast():
    a, b = Cast(people=("Ann Lee", "Ines Calloway")), Cast(people=("Calloway", "Tomas Varga"))
    assert not clash(a, b)
    [tie] = shared(a, b)
    assert tie.reason == "same person under two names: Ines Calloway, Calloway"


def test_nothing_named_clashes_with_nothing():
    assert not clash(Cast(), Cast(people=("Ann Lee",), orgs=("NATO",), places=("Leeds",)))
    assert shared(Cast(), Cast(people=("Ann Lee",))) == ()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Leeds", "Geneva", "Russia", "US", "Texas", "Walcott"]), max_size=3), st.data())
def test_clash_and_shared_are_symmetric(left, data):
    right = data.draw(st.lists(st.sampled_from(["Leeds", "Vienna", "Russia", "America", "Dallas"]), max_size=3))
    a, b = Cast(places=tuple(left)), Cast(places=tuple(right))
    one, other = clash(a, b), clash(b, a)
    assert (one.people, one.orgs, one.places) == (other.people, other.orgs, other.places)
    assert bool(shared(a, b)) == bool(shared(b, a))


@dataclass(frozen=True)
class Fixed:
    """A tagger that finds what it is told to, by words and label."""

    told: tuple[tuple[str, str], ...]

    def tag(self, statements):
        out = []
        for statement in statements:
            at = [(statement.text.find(text), text, label) for text, label in self.told]
            spans = [(statement.span.start + i, text, label) for i, text, label in at if i >= 0]
            out.append(tuple(Entity(Span(i, i + len(text)), label, text, text) for i, text, label in spans))
        return out


def combined(text: str, *told: tuple[str, str]) -> list[tuple[str, str]]:
    tagger = CombinedTagger(Fixed(told), RuleTagger.of(), NAMES)
    [entities] = tagger.tag(article(text))
    return [(e.text, e.label) for e in entities]


def test_articles_titles_and_stray_marks_are_trimmed():
    told = (("President Ruth Calloway,", PER), ("the Walcott Rowing Club", ORG))
    assert combined("President Ruth Calloway, of the Walcott Rowing Club", *told) == [
        ("Ruth Calloway", PER),
        ("Walcott Rowing Club", ORG),
    ]


def test_listed_names_that_the_model_missed_are_added():
    assert combined("Nobody in Geneva spoke to NATO.") == [("Geneva", LOC), ("NATO", ORG)]


def test_a_listed_name_beats_a_part_of_it():
    assert combined("It said that the Russian Federation agreed.", ("Federation", LOC)) == [("Russian Federation", LOC)]


def test_the_models_longer_name_beats_a_listed_part():
    assert combined("The Geneva Rowing Club won.", ("Geneva Rowing Club", ORG)) == [("Geneva Rowing Club", ORG)]


@pytest.mark.parametrize("told", ["Han Jae-", "Han Jae"])
def test_a_syllable_behind_a_hyphen_belongs_to_the_name(told):
    assert combined("President Han Jae-in spoke.", (told, PER)) == [("Han Jae-in", PER)]


def test_a_compound_behind_a_hyphen_does_not():
    assert combined("The Ruth Calloway-era law fell.", ("Ruth Calloway", PER)) == [("Ruth Calloway", PER)]


def test_a_demonym_is_no_organisation():
    assert combined("Polish officials met.", ("Polish", ORG)) == [("Polish", MISC)]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("The Walcott party lost.", ("Walcott", ORG), ("Walcott party", ORG)),
        ("The Egyptian party lost.", ("Egyptian", MISC), ("Egyptian party", ORG)),
        ("A work by Ruth Calloway the Elder hung there.", ("Ruth Calloway the", PER), ("Ruth Calloway the Elder", PER)),
        ("A work by Ruth Calloway the day before.", ("Ruth Calloway the", PER), ("Ruth Calloway", PER)),
        ("It stood on Walcott.org last week.", ("Walcott", ORG), ("Walcott.org", ORG)),
        ("Walcott. Orgs fell.", ("Walcott", ORG), ("Walcott", ORG)),
        ("[Ruth Anne] Calloway left.", ("Ruth Anne]", PER), ("Ruth Anne", PER)),
        ("The Calloway Trust leaflets were burnt.", ("Calloway Trust leaflets", ORG), ("Calloway Trust", ORG)),
        ("The Walcott city council met.", ("Walcott city council", ORG), ("Walcott city council", ORG)),
        ("The ferry Walcott Pride sank.", ("Walcott Pride", LOC), ("Walcott Pride", MISC)),
        ("The crew of HMS Calloway left.", ("HMS Calloway", ORG), ("HMS Calloway", MISC)),
        ("They met at the Walcott Summit.", ("Walcott Summit", LOC), ("Walcott Summit", MISC)),
        ("Most Walcottians voted.", ("Walcottians", ORG), ("Walcottians", MISC)),
    ],
)
def test_spans_are_put_right_by_the_words_around_them(text, told, expected):
    assert combined(text, told) == [expected]


def test_letters_in_brackets_are_of_the_type_of_their_name():
    told = (("Walcott Sea Centre", LOC), ("WSC", ORG))
    assert combined("At the Walcott Sea Centre (WSC) they met.", *told) == [("Walcott Sea Centre", LOC), ("WSC", LOC)]
    other = (("Walcott Sea Centre", LOC), ("UNX", ORG))
    assert combined("At the Walcott Sea Centre (UNX) they met.", *other)[1] == ("UNX", ORG)


def test_the_bundled_tagger_finds_people_organisations_and_places():
    text = "Ines Calloway, who heads the Walcott Rowing Association, was born in the village of Ostrava Dolna."
    [entities] = default_tagger().tag(article(text))
    assert next((e.text, e.label) for e in entities) == ("Ines Calloway", PER)
    assert any(e.label == ORG and "Rowing Association" in e.text for e in entities)
    for entity in entities:
        assert entity.span.of(text) == entity.text


def test_a_long_statement_is_read_to_its_end():
    text = "He said that " + "nothing whatever was known about it and " * 40 + "Ines Calloway left Geneva."
    [entities] = ModelTagger.load().tag(article(text))
    assert ("Ines Calloway", PER) in [(e.text, e.label) for e in entities]


def test_a_missing_tagger_is_an_error_that_names_the_folder(tmp_path):
    with pytest.raises(ModelError, match="tagger"):
        ModelTagger.load(tmp_path / "tagger")
