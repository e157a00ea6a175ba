"""Posts: who is in charge of what, as a sentence gives it by a title, an apposition, a clause or a passive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.entities import folded_tokens
from factcheck.kinds.name._items import BODY, BREAK, CAPITAL, OTHER, PERSON, PLACE, Item
from factcheck.kinds.name._post_words import AGAINST, ANY, POST, STANDING, STOP, VERB, PostWords

_M = "[xCOLa]"
_PRE = rf"(?P<pre>(?:{_M}{{1,3}}p)?{_M}{{0,3}})"
_OF = rf"(?P<of>(?:{_M}{{1,3}}p)?{_M}{{1,4}})(?:[fi]t?(?P<at>{_M}{{1,4}}))?"
_POST = rf"{_PRE}(?P<head>H)(?:ft?{_OF})?(?:n{_M}{{0,3}}H(?:ft?{_M}{{1,4}})?)?"
_DOES = rf"(?P<head>[ve])t?{_OF}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # who runs the museum, Ann Lee: said of a man or woman
        rf"xw(?P<head>v)t?{_OF}c(?P<person>P)(?=[c|]|$)",
        # Ann Lee, who runs the museum; Ann Lee, in charge of the race
        rf"(?P<person>P)(?:cg)?(?:c?w(?=v)|c(?=e)){_DOES}",
        # Ann Lee leads the rescue
        rf"(?P<person>P)(?P<head>v)(?:t|(?=[OL])){_OF}",
        # the rescue was led by Captain Ann Lee; the board, led by Ann Lee
        rf"(?P<t>t?)(?P<of>(?:{_M}{{1,3}}p)?{_M}{{1,4}})[ckb]{{0,3}}(?P<head>y)(?:t?{_M}{{0,4}}Hc?)?(?P<person>P)(?!n[tP])",
        # the race director, Ann Lee, said; the director of the race is Ann Lee
        rf"(?:t|(?={_M})){_POST}(?:c|b)(?P<person>P)(?=[c|]|$)",
        # race director Ann Lee; the director of the race Ann Lee
        rf"{_POST}(?P<person>P)",
        # Ann Lee, 47, director of the race; Ann Lee, the race director; Ann Lee is the race director
        rf"(?P<person>P)(?:cg)?(?:ct?|bt){_POST}(?=[c|iswnk]|$)",
    )
)
_BESIDE = frozenset("xCOLapt")
_RANKS = frozenset({"captain", "commander", "president"})  # without what they are of: a rank, a head of state


@dataclass(frozen=True, slots=True)
class Charge:
    """What a post is a post of: `core` is the noun ("museum"), `rest` what else is said of it, `proper` its names."""

    core: str = ""
    rest: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """A person's key, the post as posts.toml calls it, what it is of, its words, and where all of it stands."""

    person: str
    post: str
    charge: Charge
    words: str
    start: int
    end: int


def given(row: Sequence[Item], text: str, words: PostWords, article: str = "") -> Iterator[Given]:
    """Yield who is said to be in charge of what by a row of items of `text`; every post is given to one person.

    `article` is the text that it stands in: it tells whether a capital that opens a sentence is a name's.
    """
    row = _joined(row, text, words)
    letters = "".join(item.letter for item in row)
    used: set[int] = set()
    for pattern in _PATTERNS:
        at = 0
        while match := pattern.search(letters, at):
            at = match.start() + 1
            if match.start("head") in used or not _held(match, row, words):
                continue
            found = _given(match, row, text, words, article)
            if found is not None:
                used.add(match.start("head"))
                if not _leads(found, row[match.start("head")], text, words):
                    at = match.end("person")
                    yield found


def _joined(row: Sequence[Item], text: str, words: PostWords) -> list[Item]:
    """Tell possessives from articles, and read a post before a post, a participle and an adverb as what they are.

    "A baker" is the baker of the story: of most trades it has one. A word in small letters is nobody's name.
    """
    out = []
    for i, item in enumerate(row):
        after = row[i + 1].letter if i + 1 < len(row) else ""
        if item.letter == "t" and item.value[0] in "'’":
            item = replace(item, letter="p")
        elif item.letter == POST and after == POST:
            item = replace(item, letter="a")
        elif item.letter == AGAINST and item.value in ("a", "an") and _trade(row[i + 1 : i + 4], words):
            item = replace(item, letter="t")
        elif item.letter == PERSON and text[item.start].islower():
            item = replace(item, letter=OTHER, value=text[item.start : item.end])
        elif item.letter == OTHER and item.value.endswith(("ed", "ly")):
            item = replace(item, letter=STOP)
        out.append(item)
    return out


def _trade(following: Sequence[Item], words: PostWords) -> bool:
    """Tell whether a trade of which a story has one follows, with at most two words before it."""
    head = next((item for item in following if item.letter not in (OTHER, "a")), None)
    return head is not None and head.letter == POST and head.value in words.lone


def _held(match: re.Match[str], row: Sequence[Item], words: PostWords) -> bool:
    """Tell whether the post is that person's, alone and now, as far as the words around it tell."""
    groups = match.groupdict()
    first = match.start("pre") if groups.get("pre") is not None else match.start("head")
    if groups.get("t") is not None:
        first = match.start("of")
        definite = groups["t"] or row[first].letter in (BODY, PLACE, CAPITAL)
        if not definite or _letter(row, match.start() - 1) == AGAINST:
            return False
    while first and row[first - 1].letter in _BESIDE:
        first -= 1
    if _letter(row, first - 1) == AGAINST:
        return False
    head = row[match.start("head")]
    if head.letter in (VERB, STANDING) and _letter(row, match.start("person") - 1) == "n":
        return False
    end = match.end()
    if _letter(row, end) == STOP and row[end].value in words.after:
        return False
    return not (_letter(row, end) == "i" and _letter(row, end + 1) == "g")


def _letter(row: Sequence[Item], i: int) -> str:
    return row[i].letter if 0 <= i < len(row) else ""


def _given(match: re.Match[str], row: Sequence[Item], text: str, words: PostWords, article: str) -> Given | None:
    head, person = row[match.start("head")], row[match.start("person")]
    parts = [_part(match, name) for name in ("pre", "of", "at")]
    parts[0] = _without_verb(row, _title(row, parts[0], head), words)
    post, of = words.of.get(head.value, (head.value, "")) if head.letter == POST else (head.value, "")
    charge = _charge(row, parts, of, words)
    if not charge.core and (post in _RANKS or head.letter != POST):
        return None
    spans = [(row[i].start, row[i].end) for part in parts for i in part]
    spans += [(head.start, head.end), (person.start, person.end)]
    return Given(
        person.value,
        post,
        charge,
        _said(head, parts, row, text, article),
        min(start for start, _ in spans),
        max(end for _, end in spans),
    )


def _leads(found: Given, head: Item, text: str, words: PostWords) -> bool:
    """Tell whether somebody is only ahead: 'race leader Ann Lee', 'Ann Lee, who led the race'."""
    said = text[head.start : head.end]
    return found.charge.core in words.ahead and found.post in ("head", ANY) and said.casefold() not in words.directing


def _part(match: re.Match[str], name: str) -> range:
    return range(*match.span(name)) if match.groupdict().get(name) else range(0)


def _title(row: Sequence[Item], before: range, head: Item) -> range:
    """Leave out the words in small letters before a title or a name: 'they met President Lee'."""
    named = [i for i in before if row[i].letter in (BODY, PLACE, CAPITAL)]
    last = before.stop if head.capital else max(named, default=0)
    small = [i for i in before if i < last and row[i].letter == OTHER and row[i + 1].letter != "p"]
    return range(small[-1] + 1, before.stop) if small else before


def _without_verb(row: Sequence[Item], before: range, words: PostWords) -> range:
    """Leave out a verb before a title: 'would blame referee Lee', 'refused to blame', 'the coach blames'."""
    if not before or row[before.start].letter != OTHER or row[before.start + 1].letter == "p":
        return before
    at = before.start - 1
    if _letter(row, at) in (PERSON, POST):
        return before[1:]
    while at > 0 and row[at].value.casefold() in words.denials:
        at -= 1
    said = [row[i].value.casefold() if i >= 0 else "" for i in (at, at - 1)]
    return before[1:] if said[0] in words.auxiliary or (said[0] == "to" and said[1] in words.infinitive) else before


def _said(head: Item, parts: Sequence[range], row: Sequence[Item], text: str, article: str) -> str:
    """Return the post in words: 'race director', 'head of the museum'."""
    own = [row[i] for part in parts[:2] for i in part]
    if head.letter == POST:
        own.append(head)
    start, end = min(item.start for item in own), max(item.end for item in own)
    whole = " ".join(text[start:end].split())
    called = [item.capital and not _plain(item, article) for item in own if item is not head]
    said = " ".join(word if any(called) else _small(word) for word in whole.split())
    if head.letter != POST:
        return f"{'head' if head.value == ANY else head.value} of the {said}"
    return said


def _plain(item: Item, article: str) -> bool:
    """Tell whether a word's capital is the sentence's or a title's, and no name's, as far as its article tells."""
    if item.letter in (BODY, PLACE):
        return False
    name = re.escape(item.value)
    return not re.search(rf"[a-z,] {name}\b", article) or bool(re.search(rf"\b{name.lower()}\b", article))


def _small(word: str) -> str:
    return word if word[1:2].isupper() else word[0].lower() + word[1:]


def _charge(row: Sequence[Item], parts: Sequence[range], compound: str, words: PostWords) -> Charge:
    cores: list[str] = [compound] if compound else []
    rest: list[str] = []
    proper: set[str] = set()
    for part in parts:
        own: list[str] = []
        for i in part:
            item = row[i]
            if item.letter == "p":
                rest, own = [*rest, *own], []
            if item.letter not in (OTHER, CAPITAL, BODY, PLACE):
                continue
            told = [_singular(word) for _, word in folded_tokens(item.value)]
            opens = i == 0 or row[i - 1].letter == BREAK
            own += told
            if item.letter != OTHER and not (opens and item.letter == CAPITAL):
                proper |= set(told)
        while len(own) > 1 and own[-1] in words.empty:
            rest.append(own.pop())
        if own and not cores:
            cores.append(own.pop())
        rest += own
    core = cores[0] if cores else (rest.pop() if rest else "")
    others = frozenset(rest) - words.empty - {core, ""}
    return Charge(core, others, frozenset(proper) & (others | {core}))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
