"""Findings grouped into stories: articles that findings connect are about one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.model import Article, Finding, Report, Side


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that share findings. `findings` keep the order of the report."""

    number: int
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]
    singles: tuple[Side, ...]

    @property
    def slug(self) -> str:
        """The name of the story's page and anchor: 'story-003'."""
        return f"story-{self.number:03}"

    @property
    def title(self) -> str:
        """The headline of the story's first dated article, or what its gravest finding asks."""
        titled = sorted((a.published is None, str(a.published), a.path, a.title) for a in self.articles if a.title)
        if titled:
            return titled[0][-1]
        return self.findings[0].question if self.findings else self.articles[0].label

    @property
    def labels(self) -> tuple[str, ...]:
        """The sources, the first to publish first."""
        ordered = sorted(self.articles, key=lambda a: (a.published is None, str(a.published), a.label, a.path))
        return tuple(dict.fromkeys(a.label for a in ordered))


def stories(report: Report) -> tuple[Story, ...]:
    """Group the report, the story with the gravest finding first; an article without findings is in none."""
    roots = _roots(report.findings)
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(roots[finding.sides[0].article.path], []).append(finding)
    known = {a.path: a for f in report.findings for a in (s.article for s in f.sides)}
    known.update({a.path: a for a in report.articles if a.path in known})
    members: dict[str, list[Article]] = {}
    for path in sorted(known):
        members.setdefault(roots[path], []).append(known[path])
    alone: dict[str, list[Side]] = {}
    for side in report.singles:
        if side.article.path in roots:
            alone.setdefault(roots[side.article.path], []).append(side)
    return tuple(
        Story(number, tuple(members[root]), tuple(findings), tuple(alone.get(root, ())))
        for number, (root, findings) in enumerate(found.items(), start=1)
    )


def _roots(findings: Sequence[Finding]) -> Mapping[str, str]:
    """Map each article's path to one path that stands for its story."""
    parent: dict[str, str] = {}

    def root(path: str) -> str:
        parent.setdefault(path, path)
        while parent[path] != path:
            parent[path] = parent[parent[path]]
            path = parent[path]
        return path

    for finding in findings:
        first = root(finding.sides[0].article.path)
        for side in finding.sides[1:]:
            parent[root(side.article.path)] = first
    return {path: root(path) for path in list(parent)}
