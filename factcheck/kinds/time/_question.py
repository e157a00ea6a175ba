"""The question that a dated clause answers, in the clause's own words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from factcheck.kinds.time._moment import Moment
from factcheck.kinds.time._words import BREAK, Token, Words, tokens
from factcheck.model import Fact

_LONGEST = 20
_QUOTED = 24  # words of a clause that can be quoted whole
_BOUNDING = frozenset(("shortly", "soon", "just", "well", "before", "after", "by"))
_MARKS = " ,.;:!?–—-\"'“”‘’()"
_COORDINATING = frozenset(("and", "but", "while", "or", "nor", "so", "yet"))
# a clause within the clause: turned round, it would ask for the wrong event
_LINKING = frozenset(("when", "who", "whom", "whose", "which", "where", "while", "because", "although", "though"))


def ask(fact: Fact, words: Words) -> str:
    """Turn the clause round its verb: 'When will the council meet in Riga?'; without one, ask for the event named."""
    text = fact.statement.article.text
    clause = fact.clause or fact.statement.span
    cut = tokens(clause.of(text))
    low, high = fact.span.start - clause.start, fact.span.end - clause.start
    before = _unhedged(_trimmed([token for token in cut if token.end <= low], words), words)
    after = _trimmed([token for token in cut if token.start >= high], words)
    after = after[1:] if after and after[0].word == "s" else after
    after = [] if before and _goes_on(cut, high) else after
    if not before and not after:
        return "When did it happen?"
    kept = _trimmed([*before, *after], words)
    if len(kept) > _LONGEST or not _opens(kept, words) or any(token.word in _LINKING for token in kept[1:]):
        return _plain(fact)
    kept[0] = _small(kept, words, text)
    verb = next((i for i in range(1, len(kept)) if _finite(kept, i, words)), 0)
    if any(token.word in words.breaking for token in kept[:verb]):
        return _plain(fact)
    if verb and kept[verb].word in words.auxiliaries:
        return f"When {kept[verb].word} {_join(kept[:verb], words)} {_join(kept[verb + 1 :], words)}".rstrip() + "?"
    if verb:
        return f"When was it that {_join(kept, words)}?"
    return _plain(fact) if kept[0].word in words.pronouns or _acts(kept, words) else _named(fact, kept, words)


def _goes_on(cut: list[Token], high: int) -> bool:
    """Tell whether another clause begins right behind the time: "is shut until Friday and the trams stand still"."""
    behind = next((token for token in cut if token.start >= high and token.word not in (BREAK, ",", "s")), None)
    return behind is not None and behind.word in _COORDINATING


def _acts(kept: list[Token], words: Words) -> bool:
    """Tell whether words without a known verb still hold one, so that they name no event: "the bus leaves the hall".

    An article, or "to", right behind a word that is no preposition follows a verb; a comma parts no plain name; a
    plural with another word behind is the subject of one ("lessons resume").
    """
    governed = any(b.word in words.determiners and a.word not in words.prepositions for a, b in pairwise(kept))
    subject = any(_several(a) and _base(b) and b.word not in words.prepositions for a, b in pairwise(kept))
    scheduled = any(token.word in words.timetable or token.word in ("takes", "take") for token in kept)
    return governed or subject or scheduled or any(token.word in (BREAK, ",", "to") for token in kept)


def _base(token: Token) -> bool:
    """Tell whether a word may be the verb of several: "guarantees talks" are two nouns."""
    return token.text.islower() and token.text.isalpha() and not token.word.endswith("s")


def _several(token: Token) -> bool:
    return token.text.isalpha() and len(token.word) > 3 and token.word.endswith("s") and not token.word.endswith("ss")


def _unhedged(before: list[Token], words: Words) -> list[Token]:
    """Leave out what bounds the time and not the event: "sank shortly after 6 a.m."."""
    end = len(before)
    while end and (before[end - 1].word in words.near or before[end - 1].word in _BOUNDING):
        end -= 1
    return _trimmed(before[:end], words)


def _small(kept: list[Token], words: Words, text: str) -> Token:
    """Take away the capital that only the start of its sentence gives a word: the article writes it small as well."""
    token, follows = kept[0], kept[1].text if len(kept) > 1 else ""
    plain = token.text[1:].islower() and not follows[:1].isupper()
    if not plain or token.word in words.auxiliaries or token.word in words.months:
        return token
    small = token.word in words.numbers or re.search(rf"\b{re.escape(token.word)}\b", text)
    return replace(token, text=token.word) if small else token


def _finite(kept: list[Token], i: int, words: Words) -> bool:
    """Tell whether a word is the verb of the clause: an auxiliary, or a past form that no article turns to a noun."""
    token, before = kept[i], kept[i - 1]
    if not token.text.islower() or before.word in ("-", "to") or before.word in words.determiners:
        return before.word in words.pronouns and token.text.islower()
    return (
        token.word in words.auxiliaries
        or token.word in words.past
        or (token.word.endswith("ed") and len(token.word) > 4)
    )


def _plain(fact: Fact) -> str:
    """Quote the clause with a gap where its time stands: 'When: “police came to Quay Street … and left”?'."""
    text, clause = fact.statement.article.text, fact.clause or fact.statement.span
    before = text[clause.start : fact.span.start].split()
    after = text[fact.span.end : clause.end].split()
    if not any(word.strip(_MARKS) for word in (*before, *after)):
        return "When did it happen?"
    room = max(_QUOTED - len(after), _QUOTED // 2)
    front = " ".join((["…"] if len(before) > room else []) + before[-room:])
    room = max(_QUOTED - len(before), _QUOTED // 2)
    back = " ".join(after[:room]).rstrip(_MARKS) + (" …" if len(after) > room else "")
    quoted = re.sub(r"… (?=['’]s )", "…", f"{front} … {back}").strip(_MARKS)
    return f"When: “{quoted}”?"


def _opens(kept: list[Token], words: Words) -> bool:
    """Tell whether the words left over begin like a subject."""
    first = kept[0]
    if first.digits or not first.text[:1].isalpha() or first.word in words.breaking or first.word in words.prepositions:
        return False
    return any(t.text.islower() for t in kept) and first.word not in words.past


def _named(fact: Fact, kept: list[Token], words: Words) -> str:
    """Ask for an event that is only named: 'When are the talks in Riga?'."""
    head = next((i for i, token in enumerate(kept) if token.word in words.prepositions), len(kept)) - 1
    plural = head >= 0 and kept[head].word.endswith("s") and not kept[head].word.endswith("ss")
    published, value = fact.statement.article.published, fact.value
    ahead = isinstance(value, Moment) and value.first is not None and published is not None and value.first > published
    verb = ("are" if plural else "is") if ahead else ("were" if plural else "was")
    article = "" if kept[0].word in words.determiners or kept[0].text[:1].isupper() else "the "
    return f"When {verb} {article}{_join(kept, words)}?"


def _trimmed(cut: list[Token], words: Words) -> list[Token]:
    cut = [token for token in cut if token.word not in (BREAK, '"', "“", "”")]
    start, end = (2 if [token.word for token in cut[:2]] in (["'", "s"], ["’", "s"]) else 0), len(cut)
    while start < end and (cut[start].word in words.connectors - words.determiners or cut[start].word == "'"):
        start += 1
    while end > start and cut[end - 1].word in words.closers:
        end -= 1
    if start < end and cut[start].word in ("on", "in", "at") and end - start == 1:
        return []
    return cut[start:end]


def _join(cut: list[Token], words: Words) -> str:
    """Write tokens out again with the spaces they had, a leading article in small letters."""
    out = ""
    for i, token in enumerate(cut):
        if i and token.start > cut[i - 1].end:
            out += " "
        out += token.text
    if cut and cut[0].word in words.determiners:
        out = out[:1].lower() + out[1:]
    return out.strip()
