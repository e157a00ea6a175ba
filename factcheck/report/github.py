"""GitHub Actions: workflow commands that annotate the lines concerned, and the summary of the job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Finding, Report, Side, Skipped
from factcheck.presentation.words import counted, file_of, tally
from factcheck.report import _located as located
from factcheck.report.markdown import escape

_MOST = 10  # GitHub drops further annotations of one level in a step
_SUMMARY_ROWS = 50
_SUMMARY_BYTES = 1_000_000
_ACCEPT = (
    "Correct one of the texts. What is right as it stands passes by `<!-- factcheck: ignore FINGERPRINT why -->` "
    "in a Markdown or HTML article, or by `factcheck review PATHS --dismiss FINGERPRINT --reason WHY`."
)


def render(report: Report) -> str:
    """Return one command a line: errors for what fails, warnings for what is as grave, both up to GitHub's limit."""
    return "".join(f"{line}\n" for line in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    shown = located.standing(report)
    for level in ("error", "warning"):
        own = [finding for finding in shown if located.level(finding, report) == level]
        for finding in own[:_MOST]:
            yield _annotation(level, finding, report)
        if len(own) > _MOST:
            yield f"::notice::{len(own) - _MOST} more {level}s are not annotated; see the summary of the job"
    unread = [item for item in report.skipped if item.unread]
    for item in unread[:_MOST]:
        yield f"::notice file={_property(file_of(item.path))},title=Not read::{_data(item.reason)}"


def _annotation(level: str, finding: Finding, report: Report) -> str:
    first, others = located.lead(finding, report)
    place = located.place(first, report)
    told = {"file": file_of(first.article.path), "line": str(place.line)}
    if place.column:
        told |= {"endLine": str(place.end_line), "col": str(place.column), "endColumn": str(place.end_column)}
    told["title"] = f"{finding.verdict.value.capitalize()}: {finding.question}"
    properties = ",".join(f"{key}={_property(value)}" for key, value in told.items())
    said = "\n".join(f"{located.where(side, report)}: {side.value}" for side in (first, *others))
    text = "\n".join((finding.reason, said, finding.fingerprint))
    return f"::{level} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# --- the summary of the job ---


def summary(report: Report) -> str:
    """Return Markdown for $GITHUB_STEP_SUMMARY: what fails and why, what was let through, what was not read."""
    text = "\n".join(_summary(report)) + "\n"
    if len(text.encode()) <= _SUMMARY_BYTES:
        return text
    return text.encode()[:_SUMMARY_BYTES].decode(errors="ignore").rpartition("\n")[0] + "\n\nCut off here.\n"


def _summary(report: Report) -> Iterator[str]:
    told = tally(report.findings) or "no findings"
    verb = f"❌ {len(report.failing)} fail" if report.failing else "✅ nothing fails"
    yield f"## factcheck: {verb}"
    yield ""
    yield f"{counted(len(report.articles), 'article')}: {told}."
    yield ""
    shown = located.standing(report)
    yield from _table("Fails", [f for f in shown if f.fingerprint in report.failing], report)
    if report.failing:
        yield _ACCEPT
        yield ""
    yield from _table("Does not fail", [f for f in shown if f.fingerprint not in report.failing], report)
    for ground, number in located.let_through(report).items():
        yield f"- {number} let through: {ground.value}"
    yield ""
    yield from _unread(report.skipped)


def _table(title: str, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    if not findings:
        return
    yield f"### {title}"
    yield ""
    yield "| question | what each source says | why | fingerprint |"
    yield "|---|---|---|---|"
    for finding in findings[:_SUMMARY_ROWS]:
        first, others = located.lead(finding, report)
        said = "<br>".join(_told(side, report) for side in (first, *others))
        why = f"{finding.verdict.value}, {finding.severity.value}: {escape(finding.reason)}"
        yield f"| {escape(finding.question)} | {said} | {why} | `{finding.fingerprint}` |"
    if len(findings) > _SUMMARY_ROWS:
        yield ""
        yield f"and {len(findings) - _SUMMARY_ROWS} more, in the report"
    yield ""


def _told(side: Side, report: Report) -> str:
    return f"{escape(located.where(side, report))} **{escape(side.value)}**"


def _unread(skipped: Sequence[Skipped]) -> Iterator[str]:
    if not skipped:
        return
    yield f"<details><summary>{len(skipped)} not read or not compared</summary>"
    yield ""
    for item in skipped[:_SUMMARY_ROWS]:
        yield f"- {escape(item.path)}, {escape(item.what)}: {escape(item.reason)}"
    if len(skipped) > _SUMMARY_ROWS:
        yield f"- and {len(skipped) - _SUMMARY_ROWS} more"
    yield ""
    yield "</details>"
