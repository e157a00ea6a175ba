"""What the formats for machines share: which findings they list, what leads, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from factcheck.identity import DISCREPANCIES
from factcheck.model import Finding, Ground, Place, Report, Severity, Side, Verdict
from factcheck.presentation.words import file_of


def discrepancies(report: Report) -> list[Finding]:
    """Return what sources differ in, what fails first, each part in the order of the report."""
    found = [finding for finding in report.findings if finding.verdict in DISCREPANCIES]
    return sorted(found, key=lambda f: (f.fingerprint not in report.failing, f.fingerprint in report.accepted))


def standing(report: Report) -> list[Finding]:
    """Return the discrepancies that nothing lets through, what fails first."""
    return [finding for finding in discrepancies(report) if finding.fingerprint not in report.accepted]


def let_through(report: Report) -> Mapping[Ground, int]:
    """Count the other discrepancies by what lets them through, in the order of `Ground`."""
    known = (report.accepted.get(finding.fingerprint) for finding in discrepancies(report))
    numbers = Counter(acceptance.ground for acceptance in known if acceptance)
    return {ground: numbers[ground] for ground in Ground if ground in numbers}


def level(finding: Finding, report: Report) -> str:
    """Return 'error' for what fails the gate, 'warning' for what is as grave but does not, else 'note'."""
    if finding.fingerprint in report.failing:
        return "error"
    grave = finding.verdict is not Verdict.UPDATE and finding.severity is not Severity.NOTE
    return "warning" if grave and finding.fingerprint not in report.accepted else "note"


def lead(finding: Finding, report: Report) -> tuple[Side, Sequence[Side]]:
    """Return the side to show first and the others: one of the pair that differs most, in a changed article if any is.

    The code hosts show an annotation only where the pull request changed something.
    """
    worst = [p for p in finding.pairs if p.verdict is finding.verdict]
    ends = list(dict.fromkeys(end for pair in worst for end in (pair.left, pair.right))) or [0]
    first = next((end for end in ends if finding.sides[end].article.path in report.changed), ends[0])
    rest = [end for end in ends if end != first] + [n for n in range(len(finding.sides)) if n not in ends]
    return finding.sides[first], [finding.sides[n] for n in rest]


def place(side: Side, report: Report) -> Place:
    """Return where the value stands, else its statement, else the start of the file."""
    path = side.article.path
    return report.places.get((path, side.value_span)) or report.places.get((path, side.span)) or Place()


def uri_of(path: str) -> str:
    """Return the file as a URI, relative to the folder of the run."""
    name = "stdin" if path == "-" else file_of(path)
    return f"file://{quote(name)}" if name.startswith("/") else quote(name)


def message(finding: Finding, report: Report) -> str:
    """Return question, reason and what each source says, in one paragraph."""
    first, others = lead(finding, report)
    said = "; ".join(f"{where(side, report)}: {side.value}" for side in (first, *others))
    return f"{finding.question} {finding.reason.rstrip('. ')}. {said}."


def where(side: Side, report: Report) -> str:
    """Return path and line of a side, with its outlet and speaker."""
    extra = [side.article.source, f"quoting {side.speaker}" if side.speaker else ""]
    told = ", ".join(part for part in extra if part)
    return f"{side.article.path}:{place(side, report).line}{f' ({told})' if told else ''}"


def told(ground: Ground, reason: str) -> str:
    """Return why a finding is let through."""
    return f"{ground.value}: {reason}" if reason else ground.value
