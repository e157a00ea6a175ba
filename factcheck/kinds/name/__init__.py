"""Names: who holds which office or post, and who had which role in an event. Spelling variants are one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from factcheck.config import Config
from factcheck.entities import PER, Entity, Names, Tagger, default_tagger, names_of, resolve
from factcheck.kinds.name._aged import Aged, aged, compare_aged, rivals
from factcheck.kinds.name._compare import Offices, compare_bearers
from factcheck.kinds.name._holder import Holder, Holders
from factcheck.kinds.name._items import Item, Vocabulary, items
from factcheck.kinds.name._office import Office, held
from factcheck.kinds.name._people import Named
from factcheck.kinds.name._post import Post, Posts
from factcheck.kinds.name._post_words import PostWords
from factcheck.kinds.name._posts import given
from factcheck.kinds.name._twice import asked_once
from factcheck.model import Alignment, Fact, Outcome, Span, Statement


@dataclass(frozen=True, slots=True)
class Role(Named):
    """A person, by the resolved name, with the office that a sentence gives."""

    person: str
    office: Office

    @property
    def canonical(self) -> str:
        """Name and office in lower case, parts in fixed order."""
        return f"{self.person.casefold()} | {self.office.canonical}"

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"


@dataclass(frozen=True, slots=True)
class Bearer(Named):
    """A person who had a role in an event: its suspect, driver, winner.

    `definite` when the text speaks of the one suspect rather than of a suspect.
    """

    person: str
    definite: bool

    def __str__(self) -> str:
        return self.person


@dataclass(frozen=True, slots=True)
class NameKind:
    """The kind `name`.

    `Role` facts are about a person, `Bearer` facts about a role, `Holder` and `Post` facts about an office or a post,
    `Aged` facts about somebody of an age.
    """

    tagger: Tagger
    names: Names
    vocabulary: Vocabulary
    words: PostWords = field(default_factory=PostWords.of_lexicon)
    name: str = "name"

    @staticmethod
    def of(config: Config | None = None, jobs: int = 0) -> NameKind:
        """Build the kind over the lexicon with the user's additions."""
        extra = config.lexicon if config else None
        words = PostWords.of_lexicon(extra)
        return NameKind(default_tagger(config, jobs), names_of(config), Vocabulary.of(extra), words)

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return who holds which office, who is named as suspect, driver or winner, and who is told with an age."""
        resolved = resolve(statements, self.tagger.tag(statements), self.names)
        out: list[Fact] = []
        for statement, entities in zip(statements, resolved, strict=True):
            row = items(statement.text, entities, statement.span.start, self.vocabulary, self.names)
            posts = list(self._posts_of(statement, entities))
            out.extend(posts)
            out.extend(fact for fact in self._roles(statement, row) if not _told(fact, posts))
            out.extend(_bearers(statement, row, self.name))
            out.extend(aged(statement, entities, self.name))
        return self._without_pairs(out)

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Two offices of one person, or two names for one role."""
        a, b = left.value, right.value
        if isinstance(a, Role) and isinstance(b, Role):
            return self.names.same(a.person, b.person, PER)
        if isinstance(a, Holder) and isinstance(b, Holder):
            return self._holders.rivals(a, b)
        if isinstance(a, Post) and isinstance(b, Post):
            return self._posts.comparable(a, b)
        if isinstance(a, Aged) and isinstance(b, Aged):
            return rivals(self.names, a, b)
        return isinstance(a, Bearer) and isinstance(b, Bearer) and left.about == right.about

    def named(self, fact: Fact) -> bool:
        """Tell whether the fact is about a person or an office, which says enough, or about a role, which does not."""
        return isinstance(fact.value, Role | Holder | Post | Aged)

    def same_subject(self, left: Fact, right: Fact) -> float:
        """Tell whether both are about one person, or one role."""
        return float(bool(left.about) and left.about.casefold() == right.about.casefold())

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        """Judge each pair; offices of one person told weeks apart are an update, many victims say nothing."""
        return asked_once(pairs, [self._outcome(pair.left, pair.right) for pair in pairs], Post, Role)

    def question(self, fact: Fact) -> str:
        """Ask for the office of a person, or for the person of a role."""
        if isinstance(fact.value, Holder):
            return f"Who is the {fact.value.office}?"
        if isinstance(fact.value, Post):
            return f"Who is the {fact.value.words}?"
        if isinstance(fact.value, Role):
            seeks = fact.value.office.head in self.vocabulary.seeking
            return f"What office does {fact.value.person} hold{' or stand for' if seeks else ''}?"
        return f"Who is the {fact.about}?"

    @property
    def _posts(self) -> Posts:
        return Posts(self.words, self.names)

    @property
    def _holders(self) -> Holders:
        return Holders(Offices(self.vocabulary, self.names), self.names)

    def _outcome(self, left: Fact, right: Fact) -> Outcome | None:
        a, b = left.value, right.value
        if isinstance(a, Role) and isinstance(b, Role):
            outcome = Offices(self.vocabulary, self.names).compare(a.office, b.office, _days_apart(left, right))
            if self.names.likeness(a.person, b.person, PER) == 1.0:
                return outcome
            return replace(outcome, reason=f"{outcome.reason}; {a.person} and {b.person} are taken for one name")
        if isinstance(a, Bearer) and isinstance(b, Bearer):
            return compare_bearers(self.names, left.about, a.person, b.person, a.definite and b.definite)
        if isinstance(a, Holder) and isinstance(b, Holder):
            return self._holders.compare(left, right, a, b)
        if isinstance(a, Post) and isinstance(b, Post):
            return self._posts.compare(left, right, a, b)
        if isinstance(a, Aged) and isinstance(b, Aged):
            return compare_aged(self.names, left, right, a, b)
        return None

    def _posts_of(self, statement: Statement, entities: Sequence[Entity]) -> Iterator[Fact]:
        row = items(statement.text, entities, statement.span.start, self.words, self.names)
        start, text = statement.span.start, statement.article.text
        for one in given(row, statement.text, self.words, text):
            whole = Span(start + one.start, start + one.end)
            # A family name alone may have been taken for a relative's.
            first, _, rest = one.person.partition(" ")
            if rest and first not in text:
                continue
            post = Post(one.person, one.post, one.charge, one.words)
            yield Fact(statement, self.name, post, whole, about=self._posts.about(post))

    def _without_pairs(self, facts: Sequence[Fact]) -> list[Fact]:
        """Leave out the posts that one article gives to two people: it knows of several."""
        posts = [(number, fact.value) for number, fact in enumerate(facts) if isinstance(fact.value, Post)]
        several = {
            number
            for n, (first, one) in enumerate(posts)
            for second, two in posts[n + 1 :]
            if self._posts.fit(one, two) and not self.names.same(one.person, two.person, PER)
            # what is told less exactly may be anybody's
            for number, own, other in ((first, one, two), (second, two, one))
            if not (own.charge.core and not other.charge.core)
        }
        return [fact for number, fact in enumerate(facts) if number not in several]

    def _roles(self, statement: Statement, row: Sequence[Item]) -> Iterator[Fact]:
        for one in held(row):
            start = statement.span.start
            span = Span(start + one.start, start + one.end)
            yield Fact(statement, self.name, Role(one.person, one.office), span, about=one.person)
            whole = Span(start + one.whole[0], start + one.whole[1])
            first, _, rest = one.person.partition(" ")
            # A family name alone may have been taken for a relative's.
            if rest and first in whole.of(statement.article.text) and self._holders.tells(one.office):
                yield Fact(statement, self.name, Holder(one.person, one.office), whole, about=one.office.head)


_BEARER = re.compile(
    # the suspect, identified as Ann Lee; the gunman was identified as Ann Lee; gunman Ann Lee
    r"(?P<t>[tx]?)a?(?P<role>V)(?:(?:c?b?x{0,2}ic?)?(?P<person>P)|c(?P<person4>P)(?=[c|]|$))"
    # identified the suspect as Ann Lee
    r"|i(?P<t2>t?)a?(?P<role2>V)s(?P<person2>P)"
    # Ann Lee, the suspect
    r"|(?P<person3>P)c(?P<t3>t)a?(?P<role3>V)(?![P])"
)
_ONE_OF_MANY = frozenset(
    {"co", "second", "other", "another", "third", "fellow", "one", "first", "two", "both", "every", "no"}
)


def _bearers(statement: Statement, row: Sequence[Item], kind: str) -> Iterator[Fact]:
    letters = "".join(item.letter for item in row)
    for match in _BEARER.finditer(letters):
        person, role = (row[_first(match, group)] for group in ("person", "role"))
        before = row[at].value.casefold() if (at := _first(match, "t")) >= 0 else ""
        if before in _ONE_OF_MANY:
            continue
        start = statement.span.start
        span = Span(start + person.start, start + person.end)
        yield Fact(statement, kind, Bearer(person.value, before not in ("a", "an")), span, about=role.value)


def _told(fact: Fact, posts: Sequence[Fact]) -> bool:
    """Tell whether a post says already who holds an office."""
    return isinstance(fact.value, Holder) and any(
        isinstance(post.value, Post) and post.value.person == fact.value.person and post.span.overlaps(fact.span)
        for post in posts
    )


def _first(match: re.Match[str], group: str) -> int:
    """Return where the first of a numbered family of groups matched something, -1 where none did."""
    names = [name for name, found in match.groupdict().items() if name.rstrip("234") == group and found]
    return match.start(names[0]) if names else -1


def _days_apart(left: Fact, right: Fact) -> int | None:
    one, other = left.statement.article.published, right.statement.article.published
    return abs((one - other).days) if one and other else None
