"""Who is in charge of what: two people in one post are a contradiction where the post can hardly be two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.entities import Names
from factcheck.kinds._years import years_of
from factcheck.kinds.name._compare import WEEKS
from factcheck.kinds.name._people import Named, Relation, days_apart, knows, misspelt, relation
from factcheck.kinds.name._post_words import ANY, PostWords
from factcheck.kinds.name._posts import Charge
from factcheck.model import Fact, Outcome, Severity, Verdict

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Post(Named):
    """A person, by the resolved name, in a post: director of a race, head of a rescue, chair of a board.

    `head` is the post as posts.toml calls it, `charge` what it is a post of, `words` how the sentence puts it.
    """

    person: str
    head: str
    charge: Charge
    words: str

    def __str__(self) -> str:
        return f"{self.person}, {self.words}"


@dataclass(frozen=True, slots=True)
class Posts:
    """Judges two people's posts."""

    words: PostWords
    names: Names

    def about(self, post: Post) -> str:
        """Return what a post is called whatever it is of; all that a verb of charge may mean are one."""
        return "head" if post.head in self.words.charge else post.head

    def fit(self, a: Post, b: Post) -> bool:
        """Tell whether the two can be one post, as far as each is told."""
        if a.head != b.head and not (ANY in (a.head, b.head) and self._in_charge(a, b)):
            return False
        ours, theirs = a.charge, b.charge
        if ours.core and theirs.core and ours.core != theirs.core:
            return False
        if ours.rest and theirs.rest and ours.rest.isdisjoint(theirs.rest):
            return False
        return ours.proper <= theirs.proper or theirs.proper <= ours.proper

    def comparable(self, a: Post, b: Post) -> bool:
        """Tell whether both can be one post, and what is told of it and the names are enough to say more."""
        related = relation(self.names, a.person, b.person)
        if related is Relation.UNKNOWN:
            return False
        if related is Relation.OTHER:
            return self.fit(a, b) and bool(a.charge.core and b.charge.core) and a.head in self._asked
        if related is Relation.OTHER_GIVEN and self._in_charge(a, b):
            # Of one family name and both in charge: whatever the two call the post.
            ours, theirs = a.charge.proper, b.charge.proper
            return ours <= theirs or theirs <= ours
        own = a.head in self.words.sole | self.words.lone or a.charge.core == b.charge.core != ""
        return own and self.fit(a, b)

    @property
    def _asked(self) -> frozenset[str]:
        """The posts of which another name, whatever it is, is worth telling."""
        return self.words.sole | self.words.deeds

    def _in_charge(self, a: Post, b: Post) -> bool:
        return {a.head, b.head} <= self.words.charge

    def compare(self, left: Fact, right: Fact, a: Post, b: Post) -> Outcome | None:
        """Return the outcome; None where the two may be two people, or hold the post one after the other."""
        related = relation(self.names, a.person, b.person)
        what = min(a.words, b.words, key=lambda words: (len(words), words))
        if related is Relation.SAME:
            name = max(a.person, b.person, key=lambda person: (len(person), person))
            return Outcome(Verdict.AGREEMENT, "name.same-holder", f"both name {name} as {what}", severity=Severity.NOTE)
        if knows(left, b.person, a.person) or knows(right, a.person, b.person) or _apart_in_time(left, right):
            return None
        reason = f"the {what} is {a.person} in one and {b.person} in the other"
        flips = "fits if the post changed hands, or if they are two people"
        if related is Relation.SPELLING:
            return misspelt(reason)
        if related is Relation.OTHER_GIVEN:
            sure = 0.8 if a.charge.core == b.charge.core != "" else 0.7
            reason += ", and neither article knows both"
            return Outcome(Verdict.CONTRADICTION, "name.other-given", reason, flips, confidence=sure)
        if self._changes(left) or self._changes(right):
            return None
        dated = days_apart(left, right, WEEKS) < WEEKS
        if related is Relation.OTHER_FAMILY and dated:
            return Outcome(Verdict.CONTRADICTION, "name.other-family", reason, flips, confidence=0.7)
        if a.head not in self.words.deeds and self._single(a.charge, b.charge) and dated:
            return Outcome(Verdict.CONTRADICTION, "name.other-holder", reason, flips, confidence=0.7)
        reason += "; there may be several" if dated else "; when that was is not known"
        return Outcome(Verdict.UNDECIDED, "name.holder-of-several", reason, flips, Severity.MINOR, 0.5)

    def _single(self, a: Charge, b: Charge) -> bool:
        """Tell whether what both are in charge of is one thing: by its name, or a thing that a story has one of."""
        return bool((a.proper & b.proper) - self.words.shared) or (a.core == b.core and a.core not in self.words.shared)

    def _changes(self, fact: Fact) -> bool:
        return not self.words.changes.isdisjoint(_WORD.findall(fact.statement.text.casefold()))


def _apart_in_time(left: Fact, right: Fact) -> bool:
    """Tell whether the articles are weeks apart, or a post is told with a year before last year."""
    if days_apart(left, right, 0) >= WEEKS:
        return True
    return any(
        published is not None and any(int(year) < published.year - 1 for year in _years(fact))
        for fact, published in ((one, one.statement.article.published) for one in (left, right))
    )


def _years(fact: Fact) -> frozenset[str]:
    """Return the years told of a post; 'a review in 2019' is none of them."""
    start = fact.statement.span.start
    return years_of(fact.statement.text, fact.span.start - start, fact.span.end - start)
