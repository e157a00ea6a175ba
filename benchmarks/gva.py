"""Contradictions in 1,263 dated articles on 463 shootings, the stories withheld.

    python benchmarks/gva.py --data ../shared/data -o reports/gva.md

Counts how many of the labelled conflicts are reported as contradictions, how many labelled look-alikes are, and how
many contradictions are reported between articles of different stories, which are false by construction. A label is
matched when a contradiction's two sides stand in two of its articles and give two of its values.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import sys
import tempfile
from collections import Counter
from pathlib import Path

from factcheck import pipeline, readers
from factcheck.config import Config
from factcheck.model import Finding, Report, Verdict

CONFLICT = "conflict"
LOOKALIKES = ("update_over_time", "ageing_over_time", "scope_or_artifact", "extraction_artifact")


def run(data: Path) -> tuple[Report, dict[str, str], dict[str, str]]:
    """Check the articles without their `story`; return the report, and story and id by path."""
    with gzip.open(data / "eval" / "gva.articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gva.jsonl"
        path.write_text(
            "".join(json.dumps({k: v for k, v in r.items() if k != "story"}) + "\n" for r in records), encoding="utf-8"
        )
        articles, skipped = readers.read([str(path)])
    report = pipeline.check(articles, Config(), skipped=skipped, progress=told)
    story = {record["id"]: record["story"] for record in records}
    ids = {article.path: article.path.rpartition("#")[2] for article in articles}
    return report, {path: story[ident] for path, ident in ids.items()}, ids


def told(stage: str, done: int, total: int) -> None:
    if total and done % max(1, total // 4) == 0:
        print(f"{stage} {done}/{total}", file=sys.stderr)


def between_stories(report: Report, story: dict[str, str]) -> list[Finding]:
    return [
        f
        for f in report.findings
        if f.verdict is Verdict.CONTRADICTION
        and any(
            story[f.sides[p.left].article.path] != story[f.sides[p.right].article.path]
            for p in f.pairs
            if p.verdict is Verdict.CONTRADICTION
        )
    ]


def flagged(label: dict, report: Report, ids: dict[str, str]) -> bool:
    """Tell whether a reported contradiction sets two of the label's articles against each other on what it names.

    That is the age of the person it names, or two of the figures it gives, however the program understands them.
    """
    stated = {(s["article"], float(s["value"])) for s in label["stated"]}
    named = f"How old is {label['of']}?" if label["type"] == "age" else ""
    for finding in report.findings:
        if finding.verdict is not Verdict.CONTRADICTION or finding.kind != "quantity":
            continue
        for pair in finding.pairs:
            if pair.verdict is Verdict.CONTRADICTION:
                ends = [finding.sides[pair.left], finding.sides[pair.right]]
                if finding.question == named and {ids[s.article.path] for s in ends} <= {a for a, _ in stated}:
                    return True
                told = [{(ids[s.article.path], _number(said)) for said in (s.value, s.surface)} for s in ends]
                if all(stated & either for either in told):
                    return True
    return False


def _number(value: str) -> float:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", value)
    return float(found[0].replace(",", "")) if found else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="also write the JSON report there (it holds article text)")
    options = parser.parse_args()
    report, story, ids = run(options.data)
    labels = [json.loads(line) for line in (options.data / "eval" / "gva.labels.jsonl").open(encoding="utf-8")]
    found = {label["id"]: flagged(label, report, ids) for label in labels}
    kinds = Counter((f.kind, f.verdict.value) for f in report.findings)
    strangers = between_stories(report, story)
    contradictions = sum(f.verdict is Verdict.CONTRADICTION for f in report.findings)
    lines = [
        "# Contradictions in 1,263 articles on 463 shootings",
        "",
        "Made by `python benchmarks/gva.py --data ../shared/data -o reports/gva.md`; the stories are withheld.",
        "",
        "| | |",
        "|---|---|",
        f"| labelled conflicts found | {sum(found[x['id']] for x in labels if x['label'] == CONFLICT)} of "
        f"{sum(x['label'] == CONFLICT for x in labels)} |",
        *(
            f"| {name.replace('_', ' ')}, flagged | {sum(found[x['id']] for x in labels if x['label'] == name)} of "
            f"{sum(x['label'] == name for x in labels)} |"
            for name in LOOKALIKES
        ),
        f"| contradictions reported | {contradictions} |",
        f"| of them between stories (false by construction) | {len(strangers)}, "
        f"{1000 * len(strangers) / len(report.articles):.1f} per 1,000 articles |",
        f"| peak memory | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB |",
        "",
        "| kind | " + " | ".join(v.value for v in Verdict) + " |",
        "|---|" + "---:|" * len(Verdict),
        *(
            f"| {kind} | " + " | ".join(str(kinds[kind, v.value]) for v in Verdict) + " |"
            for kind in sorted({kind for kind, _ in kinds})
        ),
        "",
        "Counts: " + ", ".join(f"{name} {n:,}" for name, n in sorted(report.run.counts.items())) + ".",
        "",
        "Seconds (the machine was shared): "
        + ", ".join(f"{stage} {spent:.1f}" for stage, spent in report.run.seconds.items())
        + ".",
    ]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    if options.keep:
        from factcheck.report.json import render

        options.keep.write_text(render(report), encoding="utf-8")


if __name__ == "__main__":
    main()
