"""A statement's words, folded, with the names among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.entities import ORG, PER, Entity, folded_tokens


@dataclass(frozen=True, slots=True)
class Words:
    """A statement's words with their folded forms, which of them are in a name, and where a clause breaks after one."""

    text: str
    spans: Sequence[tuple[int, int]]
    keys: Sequence[str]
    named: Sequence[str]
    person: Sequence[bool]
    breaks: Sequence[bool]

    @staticmethod
    def of(text: str, entities: Sequence[Entity], base: int) -> Words:
        """Cut a statement whose text starts at `base` of its article."""
        cut = folded_tokens(text)
        spans = [span for span, _ in cut]
        named, person = [""] * len(cut), [False] * len(cut)
        starts = [start for start, _ in spans]
        for entity in entities:
            i, end = bisect_left(starts, entity.span.start - base), entity.span.end - base
            while i < len(spans) and spans[i][1] <= end:
                named[i] = entity.key if entity.label in (PER, ORG) else "-"
                person[i] = entity.label == PER
                i += 1
        following = [s for s, _ in spans[1:]] + [len(text)]
        breaks = [any(c in text[e:s] for c in ';:!?()—–"“”') for (_, e), s in zip(spans, following, strict=True)]
        return Words(text, spans, [key for _, key in cut], named, person, breaks)

    def at(self, start: int) -> int:
        """Return the index of the word that starts at, or first after, a character."""
        return bisect_left(self.spans, (start, 0))

    def close(self, i: int) -> bool:
        """Tell whether only a space stands between word `i` and the next."""
        return i + 1 < len(self.spans) and not self.text[self.spans[i][1] : self.spans[i + 1][0]].strip("- \n")

    def pair(self, i: int) -> str:
        """Return word `i` and the next as one phrase, empty where they are apart."""
        return f"{self.keys[i]} {self.keys[i + 1]}" if self.close(i) else ""

    def name_near(self, verb: int, *, people: bool) -> str:
        """Return the person, or else the organisation, named last before a verb; a person also first after it."""
        for i in range(verb - 1, max(-1, verb - 10), -1):
            if self.breaks[i]:
                break
            if self._is(i, people):
                return self.named[i]
        return self.name_after(verb) if people else ""

    def name_after(self, verb: int) -> str:
        """Return the person named first after a verb, in its clause."""
        for i in range(verb + 1, min(verb + 6, len(self.keys))):
            if self.breaks[i - 1]:
                break
            if self._is(i, people=True):
                return self.named[i]
        return ""

    def name_led(self, verb: int) -> str:
        """Return the person of whom an opening participle is said: 'Born in Leeds in 1932, Ann Lee ...'."""
        for i in range(verb + 1, len(self.keys)):
            if self.breaks[i - 1]:
                break
            title = self.text[self.spans[i - 1][0]].isupper() and not self.named[i - 1]
            comma = self.gap(i - 1) == "," or (title and i > 1 and self.gap(i - 2) == ",")
            if self._is(i, people=True) and comma:
                last = max(j for j in range(i, len(self.keys)) if all(self.person[i : j + 1]))
                return self.named[i] if self.gap(last)[:1] not in ("'", "’") else ""
        return ""

    def gap(self, i: int) -> str:
        """Return what stands between word `i` and the next, spaces apart."""
        following = self.spans[i + 1][0] if i + 1 < len(self.spans) else len(self.text)
        return self.text[self.spans[i][1] : following].strip()

    def _is(self, i: int, people: bool) -> bool:
        return bool(self.named[i]) and self.named[i] != "-" and self.person[i] is people
