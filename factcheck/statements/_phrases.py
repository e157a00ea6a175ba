"""The words that name a speaker, beside a verb of speech: before it, behind it, over adverbs and asides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.statements._people import Names, Token
from factcheck.statements._speech import SIGNS, Speech
from factcheck.statements._subjects import Subjects

_WINDOW = 14
_ASIDE = 40
_LONGEST_DESCRIPTION = 9
_MOST_ASIDES = 3


@dataclass(frozen=True, slots=True)
class Phrases:
    """Finds noun phrases in the words of one sentence; `quoted` tells which words stand in quotation marks."""

    speech: Speech
    names: Names
    words: Sequence[Token]
    quoted: Sequence[bool]

    def before(self, at: int) -> tuple[Token, ...]:
        """Return the subject of the verb `at` that stands before it, empty when the verb has none or is passive."""
        end, aside = self._over_adverbs(at)
        if end < 0:
            return ()
        first = end
        while first > 0 and end - first < _WINDOW and not self._bounds(first - 1):
            first -= 1
        who = self._named(first, end)
        opening = self._opening(first) if aside >= 0 and first and self.words[first - 1].text == "," else ()
        if opening:
            return opening
        wider = self._wider(first, end, who)
        if aside >= 0 and who and (wider or not self._proper(who)):
            closer = next((i for i in range(aside + 1, min(at, aside + 6)) if self.words[i].text in SIGNS), aside + 1)
            inside = self.words[aside + 1 : closer]
            if 2 <= len(inside) <= 4 and all(token.capital for token in inside):
                return tuple(inside)
        return wider or who

    def _wider(self, first: int, end: int, who: Sequence[Token]) -> tuple[Token, ...]:
        """Return the noun phrase whose last part is `who`: "a mechanic at the yard" for "the yard"; empty for none."""
        start = next((i for i in range(end - 1, first - 1, -1) if who and self.words[i] is who[0]), first)
        return self.subjects.whole(first, start, start + len(who), end) if start < end else ()

    def _proper(self, who: Sequence[Token]) -> bool:
        """Tell whether words are one name: "Osk Ministry of Trade", not "the mayor of Osk"."""
        return all(token.capital or token.text in self.speech.joints or token.text == "." for token in who)

    @property
    def subjects(self) -> Subjects:
        """What reads the noun phrases around a preposition."""
        return Subjects(self.speech, self.names, self.words, self.quoted)

    def source(self, start: int) -> tuple[Token, ...]:
        """Return the noun phrase that begins at `start`, with the phrases that tell who an indefinite one is."""
        who = self.right(start)
        return self.subjects.behind(start, start + len(who)) if who else ()

    def behind(self, at: int) -> tuple[Token, ...]:
        """Return the subject behind the verb `at`: "..., said Ana Pell, the minister"."""
        who = self.source(at + 1)
        dated = all(token.folded in self.speech.dates for token in who)
        clause = len(who) > 1 and who[0].text in self.speech.pronouns | {"him", "them", "us", "me"}
        if dated or clause or who[0].text.casefold() in self.speech.openers:
            return ()
        end = at + 1 + len(who)
        after = self.words[end].text if end < len(self.words) else "."
        noun = self.subjects.person(at + 1, end) or who[-1].folded in {"he", "she", "they"}
        named = all(token.capital or token.folded in self.speech.joints or token.text == "." for token in who[1:])
        begins = who[0].capital or (who[0].text in self.speech.determiners and who[-1].capital)
        whole = len(who) > 2 and who[-1].capital and who[-2].capital and after in SIGNS
        if not noun and not whole and not (named and begins):
            return ()
        if after in SIGNS or self.quoted[min(end, len(self.words) - 1)]:
            return who
        # "Pell, the minister, said Orr in Osk was ill": a subject on the left is the better reading
        return who if after in self.speech.ending and not self.before(at) else ()

    def right(self, start: int) -> tuple[Token, ...]:
        """Return the noun phrase that begins at `start`."""
        end = start
        while end < len(self.words) and end - start < _WINDOW and not self.quoted[end]:
            if not self._shortened(end, start) and self._ends(end, start):
                break
            end += 1
        return tuple(self.words[start:end])

    def opening_subject(self, end: int) -> tuple[Token, ...]:
        """Return the name or pronoun that opens the sentence, before `end`: the subject of "..., saying"."""
        first = 0
        while first < end and self.words[first].text.casefold() in self.speech.leading | self.speech.adverbs:
            first += 1
        if first < end and self.words[first].text.casefold() in ("he", "she", "they"):
            return (self.words[first],)
        last = first
        while last < end and not self.quoted[last] and (self.words[last].capital or self._shortened(last)):
            last += 1
        return tuple(self.words[first:last])

    def _ends(self, at: int, start: int) -> bool:
        token = self.words[at]
        word = token.text.casefold()
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        linked = word == "of" or (
            word in ("for", "and") and follows is not None and (follows.capital or follows.text == "the")
        )
        if token.text in SIGNS or word in self.speech.auxiliary or (word in self.speech.ending and not linked):
            return True
        return at > start and (word in self.speech.says or word == "from")

    def _shortened(self, at: int, start: int = 0) -> bool:
        """Tell whether a full stop belongs to the word before it: "Capt." and "Jr."."""
        if self.words[at].text != "." or at <= start:
            return False
        before = self.words[at - 1].folded
        return before in self.names.offices or before in self.speech.shortened

    def _over_adverbs(self, at: int) -> tuple[int, int]:
        """Step back from the verb over adverbs, dates and asides to where its subject ends, -1 for a passive.

        Returns also where the first aside behind the subject begins, -1 when there is none.
        """
        end, aside, asides = at, -1, 0
        while end > 0 and not self.quoted[end - 1]:
            word = self.words[end - 1].text.casefold()
            if word in self.speech.passive or word.endswith(("n't", "n’t")):
                return -1, aside
            adverb = word in self.speech.adverbs or (word.endswith("ly") and len(word) > 4 and word != "family")
            if adverb or word.isdigit() or (word == "on" and end < at):
                end -= 1
            elif word in (",", ")", "–", "—") and asides < _MOST_ASIDES:
                begins, asides = self._aside(end - 1), asides + 1
                if begins < 0:
                    return (end if asides > 1 and word == "," else -1), aside
                end = aside = begins
            else:
                break
        return end, aside

    def _opening(self, end: int) -> tuple[Token, ...]:
        """Return the person whose name opens the sentence and is followed by a comma, before `end`."""
        comma = next((i for i in range(min(end, _WINDOW)) if self.words[i].text == "," or self.quoted[i]), 0)
        run = [token for token in self.words[:comma] if token.text != "."]
        foreign = self.names.institutions | self.names.common
        name = 1 < len(run) <= 4 and all(token.capital and token.folded not in foreign for token in run)
        return tuple(run) if name or (len(run) > 1 and self.names.person(run)[0]) else ()

    def _aside(self, closer: int) -> int:
        """Return where the aside that ends at `closer` begins: "Pell, the minister of trade, said"; -1 for nowhere."""
        sign = {")": "("}.get(self.words[closer].text, self.words[closer].text)
        nearest = range(closer - 1, max(-1, closer - _ASIDE), -1)
        return next((i for i in nearest if self.words[i].text == sign), -1)

    def _bounds(self, at: int) -> bool:
        """Tell whether the word `at` cannot belong to the words for a speaker that follow it."""
        word = self.words[at].text
        if self.quoted[at] or (word in SIGNS and not self._shortened(at)):
            return True
        return word.casefold() in self.speech.clauses or (word == "and" and not self._pairs(at))

    def _pairs(self, at: int) -> bool:
        if at == 0 or at + 1 >= len(self.words):
            return False
        before, after = self.words[at - 1], self.words[at + 1]
        nouns = before.folded in self.speech.sources and after.folded in self.speech.sources
        return nouns or (before.capital and after.capital)

    def _named(self, first: int, end: int) -> tuple[Token, ...]:
        """Cut from `first..end`, which ends where the words for the speaker end, the part that names one."""
        words = self.words[first:end]
        run = len(words)
        while run and (words[run - 1].capital or (words[run - 1].text == "." and run > 1)):
            run -= 1
        if run == len(words):
            return self._plain(words)
        if all(token.folded in self.speech.dates for token in words[run:]):
            return self._plain(words[:run])
        joint = run - 2 if run > 1 and words[run - 1].text in ("the", "The") else run - 1
        if joint > 0 and words[joint].text in self.speech.prepositions | {"and"}:
            found = self._joined(words, joint)
            if found:
                return found
        nouns = self.speech.sources | self.names.offices | {"and"}
        start = run
        while start and words[start - 1].folded in nouns and not words[start - 1].capital:
            start -= 1
        return tuple(words[start:])

    def _plain(self, words: Sequence[Token]) -> tuple[Token, ...]:
        """Read words that end without a capital: a pronoun, a description, "a poll released last week"."""
        if not words or words[-1].text in self.speech.pronouns:
            return tuple(words[-1:])
        last = len(words) - 1
        if words[-1].text.endswith("ed") or words[-1].text in self.speech.dates | self.speech.prepositions:
            nouns = self.speech.sources
            last = next((i for i in range(last, max(-1, last - 7), -1) if words[i].text in nouns), -1)
        return self._described(words, last) if last >= 0 else ()

    def _joined(self, words: Sequence[Token], joint: int) -> tuple[Token, ...]:
        """Read "Ana Pell of the ministry" as the person, "a spokesman for the ministry" as the whole."""
        name = joint
        while name and (words[name - 1].capital or words[name - 1].text == "."):
            name -= 1
        if words[joint].text != "and" and joint - name > 1 and self.names.person(words[name:joint])[0]:
            return tuple(words[name:joint])
        nouns = self.speech.sources | self.names.offices
        head = next((i for i in range(joint - 1, max(-1, joint - 7), -1) if words[i].folded in nouns), -1)
        if head < 0 and words[joint].text in ("of", "for", "and") and words[joint - 1].capital:
            head = joint - 1
        return self._described(words, len(words) - 1, head) if head >= 0 else ()

    def _described(self, words: Sequence[Token], last: int, head: int = -1) -> tuple[Token, ...]:
        """Return the description that ends at `last`, from its determiner or the first word that can belong to it."""
        speech = self.speech
        first = last if head < 0 else head
        noun = words[first].text.casefold()
        if head < 0 and (
            noun in speech.prepositions | speech.determiners | speech.auxiliary or self._relative(words, last)
        ):
            return ()
        while first and last - first < _LONGEST_DESCRIPTION:
            word = words[first - 1].text
            if word.casefold() in speech.determiners:
                first -= 1
                break
            if word in speech.prepositions or word.casefold() in speech.auxiliary or word in SIGNS:
                break
            first -= 1
        return tuple(words[first : last + 1])

    def _relative(self, words: Sequence[Token], last: int) -> bool:
        """Tell whether a clause without "who" begins at the last word: "one of the men investigators say"."""
        before = words[last - 1].text if last else ""
        return before in ("men", "women", "people") or (before in self.speech.sources and before.endswith("s"))
