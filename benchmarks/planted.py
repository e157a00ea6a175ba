"""Stories written for this: which of their known conflicts are found, and what else is flagged.

    python benchmarks/planted.py -o reports/planted.md
    python benchmarks/planted.py --read incidents --misses /tmp/misses.txt     # what was not found, to read

benchmarks/stories/*.jsonl hold invented events, each told by three invented newsrooms, with all conflicts between the
articles listed by their authors (language models that had not seen the program), with look-alikes that are none, and
with agreements. All stories are checked in one run, their grouping withheld. An entry is matched by a pair whose two
values stand in its two quotes, of whatever kind the pair is.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))

from _sets import READ

from factcheck import pipeline, readers
from factcheck.config import Config
from factcheck.model import Pair, Report, Side, Verdict
from factcheck.review.learning import wilson

FOLDER = Path(__file__).parent / "stories"
KINDS = ("quantity", "time", "claim", "name", "place")
FITTING = frozenset({Verdict.AGREEMENT, Verdict.COMPATIBLE})


@dataclass(frozen=True, slots=True)
class Entry:
    """A conflict, look-alike or agreement: two quotes, each with its article's id."""

    sort: str
    kind: str
    quotes: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair of a report with its two sides."""

    pair: Pair
    kind: str
    confidence: float
    ends: tuple[Side, Side]

    @property
    def articles(self) -> tuple[str, str]:
        """The ids of both articles."""
        one, other = (side.article.path.rpartition("#")[2] for side in self.ends)
        return one, other

    def matches(self, entry: Entry) -> bool:
        """Tell whether the two values stand in the two quotes, either way round."""
        first, second = entry.quotes
        one, other = self.ends
        return (_in(one, first) and _in(other, second)) or (_in(one, second) and _in(other, first))


def _in(side: Side, quote: tuple[str, str]) -> bool:
    article, words = quote
    start = side.article.text.find(words)
    same = side.article.path.rpartition("#")[2] == article and start >= 0
    return same and side.value_span.start < start + len(words) and start < side.value_span.end


def run(names: Sequence[str]) -> tuple[Report, list[Entry]]:
    """Check the articles of all stories together; return the report and the authors' entries."""
    records = [json.loads(line) for name in names for line in (FOLDER / f"{name}.jsonl").open(encoding="utf-8")]
    rows = [{**a, "id": f"{record['id']}/{a['id']}"} for record in records for a in record["articles"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        articles, skipped = readers.read([str(path)])
    entries = [
        Entry(sort, e["kind"], tuple((f"{r['id']}/{s['article']}", s["quote"]) for s in e["sides"]), e.get("why", ""))
        for r in records
        for sort in ("conflicts", "lookalikes", "agreements")
        for e in r[sort]
    ]
    return pipeline.check(articles, Config(), skipped=skipped), entries


def shown(report: Report) -> list[Shown]:
    """Return every pair of the report; one of a contradiction's other pairs stands under that finding's confidence."""
    return [
        Shown(pair, finding.kind, finding.confidence, (finding.sides[pair.left], finding.sides[pair.right]))
        for finding in report.findings
        for pair in finding.pairs
    ]


def outcome(entry: Entry, pairs: Sequence[Shown]) -> str:
    """Return what the report makes of an entry: the gravest verdict among the pairs that match it, or "silent"."""
    found = {pair.pair.verdict for pair in pairs if pair.matches(entry)}
    order = (Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.UNDECIDED, Verdict.UPDATE)
    fits = "fits" if found & FITTING else "silent"
    return next((verdict.value for verdict in order if verdict in found), fits)


def alarms(pairs: Sequence[Shown], entries: Sequence[Entry]) -> dict[str, list[Shown]]:
    """Return the contradictions reported, by what they are: a conflict, a look-alike, another story, not listed."""
    found: dict[str, list[Shown]] = {"conflicts": [], "lookalikes": [], "between": [], "unlisted": []}
    for pair in pairs:
        if pair.pair.verdict is Verdict.CONTRADICTION:
            one, other = (article.rpartition("/")[0] for article in pair.articles)
            sorts = {entry.sort for entry in entries if pair.matches(entry)}
            sort = next((s for s in ("conflicts", "lookalikes") if s in sorts), "unlisted")
            found["between" if one != other else sort].append(pair)
    return found


# --- the report ---


def part(title: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines on the stories of some files."""
    report, entries = run(names)
    pairs = shown(report)
    yield from (f"## {title}", "")
    yield f"{len(report.articles)} articles; files: {', '.join(names)}."
    yield from ("", "| entries | kind | in all | contradiction | dispute | undecided | update | fits | silent |")
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    columns = ("contradiction", "dispute", "undecided", "update", "fits", "silent")
    for sort in ("conflicts", "lookalikes", "agreements"):
        told = [(entry.kind, outcome(entry, pairs)) for entry in entries if entry.sort == sort]
        for kind in (*KINDS, "all"):
            own = Counter(result for k, result in told if kind in (k, "all"))
            if own:
                yield f"| {sort} | {kind} | {own.total()} | " + " | ".join(str(own[c]) for c in columns) + " |"
    found = alarms(pairs, entries)
    reported = sum(map(len, found.values()))
    precision = wilson(len(found["conflicts"]), reported)
    yield from (
        "",
        f"Pairs reported as contradictions: {reported}, of which {len(found['conflicts'])} are listed conflicts "
        f"(precision {precision.share:.2f}, {precision.low:.2f} to {precision.high:.2f}), {len(found['lookalikes'])} "
        f"look-alikes, {len(found['between'])} of two stories, {len(found['unlisted'])} not listed by the author.",
        "",
    )


def misses(names: Sequence[str]) -> Iterator[str]:
    """Yield what was missed and what was flagged wrongly, with its text, for a reader."""
    report, entries = run(names)
    pairs = shown(report)
    for entry in entries:
        result = outcome(entry, pairs)
        if result != {"conflicts": "contradiction", "agreements": "fits"}.get(entry.sort, result):
            yield f"\n{entry.sort} {entry.kind} -> {result}: {entry.why}"
            yield from (f"   {article}: {words}" for article, words in entry.quotes)
            yield from (
                f"     {p.kind} {p.pair.verdict.value} {p.pair.rule} {p.confidence:.2f}: {p.pair.reason}"
                for p in pairs
                if p.matches(entry)
            )
    for sort, flagged in alarms(pairs, entries).items():
        for p in flagged if sort != "conflicts" else ():
            yield f"\nFALSE ALARM ({sort}) {p.kind} {p.pair.rule} {p.confidence:.2f}: {p.pair.reason}"
            yield from (f"   {article}: {side.text}" for article, side in zip(p.articles, p.ends, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--read", nargs="+", default=READ, help="files that may be read for errors")
    parser.add_argument("--misses", type=Path, help="write what was missed in those there, with its text")
    options = parser.parse_args()
    if options.misses:
        options.misses.write_text("\n".join(misses(options.read)) + "\n", encoding="utf-8")
    if options.output:
        unread = sorted(path.stem for path in FOLDER.glob("*.jsonl") if path.stem not in options.read)
        lines = [
            "# Known conflicts in stories written for this",
            "",
            "Made by `python benchmarks/planted.py -o reports/planted.md`. The stories are invented and in "
            "benchmarks/stories; their authors, language models that had not seen the program, listed every conflict, "
            "look-alikes and agreements. An entry counts for the gravest verdict among the pairs that match it.",
            "",
            *part("Stories kept unread: only counted", unread),
            *part("Stories read while the program was improved", options.read),
        ]
        options.output.write_text("\n".join(lines), encoding="utf-8")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
