"""What is found in a sentence, and what is not."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from factcheck.config import Config
from factcheck.errors import ConfigurationError
from factcheck.kinds.quantity import Change, Quantities, Quantity, Role
from factcheck.model import Article, Span, Statement
from tests.kinds.quantities import KIND, facts, only, value

INF = math.inf


def spans(text: str) -> list[tuple[str, str]]:
    return [(fact.surface, str(fact.value)) for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It took 1,200 pages.", 1200, 1200),
        ("It needed 2.5 million bricks.", 2_500_000, 2_500_000),
        ("It needed two and a half million bricks.", 2_500_000, 2_500_000),
        ("Half a million people fled.", 500_000, 500_000),
        ("A quarter of a million people fled.", 250_000, 250_000),
        ("Two dozen boats sank.", 24, 24),
        ("Half a dozen boats sank.", 6, 6),
        ("A couple of hundred boats sank.", 200, 300),
        ("Twenty-five boats sank.", 25, 25),
        ("One hundred and five boats sank.", 105, 105),
        ("Three thousand two hundred boats sank.", 3200, 3200),
        ("The walk is 7½ miles.", 7.5, 7.5),
        ("The walk is 10 1/2 miles.", 10.5, 10.5),
        ("The walk is 1/4 mile.", 0.25, 0.25),
        ("The walk is half a mile.", 0.5, 0.5),
        ("He served two-and-a-half years.", 2.5, 2.5),
        ("Dozens of boats sank.", 12, 120),
        ("Tens of thousands of people fled.", 10_000, 100_000),
        ("Several boats sank.", 3, 9),
        ("One point five million people fled.", 1_500_000, 1_500_000),
        ("The budget holds 12,34,567 rupees.", 1_234_567, 1_234_567),
        ("The star weighs 2×10^30 kilograms.", 2e30, 2e30),
        ("It was minus 12 degrees Celsius.", -12, -12),
        ("It was -12 degrees Celsius.", -12, -12),
        ("The talks lasted an hour and a half.", 1.5, 1.5),
        ("It cost 4 dollars 25 cents.", 4.25, 4.25),
        ("They moved 1.5m people.", 1_500_000, 1_500_000),
    ],
)
def test_numbers_in_digits_words_and_mixtures(text: str, low: float, high: float) -> None:
    found = value(text)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between 18 and 25 boats sank.", 18, 25),
        ("Some 3-5 boats came.", 2, 6),
        ("Sales rose 18 to 25 percent.", 18, 25),
        ("It costs $41 to $47 billion.", 41e9, 47e9),
        ("It costs $2 million to $2.75 million.", 2e6, 2.75e6),
        ("One or two boats sank.", 1, 2),
        ("The band is 20kHz to 24kHz.", 20, 24),
        ("There are 3 to 4 thousand boats.", 3000, 4000),
        ("It takes 10–15 minutes.", 10, 15),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    found = value(text)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("phrase", "low", "high", "low_closed", "high_closed"),
    [
        ("almost 8 hours", 7.5, 8, True, False),
        ("nearly 8 hours", 7.5, 8, True, False),
        ("just under 8 hours", 7.5, 8, True, False),
        ("just over 8 hours", 8, 8.5, False, True),
        ("about 8 hours", 7.2, 8.8, True, True),
        ("around 8 hours", 7.2, 8.8, True, True),
        ("roughly 8 hours", 7.2, 8.8, True, True),
        ("some 8 hours", 7.2, 8.8, True, True),
        ("8 hours or so", 7.2, 8.8, True, True),
        ("more than 8 hours", 8, INF, False, True),
        ("over 8 hours", 8, INF, False, True),
        ("at least 8 hours", 8, INF, True, True),
        ("8 hours or more", 8, INF, True, True),
        ("up to 8 hours", 0, 8, True, True),
        ("as long as 8 hours", 0, 8, True, True),
        ("no more than 8 hours", 0, 8, True, True),
        ("less than 8 hours", 0, 8, True, False),
        ("fewer than 8 hours", 0, 8, True, False),
    ],
)
def test_hedges_are_intervals(phrase: str, low: float, high: float, low_closed: bool, high_closed: bool) -> None:
    found = value(f"The talks lasted {phrase}.")
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.low_closed, found.high_closed) == (low_closed, high_closed)


def test_a_hedge_is_inside_the_span() -> None:
    assert only("The talks lasted almost 8 hours on Monday.").surface == "almost 8 hours"
    assert only("They lost 8 hours or more.").surface == "8 hours or more"


@pytest.mark.parametrize(
    ("text", "unit", "dimension"),
    [
        ("It weighs 20 kilograms.", "kilogram", "mass"),
        ("It weighs 20kg.", "kilogram", "mass"),
        ("It covers 30 km².", "square kilometre", "area"),
        ("It covers 30 square miles.", "square mile", "area"),
        ("It goes 30 mph.", "mile per hour", "speed"),
        ("It goes 30 km/h.", "kilometre per hour", "speed"),
        ("It holds 512GB of data.", "gigabyte", "information"),
        ("It draws 12kW at night.", "kilowatt", "power"),
        ("A 7.2-magnitude quake struck.", "magnitude", "magnitude"),
        ("A magnitude 7.2 quake struck.", "magnitude", "magnitude"),
        ("It reached 30 degrees Celsius.", "celsius", "temperature"),
        ("It costs $5.", "dollar", "currency"),
        ("It costs US $5.", "dollar", "currency"),
        ("It costs A$5.", "australian dollar", "currency"),
        ("It costs 5 Australian dollars.", "australian dollar", "currency"),
        ("It costs 500 Danish crowns.", "danish krone", "currency"),
        ("It costs USD10m.", "dollar", "currency"),
        ("It costs 40 yuan.", "chinese yuan", "currency"),
        ("It costs £5.", "pound sterling", "currency"),
        ("The fee is 40 pence.", "penny", "currency"),
        ("He paid 40 pounds.", "pound sterling", "currency"),
        ("He weighs 190 pounds.", "pound", "mass"),
        ("Turnout was 40 per cent.", "percent", "share"),
        ("Turnout fell 4 percentage points.", "percentage point", "percentage point"),
        ("Oil costs $61 a barrel.", "dollar per barrel", "currency per volume"),
        ("They pump 430,000 barrels per day.", "barrel per day", "volume per duration"),
        ("They make 300 flights per day.", "flight per day", "count per duration"),
    ],
)
def test_units(text: str, unit: str, dimension: str) -> None:
    found = value(text)
    assert (found.unit.name, found.dimension) == (unit, dimension)


@pytest.mark.parametrize(
    "text",
    [
        "He is 6 feet 1 inch tall.",
        "He is 6'01\" tall.",
        "He is 6’1 and thin.",
        "He is 6-feet-1-inch tall.",
        "The 6-foot-1 runner came.",
    ],
)
def test_a_height_is_one_value(text: str) -> None:
    assert value(text).base[0] == pytest.approx(73 * 0.0254)


def test_a_closing_quotation_mark_is_no_inch() -> None:
    assert value("He spoke of “20” boats.").unit.name == ""
    assert value('The pen is 10" long.').unit.name == "inch"


def test_a_part_of_a_century() -> None:
    assert value("It took a quarter of a century.").base[0] == pytest.approx(25 * 31_557_600)


def test_two_units_make_one_length() -> None:
    assert value("She is 6 feet 2 inches tall.").base[0] == pytest.approx(74 * 0.0254)
    assert value("It took 3 hours and 20 minutes.").base[0] == pytest.approx(12_000)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("A third of voters stayed home.", 1 / 3),
        ("Two-thirds of voters stayed home.", 2 / 3),
        ("One in five voters stayed home.", 0.2),
        ("Three out of four voters stayed home.", 0.75),
        ("Half the voters stayed home.", 0.5),
    ],
)
def test_fractions_are_shares(text: str, share: float) -> None:
    found = value(text)
    assert found.dimension == "share"
    assert found.base[0] == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "age", "about"),
    [
        ("The 32-year-old gunman was found.", 32, "gunman"),
        ("Police found 32-year-old Ada Quill.", 32, "Ada Quill"),
        ("McBride, 39, was found.", 39, "McBride"),
        ("Ada Quill, a 39-year-old teacher, was found.", 39, "Ada Quill"),
        ("A woman aged 39 was found.", 39, "woman"),
        ("Ada Quill (39) was found.", 39, "Ada Quill"),
        ("Voters 60 and older came.", 60, "voters"),
        ("At 81, she came back.", 81, ""),
        ("Ada Quill is 39 years old.", 39, "Ada Quill"),
        ("In North Hill, a 39-year-old man was found.", 39, "man"),
    ],
)
def test_ages_belong_to_the_person_as_named(text: str, age: float, about: str) -> None:
    found = only(text)
    assert isinstance(found.value, Quantity)
    assert (found.value.dimension, found.value.low, found.about) == ("age", age, about)


@pytest.mark.parametrize(
    ("text", "thing", "state", "about"),
    [
        ("At least 12 people were killed.", "person", "killed", "people killed"),
        ("The blast killed 12 people.", "person", "killed", "people killed"),
        ("The blast left 12 people dead.", "person", "killed", "people killed"),
        ("A shooting left one person dead.", "person", "killed", "person killed"),
        ("12 dead in blast", "person", "killed", "people killed"),
        ("The death toll rose to 12.", "person", "killed", "people killed"),
        ("The toll from the sinking of the old ferry Osk has now risen to 12.", "person", "killed", "people killed"),
        ("The number of dead from the quake in the hills climbed to 12.", "person", "killed", "people killed"),
        ("Three others were wounded.", "person", "injured", "others injured"),
        ("Police arrested 40 protesters.", "protester", "arrested", "protesters arrested"),
        ("Four people were shot dead.", "person", "killed", "people killed"),
        ("The raid killed 13 Ruritanis.", "ruritani", "killed", "Ruritanis killed"),
        ("They sent 60 passenger and cargo trains.", "train", "", "passenger and cargo trains"),
        ("At least 30 members have been killed.", "member", "killed", "members killed"),
        ("Ada was shot, three fatally.", "person", "killed", "people killed"),
        ("Six MPs resigned.", "lawmaker", "", "MPs"),
        ("The blast killed several diners.", "diner", "killed", "diners killed"),
        ("The party picked up five seats.", "seat", "", "seats"),
        ("They bought 20 missiles.", "missile", "", "missiles"),
        ("They won 14 league games.", "game", "", "league games"),
        ("Some 1,000 who came left.", "person", "", "people"),
    ],
)
def test_counts_name_what_is_counted(text: str, thing: str, state: str, about: str) -> None:
    found = only(text)
    assert isinstance(found.value, Quantity)
    assert (found.value.thing, found.value.state, found.about) == (thing, state, about)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("two hours and 14 minutes", "2 hours 14 minutes"),
        ("one hour and 20 minutes", "1 hour 20 minutes"),
        ("7.5 hours", "7.5 hours"),
        ("3 minutes 25 seconds", "3 minutes 25 seconds"),
    ],
)
def test_a_time_in_hours_and_minutes_is_shown_as_it_is_said(said: str, shown: str) -> None:
    assert str(value(f"The crossing took {said}.")) == shown


def test_the_reader_sees_the_own_word_of_the_text() -> None:
    assert str(value("They bought 20 rockets.")) == "20 rockets"
    assert value("They bought 20 rockets.").canonical == value("They bought 20 missiles.").canonical


def test_two_states_in_one_sentence_stay_apart() -> None:
    found = [fact.value for fact in facts("The blast killed 12 people and wounded 30.")]
    assert [(item.low, item.state) for item in found] == [(12, "killed"), (30, "injured")]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The talks lasted 7.5 hours.", "talks"),
        ("They held 7.5 hours of negotiations.", "negotiations"),
        ("In total, the discussion between officials of both sides lasted about 7.5 hours.", "discussion"),
        ("The ferry sank at 6 a.m. four miles off Osk.", "ferry"),
        ("The price of a ticket was $5.", "price"),
        ("It ended a 9-hour siege.", "siege"),
        ("She was sentenced to 9 years.", "sentence"),
        ("The 40-minute flight cost a lot.", "flight"),
    ],
)
def test_measures_name_what_is_measured(text: str, about: str) -> None:
    assert only(text).about == about


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("13 people died, including the gunman.", "including the gunman"),
        ("13 people died, not including the gunman.", "not including the gunman"),
        ("13 people died, including three children.", ""),
        ("Two of the victims survived.", "part"),
        ("Ada Quill and three others were killed.", "others"),
        ("The blast killed two men and injured three others.", ""),
    ],
)
def test_scope_words(text: str, scope: str) -> None:
    values = [fact.value for fact in facts(text)]
    chosen = values[-1] if "others" in text else values[0]
    assert isinstance(chosen, Quantity)
    assert chosen.scope == scope


@pytest.mark.parametrize(
    ("text", "role", "change", "shown"),
    [
        ("Sales rose 7%.", Role.RISE, Change.UP, "up 7 %"),
        ("Sales fell by 7%.", Role.FALL, Change.DOWN, "down 7 %"),
        ("Shoes were 20 percent off.", Role.FALL, Change.EQUAL, "down 20 %"),
        ("She sank six miles off Osk.", Role.LEVEL, Change.EQUAL, "6 miles"),
        ("He took three months off.", Role.LEVEL, Change.EQUAL, "3 months"),
        ("Sales rose to 7%.", Role.LEVEL, Change.UP, "7 %"),
        ("Sales were up about 7%.", Role.RISE, Change.ABOUT, "up about 7 %"),
        ("They reported a 7% increase.", Role.RISE, Change.EQUAL, "up 7 %"),
        ("Sales were 7% higher.", Role.RISE, Change.EQUAL, "up 7 %"),
        ("Sales were 7%.", Role.LEVEL, Change.EQUAL, "7 %"),
        ("It was the biggest drop in 6 years.", Role.LEVEL, Change.EQUAL, "6 years"),
        ("The city lost 21 officers.", Role.LEVEL, Change.DOWN, "21 officers"),
    ],
)
def test_changes_are_told_from_levels(text: str, role: Role, change: Change, shown: str) -> None:
    found = value(text)
    assert (found.role, found.change, str(found)) == (role, change, shown)


def test_a_move_has_a_start_and_an_end() -> None:
    found = [fact.value for fact in facts("His weight fell from 240 pounds to 215.")]
    assert [(item.role, item.low, item.unit.name) for item in found] == [
        (Role.START, 240, "pound"),
        (Role.LEVEL, 215, "pound"),
    ]


def test_a_second_number_takes_what_it_leaves_unsaid() -> None:
    found = [fact.value for fact in facts("They sold 5.1 million homes, up from 4.6 million.")]
    assert [(item.low, item.thing, item.role) for item in found] == [
        (5_100_000, "house", Role.LEVEL),
        (4_600_000, "house", Role.START),
    ]


def test_scores_and_multiples_are_kept_apart() -> None:
    assert value("United won 2-1.").role is Role.SCORE
    assert value("The vote was 218-210.").role is Role.SCORE
    assert value("The court voted 5-4.").canonical == value("It was a 5-4 ruling.").canonical
    assert value("It was a seven-to-two decision.").role is Role.SCORE
    assert value("Twice as many people came.").dimension == "multiple"
    assert value("Three times as many people came.").low == 3


@pytest.mark.parametrize(
    "text",
    [
        "It happened on February 11.",
        "It happened on 11 February 2019.",
        "It happened in 1934.",
        "The 2019 review is out.",
        "It ran from 18 to 22 October.",
        "It starts at 2:00 pm.",
        "It starts at 9 p.m. ET.",
        "It starts at 0900 GMT.",
        "It was the 1990s.",
        "It was the 21st century.",
        "Call 555-123-4567.",
        "Phone 555-1234.",
        "He called 911.",
        "See Section 31.",
        "He lives at 214 Mill Lane.",
        "It is in the 400 block of Mill Lane.",
        "The F-16 landed.",
        "A Boeing 777-200 landed.",
        "[9] We turn to the rest.",
        "Section 6(1)(d) says so.",
        "The Galaxy S9 is out.",
        "Her new iPhone 7 is out.",
        "COVID-19 is back.",
        "The S&P 500 opened.",
        "It is one of the best.",
        "At one point he left.",
        "The big one is here.",
        "No one came.",
        "They fought one another.",
        "He came second.",
        "Part 40871K305 is sold out.",
        "The unit kz4-219m is sold out.",
        "Photo 2 of 9",
        "It happened two days ago.",
        "It happened three hours later.",
        "It happened in the past five years.",
        "Plan Nine Pictures made it.",
        "The Cloud 9 shooting shook Marren.",
        "He danced at Cloud 9.",
        "News 5 has the story.",
        "Channel 13 has the story.",
        "Fox 5 reported it.",
        "It closed Interstate 10 near 31st Avenue.",
        "The house at 1503 Mill Road burned.",
        "Image 3 of 9: the scene",
        "Page 2",
        "5-minute read",
        "3 min read",
    ],
)
def test_not_quantities(text: str) -> None:
    assert spans(text) == []


def test_list_markers_are_not_quantities() -> None:
    assert spans("1. Stir the soup.") == []
    assert spans("It says 1) stir and 2) wait.") == []


def test_a_year_between_words_of_measure_is_still_a_number() -> None:
    assert value("More than 2000 people came.").low == 2000
    assert value("It costs 2000 dollars.").low == 2000


def test_decimal_comma_by_setting() -> None:
    kind = Quantities(Config(decimal=","))
    assert value("Es kostet 1.200,5 kg.", kind).low == 1200.5
    assert value("It weighs 1,200.5 kg.").low == 1200.5


def test_spans_count_in_the_article() -> None:
    text = "Nothing here.\n\nAt least 12 people were killed."
    article = Article("a.txt", text)
    start = text.index("At least")
    (found,) = KIND.find([Statement(article, Span(start, len(text)), index=1)])
    assert found.surface == "At least 12"
    assert found.span == Span(start, start + len("At least 12"))


def test_facts_come_in_order_and_do_not_overlap() -> None:
    text = "Some 300 people paid $5 to $10 each for 20 miles, and 12% left after 3 hours."
    found = facts(text)
    assert [fact.span.start for fact in found] == sorted(fact.span.start for fact in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_users_extend_the_lexicon() -> None:
    config = Config(
        lexicon={
            "hedges": {"before": {"a whisker under": "below"}},
            "units": {"smoot": {"dimension": "length", "factor": 1.7018, "names": ["smoot"]}},
        }
    )
    kind = Quantities(config)
    found = value("The bridge is a whisker under 364 smoots.", kind)
    assert (found.unit.name, found.high_closed, found.high) == ("smoot", False, 364)
    assert value("The bridge is 364 smoots.").unit.name == ""
    boats = Quantities(Config(lexicon={"quantity_words": {"synonyms": {"boat": ["boat", "vessel"]}}}))
    assert value("Two vessels sank.", boats).thing == value("Two boats sank.", boats).thing


@pytest.mark.parametrize(
    ("lexicon", "told"),
    [
        ({"units": {"smoot": {"names": ["smoot"]}}}, "lexicon.units.smoot"),
        ({"units": {"smoot": {"dimension": "length", "factor": 0}}}, "above 0"),
        ({"hedges": {"before": {"a tad under": "beneath"}}}, "a tad under"),
    ],
)
def test_a_bad_entry_of_the_lexicon_is_named(lexicon: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        Quantities(Config(lexicon=lexicon))


def test_empty_and_wordless_texts() -> None:
    for text in ("", " ", "…", "½", "$", "-", "%", "12", "one"):
        assert len(facts(text)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank shortly before eight in the morning.",
        "They met at eight on Friday evening.",
        "The hall was empty by a quarter to twelve.",
        "The bells rang at twenty past four.",
        "The train left shortly after nine.",
    ],
)
def test_clock_times_in_words_are_no_counts(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "age", "about"),
    [
        ("A man of 44 was held.", 44, "man"),
        ("The girl of 12 was asleep.", 12, "girl"),
        ("A mother of 34 was held.", 34, "mother"),
        ("He spoke to the man, who was 72.", 72, "man"),
        ("Berg, who is 57, was tall.", 57, "Berg"),
        ("Its mayor, who is 51, spoke.", 51, "mayor"),
        ("The woman, now 34, left.", 34, "woman"),
        ("She is 34.", 34, "she"),
        ("He was 72 when he died.", 72, "he"),
        ("Ida Berg is 21 and lives in Osk.", 21, "Ida Berg"),
        ("At 72 he still sails.", 72, "he"),
    ],
)
def test_ages_said_of_a_person_without_the_word_for_years(text: str, age: float, about: str) -> None:
    fact = only(text)
    assert isinstance(fact.value, Quantity)
    assert (fact.value.dimension, fact.value.low, fact.about) == ("age", age, about)


@pytest.mark.parametrize(
    "text",
    [
        "An army of 40 held out.",
        "A mother of four was held.",
        "The firm, which is 34, closed.",
        "The price was 34.",
        "The driver was 30 metres away.",
        "She was 12 seconds ahead.",
        "A boy of six brothers slept.",
    ],
)
def test_other_numbers_said_of_persons_are_no_ages(text: str) -> None:
    assert all(fact.value.dimension != "age" for fact in facts(text) if isinstance(fact.value, Quantity))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The fire killed nine pilgrims.", "9 pilgrims killed"),
        ("They sent a team of 11.", "11 people"),
        ("Of those hurt, 41 needed treatment.", "41 people injured"),
        ("Nine were treated for burns.", "9 people injured"),
        ("All of the 212 on board swam.", "212 people"),
        ("Nine were treated as thieves.", "9"),
    ],
)
def test_bare_numbers_of_people_and_what_happened_to_them(text: str, shown: str) -> None:
    assert spans(text)[-1][1] == shown


@pytest.mark.parametrize(
    ("text", "shown", "about"),
    [
        ("The number of customers cut off at the worst hour stood at 18,000.", "18,000 customers", "customers"),
        ("The number of people killed near Osk rose to nine on Friday.", "9 people killed", "people killed"),
        ("The vote commits Osk to $40 million in bonds.", "$40,000,000", "bonds"),
        ("The builder, Osk Crown, is to put up $40 million of its own.", "$40,000,000", "Osk Crown"),
        ("Osk promised 90 million euros over five years.", "€90,000,000", "Osk"),
    ],
)
def test_what_a_number_counts_or_a_sum_is_may_stand_further_off(text: str, shown: str, about: str) -> None:
    fact = facts(text)[0]
    assert (str(fact.value), fact.about) == (shown, about)


def test_a_sum_without_its_currency_takes_the_one_told_before() -> None:
    assert spans("Osk gave 90 million euros, Arl 60 million.")[1] == ("60 million", "€60,000,000")
    assert spans("Osk gave 90 million euros to 60 million people.")[1] == ("60 million", "60,000,000 people")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Temperatures fell to minus eight overnight.", -8, -8),
        ("Temperatures will drop to minus 12 tonight.", -12, -12),
        ("He waited in temperatures of minus 20.", -20, -20),
        ("Temperatures, which had peaked in May, have come down to 33.", 33, 33),
    ],
)
def test_temperatures_may_leave_their_degrees_out(text: str, low: float, high: float) -> None:
    found = facts(text)[-1].value
    assert isinstance(found, Quantity)
    assert (found.dimension, found.low, found.high) == ("degree", low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Temperatures fell to a low on 12 farms.",
        "At such temperatures the number of dead rose to 12.",
        "Temperatures fell at 12 stations.",
        "The mercury was found at 12 homes.",
    ],
)
def test_other_numbers_near_temperatures_keep_their_sort(text: str) -> None:
    assert all(isinstance(f.value, Quantity) and f.value.dimension == "count" for f in facts(text))


def test_minus_before_a_number_in_words_keeps_its_sign() -> None:
    assert value("It was minus eight degrees Celsius.").low == -8
