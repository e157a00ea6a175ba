"""The report as Markdown: good on GitHub and in a terminal pager."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model import Finding, Report, Side, Skipped, State, Verdict
from factcheck.presentation.safe import folded
from factcheck.presentation.words import MEANINGS, SETTLED, certainty, counted, day, period, tally
from factcheck.report import _markdown_story

_QUOTE_LENGTH = 400
_NOTES_SHOWN = 3
_SINGLES_SHOWN = 60


def render(report: Report) -> str:
    """Return the whole report; text taken from articles is escaped."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield "# Consistency report"
    yield ""
    yield from _summary(report)
    yield from _articles(report)
    yield from _markdown_story.lines(report, escape)
    for verdict in (Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UPDATE):
        title, lead = f"{verdict.value.capitalize()}s", f"{_opened(MEANINGS[verdict])}."
        yield from _section(title, lead, [f for f in report.findings if f.verdict is verdict])
    settled = [f for f in report.findings if f.verdict in SETTLED]
    yield from _section("Agreements", "The sources say the same, or nothing that excludes the other.", settled)
    yield from _folded("Undecided", [f for f in report.findings if f.verdict is Verdict.UNDECIDED])
    yield from _singles(report)
    yield from _skipped(report.skipped)
    yield from _run(report)


def _summary(report: Report) -> Iterator[str]:
    told = tally(report.findings)
    days = period(report.articles)
    published = f", published {' to '.join(map(str, days))}" if days else ""
    yield f"{counted(len(report.articles), 'article')}{published}. {_opened(told) or 'Nothing to compare'}."
    if report.skipped:
        yield f"**{len(report.skipped)} not read or not compared**: see [Not checked](#not-checked)."
    yield "No source is the reference: the report names differences, not winners."
    yield ""


def _opened(words: str) -> str:
    """Return words as they open a sentence."""
    return words[:1].upper() + words[1:]


def _articles(report: Report) -> Iterator[str]:
    yield "| article | source | published | known from | statements |"
    yield "|---|---|---|---|---:|"
    for a in report.articles:
        row = (
            _code(a.path),
            escape(a.source),
            day(a) or "unknown",
            a.published_from.value,
            str(report.statements.get(a.path, 0)),
        )
        yield f"| {' | '.join(row)} |"
    yield ""


def _section(title: str, lead: str, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield f"## {title}"
    yield ""
    yield lead
    yield ""
    for finding in findings:
        yield from _finding(finding)


def _folded(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield f"## {title}"
    yield ""
    yield "<details>"
    yield f"<summary>{counted(len(findings), 'finding')} whose values may or may not be about the same thing</summary>"
    yield ""
    for finding in findings:
        yield from _finding(finding)
    yield "</details>"
    yield ""


def _finding(finding: Finding) -> Iterator[str]:
    yield f"### {escape(finding.question)}"
    yield ""
    yield f"**{_headline(finding)}.** {escape(finding.reason)}"
    yield ""
    yield "| source | says | in these words |"
    yield "|---|---|---|"
    for side in finding.sides:
        yield f"| {_place(side)} | {escape(side.value)} | {_quotation(side)} |"
    yield ""
    notes = _pair_notes(finding)
    if notes:
        yield from notes
        yield ""
    if finding.flips:
        yield f"What would change this: {escape(finding.flips)}."
        yield ""
    yield f"<sub>{_code(finding.fingerprint)} · rule {_code(finding.rule)}</sub>"
    yield ""


def _headline(finding: Finding) -> str:
    parts = [finding.verdict.value.capitalize()]
    if finding.verdict not in SETTLED:
        parts.append(finding.severity.value)
    parts.append(f"{certainty(finding.confidence)} ({finding.confidence:.0%})")
    if finding.verdict in SETTLED:
        parts.append(counted(finding.voices, "independent voice"))
    if finding.state is not State.NEW:
        parts.append(finding.state.value)
    return ", ".join(parts)


def _pair_notes(finding: Finding) -> list[str]:
    """Say what each pair came to when the sides differ in how they fit, the first few of each verdict."""
    told: dict[Verdict, dict[str, None]] = {}
    for pair in sorted(finding.pairs, key=lambda p: -p.verdict.rank):
        if pair.reason != finding.reason:
            told.setdefault(pair.verdict, {}).setdefault(pair.reason)
    notes: list[str] = []
    for verdict, reasons in told.items():
        notes += [f"- {verdict.value}: {escape(reason)}" for reason in list(reasons)[:_NOTES_SHOWN]]
        if len(reasons) > _NOTES_SHOWN:
            notes.append(f"- {verdict.value}: {len(reasons) - _NOTES_SHOWN} more, all in the JSON and HTML reports")
    return notes


def _place(side: Side) -> str:
    date = f" ({side.article.published})" if side.article.published else ""
    speaker = f", quoting {escape(side.speaker)}" if side.speaker else ""
    name = f"{escape(side.article.source)} " if side.article.source else ""
    return f"{name}{_code(side.article.path)}{date}{speaker}"


def _quotation(side: Side) -> str:
    text, value = side.text, side.value_span
    start = value.start - side.span.start
    end = min(value.end - side.span.start, len(text))
    whole = start == 0 and end == len(text)
    left, right = max(0, start - _QUOTE_LENGTH // 2), min(len(text), end + _QUOTE_LENGTH // 2)
    before = ("… " if left else "") + escape(text[left:start])
    after = escape(text[end:right]) + (" …" if right < len(text) else "")
    marked = escape(text[start:end])
    return f"{before}{marked if whole or not marked.strip() else f'**{marked.strip()}**'}{after}"


def _singles(report: Report) -> Iterator[str]:
    if not report.singles:
        return
    yield "## Said by one source only"
    yield ""
    yield "<details>"
    yield f"<summary>{counted(len(report.singles), 'value')} that no other source gives</summary>"
    yield ""
    for side in report.singles[:_SINGLES_SHOWN]:
        yield f"- {_place(side)}: {escape(side.value)} — {_quotation(side)}"
    if len(report.singles) > _SINGLES_SHOWN:
        yield f"- and {len(report.singles) - _SINGLES_SHOWN} more, all in the JSON and HTML reports"
    yield ""
    yield "</details>"
    yield ""


def _skipped(skipped: Sequence[Skipped]) -> Iterator[str]:
    yield "## Not checked"
    yield ""
    if not skipped:
        yield "Every input was read and every aligned pair compared."
    for item in skipped:
        yield f"- {_code(item.path)}, {escape(item.what)}: {escape(item.reason)}"
    yield ""


def _run(report: Report) -> Iterator[str]:
    run = report.run
    yield "## How this was made"
    yield ""
    yield f"factcheck {run.version}, configuration {_code(run.config_digest)}."
    for model in run.models:
        yield f"{model.role.capitalize()}: {escape(model.name)} {_code(model.digest)}."
    if run.counts:
        yield "Counts: " + ", ".join(f"{name} {n:,}" for name, n in sorted(run.counts.items())) + "."
    if run.seconds:
        yield "Seconds: " + ", ".join(f"{stage} {spent:.2f}" for stage, spent in run.seconds.items()) + "."
    yield ""


_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def escape(text: str) -> str:
    """Return `text` on one line, with nothing in it that Markdown or HTML would act on."""
    return _SPECIAL.sub(r"\\\1", folded(text)).replace("&", "&amp;")


def _code(text: str) -> str:
    told = folded(text).replace("|", "\\|")
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", told)), default=0))
    pad = " " if told.startswith("`") or told.endswith("`") else ""
    return f"{ticks}{pad}{told}{pad}{ticks}"
