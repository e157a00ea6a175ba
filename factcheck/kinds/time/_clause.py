"""Which part of a sentence a date belongs to, and the words of the event that it dates."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from factcheck.kinds.time._told import Mention
from factcheck.kinds.time._words import BREAK, Token, Words

Range = tuple[int, int]
_STRONG = frozenset((";", "while", "whereas", "but", BREAK, "followed", "then"))
_QUOTES = frozenset('"“”«»„')
_OPENERS = frozenset((",", "and", "or", "also", "then", "on", "in", "at", "again", "the", BREAK))
_MOST = 9
_REACH = 60


def clauses(tokens: Sequence[Token], mentions: Sequence[Mention], words: Words) -> list[Range]:
    """Return, for each mention of one sentence, the token range of its clause."""
    if not mentions:
        return []
    edges = [0]
    for left, right in itertools.pairwise(mentions):
        edges.append(_cut(tokens, left.tokens[1], right.tokens[0]))
    edges.append(len(tokens))
    return [_narrowed(tokens, mention.tokens, (edges[n], edges[n + 1]), words) for n, mention in enumerate(mentions)]


def _cut(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where the sentence divides between two dates: the strongest boundary, the first of equals.

    A boundary directly before the second date ("and on January 12") divides best of all.
    """
    best, strength = end, 0
    for i in range(start, end):
        word = tokens[i].word
        following = tokens[i + 1].word if i + 1 < end else ""
        if word in _STRONG and not (word == "followed" and following != "by"):
            found = 4
        elif word == "," and following in ("and", "which", "who", "where", "while", "but", "with", "before", "after"):
            found = 3
        elif word == "and":
            found = 3 if end - i <= 4 else 2
        elif word in ("which", "who", "where", ".", "(", ":") or (word in ("before", "after", "until") and i + 1 < end):
            found = 2
        elif word == ",":
            found = 1
        else:
            continue
        if found > strength:
            best, strength = i, found
    return best if strength else start


def _narrowed(tokens: Sequence[Token], at: Range, clause: Range, words: Words) -> Range:
    """Cut speech verbs and relative clauses on the far side away from a date."""
    owner = _possessor(tokens, at, clause, words)
    if owner:
        return owner
    start, end = _start(tokens, at, clause[0], words), _end(tokens, at, clause, words)
    while start < at[0] and tokens[start].word in ("that", ",", ";", BREAK):
        start += 1
    return start, max(end, at[1])


def _start(tokens: Sequence[Token], at: Range, start: int, words: Words) -> int:
    verb = False
    for i in range(at[0] - 1, start - 1, -1):
        if verb and _speaks(tokens, i, words):
            return i + 1
        if tokens[i].word in ("which", "who", "where") and at[0] - i > 1:
            return _antecedent(tokens, i)
        verb = verb or _finite(tokens[i], words)
    return start


def _end(tokens: Sequence[Token], at: Range, clause: Range, words: Words) -> int:
    start, end = clause
    fronted = tokens[0].word in ("after", "before", "during", "following", "despite", "since") and at[0] > 2
    for i in range(at[1], end):
        word = tokens[i].word
        if (fronted and word == ",") or word == BREAK:
            return i
        if i > at[1] and _speaks(tokens, i, words):
            speaker = _speaker(tokens, i, at[1]) if _trails(tokens, i, end) else i + 1
            return speaker if speaker > at[1] or at[0] - start > 2 else i + 1
        if i > at[1] and (
            word in ("which", "who", "whose") or (word == "that" and tokens[i - 1].word not in ("so", "than"))
        ):
            return i
        if word in _QUOTES and i > at[1] + 1:
            return i
    return end


def _speaks(tokens: Sequence[Token], i: int, words: Words) -> bool:
    token = tokens[i]
    return (
        token.word in words.speech
        and token.text[:1].islower()
        and tokens[max(0, i - 1)].word not in ("is", "be", "been")
    )


def _finite(token: Token, words: Words) -> bool:
    """Tell whether a word looks like a verb that makes a clause."""
    word = token.word
    if word in words.past or word in words.future or word in words.present:
        return True
    return word.endswith("ed") and len(word) > 4 and token.text[:1].islower()


def _antecedent(tokens: Sequence[Token], i: int) -> int:
    """Step back from a relative pronoun over the noun phrase that it stands for."""
    j = i - 1 if i and tokens[i - 1].word == "," else i
    floor = max(0, j - 9)
    while j > floor and (tokens[j - 1].text.isalpha() or tokens[j - 1].word == "-"):
        j -= 1
    return j


def _trails(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Tell whether a speech verb closes its sentence (", officials said") rather than opens reported speech."""
    return end - i <= 6 or all(not token.text[:1].islower() for token in tokens[i + 1 : min(end, i + 4)])


def _speaker(tokens: Sequence[Token], i: int, floor: int) -> int:
    """Step back from a trailing speech verb to the comma before its speaker."""
    for j in range(i - 1, max(floor, i - 9) - 1, -1):
        if tokens[j].word == "," or tokens[j].word in _QUOTES:
            return j
    return i


def _possessor(tokens: Sequence[Token], at: Range, clause: Range, words: Words) -> Range | None:
    """Return the noun phrase of "Monday's talks in Geneva": it alone is dated."""
    i = at[1]
    if i + 1 >= clause[1] or tokens[i].word != "'" or tokens[i].start != tokens[i - 1].end:
        return None
    i = i + 2 if tokens[i + 1].word == "s" else i + 1
    j = i
    while j < clause[1] and j < i + 14 and tokens[j].word not in words.closing and tokens[j].word not in words.past:
        if not (tokens[j].text[:1].isalnum() or tokens[j].word in ("-", "'", "&")):
            break
        if j > i and tokens[j].word.endswith("ed") and tokens[j - 1].word not in ("the", "a", "of", "-"):
            break
        j += 1
    return at[0], max(j, i)


def about(tokens: Sequence[Token], at: Range, clause: Range, taken: set[int], words: Words) -> str:
    """Return the head words of a clause: what is dated, without dates, auxiliaries and function words.

    `at` is the date's own token range, `taken` the tokens of all dates. A clause that leaves its event out ("and on
    January 12 in Vienna") borrows the head words before it.
    """
    own = _content(tokens, clause, taken, words)
    if clause[0] > 0 and _elliptic(tokens, clause, own, at):
        before = (max(0, clause[0] - _REACH), clause[0])
        lent = [i for i in _content(tokens, before, taken, words) if not _place(tokens, i)]
        own = lent[: _MOST - min(len(own), 4)] + own[: max(4, _MOST - len(lent))]
        return _written(tokens, own)
    return _written(tokens, _nearest(own, at[0]))


def _written(tokens: Sequence[Token], chosen: Sequence[int]) -> str:
    """Write the chosen words out, those that a hyphen joins as one."""
    out = ""
    for n, i in enumerate(chosen):
        hyphen = n and chosen[n - 1] == i - 2 and tokens[i - 1].text == "-" and tokens[i - 1].end == tokens[i].start
        out += ("-" if hyphen else " " if out else "") + tokens[i].text
    return out


def _elliptic(tokens: Sequence[Token], clause: Range, own: list[int], at: Range) -> bool:
    """Tell whether a clause is only the tail of a list: "and on January 12 in Vienna"."""
    if not any(tokens[i].text[:1].islower() for i in own):
        return True
    opening = all(tokens[i].word in _OPENERS or tokens[i].digits for i in range(clause[0], at[0]))
    return opening and at[1] < clause[1] and tokens[at[1]].word in ("in", "at") and at[0] > clause[0]


def _place(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word stands where a place does: a capital after "in" or "at"."""
    j = i
    while j > 0 and i - j < 6 and tokens[j].text[:1].isupper():
        j -= 1
    return tokens[i].text[:1].isupper() and tokens[j].word in ("in", "at")


def _content(tokens: Sequence[Token], clause: Range, taken: set[int], words: Words) -> list[int]:
    """Return the tokens that carry the event: no dates, function words, verbs of saying or "according to" phrases."""
    out, i = [], clause[0]
    while i < clause[1]:
        if tokens[i].word == "according":
            while i < clause[1] and tokens[i].word not in (",", ".", BREAK):
                i += 1
        elif i not in taken and _carries(tokens, i, words):
            out.append(i)
        i += 1
    return out


def _carries(tokens: Sequence[Token], i: int, words: Words) -> bool:
    token = tokens[i]
    if not token.text[:1].isalpha() or len(token.text) == 1:
        return False
    if i > 0 and tokens[i - 1].digits and tokens[i - 1].end == token.start:
        return False
    if token.text.isupper():
        return True
    if token.word in words.stop or token.word in words.plan:
        return False
    return token.word not in words.speech or not token.text.islower()


def _nearest(own: list[int], centre: int) -> list[int]:
    if len(own) <= _MOST:
        return own
    return sorted(sorted(own, key=lambda i: (abs(i - centre), i))[:_MOST])
