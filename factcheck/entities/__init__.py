"""People, organisations and places: finding them, and telling when two names are one.

`Tagger` finds names; `resolve` gives those of one article a key; `same_name` compares keys of any two articles;
`Cast`, `shared` and `clash` compare who and where two statements are about.
"""

from __future__ import annotations

from functools import cache

from factcheck.config import Config
from factcheck.entities._both import CombinedTagger
from factcheck.entities._casts import Cast, Clash, Tie, casts, clash, in_full, resolve, shared
from factcheck.entities._model import ModelTagger
from factcheck.entities._names import Names, default_names, load_names
from factcheck.entities._nouns import LOC, MISC, ORG, PER, Entity, Tagger
from factcheck.entities._places import Level, Place
from factcheck.entities._rules import RuleTagger
from factcheck.entities._tokens import folded_tokens

__all__ = [
    "LOC",
    "MISC",
    "ORG",
    "PER",
    "Cast",
    "Clash",
    "CombinedTagger",
    "Entity",
    "Level",
    "ModelTagger",
    "Names",
    "Place",
    "RuleTagger",
    "Tagger",
    "Tie",
    "casts",
    "clash",
    "default_names",
    "default_tagger",
    "folded_tokens",
    "in_full",
    "load_names",
    "name_likeness",
    "names_of",
    "resolve",
    "same_name",
    "shared",
]


def default_tagger(config: Config | None = None, jobs: int = 0) -> Tagger:
    """Return the tagger that the program uses: the trained model with the lexicon and the user's additions.

    Raises ModelError when the bundled model is missing or damaged.
    """
    names = names_of(config)
    rules = RuleTagger.of(names, config.lexicon) if config and config.lexicon else RuleTagger.of()
    return CombinedTagger(_model(jobs), rules, names)


@cache
def _model(jobs: int) -> ModelTagger:
    return ModelTagger.load(jobs=jobs)


def names_of(config: Config | None = None) -> Names:
    """Return the lexicon of names with the user's additions; the shipped one is made once."""
    return load_names(config.lexicon) if config and config.lexicon else default_names()


def same_name(a: str, b: str, label: str = "") -> bool:
    """Tell whether two names are taken for one; `label` is PER, ORG or LOC, or empty to let the names tell."""
    return default_names().same(a, b, label)


def name_likeness(a: str, b: str, label: str = "") -> float:
    """Tell how surely two names mean the same, 0 to 1: see `Names.likeness`."""
    return default_names().likeness(a, b, label)
