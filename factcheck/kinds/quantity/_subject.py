"""Ages said of a subject: "she's 28", "who will be 24", "the victims were 27 and 50", "dead at 93"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._age import ADVERBS, Ages
from factcheck.kinds.quantity._given import GivenNames
from factcheck.kinds.quantity._person import LEADS, LINKS, Persons
from factcheck.kinds.quantity._tokens import WORD, Token
from factcheck.kinds.quantity._words import Vocabulary

_NO_HOUR = 13  # "died at 12" tells the hour
_BE = frozenset({"is", "was", "are", "were", "am", "be", "been", "turn", "turned", "turns", "turning"})
VERBAL = frozenset(
    {"will", "would", "have", "has", "had", "to", "believed", "thought", "understood", "reported", "due", "said"}
)
_SHORT = ("'s", "’s", "'m", "’m", "'ll", "’ll", "'d", "’d")
_PRONOUNS = frozenset({"he", "she", "i"})
_NO_PREDICATE = ("for", "from", "not", "with", "by", "each")
SUPERLATIVES = frozenset({"oldest", "youngest", "eldest"})
_CLAUSE = 12  # tokens between a subject and its age


class Subjects:
    """Finds the subject whose age a predicate tells."""

    def __init__(self, vocabulary: Vocabulary, ages: Ages, persons: Persons) -> None:
        self._vocabulary, self._ages, self._persons = vocabulary, ages, persons
        self._life = vocabulary.words("age", "life")
        self._function = vocabulary.words("function", "words")
        self.given = GivenNames(vocabulary, ages, persons)

    def predicate(self, tokens: Sequence[Token], at: int, end: int, many: bool, low: float) -> str | None:
        """Read "she's 28", "who will be 24", "the victims were 27 and 50", "the oldest is 77, the youngest four"."""
        if not self._persons.closes(tokens, end) or (end < len(tokens) and tokens[end].lower in _NO_PREDICATE):
            return None
        oldest = self._superlative(tokens, at)
        if oldest is not None:
            return oldest
        verb, future = False, False
        first = max(0, at - _CLAUSE)
        while at > first and (tokens[at].lower in _BE or tokens[at].lower in VERBAL or tokens[at].lower in ADVERBS):
            verb = verb or tokens[at].lower in _BE
            future = future or tokens[at].lower in ("will", "would", "turned", "turns")
            at -= 1
        subject, short = _uncontracted(tokens[at])
        verb, future = verb or short in ("s", "m"), future or short in ("ll", "d")
        if not verb:
            return None
        if many:
            return self._persons.several(tokens, at) if not short else None
        if subject in _PRONOUNS:
            return subject if subject != "i" else ""
        if subject == "who":
            return self._relative(tokens, at, low)
        if subject == "and":
            return self._joined(tokens, at, low)
        if not short and self.given.bears(tokens, at, end, low):
            return tokens[at].text
        if short == "s":
            return None  # "Berg's 57" may be what Berg has
        return self._subject(tokens, at, low, future)

    def _relative(self, tokens: Sequence[Token], who: int, low: float) -> str | None:
        """Return whom "who" stands for: "Berg, who will be 24", "the owner of nine shops, who is 55"."""
        at = who - 1 - (who > 0 and tokens[who - 1].text == ",")
        if at < 0 or tokens[at].kind != WORD:
            return None
        if tokens[at].lower in ("he", "she"):
            return tokens[at].lower
        if self._persons.name_end(tokens, at):
            return self._ages.name_before(tokens, at) or None
        if self._persons.parent(tokens, at):
            return tokens[at - 2].lower
        plain = tokens[at].lower not in self._function and not self._vocabulary.plural(tokens[at].lower)
        noun = self._persons.noun(tokens, at, low) or self._persons.head_before(tokens, at, low)
        return noun or (tokens[at].lower if plain and self._persons.led(tokens, at) else None)

    def _joined(self, tokens: Sequence[Token], at: int, low: float) -> str | None:
        """Return whose clause "and is 54" goes on: "the skipper, who has 30 years at sea and is 54"."""
        for back in range(at - 1, max(0, at - _CLAUSE), -1):
            if tokens[back].text in (".", ";", ",", ":"):
                return None
            if tokens[back].lower == "who":
                return self._relative(tokens, back, low)
            if self._persons.person(tokens[back].lower):
                break
        return self._opening(tokens, at, low)

    def _superlative(self, tokens: Sequence[Token], at: int) -> str | None:
        """Read "the oldest is 77", "the youngest four", "the eldest of whom is 50", "the oldest of them 81"."""
        at -= tokens[at].lower in ("is", "was", "being")
        if at > 1 and tokens[at].lower in ("whom", "them") and tokens[at - 1].lower == "of":
            at -= 2
        if at > 1 and self._persons.person(tokens[at].lower) and tokens[at - 1].lower in SUPERLATIVES:
            at -= 1
        led = at > 0 and tokens[at - 1].lower in LEADS
        return tokens[at].lower if at > 0 and led and tokens[at].lower in SUPERLATIVES else None

    def _subject(self, tokens: Sequence[Token], at: int, low: float, future: bool = False) -> str | None:
        """Return the person who ends at token `at`, or whom "who" and a comma there stand for."""
        if tokens[at].lower == "who":
            return self._relative(tokens, at, low)
        comma = at > 0 and tokens[at].text == ","
        at -= comma
        if at < 0:
            return None
        if tokens[at].lower in ("he", "she"):
            return tokens[at].lower
        if self._persons.name_end(tokens, at):
            return self._subject_name(tokens, at, comma, future)
        noun = self._persons.noun(tokens, at, low)
        if noun:
            return noun if self._persons.led(tokens, at) else None
        return None if comma else self._opening(tokens, at, low)

    def _subject_name(self, tokens: Sequence[Token], at: int, comma: bool, future: bool) -> str | None:
        """Return the name that ends at token `at` where it is a person's: in full, of kin, of one who grows older."""
        name = self._ages.name_before(tokens, at)
        lead = at - len(name.split())
        if self._ages.person_noun(tokens[at].lower):
            return tokens[at].lower  # "Osk Actor Dies At 50"
        if comma and lead > 0 and tokens[lead].text == "," and self._persons.name_end(tokens, lead - 1):
            return None  # "Ada Quill, Iron Lady, dead at 87"
        kin = lead >= 0 and (self._persons.person(tokens[lead].lower) or tokens[lead].lower in ("my", "our", "little"))
        return name if len(name.split()) > 1 or kin or (future and at == 0) else None

    def _opening(self, tokens: Sequence[Token], at: int, low: float) -> str | None:
        """Return the head of what opens the sentence: "The man at the burner was", "The girl who died was"."""
        if at > _CLAUSE or tokens[0].lower not in LEADS:
            return None
        for head in range(1, min(4, at)):
            if tokens[head].kind != WORD:
                return None
            noun = self._persons.noun(tokens, head, low)
            if noun and (tokens[head + 1].lower in LINKS or tokens[head + 1].lower in ("has", "had")):
                plain = all(token.text not in (",", ";", ":") for token in tokens[head:at])
                others = any(
                    self._persons.person(token.lower)
                    for token in tokens[head + 1 : at]
                    if token.lower not in ("who", "they")
                )
                return noun if plain and not others else None
        return None

    def at(self, tokens: Sequence[Token], at: int, end: int, low: float) -> str | None:
        """Read "Ness, dead at 93,", "she died at 93", "Ann Lee, at 27 the best", "who at 68 still walks"."""
        before = tokens[at - 1].lower if at else ""
        if low < _NO_HOUR or at < 2 or not (self._persons.closes(tokens, end) or before in ("who", ",")):
            return None
        if before == "who":
            return self._subject(tokens, at - 1, low)
        if before == ",":
            still = end < len(tokens) and tokens[end].lower in (",", "the", "still", "a")
            name = self._ages.name_before(tokens, at - 2) if self._persons.name_end(tokens, at - 2) else ""
            return name if still and len(name.split()) > 1 else None
        if before not in self._life:
            return None
        if before not in ("dead", "died", "dies"):
            return ""
        at -= 1
        first = max(1, at - _CLAUSE)
        while at > first and (tokens[at - 1].text == "," or tokens[at - 1].lower in ("has", "had", "who", "is", "was")):
            at -= 1
        return self._subject(tokens, at - 1, low, True) or ""


def _uncontracted(token: Token) -> tuple[str, str]:
    """Split "she's" into its subject and its verb."""
    for mark in _SHORT:
        if token.lower.endswith(mark):
            return token.lower.removesuffix(mark), mark[1:]
    return token.lower, ""
