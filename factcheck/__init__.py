"""Cross-source fact consistency: where do several articles on the same events agree, where do they contradict.

from factcheck import check, read

articles, skipped = read(["articles/"])
report = check(articles, skipped=skipped)
for finding in report.findings:
print(finding.verdict, finding.question, finding.reason)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.decisions import Decision
    from factcheck.errors import FactcheckError
    from factcheck.model import Article, Fact, Finding, Report, Side, Skipped, Statement, Verdict
    from factcheck.pipeline import Tools, check
    from factcheck.readers import read

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Config",
    "Decision",
    "Fact",
    "FactcheckError",
    "Finding",
    "Report",
    "Side",
    "Skipped",
    "Statement",
    "Tools",
    "Verdict",
    "check",
    "read",
]

_HOME = {
    "Config": "factcheck.config",
    "Decision": "factcheck.decisions",
    "FactcheckError": "factcheck.errors",
    "Tools": "factcheck.pipeline",
    "check": "factcheck.pipeline",
    "read": "factcheck.readers",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first asked for: `factcheck --version` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "factcheck.model")), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
