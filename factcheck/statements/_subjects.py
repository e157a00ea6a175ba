"""Speakers with a phrase or a clause behind their noun: "a nurse on the ward", "a woman who lives near the bridge"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.statements._people import Names, Token
from factcheck.statements._speech import SIGNS, Speech

_LONGEST = 12
_LONGEST_CLAUSE = 24
_SHORT_SUBJECT = 2


@dataclass(frozen=True, slots=True)
class Subjects:
    """Widens the words next to a verb of speech to the noun phrase that they belong to.

    Places count in `words`; `quoted` tells which words stand in quotation marks.
    """

    speech: Speech
    names: Names
    words: Sequence[Token]
    quoted: Sequence[bool]

    def whole(self, first: int, start: int, end: int, verb: int) -> tuple[Token, ...]:
        """Return the subject of which `start..end` is the last noun phrase, in the clause of `first`, before `verb`.

        Empty when `start..end` is the subject itself.
        """
        first = self._clause(first)
        relative = first > 0 and self.words[first - 1].text in ("who", "whose", "which")
        if relative and self._gap(first, start, verb):
            return self._antecedent(first - 1, verb)
        if start > first and self._links(start - 1):
            head = self._head(first, start - 1, named=self.words[end - 1].capital)
            every = head >= 0 and self.words[head].folded in ("all", "both") and self.words[head + 1].text == "of"
            return self._cut(head, end) if head >= 0 and not every else ()
        return ()

    def behind(self, start: int, end: int) -> tuple[Token, ...]:
        """Return `start..end`, a noun phrase behind the verb, with the phrases that tell who an indefinite one is."""
        head = self._before_phrase(start, end)
        if self._definite(start) or not any(self.speaker(word) for word in self.words[start:head]):
            return tuple(self.words[start:end])
        at = end
        while at + 1 < len(self.words) and at - start < _LONGEST and self._tells(at):
            at += 2
            while at < len(self.words) and not self._ends(at):
                at += 1
        return self._cut(start, at)

    def _tells(self, link: int) -> bool:
        """Tell whether a phrase begins at `link`, not a clause: "to the mayor" but not "to see", "at building"."""
        after = self.words[link + 1]
        noun = after.text not in SIGNS and not after.text.endswith("ing") and not self.quoted[link + 1]
        named = after.capital or self._opens(link + 1)
        return self._links(link) and not self.quoted[link] and noun and (named or self.words[link].text != "to")

    def _ends(self, at: int) -> bool:
        word, before, speech = self.words[at], self.words[at - 1], self.speech
        if word.text == ".":
            return before.folded not in self.names.offices | speech.shortened
        grammar = speech.ending | speech.auxiliary | speech.linking | speech.says
        return self.quoted[at] or word.text in SIGNS or word.text.casefold() in grammar - {"of"}

    def person(self, start: int, end: int) -> bool:
        """Tell whether the noun of the phrase `start..end` is one for people or bodies that can speak."""
        return self.speaker(self.words[self._before_phrase(start, end) - 1]) or self.speaker(self.words[end - 1])

    def speaker(self, token: Token) -> bool:
        """Tell whether a word in small letters is one for people or bodies that can speak."""
        speech = self.speech
        return token.folded in speech.sources | speech.persons | self.names.offices and not token.possessive

    def _clause(self, first: int) -> int:
        """Return where the clause begins that `first` stands in."""
        start = first
        while start and first - start < _LONGEST_CLAUSE and not self._bounds(start - 1):
            start -= 1
        before = (self.speech.leading - self.speech.determiners) | self.speech.dates
        while start < first and self.words[start].folded in before:
            start += 1
        return start

    def _bounds(self, at: int) -> bool:
        word = self.words[at].text
        joins = word == "and" and not (at and self.words[at - 1].capital and self._names(at + 1))
        return self.quoted[at] or word in SIGNS or word.casefold() in self.speech.clauses or joins

    def _names(self, at: int) -> bool:
        """Tell whether a name may stand here: "Harvard and the University of Osk"."""
        return at < len(self.words) and (self.words[at].capital or self.words[at].text == "the")

    def _links(self, at: int) -> bool:
        fresh = at == 0 or self.words[at - 1].text in SIGNS
        return (self.words[at].text.casefold() if fresh else self.words[at].text) in self.speech.linking

    def _opens(self, at: int) -> bool:
        """Tell whether a noun phrase may begin here: "the", "two", "several"."""
        word, opening = self.words[at].text.casefold(), self.speech.determiners | self.speech.quantifiers
        if word.isdigit() and at:
            before = self.words[at - 1]
            return not (before.capital or before.text.isdigit() or before.text in opening)
        return word in opening or word.isdigit()

    def _head(self, first: int, link: int, *, named: bool) -> int:
        """Return where the noun phrase begins to which the preposition at `link` belongs, -1 for none.

        `named` tells that what follows ends in a capital, so that it may end in the speaker's name.
        """
        if self._subject(first, link, named=named):
            return first
        run = self.words[first:link]
        if len(run) > 1 and all(word.capital for word in run) and (not named or self.names.person(run)[0]):
            return first
        bare = -1
        while link > first:
            at = link - 1
            while at > first and not self._opens(at) and not self._links(at - 1):
                at -= 1
            if not self._opens(at) and self._several(link - 1) and not self.words[link - 1].capital:
                bare = link - 1
            while at > first and self._opens(at) and self._opens(at - 1):
                at -= 1
            if at == first and not self._finite(first, link):
                return first if self._opens(first) or self._several(link - 1) else bare
            if at > first and not self._links(at - 1):
                return at if self._opens(at) and self._noun(link - 1) else bare
            if at <= first + 1:
                break
            link = at - 1
        return bare

    def _subject(self, first: int, link: int, *, named: bool) -> bool:
        """Tell whether the clause begins with its subject, not with a phrase of time or place before it."""
        if first and self.words[first - 1].text.casefold() in self.speech.embedding:
            return False
        opener = next((i for i in range(first, link) if self._links(i)), link)
        if opener == first or self._finite(first, link):
            return False
        if self._opens(first):
            return self._lower(first, opener)
        if opener - first == 1 and self.words[first].folded in self.speech.nobody:
            return True
        noun = self._several(opener - 1) or (not named and self.speaker(self.words[opener - 1]))
        return opener - first <= _SHORT_SUBJECT and noun and self._lower(first, opener)

    def _several(self, at: int) -> bool:
        """Tell whether a noun for speakers needs no article: one for a body or for several people."""
        folded = self.words[at].folded
        single = folded in self.speech.persons | self.names.offices and not folded.endswith(("s", "men", "people"))
        return self.speaker(self.words[at]) and not single

    def _finite(self, first: int, end: int) -> bool:
        """Tell whether a verb stands in `first..end`: no noun phrase then."""
        return any(word.text in self.speech.auxiliary for word in self.words[first:end])

    def _lower(self, first: int, end: int) -> bool:
        """Tell whether all words of `first..end` but the first of a sentence are in small letters."""
        return first < end and not any(self.words[i].capital for i in range(max(1, first), end))

    def _noun(self, at: int) -> bool:
        """Tell whether the word may be the noun that a phrase belongs to, by its form."""
        word = self.words[at]
        folded, speech = word.folded, self.speech
        grammar = speech.pronouns | speech.auxiliary | speech.adverbs | speech.determiners | speech.dates
        return word.text[0].isalpha() and folded not in grammar and not folded.endswith(("ly", "ed"))

    def _gap(self, first: int, start: int, end: int) -> bool:
        """Tell whether the relative clause that begins at `first` lacks its subject: "who lives there"."""
        word = self.words[first].text
        if self.words[first - 1].text == "whose":
            return start > first + 1 or self.words[end - 1].text.endswith("ed")
        if self._opens(first) or self.words[first].capital or word in self.speech.pronouns:
            return False
        if word in self.speech.auxiliary or word.endswith("ed"):
            return True
        return start > first and not self.speaker(self.words[first]) and not self.speaker(self.words[end - 1])

    def _antecedent(self, relative: int, end: int) -> tuple[Token, ...]:
        """Return the noun phrase before the relative pronoun, with the clause where the whole is short."""
        first = self._clause(relative)
        stop = relative - 1 if self.words[relative - 1].text == "," else relative
        if stop - first < 1 or not (self._opens(first) or self.speaker(self.words[stop - 1])):
            return ()
        opener = self._before_phrase(first, stop)
        if not self._lower(first, opener) or not self._noun(opener - 1):
            return ()
        return tuple(self.words[first : end if end - first <= _LONGEST else stop])

    def _before_phrase(self, start: int, end: int) -> int:
        return next((i for i in range(start + 1, end) if self._links(i)), end)

    def _definite(self, start: int) -> bool:
        return self.words[start].text.casefold() in self.speech.determiners - self.speech.quantifiers - {"a", "an"}

    def _cut(self, start: int, end: int) -> tuple[Token, ...]:
        """Leave out what belongs to the verb ("in a statement"), and phrases that would make it too long."""
        stop = end
        for at in range(start + 1, end):
            if self._links(at) and (at - start > _LONGEST or self._occasion(at, end)):
                stop = at
                break
        if stop - start > _LONGEST:
            stop = max((i for i in range(start + 1, start + _LONGEST) if self._links(i)), default=start + _LONGEST)
        return tuple(self.words[start:stop])

    def _occasion(self, link: int, end: int) -> bool:
        """Tell whether the phrase that begins at `link` says when or how the words were said: "in a statement"."""
        if self.words[link].text in ("of", "for"):
            return False
        last = self._before_phrase(link, end) - 1
        return self.words[last].folded in self.speech.documents | self.speech.dates | self.speech.occasions
