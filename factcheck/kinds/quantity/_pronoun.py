"""Ages behind a word that stands for one of several persons: "one man was held; the other, 38, fled"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._person import Persons, lower
from factcheck.kinds.quantity._tokens import NUMBER, WORD, Token
from factcheck.kinds.quantity._words import Vocabulary

_RANKED = frozenset({"other", "first", "second", "third", "fourth", "fifth", "latter", "former"})
_GENERATIONS = frozenset({"elder", "younger", "older", "eldest", "oldest", "youngest"})
_BORN = frozenset({"elder", "younger", "eldest", "youngest"})
_PRONOUNS = frozenset({"one", "another", "both"})
_BE = frozenset({"is", "was", "are", "were", "has", "had", "have", "remains", "remained", "will", "would", "could"})


class Heads:
    """Tells whether "the other", "a third" or "the elder" stands for a person."""

    def __init__(self, vocabulary: Vocabulary, persons: Persons) -> None:
        self._persons = persons
        self._deeds = vocabulary.words("age", "deeds")
        self._verbs = vocabulary.words("age", "verbs")
        self._scores = vocabulary.words("context", "score") | vocabulary.words("age", "contests")

    def bears(self, tokens: Sequence[Token], head: int, last: int) -> bool:
        """Tell whether the number behind token `head` and a comma, before token `last`, is a person's age."""
        word, lead = tokens[head].lower, lower(tokens, head - 1)
        ranked = word in _RANKED or word in _GENERATIONS
        led = lead == "the" or (lead in ("a", "his", "her", "their") and word != "other")
        if not ((ranked and led) or word in _PRONOUNS) or lower(tokens, last) != ",":
            return False
        if any(token.lower in self._scores for token in tokens):
            return False
        behind = tokens[last + 1] if last + 1 < len(tokens) else None
        if behind is None or behind.kind != WORD or tokens[last - 1].kind != NUMBER:
            return False
        if behind.lower in self._deeds:
            return True
        verbal = behind.lower in _BE or behind.lower in self._verbs or behind.lower in ("from", "who")
        verbal = verbal or (behind.text.islower() and behind.lower.endswith("ed"))
        return verbal and (word in _BORN or self._of_persons(tokens, head))

    def _of_persons(self, tokens: Sequence[Token], head: int) -> bool:
        """Tell whether persons and nothing else are what was told of before token `head`."""
        for at in range(head - 1, -1, -1):
            word = tokens[at].lower
            if tokens[at].kind == WORD and self._persons.person(word) and word not in ("i", "who", "people"):
                behind = lower(tokens, at + 1)
                return behind in (",", ";", "and", "from", *_BE) or behind in self._verbs | self._deeds
        return False
