"""JUnit XML: a test case for each thing that sources answer, as the test views of CI services show them."""

from __future__ import annotations

import re

from junitparser import Attr, Error, Failure, IntAttr, JUnitXml, Skipped, TestCase, TestSuite

from factcheck.identity import DISCREPANCIES
from factcheck.model import Finding, Report, Verdict
from factcheck.presentation.words import file_of
from factcheck.report import _located as located

# characters that XML cannot hold, not even escaped
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Case(TestCase):
    file = Attr("file")
    line = IntAttr("line")


def render(report: Report) -> str:
    """Return one suite for each kind of fact, and one for what was not read."""
    document = JUnitXml("factcheck")
    for kind in sorted({finding.kind for finding in report.findings}):
        suite = TestSuite(_clean(kind))
        for finding in report.findings:
            if finding.kind == kind and finding.verdict is not Verdict.UNDECIDED:
                suite.add_testcase(_case(finding, report))
        document.add_testsuite(suite)
    unread = [item for item in report.skipped if item.unread]
    if unread:
        suite = TestSuite("not read")
        for item in unread:
            case = TestCase(_clean(item.path), classname=_clean(item.what))
            case.result = [Error(_clean(item.reason), _clean(item.what))]
            suite.add_testcase(case)
        document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]
    text: str = document.tostring().decode("utf-8")  # type: ignore[no-untyped-call]
    return text if text.endswith("\n") else f"{text}\n"


def _case(finding: Finding, report: Report) -> TestCase:
    first, others = located.lead(finding, report)
    case = _Case(_clean(f"{finding.question} [{finding.fingerprint}]"), classname=_clean(first.article.path))
    case.file = _clean(file_of(first.article.path))
    case.line = located.place(first, report).line
    accepted = report.accepted.get(finding.fingerprint)
    if finding.fingerprint in report.failing:
        failure = Failure(_clean(finding.reason), _clean(finding.rule))
        failure.text = _clean("\n".join(f"{located.where(s, report)}: {s.value}\n  {s.text}" for s in (first, *others)))
        case.result = [failure]
    elif accepted and finding.verdict in DISCREPANCIES:
        case.result = [Skipped(_clean(located.told(accepted.ground, accepted.reason)))]
    return case


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
