"""What a number belongs to: the things counted, what happened to them, whom they take in, the thing measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.kinds._quantity_tokens import NUMBER, WORD, Token, lowered
from factcheck.kinds._quantity_words import Vocabulary

_HYPHENS = ("-", "‐", "‑")
_ADJECTIVE_ENDS = (
    "al",
    "ic",
    "ous",
    "ful",
    "ive",
    "less",
    "ary",
    "est",
    "ish",
    "able",
    "ible",
    "ern",
    "ian",
    "ean",
    "ese",
)
_ARTICLES = ("the", "a", "an", "his", "her", "their", "its", "one", "at", "least")
_NOUN_WORDS = 6
_BARRIERS = (".", ";", ":", "!", "?", "(", ")", "“", "”", '"')


class Counted(NamedTuple):
    """The noun phrase counted, tokens `start` to `end`, and its head's place."""

    start: int
    end: int
    head: int


class Surroundings:
    """Reads the words around a number."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        words = vocabulary.words
        self._function = words("function", "words")
        self._adjectives = words("function", "adjectives")
        self._collective = words("nouns", "collective")
        self._states = vocabulary.state_of
        self._including = words("scope", "including")
        self._excluding = words("scope", "excluding")
        self._part = words("scope", "part")
        self._others = words("scope", "others")
        self._people = words("age", "people")
        self._aged = words("age", "before")

    def counted(self, tokens: Sequence[Token], i: int, single: bool) -> Counted | None:
        """Return the noun phrase that begins at token `i`, right behind a number."""
        start = i
        while (
            start < len(tokens)
            and tokens[start].lower in ("of", "the", "these", "those", "its", "their", "his", "her")
            and start - i < 3
        ):
            start += 1
        if start > i and tokens[i].lower != "of":
            return None
        head = self._single_head(tokens, start) if single else self._plural_head(tokens, start)
        if head is None and not single:
            head = self._attribute(tokens, start)
        return None if head is None else Counted(start, head + 1, head)

    def _attribute(self, tokens: Sequence[Token], start: int) -> int | None:
        """Return the noun of "a four-cylinder engine", "a 3 cylinder engine", which has no plural."""
        at = start + (start < len(tokens) and tokens[start].text in _HYPHENS)
        if (
            at + 1 >= len(tokens)
            or tokens[at].kind != WORD
            or tokens[at].lower in self._function
            or tokens[at].glued < (at > start)
        ):
            return None
        if not tokens[at].text.islower() or tokens[at].lower in self._states or tokens[at].lower in self._adjectives:
            return None
        content = tokens[at + 1].kind == WORD and tokens[at + 1].lower not in self._function
        return at if content else None

    def shared(self, tokens: Sequence[Token], i: int) -> Counted | None:
        """Return what a fraction is part of: "a third of the voters", "half the city"."""
        at = i
        while at < len(tokens) and at - i < 3 and tokens[at].lower in ("of", *_ARTICLES, "all", "those", "these", "-"):
            at += 1
        start = at
        while (
            at < len(tokens) and at - start < 5 and tokens[at].kind == WORD and tokens[at].lower not in self._function
        ):
            at += 1
            if self._vocabulary.plural(tokens[at - 1].lower):
                break
        return Counted(start, at, at - 1) if at > start else None

    def _plural_head(self, tokens: Sequence[Token], start: int) -> int | None:
        at, seen = start, 0
        while at < len(tokens) and seen < _NOUN_WORDS:
            token = tokens[at]
            if token.text in _HYPHENS and token.glued and at > start:
                at += 1
                continue
            if (
                token.kind == NUMBER
                and at > start
                and tokens[at - 1].kind == WORD
                and token.text.isdigit()
                and len(token.text) < 5
            ):
                at += 1
                continue
            if token.kind != WORD:
                return None
            word = token.lower
            hyphenated = at + 1 < len(tokens) and tokens[at + 1].text in _HYPHENS and tokens[at + 1].glued
            if (
                not hyphenated
                and (self._vocabulary.plural(word) or word in self._collective)
                and word not in self._function
            ):
                return self._longest(tokens, at)
            if word in self._function and word not in self._others and word not in self._adjectives:
                return None
            if word == "others":
                return at
            at, seen = at + 1, seen + 1
        return None

    def _longest(self, tokens: Sequence[Token], at: int) -> int:
        """Step from "league" plurals to the last noun in a row: sports cars, games consoles."""
        while at + 1 < len(tokens) and tokens[at + 1].kind == WORD and not tokens[at + 1].glued:
            word = tokens[at + 1].lower
            if not (self._vocabulary.plural(word) and word not in self._function and word not in self._states):
                break
            at += 1
        return at

    def _single_head(self, tokens: Sequence[Token], start: int) -> int | None:
        for at in range(start, min(start + 5, len(tokens))):
            token = tokens[at]
            if token.text in _HYPHENS and token.glued:
                continue
            if token.kind != WORD or (token.lower in self._function and token.lower not in self._adjectives):
                return None
            hyphenated = at + 1 < len(tokens) and tokens[at + 1].text in _HYPHENS and tokens[at + 1].glued
            describes = (
                token.lower in self._adjectives or token.lower.endswith(_ADJECTIVE_ENDS) or token.text[:1].isupper()
            )
            more = at + 1 < len(tokens) and tokens[at + 1].kind == WORD and tokens[at + 1].lower not in self._function
            more = more and not self._vocabulary.plural(tokens[at + 1].lower)  # one proposal asks
            if hyphenated or (describes and more):
                continue
            return at
        return None

    def state(self, tokens: Sequence[Token], i: int, begin: int, end: int) -> str:
        """Return what happened to those counted by the number at `i` whose phrase spans `begin` to `end`, or ""."""
        inside = self._in_phrase(tokens, begin, end)
        if inside:
            return inside
        behind = self._behind(tokens, i)
        return behind or self._ahead(tokens, end)

    def _in_phrase(self, tokens: Sequence[Token], begin: int, end: int) -> str:
        for token in tokens[begin:end]:
            if token.lower in self._states:
                return self._states[token.lower]
        return ""

    def _behind(self, tokens: Sequence[Token], i: int) -> str:
        """Find "killing" before the number, with only hedges and articles between."""
        for at in range(i - 1, max(-1, i - 5), -1):
            token = tokens[at]
            if token.lower in self._states:
                passive = any(
                    item.lower in ("was", "were", "been", "be", "being") for item in tokens[max(0, at - 2) : at]
                )
                return "" if passive and token.lower.endswith(("ed", "en")) else self._states[token.lower]
            if (
                token.kind == NUMBER
                or token.text in (".", ";", ",", "(")
                or token.lower in ("and", "by", "after", "as")
            ):
                return ""
        return ""

    def _ahead(self, tokens: Sequence[Token], end: int) -> str:
        """Find "were killed", "dead" behind the phrase, before the next clause or number."""
        for at in range(end, min(end + 9, len(tokens))):
            token = tokens[at]
            if token.lower in self._states:
                if token.lower == "shot" and at + 1 < len(tokens):
                    rest = [item.lower for item in tokens[at + 1 : at + 4]]
                    if "dead" in rest or "killed" in rest or "death" in rest:
                        return "killed"
                return self._states[token.lower]
            if token.kind == NUMBER or token.text in _BARRIERS or token.text == ",":
                return ""
            if (
                token.lower in ("and", "who", "when", "after", "while", "in", "by", "with", "for", "to", "from")
                and at > end
            ):
                return ""
        return ""

    def scope(self, tokens: Sequence[Token], i: int, end: int) -> str:
        """Return whom the count takes in or leaves out, or says it is one part of: "including the gunman"."""
        for at in range(end, min(end + 7, len(tokens))):
            word = tokens[at].lower
            pair = lowered(tokens, at, at + 2)
            if word in self._including or word in self._excluding or pair in self._excluding or word == "plus":
                last = at + 1
                while last < len(tokens) and last - at < 5 and tokens[last].kind == WORD:
                    if tokens[last].lower in self._function and tokens[last].lower not in _ARTICLES:
                        break
                    last += 1
                if last < len(tokens) and tokens[last].kind == NUMBER and last == at + 1:
                    last += 1
                return lowered(tokens, at, last) if last > at + 1 else ""
            if tokens[at].text in (".", ";") or tokens[at].kind == NUMBER:
                break
        before = [token.lower for token in tokens[max(0, i - 4) : i]]
        if before[-2:] == ["among", "them"] or (before and before[-1] in self._including):
            return "part"
        after = tokens[end : end + 2]
        if len(after) == 2 and after[0].lower == "of" and after[1].lower in ("them", "whom", "these", "those", "which"):
            return "part"
        return ""

    def others(self, tokens: Sequence[Token], begin: int, end: int) -> bool:
        """Tell whether the phrase counts only those besides others told of."""
        return any(token.lower in self._others for token in tokens[begin : min(end + 1, len(tokens))])

    def toll(self, tokens: Sequence[Token], i: int) -> str:
        """Return the state when a "death toll" or "number of injured" governs the number at `i`."""
        for at in range(i - 1, max(-1, i - 9), -1):
            token = tokens[at]
            if token.text in _BARRIERS or token.kind == NUMBER:
                return ""
            if token.lower == "toll" or (
                token.lower in ("deaths", "fatalities", "dead")
                and at + 1 < i
                and tokens[at + 1].lower in ("rose", "to", "is", "at", "was", "stands", "has", "climbed", "reached")
            ):
                return "killed"
        return ""

    def measured(self, tokens: Sequence[Token], i: int, end: int) -> str:
        """Return the thing measured: "of negotiations" behind, else the nearest noun phrase before the number."""
        if end + 1 < len(tokens) and tokens[end].lower == "of":
            phrase = self._phrase_from(tokens, end + 1)
            if phrase:
                return phrase
        at = i - 1
        limit = max(-1, i - 14)
        while at > limit:
            token = tokens[at]
            if token.text in (".", ";", "!", "?"):
                return ""
            if self._content(token):
                last = at
                while (
                    at - 1 > limit
                    and last - at < 3
                    and (self._content(tokens[at - 1]) or tokens[at - 1].text in _HYPHENS)
                ):
                    at -= 1
                return (
                    lowered(tokens, at, last + 1)
                    if not tokens[at].text[:1].isupper()
                    else self.as_written(tokens, at, last + 1)
                )
            at -= 1
        return ""

    def _content(self, token: Token) -> bool:
        if token.kind != WORD or token.lower in self._function or len(token.text) < 2:
            return False
        words = self._vocabulary.words
        verbs = words("change", "up") | words("change", "down") | words("change", "adverbs")
        return (
            token.lower not in verbs
            and token.lower
            not in words("context", "money")
            - {"price", "prices", "fee", "fees", "revenue", "sales", "profit", "salary", "budget", "income", "debt"}
            and not token.lower.endswith("ly")
            and token.lower not in _MEASURE_VERBS
            and (token.lower,) not in self._vocabulary.before
        )

    def _phrase_from(self, tokens: Sequence[Token], i: int) -> str:
        at = i
        while at < len(tokens) and tokens[at].lower in ("the", "a", "an", "its", "their", "his", "her", "all"):
            at += 1
        start = at
        while (
            at < len(tokens) and at - start < 4 and tokens[at].kind == WORD and tokens[at].lower not in self._function
        ):
            at += 1
            if self._vocabulary.plural(tokens[at - 1].lower):
                break
        return self.as_written(tokens, start, at)

    def bare_age(self, tokens: Sequence[Token], i: int, end: int, value: float) -> bool:
        """Tell whether a number without a unit is an age: "McBride, 39,", "aged 39", "Ann Lee (39)"."""
        if not 0 < value < 125 or not i:
            return False
        before = tokens[i - 1].lower
        if before in ("turned", "turns", "turning"):
            return end >= len(tokens) or tokens[end].kind != WORD or tokens[end].lower in self._function
        if before in self._aged or (before == "of" and i > 1 and tokens[i - 2].lower in ("age", "ages")):
            return not (end < len(tokens) and tokens[end].lower in ("percent", "%", "per"))
        if i < 2 or tokens[i].kind != NUMBER or value != int(value) or not self._capital(tokens[i - 2]):
            return False
        after = tokens[end].text if end < len(tokens) else "."
        if before == "(":
            return after == ")"
        full = i > 2 and self._capital(tokens[i - 3])
        return before == "," and (after == "," or (full and after in (".", ";", "and", "was", "were", "of", "is")))

    def person(self, tokens: Sequence[Token], i: int, end: int) -> str:
        """Return who has the age at tokens `i` to `end`: the name beside it, or the noun that stands for them."""
        name = self._name_after(tokens, end)
        if name:
            return name
        at = i - 1
        while at >= 0 and (
            tokens[at].text in (",", "(")
            or tokens[at].lower in self._aged
            or tokens[at].lower in ("a", "an", "the", "of", "is", "was", "at", "who", "now")
        ):
            at -= 1
        name = self._name_before(tokens, at)
        return name or self._noun_after(tokens, end) or self._noun_before(tokens, at)

    def _name_after(self, tokens: Sequence[Token], end: int) -> str:
        at = end
        while at < len(tokens) and at - end < 3 and tokens[at].kind == WORD and not tokens[at].text[:1].isupper():
            at += 1
            if at - end > 2 or tokens[at - 1].lower in self._function:
                return ""
        start = at
        while (
            at < len(tokens)
            and at - start < 5
            and (
                self._capital(tokens[at])
                or (at > start and tokens[at].text in (".", "-") and tokens[at].glued and len(tokens[at - 1].text) <= 2)
            )
        ):
            at += 1
        return self.as_written(tokens, start, at) if at > start else ""

    def _name_before(self, tokens: Sequence[Token], last: int) -> str:
        at = last
        while (
            at >= 0
            and last - at < 5
            and (
                self._capital(tokens[at])
                or (tokens[at].text in (".", "-") and at < last and at and (len(tokens[at - 1].text) <= 3))
            )
        ):
            at -= 1
        return self.as_written(tokens, at + 1, last + 1) if at < last and tokens[at + 1].kind == WORD else ""

    def _noun_after(self, tokens: Sequence[Token], end: int) -> str:
        for token in tokens[end : end + 3]:
            if token.kind != WORD or token.lower in self._function:
                return ""
            if token.lower in self._people or self._vocabulary.wider_of.get(token.lower):
                return token.lower
        token = tokens[end] if end < len(tokens) else None
        return token.lower if token is not None and token.kind == WORD and token.lower not in self._function else ""

    def _noun_before(self, tokens: Sequence[Token], last: int) -> str:
        for at in range(last, max(-1, last - 8), -1):
            word = tokens[at].lower
            if (
                word in self._people
                or word in self._vocabulary.wider_of
                or self._vocabulary.singular(word) in self._people
            ):
                return word
            if self._capital(tokens[at]) and word not in self._function:
                return self._name_before(tokens, at)
        return ""

    def _capital(self, token: Token) -> bool:
        return (
            token.kind == WORD
            and token.text[:1].isupper()
            and token.lower not in self._function
            and token.lower not in self._vocabulary.words("context", "weekdays")
        )

    @staticmethod
    def as_written(tokens: Sequence[Token], start: int, end: int) -> str:
        """Return tokens `start` to `end` with their spacing."""
        parts: list[str] = []
        for token in tokens[start:end]:
            if parts and not token.glued:
                parts.append(" ")
            parts.append(token.text)
        return "".join(parts)


_MEASURE_VERBS = frozenset(
    [
        "last",
        "lasts",
        "lasted",
        "lasting",
        "cost",
        "costs",
        "costing",
        "took",
        "takes",
        "weighs",
        "weighed",
        "weighing",
        "worth",
        "measures",
        "measured",
        "measuring",
        "totals",
        "totalled",
        "totaled",
        "totaling",
        "reached",
        "reaches",
        "reaching",
        "hit",
        "hits",
        "spans",
        "spanned",
        "stretched",
        "stretches",
        "stretching",
        "covers",
        "covered",
        "covering",
        "averages",
        "averaged",
        "averaging",
        "accounts",
        "accounted",
        "accounting",
        "rises",
        "earns",
        "earned",
        "owned",
        "owns",
        "holds",
        "held",
        "paid",
        "pays",
        "priced",
        "ran",
        "runs",
        "running",
        "called",
        "expected",
        "estimated",
        "reported",
        "using",
        "used",
        "sold",
        "sells",
        "bought",
        "gained",
    ]
)
