"""The nouns that flow through the pipeline, frozen, in the order in which they come to be.

Article -> Statement -> Fact -> Alignment -> Comparison -> Finding -> Report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into `Article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Origin(StrEnum):
    """How an article's publication date is known."""

    FRONT_MATTER = "front matter"
    HEADER = "header line"
    METADATA = "page metadata"
    DATELINE = "dateline"
    URL = "URL"
    FIELD = "record field"
    OPTION = "--date"
    NEIGHBOURS = "inferred from its neighbours"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Article:
    """One text as read.

    `text` is what offsets count in. `source` is the outlet where the input names one, else empty; `path` is how the
    user named the input (posix separators, `file.jsonl#ID` for a record). Anything before the article proper in the
    file (front matter, a date line) is not in `text`.
    """

    path: str
    text: str
    source: str = ""
    title: str = ""
    url: str = ""
    published: date | None = None
    published_from: Origin = Origin.UNKNOWN

    @property
    def id(self) -> str:
        """Digest of the text: the same words have the same id wherever they lie."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def label(self) -> str:
        """The name to show a reader: the outlet, else the path."""
        return self.source or self.path


class Block(StrEnum):
    """What part of the page a statement stands in."""

    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    LIST = "list"


class Mood(StrEnum):
    """Whether the text says that it happened, will happen, did not happen, or might."""

    REPORTED = "reported"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or clause of an article; `span.of(article.text)` is its text, line breaks included.

    `speaker` is who says it where the text attributes it, None for the article's own voice. `index` counts
    statements within the article, `paragraph` counts paragraphs.
    """

    article: Article
    span: Span
    index: int = 0
    paragraph: int = 0
    block: Block = Block.BODY
    speaker: str | None = None
    mood: Mood = Mood.REPORTED

    @property
    def text(self) -> str:
        """The statement exactly as it stands in the article."""
        return self.span.of(self.article.text)


class Value(Protocol):
    """What a kind understands of a surface text."""

    @property
    def canonical(self) -> str:
        """A normal form, equal for equal values, for fingerprints: never changes between versions without a note."""

    @property
    def sort(self) -> str:
        """What sort of answer it is, whatever its size: "duration", "day", "person"; no part of the value itself."""

    def __str__(self) -> str:
        """The value as a reader understands it: '7.5 up to 8 hours'."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value found in a statement. `span` counts in the article's text, like every span.

    `about` names what the value belongs to as far as the sentence tells: the thing counted ("people killed"), the
    event dated ("meeting"), the person who holds the office. Empty when the sentence does not tell. `clause` is the
    part of the statement that the value belongs to; None for the whole statement.
    """

    statement: Statement
    kind: str
    value: Value
    span: Span
    about: str = ""
    clause: Span | None = None

    @property
    def surface(self) -> str:
        """The value's own words in the article."""
        return self.span.of(self.statement.article.text)


class Verdict(StrEnum):
    """How two values fit, from harmless to grave."""

    AGREEMENT = "agreement"
    COMPATIBLE = "compatible"
    UPDATE = "update"
    UNDECIDED = "undecided"
    DISPUTE = "dispute"
    CONTRADICTION = "contradiction"

    @property
    def rank(self) -> int:
        """0 for agreement up to 5 for contradiction."""
        return list(Verdict).index(self)


class Severity(StrEnum):
    """How much a reader would mind."""

    NOTE = "note"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """0 for a note up to 2 for a major finding."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison decides, born with its reason.

    `rule` is a stable dotted id ("quantity.bound-outside"); `reason` one sentence a reader understands; `flips` says
    what would change the verdict, empty when nothing plausible would. `confidence` is the probability, 0 to 1, that
    the verdict holds given that the two are about the same thing. `apart` is how far from each other two values lie
    that differ: 0 near, 1 so far that further would say no more.
    """

    verdict: Verdict
    rule: str
    reason: str
    flips: str = ""
    severity: Severity = Severity.MAJOR
    confidence: float = 1.0
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two facts taken to be about the same thing; `score` is the probability of that, `why` what spoke for it."""

    left: Fact
    right: Fact
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An alignment and the outcome of comparing its two values.

    `common` is the share of the other values in both articles that equal these, 0 to 1; `both` is how surely some
    article gives both values of a clash, of two things, 0 to 1.
    """

    alignment: Alignment
    outcome: Outcome
    common: float = 0.0
    both: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One source's answer in a finding, flat and ready to print.

    `span` is the statement in the article, `value_span` the value's own words; both count in `article.text`.
    """

    article: Article
    span: Span
    value_span: Span
    value: str
    canonical: str
    speaker: str | None = None
    mood: Mood = Mood.REPORTED

    @property
    def text(self) -> str:
        """The statement as it stands in the article."""
        return self.span.of(self.article.text)

    @property
    def surface(self) -> str:
        """The value's own words."""
        return self.value_span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Pair:
    """The verdict between two sides of a finding, by their index."""

    left: int
    right: int
    verdict: Verdict
    rule: str
    reason: str
    flips: str = ""


class State(StrEnum):
    """Where a finding stands with the people who use the tool."""

    NEW = "new"
    KNOWN = "known"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One question and what every source answers. `voices` counts independent sources: copies of a wire are one."""

    fingerprint: str
    kind: str
    verdict: Verdict
    severity: Severity
    confidence: float
    rule: str
    question: str
    reason: str
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    flips: str = ""
    voices: int = 0
    state: State = State.NEW


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read or not compared, and why. Silence never means clean.

    `what` says what was skipped ("file", "date", "comparison", "facts"), `reason` why, in a sentence.
    """

    path: str
    what: str
    reason: str

    @property
    def unread(self) -> bool:
        """Tell whether a whole input is missing from the run, not only a part of what it says."""
        return self.what in ("file", "record")


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A model that took part in a run."""

    role: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """What was run: enough to repeat it. `seconds` by stage is the only part that differs between two runs."""

    version: str
    config_digest: str
    models: tuple[ModelUse, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of an article stands in its file: lines and columns from 1, `end_column` past the end.

    `column` is 0 where only the line is known. `offset` counts characters from the start of the file; None where the
    file does not hold the text as it stands (markup, JSON).
    """

    line: int = 1
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    offset: int | None = None


class Ground(StrEnum):
    """Why a grave finding does not fail the gate."""

    BASELINE = "in the baseline"
    UNCHANGED = "no side in an added or changed article"
    DECISION = "dismissed by a reviewer"
    TEXT = "ignored by a comment in the article"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """On what ground a finding is let through, and the reason that somebody gave."""

    ground: Ground
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report format may show.

    `findings` come sorted: gravest first, then by fingerprint. `statements` counts statements by `Article.path`.
    `singles` are statements with a typed fact that no other source matches. What the gate made of it: `failing` holds
    fingerprints, `accepted` is by fingerprint, `changed` holds the paths of added and changed articles. `places` says
    where spans stand in their files, by path.
    """

    run: Run
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    statements: Mapping[str, int] = field(default_factory=dict)
    singles: tuple[Side, ...] = ()
    failing: frozenset[str] = frozenset()
    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    places: Mapping[tuple[str, Span], Place] = field(default_factory=dict)
