"""What reviewers make of findings: the nouns of the decision log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from factcheck.model import Severity, Verdict


class Choice(StrEnum):
    """What a reviewer makes of a finding. OPEN takes an earlier decision back."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    UNSURE = "unsure"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Said:
    """What one side of a finding said when it was decided: kept so that a later change can be shown."""

    source: str
    path: str
    value: str
    canonical: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's word on one finding, with what the finding looked like at that moment.

    `time` is aware, in UTC. From the day after `expiry` the decision no longer holds. `confidence` is the finding's
    own, 0 to 1, so that precision can be measured against it later.
    """

    fingerprint: str
    choice: Choice
    reviewer: str
    time: datetime
    reason: str = ""
    expiry: date | None = None
    kind: str = ""
    verdict: Verdict = Verdict.UNDECIDED
    severity: Severity = Severity.NOTE
    confidence: float = 0.0
    rule: str = ""
    question: str = ""
    sides: tuple[Said, ...] = ()
