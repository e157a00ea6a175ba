"""The edges of paragraphs: a dateline before, a speaker's name and office behind, a sentence broken over two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.model import Span
from factcheck.statements._layout import ends_finally
from factcheck.statements._stamps import MONTH

_DATE = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
)
_REGION = rf"(?:,\s(?!{_DATE})[A-Z][\w.]+(?:\s[A-Z][\w.]+){{0,2}})?"
_DATELINE = re.compile(
    rf"(?P<capitals>[A-Z][A-Z.’']+(?:[ -][A-Z.’']+){{0,4}}(?![a-z]){_REGION})?"
    rf"(?P<mixed>(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}}){_REGION}(?=,?\s+(?:[(/]|{_DATE})))?"
    rf"(?:,?\s*(?P<date>{_DATE}))?[,.]?\s*"
    r"(?P<agency>\([A-Z][\w .,&’'/-]{1,40}\)|/[A-Z][\w -]{1,20}/|(?<=, )[A-Z]{2,10}(?=\s+[-–—]))?\.?\s*"
    r"(?P<dash>(?:[-–—]{1,2}|_|:)(?=\s|$))?\s*"
)
_DATELINE_LONGEST = 120

_TOKEN = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*|[^\w\s]")
_SIGNATURE = re.compile(r"(?:[―—–]|--?)\s*(?P<name>(?:[^\W\d_a-z][\w.’'-]*\s?){2,4})(?:,\s[^.!?]{2,60})?\.?$")
_LABEL = re.compile(r"[\"“]?(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,2}):\s")
_TAIL_LONGEST = 200
_LONGEST_TITLE = 150
_LAST_DAY = 31
_BARE_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?=[\s,.])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MONTH_NAMED = re.compile(rf"\b{MONTH}")
_ENDS_IN_MONTH = re.compile(rf"\b{MONTH}$")


@dataclass(frozen=True, slots=True)
class Edges:
    """Words that tell where a paragraph is broken and what a speaker's name and office are made of.

    `dangling` cannot end a sentence, `continuing` cannot begin one without a capital, `conjunctions` cannot follow a
    number at the start of a sentence, `auxiliaries` are singular verbs that a bare day number cannot govern. `offices`
    are nouns for a person's office, `joints` what else stands in one without a capital.
    """

    dangling: frozenset[str]
    continuing: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    offices: frozenset[str]
    joints: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Edges:
        """Read the table `speech` of the lexicon."""
        return cls(**{name: frozenset(word.casefold() for word in table[name]) for name in cls.__slots__})

    def joins(self, before: str, after: str) -> bool:
        """Tell whether the sentence that ends a paragraph goes on in the next one.

        A typesetter's rules: no sentence ends in an article, a conjunction or a comma, none begins with a small
        letter or with a bare number and a conjunction, and a month at the end waits for its day.
        """
        final = ends_finally(before)
        word = _WORD.match(after)
        if word and word.group()[0].islower() and not any(sign.isupper() for sign in word.group()):
            return before[-1:] != ":" and not self._title(before) and (not final or word.group() in self.continuing)
        if not final and (before[-1:] == "," or self._last_word(before) in self.dangling):
            return not (before[-1:] == "," and after[:1].isupper())
        number = _BARE_NUMBER.match(after)
        if not number:
            return False
        if _ENDS_IN_MONTH.search(before[-12:]):
            return True
        follower = _WORD.search(after, number.end(), number.end() + 30)
        next_word = follower.group() if follower else ""
        if next_word in self.conjunctions:
            return True
        day = int(number.group(1)) <= _LAST_DAY
        return day and next_word in self.auxiliaries and bool(_MONTH_NAMED.search(before[-400:]))

    def _title(self, text: str) -> bool:
        """Tell whether `text` is a title: every word but those of grammar has a capital."""
        words = _WORD.findall(text) if len(text) <= _LONGEST_TITLE else []
        small = [word for word in words if not word[0].isupper()]
        return len(words) - len(small) > 3 and all(word in self.joints or word in self.dangling for word in small)

    @staticmethod
    def _last_word(text: str) -> str:
        words = _WORD.findall(text[-40:])
        return words[-1] if words and text.endswith(words[-1]) else ""

    def tail(self, paragraph: str, names: frozenset[tuple[str, str]]) -> Span | None:
        """Find the name that, with an office behind it, ends a quotation: "... even weeks Ana Pell Minister of Trade".

        `names` are the given name and surname of people named elsewhere in the article.
        """
        if ends_finally(paragraph):
            return None
        base = max(0, len(paragraph) - _TAIL_LONGEST)
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(paragraph, base)]
        first = len(tokens)
        while first and self._may_stand_in_tail(tokens[first - 1][0]):
            first -= 1
        name = self._name_in([token[0] for token in tokens[first:]], names)
        if name is None:
            return None
        (_, start, _), (_, _, end) = tokens[first + name], tokens[first + name + 1]
        before = paragraph[:start].rstrip(" –—-,")
        return Span(start, end) if len(before.split()) >= 5 or ends_finally(before) else None

    @staticmethod
    def label(paragraph: str, names: frozenset[tuple[str, str]]) -> tuple[int, str] | None:
        """Find the label of a transcript before a paragraph, "PELL: ", for a surname in `names`.

        Returns its length and the name.
        """
        found = _LABEL.match(paragraph, 0, 60)
        if not found:
            return None
        surname = found["name"].split()[-1].casefold()
        return (found.end(), found["name"].title()) if any(surname == last for _, last in names) else None

    def _may_stand_in_tail(self, token: str) -> bool:
        folded = token.casefold()
        return token[0].isupper() or token == "," or folded in self.joints or folded in self.offices

    def _name_in(self, tokens: list[str], names: frozenset[tuple[str, str]]) -> int | None:
        """Find where a name of two words begins that an office follows; one known from elsewhere comes first."""
        last_office = max((i for i, token in enumerate(tokens) if token.casefold() in self.offices), default=-1)
        pairs = [i for i in range(last_office - 1) if self._is_name(tokens[i]) and self._is_name(tokens[i + 1])]
        known = [i for i in pairs if (tokens[i].casefold(), tokens[i + 1].casefold()) in names]
        if not known and pairs and pairs[0] != 0 and tokens[0] != ",":
            return None
        return next(iter(known or pairs), None)

    def _is_name(self, token: str) -> bool:
        return len(token) > 1 and token[0].isupper() and token.casefold() not in self.offices | self.joints


def signature(paragraph: str) -> str:
    """Return the name in a paragraph that only signs the quotation before it: "― Ana Pell, Osk"; "" for any other."""
    found = _SIGNATURE.match(paragraph) if len(paragraph) < 120 else None
    return found["name"].strip(" .") if found else ""


def dateline(paragraph: str) -> int:
    """Return the length of the dateline at the start of a paragraph ("GENEVA (Reuters) - "), 0 where there is none."""
    found = _DATELINE.match(paragraph, 0, _DATELINE_LONGEST)
    if not found or not found.end():
        return 0
    capitals, agency, dash = found["capitals"], found["agency"], found["dash"]
    rest = paragraph[found.end() :]
    begins = not rest or rest[0].isupper() or rest[0] in "\"“”‘'«(" or rest[0].isdigit()
    if agency:
        sure = bool(dash) or agency.startswith("/") or (agency.isupper() and rest[:1].isupper())
        return found.end() if sure and begins else 0
    placed = capitals and len(capitals) > 2 and dash and dash != ":"
    return found.end() if placed and begins else 0
