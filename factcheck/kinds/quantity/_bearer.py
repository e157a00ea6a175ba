"""Ages that stand beside a person without a word for years, and who bears them: "the driver, 55 and from Osk"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._age import ADVERBS, PARENTS, Ages
from factcheck.kinds.quantity._person import Persons, lower
from factcheck.kinds.quantity._pronoun import Heads
from factcheck.kinds.quantity._subject import SUPERLATIVES, VERBAL, Subjects
from factcheck.kinds.quantity._tokens import Token
from factcheck.kinds.quantity._words import Vocabulary

_OLDEST = 115
_ROW = 20  # tokens of ages in a row, on either side
_HEDGED = 6  # words between a person and an age
_GROWN = 14  # from here on whoever works may bear an age; below it a number beside a trade counts something else
_CHILDREN = 18  # below that a mother of so many has so many children
_STOPS = (".", ";", ")", "”", '"', "’", "–", "—", "?", "!")
_AMOUNTS = ("including", "among", "most", "mostly", "some", "many", "all", "both", "or")
_SPEECH = frozenset({"said", "says", "told", "asked", "recalled", "added"})
_PLACED = frozenset({"in", "at", "near", "on", "from", "to", "outside", "of", "for", "over", "by", "against"})


class Bearers:
    """Reads bare numbers as ages where a person stands right before them."""

    def __init__(self, vocabulary: Vocabulary, ages: Ages) -> None:
        self._vocabulary, self._ages = vocabulary, ages
        self._persons = Persons(vocabulary, ages)
        self._subjects = Subjects(vocabulary, ages, self._persons)
        self._heads = Heads(vocabulary, self._persons)
        self._verbs = vocabulary.words("age", "verbs")
        self._agents = vocabulary.words("age", "agents")

    def group(self, noun: str) -> bool:
        """Tell whether a lower-case word is a plural for people."""
        return self._vocabulary.plural(noun) and self._persons.person(noun)

    def closes(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether nothing counted or measured follows an age that ends before token `end`."""
        return self._persons.closes(tokens, end)

    def bearer(self, tokens: Sequence[Token], i: int, end: int, low: float, high: float) -> str | None:
        """Return who bears the age at tokens `i` to `end`, "" where that is not told, None where it is no age.

        `low` and `high` are the ends of a range, or twice the number.
        """
        if not i or not 0 < low <= high < _OLDEST or low != int(low) or high != int(high):
            return None
        first, last = self._row(tokens, i, end)
        many = last - first > end - i or high > low
        at = self._back(tokens, first)
        if at < 0:
            return None
        word = tokens[at].text
        if word == ",":
            return self._beside(tokens, at, last, many, low)
        if tokens[at].lower == "of":
            return self._of(tokens, at, last, many, low)
        if tokens[at].lower == "aged" and many and self._persons.closes(tokens, last):
            of = at - 1 - (tokens[at - 1].lower in (",", "are", "were"))
            several = self._persons.several(tokens, of)
            told = high > low or several is not None or self._subjects.given.joined(tokens, of)
            return (several or "") if told else None
        if tokens[at].lower == "now" and not many and at == 0:
            behind = lower(tokens, last + 1)
            return behind if lower(tokens, last) == "," and behind in ("he", "she") else None
        if tokens[at].lower == "at" and not many:
            return self._subjects.at(tokens, at, last, low)
        if tokens[at].lower == "then" and not many:
            return None
        return self._subjects.predicate(tokens, at, last, many, low)

    def young(self, tokens: Sequence[Token], i: int, end: int) -> str | None:
        """Return the child whose age is told in months or weeks: "a baby of seven months", "her son, five months,"."""
        if i < 2:
            return None
        at = self._back(tokens, i)
        noun = tokens[at - 1].lower
        mark = tokens[end].text if end < len(tokens) else "."
        if tokens[at].lower == "of" and noun in self._persons.young and self._persons.led(tokens, at - 1):
            return noun
        if tokens[at].text == "," and mark in (",", *_STOPS) and noun in self._persons.young:
            return noun
        if tokens[at].lower in ("is", "was"):
            at -= 1
        named = at > 0 and tokens[at].lower in self._persons.young and tokens[at - 1].lower in SUPERLATIVES
        return "youngest" if tokens[at].lower == "youngest" or (named and tokens[at - 1].lower == "youngest") else None

    def _row(self, tokens: Sequence[Token], i: int, end: int) -> tuple[int, int]:
        """Return the tokens of the row of numbers around `i`: "27 and 50", "26, 44 and 57"."""
        first, last = i, end
        while (
            first > max(1, i - _ROW)
            and tokens[first - 1].lower in (",", "and")
            and self._persons.number(tokens[first - 2])
        ):
            if tokens[first - 1].text == "," and self._persons.parent(tokens, first - 2):
                break
            if tokens[first - 2].lower == "one" and self._heads.bears(tokens, first - 2, end):
                break  # two men were held; one, 27, was freed
            first -= 2
        while (
            last + 1 < min(len(tokens), end + _ROW)
            and tokens[last].lower in (",", "and")
            and self._persons.number(tokens[last + 1])
        ):
            last += 2
        return first, last

    def _back(self, tokens: Sequence[Token], first: int) -> int:
        """Step over hedges before an age: nearly 68, believed to be about 30, both 52, between 18 and 25."""
        at = first - 1
        while at > max(0, first - _HEDGED) and (
            tokens[at].lower in ADVERBS or tokens[at].lower in ("both", "around", "between", "roughly")
        ):
            at -= 1
        if [token.lower for token in tokens[max(0, at - 1) : at + 1]] == ["all", "of"]:
            at -= 2
        believed = [token.lower for token in tokens[max(0, at - 2) : at + 1]]
        if believed[1:] == ["to", "be"] and believed[0] in VERBAL and at > 3 and tokens[at - 3].text == ",":
            at -= 3
        return at

    def _beside(self, tokens: Sequence[Token], comma: int, end: int, many: bool, low: float) -> str | None:
        both = comma + 1 < len(tokens) and tokens[comma + 1].lower == "both"
        if many or both:
            closed = end >= len(tokens) or tokens[end].text in (",", "and", *_STOPS)
            several = self._persons.several(tokens, comma - 1) if closed else None
            pair = closed and not many and self._persons.name_end(tokens, comma - 1)
            pair = pair or (closed and self._subjects.given.joined(tokens, comma - 1))
            return "" if several is None and pair else several
        head = comma - 1
        if self._heads.bears(tokens, head, last=end):
            return tokens[head].lower
        if head < 0 or self._told_by(tokens, head):
            return None
        if tokens[head].text == "." and head and self._persons.initial(tokens[head - 1]):
            return self._named(tokens, head - 1, end)
        if self._persons.parent(tokens, head) and low >= _GROWN:
            return tokens[head - 2].lower if self._ends(tokens, end) else None
        noun = self._persons.noun(tokens, head, low)
        if noun:
            return noun if self._ends(tokens, end) else None
        if self._persons.name_end(tokens, head):
            named = self._named(tokens, head, end)
            if named is not None:
                return named
        return self._persons.head_before(tokens, head, low) if self._ends(tokens, end, True) else None

    def _told_by(self, tokens: Sequence[Token], head: int) -> bool:
        """Tell whether the words before a comma only say whose word it is: "according to the captain, 12"."""
        return any(token.lower in ("according", "every", "each", "per") for token in tokens[max(0, head - 7) : head])

    def _ends(self, tokens: Sequence[Token], end: int, strict: bool = False) -> bool:
        """Tell whether what follows an age leaves it one: a comma, a full stop, "and from Osk"."""
        if end >= len(tokens) or tokens[end].text in _STOPS:
            return True
        behind = tokens[end + 1].lower if end + 1 < len(tokens) else ""
        if tokens[end].text == ",":
            return behind not in _AMOUNTS
        if strict:
            return False
        if tokens[end].lower == "of":
            return end + 1 < len(tokens) and tokens[end + 1].text[:1].isupper()
        if tokens[end].lower == "and":
            return end + 1 < len(tokens) and not self._persons.number(tokens[end + 1])
        if self._persons.coming(tokens, end):
            return True
        return tokens[end].lower in ("who", "from")

    def _named(self, tokens: Sequence[Token], last: int, end: int) -> str | None:
        """Return the name that ends at token `last` where the number behind it can be nothing but an age."""
        if self._persons.coming(tokens, end):
            return self._ages.name_before(tokens, last) or None
        name = self._ages.name_before(tokens, last)
        first = last
        while first and tokens[first - 1].start >= tokens[last].end - len(name):
            first -= 1
        lead = tokens[first - 1] if first else None
        mark = tokens[end].lower if end < len(tokens) else "."
        behind = lower(tokens, end + 1)
        if not name or self._ages.person_noun(tokens[last].lower):
            return None
        if mark == "," and behind in ("who", "whose"):
            return name
        if lead is not None and lead.lower in _PLACED:
            return None
        if len(name.split()) > 1:
            return name if mark == "," or self._ends(tokens, end) else None
        kin = lead is not None and (
            self._persons.person(lead.lower) or lead.lower in _SPEECH or lead.lower in ("little", "baby")
        )
        apposed = lead is not None and lead.text == "," and first > 1 and self._persons.person(tokens[first - 2].lower)
        if kin or apposed:
            return name if self._ends(tokens, end) else None
        opens = lead is None or lead.text in ("“", '"')
        told = opens and (behind in ("was", "is", "had", "has") or behind in self._verbs)
        return name if mark == "," and told else None

    def _of(self, tokens: Sequence[Token], at: int, end: int, many: bool, low: float) -> str | None:
        """Read "a butcher of 55", "a boy of ten", "another of 50", "brothers of seven and nine"."""
        if at < 1 or not self._persons.closes(tokens, end):
            return None
        noun = tokens[at - 1]
        if many:
            brothers = (
                self._vocabulary.plural(noun.lower) and self._vocabulary.singular(noun.lower) in self._persons.young
            )
            return noun.lower if brothers else None
        if noun.lower in ("someone", "somebody", "anyone"):
            return ""
        if noun.lower == "another" and self._aged_before(tokens, at - 1):
            return ""
        if noun.lower in PARENTS and low < _CHILDREN:
            return None
        people = (
            noun.text[:1].isupper() and noun.text.endswith(("an", "ese", "ish")) and tokens[at - 2].lower in ("a", "an")
        )
        if people:
            return noun.text if low >= _GROWN else None
        found = self._persons.noun(tokens, at - 1, low)
        agent = noun.lower in self._agents or self._vocabulary.plural(noun.lower)
        agent = agent and (low < 2 * _GROWN or lower(tokens, end) not in (".", ",", ""))
        return found if found and self._persons.led(tokens, at - 1) and not agent else None

    def _aged_before(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether "a man of 45 and another" stands before token `at`."""
        words = tokens[max(0, at - 4) : at]
        return (
            len(words) > 2
            and words[-1].lower in ("and", ",")
            and self._persons.number(words[-2])
            and words[-3].lower == "of"
        )
