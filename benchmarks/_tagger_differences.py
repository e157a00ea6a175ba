"""Where found names differ from the true ones: every difference in one class, by rules that read no meaning."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "tagger"))

from _sentences import Sentence

from factcheck.entities import RuleTagger, default_names

Span = tuple[int, int, str]
TYPES = ("PER", "ORG", "LOC")
CLASSES = {
    "type": "same span, other type",
    "title": "a title or office that the true span holds is cut, or names in it stand alone",
    "place": "a trailing in/at/of phrase that the true span holds is cut, or names in it stand alone",
    "common": "the true span is a bare title, office, people or party: no word of it is a name",
    "bracket": "inside round or square brackets",
    "bounds": "other boundaries: the spans overlap",
    "missed": "missed, nothing found there",
    "spurious": "found, nothing true there",
}
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PHRASE = re.compile(r"\s(?:in|at|of|on|for)\s")


class Common:
    """Tells words that name nobody: titles, offices, forms of address, nations, peoples, parties' members."""

    def __init__(self) -> None:
        vocabulary, gazetteer = RuleTagger.of().vocabulary, default_names().gazetteer
        self._titles = vocabulary.titles | vocabulary.title_words | vocabulary.address | vocabulary.ranked
        self._peoples = frozenset({*gazetteer.demonyms, *gazetteer.peoples})

    def title(self, word: str) -> bool:
        """Tell whether a word is a title, an office, a rank or a form of address."""
        word = word.lower().rstrip(".")
        return word in self._titles or word.removesuffix("s") in self._titles

    def people(self, word: str) -> bool:
        """Tell whether a word names a nation's, a people's or a party's members."""
        word = word.lower()
        return word in self._peoples or word.removesuffix("s") in self._peoples

    def bare(self, text: str) -> bool:
        """Tell whether no word of a span is a name."""
        words = _WORD.findall(text)
        return bool(words) and all(self.title(w) or self.people(w) or w in ("of", "the", "and") for w in words)


def sorted_out(sentence: Sentence, found: Sequence[Span], common: Common) -> Iterator[tuple[str, str]]:
    """Yield the class of every true span that is not found ("true") and of every found one that is not true ("found").

    The first class that fits counts, in the order of CLASSES.
    """
    true = {s for s in sentence.spans if s[2] in TYPES}
    given = {s[:3] for s in found if s[2] in TYPES}
    lost, extra = true - given, given - true
    for span in sorted(lost):
        yield "true", _class(sentence.text, span, extra, common, true_span=True)
    for span in sorted(extra):
        yield "found", _class(sentence.text, span, lost, common, true_span=False)


def _class(text: str, span: Span, others: set[Span], common: Common, *, true_span: bool) -> str:
    near = [o for o in others if o[0] < span[1] and span[0] < o[1]]
    if any(o[:2] == span[:2] for o in near):
        return "type"
    for other in near:
        long, short = (span, other) if true_span else (other, span)
        cut = _cut(text, long, short, common)
        if cut:
            return cut
    if true_span and common.bare(text[span[0] : span[1]]):
        return "common"
    if _bracketed(text, span):
        return "bracket"
    if near:
        return "bounds"
    return "missed" if true_span else "spurious"


def _cut(text: str, long: Span, short: Span, common: Common) -> str:
    """Return how a found span within a true one came about, "" where neither a title nor a phrase tells."""
    if not (long[0] <= short[0] and short[1] <= long[1]):
        return ""
    whole = text[long[0] : long[1]]
    words = list(_WORD.finditer(whole))
    titled = next((m for m in words[:-1] if common.title(m.group())), None)
    if titled and long[2] == "PER":
        return "title"
    return "place" if long[2] in ("LOC", "ORG") and _PHRASE.search(whole) else ""


def _bracketed(text: str, span: Span) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    return any(
        (before.count(a) > before.count(b) and b in after) or b in text[span[0] : span[1]] for a, b in ("()", "[]")
    )


def head(text: str, span: Span) -> Span:
    """Return the head of a span: its last word; of an organisation or place the last before " in|at|of|on|for "."""
    whole = text[span[0] : span[1]]
    phrase = _PHRASE.search(whole) if span[2] != "PER" else None
    words = list(_WORD.finditer(whole[: phrase.start()] if phrase and phrase.start() else whole))
    if not words:
        return span
    return span[0] + words[-1].start(), span[0] + words[-1].end(), span[2]


def by_heads(gold: Sequence[Sentence], found: Sequence[Sequence[Span]], leave_out: Common | None) -> Counter[str]:
    """Count right, found and true heads; `leave_out` drops true spans without a name and what is found just there."""
    total: Counter[str] = Counter()
    for sentence, spans in zip(gold, found, strict=True):
        true = [s for s in sentence.spans if s[2] in TYPES]
        given = [s[:3] for s in spans if s[2] in TYPES]
        if leave_out is not None:
            bare = {s[:2] for s in true if leave_out.bare(sentence.text[s[0] : s[1]])}
            true, given = ([s for s in some if s[:2] not in bare] for some in (true, given))
        one, other = ({head(sentence.text, s) for s in some} for some in (true, given))
        total.update(right=len(one & other), found=len(other), true=len(one))
    return total


def table(gold: Sequence[Sentence], found: Sequence[Sequence[Span]], common: Common) -> list[str]:
    """Return the lines of the table of one set, with the secondary figures under it."""
    told = Counter(entry for s, spans in zip(gold, found, strict=True) for entry in sorted_out(s, spans, common))
    lines = ["| class, the first that fits | true spans not found | found spans not true |", "|---|---:|---:|"]
    lines += [f"| {what} | {told['true', key]} | {told['found', key]} |" for key, what in CLASSES.items()]
    true, spurious = (sum(n for (side, _), n in told.items() if side == which) for which in ("true", "found"))
    lines += [f"| all | {true} | {spurious} |", ""]
    heads, named = by_heads(gold, found, None), by_heads(gold, found, common)
    lines += [
        f"Secondary, **not the strict figure**: F1 by heads {_f1(heads):.1f}; and without the true spans that hold no "
        f"name ({heads['true'] - named['true']} of {heads['true']}) {_f1(named):.1f}.",
        "",
    ]
    return lines


def _f1(total: Counter[str]) -> float:
    return 200 * total["right"] / max(1, total["found"] + total["true"])
