"""The vocabulary of posts: words for who is in charge, verbs of charge, and what a story may have several of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.entities import folded_tokens
from factcheck.lexicon import table

POST, VERB, STANDING, PASSIVE, AGAINST, STOP, SAYS, LOOSE_WORD = "H", "v", "e", "y", "R", "k", "d", "a"
ANY = "any"


@dataclass(frozen=True, slots=True, eq=False)
class PostWords:
    """Phrases of posts.toml by their folded words, with letter and meaning; `longest` is their most words.

    `of` says what a compound post is a post of; `charge` are posts that a verb of charge may mean; `sole` have one
    holder, `lone` seldom two of one family name, `deeds` several who may not all be told; `shared` are words that a
    story may have several of. Who leads what is in `ahead` is not in charge of it, but where a phrase of `directing`
    says so. After a post, words of `after` say that it was held in another time; a sentence with a word of `changes`
    may tell of two holders. After a word of `auxiliary`, or of `infinitive` and "to", a verb follows, with
    one of `denials` between them perhaps.
    """

    phrases: Mapping[str, tuple[str, str]] = field(repr=False)
    longest: int
    of: Mapping[str, tuple[str, str]]
    charge: frozenset[str]
    sole: frozenset[str]
    lone: frozenset[str]
    deeds: frozenset[str]
    shared: frozenset[str]
    ahead: frozenset[str]
    directing: frozenset[str]
    empty: frozenset[str]
    after: frozenset[str]
    changes: frozenset[str]
    auxiliary: frozenset[str]
    infinitive: frozenset[str]
    denials: frozenset[str]

    @staticmethod
    def of_lexicon(extra: Mapping[str, Any] | None = None) -> PostWords:
        """Read `posts` with the user's additions, and the verbs of saying, which end what stands before a post."""
        posts = table("posts", extra)
        found = dict.fromkeys(map(_key, table("speech", extra)["says"]), (SAYS, ""))
        for letter, listed in posts["small"].items():
            found.update({_key(phrase): (letter, phrase) for phrase in _words(listed)})
        found.update({_key(phrase): (LOOSE_WORD, phrase) for phrase in _words(posts["loose"]["words"])})
        found.update({_key(phrase): (AGAINST, phrase) for phrase in _words(posts["not"]["words"])})
        for letter, sort in ((VERB, "verbs"), (STANDING, "standing"), (PASSIVE, "passive")):
            found.update(dict(_meanings(posts[sort], letter)))
        for head, others in posts["heads"].items():
            found.update({_key(phrase): (POST, head) for phrase in (head, *others)})
        found.update({_key(phrase): (POST, phrase) for phrase in posts["compound"]})
        return PostWords(
            found,
            max(phrase.count(" ") + 1 for phrase in found),
            {phrase: (head, of) for phrase, (head, of) in posts["compound"].items()},
            frozenset(_words(posts["charge"]["heads"])),
            frozenset(_words(posts["sole"]["heads"])),
            frozenset(_words(posts["lone"]["heads"])),
            frozenset(_words(posts["deeds"]["heads"])),
            frozenset(_words(posts["shared"]["words"])),
            frozenset(_words(posts["ahead"]["words"])),
            frozenset(_words(posts["ahead"]["charge"])),
            frozenset(_words(posts["empty"]["words"])),
            frozenset(_words(posts["not"]["after"])),
            frozenset(_words(posts["changes"]["words"])),
            *(frozenset(_words(posts["before"][sort])) for sort in ("auxiliary", "infinitive", "denials")),
        )


def _meanings(listed: Mapping[str, Sequence[str]], letter: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for head, lines in listed.items():
        yield from ((_key(phrase), (letter, head)) for phrase in _words(lines))


def _words(listed: Sequence[str]) -> list[str]:
    return [word.strip() for line in listed for word in line.split(",") if word.strip()]


def _key(phrase: str) -> str:
    return " ".join(key for _, key in folded_tokens(phrase))
