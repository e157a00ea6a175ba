"""One statement read from left to right for names, by capitals, the lexicon and the words beside them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from factcheck.entities._fold import fold
from factcheck.entities._nouns import LOC, MISC, ORG, PER
from factcheck.entities._tokens import Case, Token, line_case
from factcheck.entities._vocabulary import TITLE, Vocabulary

STRONG, FAIR, FAINT, DOUBT = 3, 2, 1, 0
"""How far a label may be trusted: listed or marked; by its shape; a guess; only if the article says so elsewhere."""

Piece: TypeAlias = tuple[int, int, str, str, int]
"""Start and end in the statement, label, words, strength."""

_OF = frozenset({"of", "for"})
_LONGEST = 10
"""Words in a row beyond which capitals are a heading or noise."""


@dataclass(slots=True)
class Scan:
    """The words of one statement with what the batch says about them; `pieces` finds the names."""

    vocabulary: Vocabulary
    lower: Mapping[str, int]
    text: str
    found: list[Token]
    keys: list[str]
    case: Case
    titled: bool = False

    @staticmethod
    def of(vocabulary: Vocabulary, lower: Mapping[str, int], text: str, found: list[Token]) -> Scan:
        """Prepare one statement."""
        return Scan(vocabulary, lower, text, found, [fold(t.text) for t in found], line_case(found))

    def pieces(self) -> Iterator[Piece]:
        """Yield the names from left to right."""
        i, size = 0, len(self.found)
        while i < size:
            if not self.found[i].capital:
                known = self._phrase(i, size) if any(c.isupper() for c in self.found[i].text) else None
                if known and known[1] != TITLE:
                    yield self._piece(i, i + known[0], known[1], STRONG)
                    i += known[0]
                    continue
                self.titled = self.keys[i] in self.vocabulary.titles
                i += 1
                continue
            end = i + 1
            while end < size and self.found[end].joined and self.found[end].capital:
                end += 1
            if not self.found[i].joined:
                self.titled = False
            i = yield from self._run(i, end)

    def _run(self, i: int, end: int) -> Generator[Piece, None, int]:
        """Cut one run of capitalised words into names and return where to go on."""
        v = self.vocabulary
        while i < end:
            key = self.keys[i]
            known = self._phrase(i, end)
            body = self._organisation(i, end, known[0] if known else 0)
            if body > i:
                yield self._piece(i, body, ORG, STRONG if self.case is Case.PLAIN else FAIR)
                i, self.titled = body, False
            elif known and not self._person_after_all(i, end, known):
                size, label = known
                self.titled = label in (TITLE, MISC) or self.titled
                if label != TITLE:
                    yield from self._known(i, size, label)
                i += size
            elif key in v.address or key in v.titles:
                self.titled = True
                i += 1
            elif self._drops(i, end):
                i += 1
            else:
                stop = self._stop(i + 1, end)
                if stop == end:
                    stop = self._particles(end)
                yield from self._unknown(i, stop)
                i, self.titled = stop, False
        return max(i, end)

    def _phrase(self, i: int, end: int) -> tuple[int, str] | None:
        """Return the size and label of the longest listed phrase that starts at word `i`."""
        v = self.vocabulary
        longest = v.starts.get(self.keys[i], 0)
        for size in range(min(longest, len(self.found) - i), 0, -1):
            if not self.found[i + size - 1].capital and size > 1:
                continue
            if any(not token.joined for token in self.found[i + 1 : i + size]):
                continue
            phrase = self.keys[i] if size == 1 else " ".join(self.keys[i : i + size])
            label = v.phrases.get(phrase)
            if label is None:
                continue
            capitals = self.found[i].text.replace(".", "").isupper()
            if phrase in v.capitals_only and (not capitals or self.case is Case.SHOUTED):
                continue
            return size, label
        return None

    def _organisation(self, i: int, end: int, listed: int) -> int:
        """Return the end of an organisation that starts at word `i` by its head word, or `i`."""
        v = self.vocabulary
        head = i
        for j in range(i, min(end, i + _LONGEST)):
            if self.keys[j] in v.titles and self.keys[j] not in v.org_last:
                break
            if self.keys[j] in v.org_last:
                head = j + 1
        if head == i:
            return i
        first, last = self.keys[i], self.keys[head - 1]
        tail = self._of(head) if head == end and last in v.org_first else head
        if tail == head and (head - i == 1 or (head - i == 2 and self._starts(i) and first in v.common)):
            return i
        if head - i > 1 and self._drops(i, end) and self._starts(i):
            return i
        if listed and i + listed >= tail:
            return i
        if first in v.given and any(self._phrase(j, end) for j in range(i + 1, head - 1)):
            # 'Ann Lee State Department' as a caption has it: a person, then where she works.
            return i
        return tail

    def _of(self, head: int, links: int = 3) -> int:
        """Return where 'of ...' after an organisation's head ends; `links` is how many may follow one another."""
        j, size = head, len(self.found)
        if links and j < size and self.found[j].joined and self.keys[j] in _OF:
            k = j + 1
            if k < size and self.keys[k] == "the" and self.found[k].joined:
                k += 1
            start = k
            while (
                k < size
                and self.found[k].joined
                and self.found[k].capital
                and self.keys[k] not in self.vocabulary.titles
                and k - start < 4
            ):
                k += 1
                joins = k + 1 < size and self.keys[k] == "and" and self.found[k + 1].capital and self.found[k].joined
                if joins and k - start == 1 and self.keys[start] not in self.vocabulary.phrases:
                    k += 1
            if k > start:
                return self._of(k, links - 1) if k - start <= 2 else k
        return head

    def _known(self, i: int, size: int, label: str) -> Iterator[Piece]:
        key = self.keys[i]
        lower = self.lower.get(self.found[i].text.lower(), 0)
        doubtful = size == 1 and (self._starts(i) or self.case is not Case.PLAIN)
        shouted = self.found[i].text.isupper() and self.case is not Case.SHOUTED
        if doubtful and (key in self.vocabulary.common or lower) and not shouted:
            yield self._piece(i, i + size, label, DOUBT)
        else:
            yield self._piece(i, i + size, label, STRONG)

    def _person_after_all(self, i: int, end: int, known: tuple[int, str]) -> bool:
        """Tell whether a listed single word begins a person's name: Jordan, Chad, Paris, Austin."""
        size, label = known
        if size > 1 or label not in (LOC, ORG) or i + 1 >= end or self.keys[i] not in self.vocabulary.given:
            return False
        key = self.keys[i + 1]
        v = self.vocabulary
        return key not in v.phrases and key not in v.titles and key not in v.title_words and key not in v.loc_last

    def _drops(self, i: int, end: int) -> bool:
        """Tell whether a capitalised word is no part of a name: it opens the sentence, or belongs to a title."""
        v, key = self.vocabulary, self.keys[i]
        if key in v.title_words and i + 1 < end and any(self.keys[j] in v.titles for j in range(i + 1, end)):
            self.titled = True
            return True
        if key in v.calendar and not (key in v.given and i + 1 < end):
            return True
        if key in v.common:
            return self._starts(i) or self.case is not Case.PLAIN or i + 1 >= end
        if not (self._starts(i) or self.case is not Case.PLAIN) or key in v.given or self.found[i].text.isupper():
            return False
        return self.lower.get(self.found[i].text.lower(), 0) > 0

    def _stop(self, i: int, end: int) -> int:
        v = self.vocabulary
        while i < end:
            key = self.keys[i]
            if key in v.titles and key not in v.given:
                return i
            if v.phrases.get(key) == MISC or (key in v.common and self.case is not Case.PLAIN):
                return i
            if key in v.title_words and any(self.keys[j] in v.titles for j in range(i + 1, end)):
                return i
            known = self._phrase(i, end)
            if known and known[0] > 1 and known[1] in (ORG, TITLE):
                return i
            i += 1
        return end

    def _particles(self, end: int) -> int:
        """Return the end of a person's name that goes on after 'van', 'bin' or 'de la'."""
        v, size, j = self.vocabulary, len(self.found), end
        while j < size and self.found[j].joined and self.keys[j] in v.particles and j - end < 3:
            j += 1
        if j == end or j >= size or not (self.found[j].capital and self.found[j].joined):
            return end
        return j + 1

    def _starts(self, i: int) -> bool:
        """Tell whether word `i` opens a sentence, a quotation or a line."""
        if i == 0:
            return True
        gap = self.text[self.found[i - 1].end : self.found[i].start]
        return any(c in gap for c in '!?:“"\n•*') or (gap.startswith(".") and not self.found[i].joined)

    def _unknown(self, i: int, end: int) -> Iterator[Piece]:
        split = self._hyphens(i) if end - i == 1 else []
        if split:
            yield from split
            return
        label, strength = self._judge(i, end)
        if label and end - i <= _LONGEST:
            if self.case is not Case.PLAIN and strength < STRONG:
                strength = min(strength, DOUBT if self.case is Case.SHOUTED or end - i == 1 else FAINT)
            yield self._piece(i, end, label, strength)

    def _hyphens(self, i: int) -> list[Piece]:
        token, v = self.found[i], self.vocabulary
        parts = token.text.split("-")
        labels = [v.phrases.get(fold(part)) if part else None for part in parts]
        if len(parts) < 2 or any(label in (None, TITLE) for label in labels):
            return []
        out, at = [], token.start
        for part, label in zip(parts, labels, strict=True):
            out.append((at, at + len(part), label or MISC, part, STRONG))
            at += len(part) + 1
        return out

    def _judge(self, i: int, end: int) -> tuple[str, int]:
        v, size = self.vocabulary, end - i
        first, last = self.keys[i], self.keys[end - 1]
        before = self.keys[i - 1] if i and self.found[i].joined else ""
        after = self.keys[end] if end < len(self.found) and self.found[end].joined else ""
        if size == 1 and self.found[i].text.replace(".", "").isupper() and len(first) > 1:
            label = v.letters.get(first, ORG if len(first) <= 6 else "")
            return (label, FAIR if self.case is Case.PLAIN else DOUBT)
        if last in v.things and (size > 1 or not self.titled):
            return MISC, FAIR if size > 1 else DOUBT
        if self.titled:
            return PER, STRONG if size > 1 else FAIR
        if size > 1 and (last in v.loc_last or first in v.loc_first):
            # Ellen Park is a person, unless something was in Ellen Park.
            return (PER, FAIR) if first in v.given and before not in v.before_place | {"the"} else (LOC, FAIR)
        if size > 1 and first in v.given:
            return PER, STRONG
        if self._before_place(end):
            return LOC, STRONG
        if before in v.before_place and size <= 2:
            return LOC, FAIR
        if after in v.saying:
            return PER, DOUBT if size == 1 and self._starts(i) else FAIR
        common = all(self.lower.get(token.text.lower(), 0) for token in self.found[i:end])
        if size == 1:
            return (PER, DOUBT if self._starts(i) or common else FAINT)
        if common:
            return MISC, FAINT
        if before == "the" or size > 3:
            return ORG, FAINT
        return PER, FAINT

    def _before_place(self, end: int) -> bool:
        """Tell whether ', Switzerland' or ', Ala.' follows."""
        if end >= len(self.found) or not self.found[end].capital:
            return False
        if self.text[self.found[end - 1].end : self.found[end].start] != ", ":
            return False
        known = self._phrase(end, len(self.found))
        return bool(known and known[1] == LOC) or self.keys[end] in (
            "ala",
            "calif",
            "fla",
            "texas",
            "mass",
            "pa",
            "ill",
        )

    def _piece(self, i: int, end: int, label: str, strength: int) -> Piece:
        start, stop = self.found[i].start, self.found[end - 1].end
        words = self.text[start:stop]
        if words.endswith(".") and "." not in words[:-1]:
            words = words[:-1]
        return start, start + len(words), label, words, strength
