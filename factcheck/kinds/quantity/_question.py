"""The question that a quantity answers, in the words of its own sentence.

A clause is turned round where its grammar is plain: "How many firefighters are at work?", "How many beds does the
clinic have?". Anything else is quoted with a gap, which asks for what the sentence says and for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Set

from factcheck.kinds.quantity._value import Quantity, Role, plural
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact

_QUOTED = 12  # words on each side of a gap
_LONGEST = 14  # words of a clause that is turned round
_NEAR = 3  # words between a measure and the noun it is told of
_CLAUSE_END = re.compile(r"[,;:.!?()“”\"—–]|\s-\s| (?:but|while|although|though|which|who|whom|where|because)\b")
_COORDINATED = re.compile(r" (?:and|or|as|after|before|when|until|since|on|in|at|by) ")
_OPENING = ("", "the", "all", "all the", "only", "and", "while", "but")
_AUXILIARIES = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "did")
)
_PRONOUNS = frozenset(
    ("it", "he", "she", "they", "we", "you", "i", "who", "which", "that", "this", "these", "those", "there", "what")
)
_OWNING = {"has": "does", "have": "do", "had": "did"}
_BETWEEN = frozenset(("of", "the", "a", "an", "is", "was", "are", "were", "by", "its", "his", "her", "their", "to"))
_PREPOSITIONS = frozenset(("at", "in", "on", "of", "for", "with", "from", "by", "to", "against", "among", "between"))
_EXTENT = frozenset(("lasted", "lasts", "last", "lasting", "took", "takes", "take", "ran", "runs", "dragged", "went"))
_PEOPLE = ("people", "men", "women", "children", "police", "staff", "dead", "aircraft")
_THEY = ("it", "he", "she", "they", "who")


def ask(fact: Fact, vocabulary: Vocabulary) -> str:
    """Phrase what the quantity answers: "How long did the talks last?", "How many people were killed?".

    Raises TypeError when the fact holds no quantity.
    """
    value = fact.value
    if not isinstance(value, Quantity):
        raise TypeError(f"not a quantity: {value!r}")
    if value.dimension == "age":
        return _age(fact.about or "it", value)
    if value.role is Role.SCORE:
        return _quoted(vocabulary.questions["score"].rstrip("?"), fact)
    lead = _lead(value, vocabulary)
    if value.role in (Role.RISE, Role.FALL):
        moving = vocabulary.words("change", "up") | vocabulary.words("change", "down")
        nouns = vocabulary.words("change", "rise_nouns") | vocabulary.words("change", "fall_nouns")
        own = fact.about.lower().rpartition(" ")[2] in nouns
        if _told_of(fact, _BETWEEN | moving) and not own and not _governed(fact):
            return f"By how much did {the(fact.about)} change?"
        return _quoted("By how much", fact)
    if value.dimension == "count":
        return _count(fact, value, vocabulary)
    if value.dimension == "share":
        return _turned(lead, fact, "of", vocabulary) or _quoted(lead, fact)
    return _measure(fact, value, lead, vocabulary)


def _lead(value: Quantity, vocabulary: Vocabulary) -> str:
    dimension = value.dimension
    if dimension.startswith("currency per "):
        return f"How much per {value.unit.name.rpartition(' per ')[2]}"
    return vocabulary.leads.get(dimension) or f"How many {_rated(value.unit.name) or 'of them'}"


def _rated(unit: str) -> str:
    """Return the name of a unit for several of it: "litres per second"."""
    top, per, bottom = unit.partition(" per ")
    return f"{_many(top)}{per}{bottom}" if top else ""


def _age(about: str, value: Quantity) -> str:
    if value.thing:
        return f"What is the {about}?" if about.endswith((" age", " limit")) else f"Up to what age: {the(about)}?"
    return "How old is the person?" if about == "it" else f"How old is {the(about)}?"


def _measure(fact: Fact, value: Quantity, lead: str, vocabulary: Vocabulary) -> str:
    about = fact.about
    if value.dimension == "duration":
        lasting = {about.lower(), about.lower().rpartition(" ")[2]} & vocabulary.lasting
        told = lasting and _told_of(fact, _BETWEEN | _EXTENT)
        return f"How long did {the(about)} last?" if told else _quoted(lead, fact)
    if value.dimension == "currency":
        return _price(fact) or _quoted(lead, fact)
    asked = vocabulary.questions.get(value.dimension)
    governing = vocabulary.words("measures_by", "governing")
    own = {word.lower() for word in about.split()} & vocabulary.words("measures_by", "names")
    if asked and about and not own and _told_of(fact, _BETWEEN | governing):
        return asked.format(about=the(about))
    return _quoted(lead, fact)


# --- counts ---


def _count(fact: Fact, value: Quantity, vocabulary: Vocabulary) -> str:
    if not (value.thing or value.state):
        return _quoted("How many", fact)
    noun = _noun(fact.about or "it", value.state)
    if value.state and noun in ("", "it"):
        return _quoted("How many", fact)
    if value.state == "missing":
        return f"How many {noun} are missing?"
    if value.state:
        return f"How many {noun} were {value.state}?"
    last = fact.about.rpartition(" ")[2]
    turned = _turned("How many", fact, last, vocabulary) or _owned(fact, noun, vocabulary)
    if turned:
        return turned
    if re.search(r"\bthere (?:is|are|was|were)$", _before(fact), re.IGNORECASE):
        return f"How many {noun} were there?"
    return _quoted(f"How many {noun}" if noun not in ("", "it") else "How many", fact)


def _noun(about: str, state: str) -> str:
    noun = about.removesuffix(f" {state}") if state else about
    if noun in ("", "it"):
        return noun
    noun = noun.lower() if noun.isupper() and len(noun) > 4 else noun
    head, _, last = noun.rpartition(" ")
    return f"{head} {_many(last)}".strip()


def _many(noun: str) -> str:
    known = noun.endswith("s") or noun in _PEOPLE
    return noun if known or not noun.isalpha() else plural(noun)


def _turned(lead: str, fact: Fact, noun: str, vocabulary: Vocabulary) -> str:
    """Ask with the clause itself where the number opens it: "About 90 pupils signed up" asks how many signed up."""
    before, after = _before(fact), _after(fact)
    opens = before.lower() in _OPENING or before.endswith((";", ":", "“", '"', "—", "–"))
    if not opens or not noun:
        return ""
    cut = _CLAUSE_END.search(after)
    words = (after[: cut.start()] if cut else after).split()
    place = next((i for i, word in enumerate(words) if word.lower() == noun.lower()), len(words))
    verb = next((i for i in range(place + 1, len(words)) if _finite(words[i], vocabulary)), 0)
    if not verb:
        return ""
    if len(words) > _LONGEST:
        shorter = _COORDINATED.search(" ".join(words[verb + 1 :]))
        words = words[: verb + 1] + (" ".join(words[verb + 1 :])[: shorter.start()].split() if shorter else [])
        if not shorter or len(words) > _LONGEST:
            return ""
    return f"{lead} {' '.join(words)}?"


def _finite(word: str, vocabulary: Vocabulary) -> bool:
    past = word.endswith("ed") and len(word) > 4
    return word.islower() and (past or word in _AUXILIARIES or word in vocabulary.past)


def _owned(fact: Fact, noun: str, vocabulary: Vocabulary) -> str:
    """Ask what somebody has: "The clinic has 40 beds" asks how many beds the clinic has."""
    words = _before(fact).split()
    if len(words) < 2 or words[-1] not in _OWNING or len(words) > 7 or words[0].lower() in _PRONOUNS:
        return ""
    owner = words[:-1]
    if any(word.endswith((",", ";", ":", "”", '"')) or word.lower() in _PRONOUNS for word in owner):
        return ""
    verb = _OWNING[words[-1]]
    first = owner[0].lower() if owner[0].lower() in ("the", "a", "an", "his", "her", "their", "its") else owner[0]
    return f"How many {noun} {verb} {' '.join([first, *owner[1:]])} have?"


# --- what a measure is told of ---


def _told_of(fact: Fact, linking: Set[str]) -> bool:
    """Tell whether the noun that a measure is about stands right beside it, with nothing but a link in between."""
    about = fact.about
    if not about or about in _THEY:
        return False
    before, after = _before(fact), _after(fact)
    at = before.lower().rfind(about.lower())
    if at >= 0:
        words = [word.lower() for word in before[at + len(about) :].removeprefix("'s").removeprefix("’s").split()]
        if words in ([], [","]) or (len(words) <= _NEAR and all(word in linking for word in words)):
            return True
    behind = re.match(r"-?\s*(?:of (?:the |its |his |her |their )?)?", after)
    return after[behind.end() if behind else 0 :].lower().startswith(about.lower())


def _governed(fact: Fact) -> bool:
    """Tell whether the noun a change is told of hangs on a preposition: "prices at the pump rose 5 %"."""
    before = _before(fact).lower()
    words = before[: max(0, before.rfind(fact.about.lower()))].split()
    while words and words[-1] in ("the", "a", "an", "its", "their", "his", "her", "our"):
        words.pop()
    return bool(words) and words[-1] in _PREPOSITIONS


def _price(fact: Fact) -> str:
    """Ask what something costs where the sentence says so: "The hall will cost 3 million euros"."""
    if not fact.about or fact.about in _THEY:
        return ""
    name = re.escape(fact.about)
    told = re.search(rf"(?i:(?<!\w){name}) (?:(will|would|could|might) )?(cost|costs)$", _before(fact))
    if told is None:
        return ""
    helper = told[1] or ("does" if told[2] == "costs" else "did")
    return f"How much {helper} {the(fact.about)} cost?"


def the(about: str) -> str:
    """Put an article before a noun that needs one."""
    if not about or about in _THEY or about[:1].isupper():
        return about or "it"
    return about if about.split()[0] in ("the", "a", "an", "his", "her", "their") else f"the {about}"


# --- quoting ---


def _before(fact: Fact) -> str:
    text, whole = fact.statement.article.text, fact.statement.span
    return " ".join(text[whole.start : fact.span.start].split())


def _after(fact: Fact) -> str:
    text, whole = fact.statement.article.text, fact.statement.span
    return " ".join(text[fact.span.end : whole.end].split())


def _quoted(lead: str, fact: Fact) -> str:
    """Quote the words around a value with a gap in its place: 'How long: “… was closed for … in May”?'."""
    before, after = _before(fact).split(), _after(fact).split()
    front = (["…"] if len(before) > _QUOTED else []) + before[-_QUOTED:]
    back = after[:_QUOTED] + (["…"] if len(after) > _QUOTED else [])
    quoted = " ".join([*front, "…", *back]).strip(" .")
    return f"{lead}: “{quoted}”?" if quoted != "…" else f"{lead}?"
