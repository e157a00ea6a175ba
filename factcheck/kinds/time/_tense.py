"""Tense: whether the verb nearest to a date points to the past or to the future."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.time._words import BREAK, Token, Words

PAST, UNKNOWN, FUTURE = -1, 0, 1
KNOWN = -2  # past, and already known to the reader: "the Nov. 22 fire"
_ENDS = frozenset((".", "!", "?", BREAK, ";"))
_REACH, _BEHIND = 40, 8
_AHEAD = (
    ("as", "early", "as"),
    ("as", "soon", "as"),
    ("effective",),
    ("effective", "on"),
    ("later", "than"),
    ("is", "on"),
    ("are", "on"),
    ("is",),
    ("are",),
)
_SCHEDULED = frozenset(
    (verb, rest)
    for verbs, rest in (
        (("takes", "take"), "place"),
        (("takes", "take"), "effect"),
        (("comes", "come"), "into"),
        (("goes", "go"), "on"),
        (("goes", "go"), "ahead"),
        (("sets",), "off"),
        (("kicks",), "off"),
        (("gets",), "underway"),
    )
    for verb in verbs
)
_NONE = ("no", "not", "nothing", "little")
_LASTING = (["stay"], ["remain"], ["keep"])
_SO_NOW = frozenset(("is", "are", "remain", "remains", "stay", "stays", "keep", "keeps", "continue", "continues"))
_SO_THEN = frozenset(("was", "were", "had", "did", "remained", "stayed", "kept", "continued"))
_PLAN_FOLLOWS = frozenset(
    ("to", "for", "from", "be", "on", "at", "in", "before", "after", "by", "next", "a", "an", "until")
)


def sentence(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return the token range of the sentence around tokens `first` to `last`, by its marks alone."""
    start, end, size = first, last, len(tokens)
    low, high = max(0, first - 60), min(size, last + 60)
    while start > low and not _closes(tokens, start - 1):
        start -= 1
    while end < high and not _closes(tokens, end):
        end += 1
    return start, end


def _closes(tokens: Sequence[Token], i: int) -> bool:
    word = tokens[i].word
    if word not in _ENDS:
        return False
    if word != "." or i + 1 >= len(tokens):
        return True
    abbreviation = i > 0 and len(tokens[i - 1].text) <= 4 and tokens[i - 1].text[:1].isupper()
    return (tokens[i + 1].text[:1].isupper() and not abbreviation) or not tokens[i + 1].text[:1].isalnum()


def tense(tokens: Sequence[Token], first: int, last: int, clause: tuple[int, int], words: Words) -> int:
    """Return PAST, KNOWN, FUTURE or UNKNOWN for the date at tokens `first` to `last`.

    The verbs of its clause tell, and where it has none ("Monday's talks") those of the sentence within reach.
    """
    lead = tuple(token.word for token in tokens[max(0, first - 3) : first])
    if any(lead[-len(phrase) :] == phrase for phrase in _AHEAD):
        return FUTURE
    if lead[-1:] in (("until",), ("till",)) and _still(tokens, clause[0], first):
        return FUTURE
    found = _nearest(tokens, first, last, clause, words, modals=True)
    if (
        found == UNKNOWN
        and lead[-1:] == ("before",)
        and any(t.word in _NONE for t in tokens[max(0, first - 5) : first])
    ):
        return FUTURE  # forecasters see no relief before Tuesday
    if found == UNKNOWN:
        reach = (max(0, first - _REACH), min(len(tokens), last + _REACH))
        found = _nearest(tokens, first, last, reach, words, modals=False)
    if found == PAST and first and tokens[first - 1].word == "the" and _noun_follows(tokens, last):
        return KNOWN
    return found


def _still(tokens: Sequence[Token], start: int, first: int) -> bool:
    """Tell whether it is so now, by the verbs that lead up to "until": "roads remain closed until Monday"."""
    before = {token.word for token in tokens[start:first]}
    return not before.isdisjoint(_SO_NOW) and before.isdisjoint(_SO_THEN)


def _nearest(
    tokens: Sequence[Token], first: int, last: int, around: tuple[int, int], words: Words, *, modals: bool
) -> int:
    best: tuple[int, int] | None = None
    for i in range(*around):
        if first <= i < last:
            continue
        points = _points(tokens, i, words, modals=modals)
        if points == UNKNOWN:
            continue
        away = first - i if i < first else i - last + _BEHIND
        if best is None or away < best[0]:
            best = (away, points)
    return best[1] if best else UNKNOWN


def _noun_follows(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text[:1].islower() and tokens[i].text.isalpha() and len(tokens[i].text) > 3


def _points(tokens: Sequence[Token], i: int, words: Words, *, modals: bool) -> int:
    word = tokens[i].word
    if word in words.future or (word == "ll" and i > 0 and tokens[i - 1].word == "'"):
        return FUTURE
    if word in words.modals or word == "couldn":
        if _looks_back(tokens, i):
            return PAST
        return FUTURE if modals else UNKNOWN
    following = tokens[i + 1].word if i + 1 < len(tokens) else ""
    behind = [token.word for token in tokens[max(0, i - 2) : i]]
    if word in words.plan and following in (("to", "for") if word == "set" else _PLAN_FOLLOWS):
        earlier = "had" in behind or behind[-1:] in (["previously"], ["originally"], ["as"])
        return PAST if earlier else FUTURE
    of_many = word in words.timetable_plural and _several(behind[-1] if behind else "")
    if of_many or word in words.timetable or _lasts(tokens, i, words):
        return FUTURE
    if word in ("is", "are", "am") and following == "to":
        return FUTURE
    if (word, following) in _SCHEDULED:
        return FUTURE
    if behind[-1:] == ["be"] or (i > 1 and tokens[i - 2].word in words.future and behind[-1:] in _LASTING):
        return UNKNOWN
    if word in words.past or (
        word.endswith("ed") and len(word) > 4 and word not in words.not_verbs and word not in words.plan
    ):
        return PAST
    return UNKNOWN


def _lasts(tokens: Sequence[Token], i: int, words: Words) -> bool:
    """Tell whether something goes on "until" a date by a verb of the present: "the curbs stay until Friday"."""
    if tokens[i].word not in words.lasting:
        return False
    after = [token.word for token in tokens[i + 1 : i + 6]]
    return any(word in ("until", "till") for word in after)


def _several(before: str) -> bool:
    """Tell whether the word before a verb that looks like a noun makes it one: "the gates open", "they vote"."""
    plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is"))
    return plural or before in ("they", "we", "who")


def _looks_back(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a modal speaks of the past: "could not reach him", "would not say", "might have been"."""
    after = [token.word for token in tokens[i + 1 : i + 4]]
    negated = after[:1] == ["not"] or after[:2] == ["n", "t"] or after[:2] == ["'", "t"] or tokens[i].word == "couldn"
    denied = any(token.word in ("neither", "nor", "nobody", "none") for token in tokens[max(0, i - 8) : i])
    if tokens[i].word in ("could", "couldn") and (negated or denied):
        return True
    return after[:1] == ["have"] or after[:2] == ["not", "have"]
