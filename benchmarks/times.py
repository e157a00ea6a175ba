"""Times: TempEval-3 accuracy on TimeBank and AQUAINT, every miss by its cause, and speed, beside other extractors.

    python benchmarks/times.py --data ../shared/data -o reports/times.md --recognizers VENV/bin/python

Recognizers-Text needs an environment of its own (`pip install recognizers-text-suite "emoji<2"`); without
`--recognizers` its row is left out and the report says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factcheck.config import Config
from factcheck.kinds.time import Annotator, Times
from factcheck.kinds.time._words import load
from factcheck.model import Article, Origin, Span, Statement

SETS = ("timebank", "aquaint")
COMMAND = "python benchmarks/times.py --data ../shared/data -o reports/times.md --recognizers PYTHON"


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: offsets, type, and every value that counts as the system's answer."""

    start: int
    end: int
    type: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document with its date and its gold expressions."""

    text: str
    published: date
    gold: tuple[Expression, ...]


Extractor = Callable[[Sequence[Document]], list[list[Expression]]]


def documents(data: Path, name: str) -> list[Document]:
    with gzip.open(data / "eval" / f"tempeval-{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Document(
            row["text"],
            date.fromisoformat(row["dct"][:10]),
            tuple(Expression(t["start"], t["end"], t["type"], (t["value"],)) for t in row["timex3"]),
        )
        for row in rows
    ]


def factcheck(docs: Sequence[Document]) -> list[list[Expression]]:
    annotator = Annotator(load())
    return [
        [Expression(t.start, t.end, t.type, (t.value,)) for t in annotator.annotate(doc.text, doc.published)]
        for doc in docs
    ]


SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s+[A-Z\"“`])[^\n.!?]*)*[.!?]?")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in SENTENCE.finditer(text):
        if match.group().strip():
            yield match.start(), match.group()


def dateparser_search(docs: Sequence[Document]) -> list[list[Expression]]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    out = []
    for doc in docs:
        settings = {"RELATIVE_BASE": datetime(doc.published.year, doc.published.month, doc.published.day)}
        settings["PREFER_DATES_FROM"] = "past"
        again = DateDataParser(languages=["en"], settings=settings)
        found = []
        for offset, sentence in sentences(doc.text):
            at = 0
            for words, moment in search_dates(sentence, languages=["en"], settings=settings) or []:
                start = sentence.find(words, at)
                if start < 0:
                    continue
                at = start + len(words)
                period = again.get_date_data(words).period
                shape = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V"}.get(period, "%Y-%m-%d")
                found.append(Expression(offset + start, offset + at, "DATE", (moment.strftime(shape),)))
        out.append(found)
    return out


RECOGNIZERS = """
import json, sys, datetime
from recognizers_date_time import DateTimeRecognizer
from recognizers_text import Culture
model = DateTimeRecognizer(Culture.English).get_datetime_model()
for line in sys.stdin:
    row = json.loads(line)
    base = datetime.datetime(*row["date"])
    out = []
    for offset, sentence in row["sentences"]:
        try:
            found = model.parse(sentence, base)
        except Exception:
            continue
        for r in found:
            values = []
            for v in (r.resolution or {}).get("values", []):
                values += [v.get("timex", ""), v.get("value", ""), v.get("start", "")]
            out.append([offset + r.start, offset + r.end + 1, r.type_name, values])
    print(json.dumps(out), flush=True)
"""
KINDS = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}


def recognizers(python: str) -> Extractor:
    def extract(docs: Sequence[Document]) -> list[list[Expression]]:
        rows = [
            json.dumps({"date": doc.published.timetuple()[:3], "sentences": list(sentences(doc.text))}) for doc in docs
        ]
        done = subprocess.run(
            [python, "-c", RECOGNIZERS], input="\n".join(rows), capture_output=True, text=True, check=True
        )
        return [
            [
                Expression(s, e, KINDS.get(kind.rsplit(".", 1)[-1], "DATE"), tuple(v))
                for s, e, kind, v in json.loads(line)
            ]
            for line in done.stdout.splitlines()
        ]

    return extract


@dataclass(slots=True)
class Score:
    """Counts over all documents; F1 in percent."""

    gold: int = 0
    system: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0

    def f1(self, hits: int) -> float:
        """Return F1 in percent for that many hits."""
        return 200 * hits / (self.gold + self.system) if self.gold + self.system else 0.0


def pairs(gold: Sequence[Expression], system: Sequence[Expression]) -> list[tuple[int, int]]:
    """Match each gold expression with the free system expression that overlaps it most, in text order."""
    used: set[int] = set()
    out = []
    for g, expected in enumerate(gold):
        best = (0, -1)
        for s, answer in enumerate(system):
            overlap = min(expected.end, answer.end) - max(expected.start, answer.start)
            if s not in used and overlap > best[0]:
                best = (overlap, s)
        if best[1] >= 0:
            used.add(best[1])
            out.append((g, best[1]))
    return out


def scored(
    docs: Sequence[Document], answers: Sequence[Sequence[Expression]], causes: Counter[str] | None = None
) -> Score:
    score = Score()
    for doc, system in zip(docs, answers, strict=True):
        matched = pairs(doc.gold, system)
        score.gold += len(doc.gold)
        score.system += len(system)
        score.relaxed += len(matched)
        for g, s in matched:
            gold, answer = doc.gold[g], system[s]
            score.strict += (gold.start, gold.end) == (answer.start, answer.end)
            score.value += gold.values[0] in answer.values
            score.type += gold.type == answer.type
            if causes is not None and gold.values[0] not in answer.values:
                causes[f"value: {wrong_value(gold, answer)}"] += 1
        if causes is not None:
            for g in set(range(len(doc.gold))) - {g for g, _ in matched}:
                causes[f"missed: {missed(doc.text, doc.gold[g])}"] += 1
            for s in set(range(len(system))) - {s for _, s in matched}:
                causes[f"not in the gold: {spurious(system[s])}"] += 1
    return score


def wrong_value(gold: Expression, answer: Expression) -> str:
    """Name the cause of a wrong value from the two values alone."""
    want, have = gold.values[0], answer.values[0]
    if want == have.replace("T00:00", "") or re.sub(r"-W0?(\d)", r"-W\1", want) == re.sub(r"-W0?(\d)", r"-W\1", have):
        return "the same value written otherwise"
    if "X" in want and want[:1].isdigit():
        return "gold leaves part of the date open (1989-WXX, 1948-XX)"
    if "REF" in want or "REF" in have:
        return "a word for past, present or future, or a date"
    if (want[:1] == "P") != (have[:1] == "P"):
        return "a length of time, or a date"
    if want[:1] == "P":
        return "another length"
    if want[:10] == have[:10] and len(want) >= 10:
        return "the day is right, the time of day differs"
    day = re.compile(r"\d{4}-\d\d-\d\d")
    if day.match(want) and day.match(have):
        away = abs((date.fromisoformat(want[:10]) - date.fromisoformat(have[:10])).days)
        if away and away % 7 == 0 and away <= 14:
            return "a weekday placed in another week"
        return "the same day of another year" if want[4:10] == have[4:10] else "another day"
    if "-Q" in want or "-Q" in have:
        return "which quarter a comparison means"
    if want.startswith(have) or have.startswith(want):
        return "coarser or finer than the gold"
    return "the same period of another year" if want[4:] == have[4:] else "another period"


def missed(text: str, gold: Expression) -> str:
    words = text[gold.start : gold.end].lower().split()
    units = {"day", "days", "week", "weeks", "month", "months", "year", "years", "quarter", "quarters", "centuries"}
    if gold.values[0].endswith("_REF"):
        return "a word for past, present or future"
    if any(word in units for word in words) and not any(word.isdecimal() for word in words):
        return "a unit of time with no number or pointer"
    return {"DURATION": "a length of time", "SET": "a repetition", "TIME": "a time of day"}.get(gold.type, "a date")


def spurious(answer: Expression) -> str:
    if answer.values[0].endswith("_REF"):
        return "a word for past, present or future"
    return {"DURATION": "a length of time", "SET": "a repetition", "TIME": "a time of day"}.get(answer.type, "a date")


def speed(docs: Sequence[Document], rounds: int = 5) -> tuple[float, float, int]:
    """Return sentences a second of `Times.find` and of dateparser.search, medians of interleaved rounds."""
    from dateparser.search import search_dates

    kind = Times(Config())
    texts = [(doc, offset, sentence) for doc in docs[:40] for offset, sentence in sentences(doc.text)][:600]
    statements = [
        Statement(Article("x", s, published=d.published, published_from=Origin.FIELD), Span(0, len(s)))
        for d, _, s in texts
    ]
    ours, theirs = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        for statement in statements:
            kind.find([statement])
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        for doc, _, sentence in texts:
            base = datetime(doc.published.year, doc.published.month, doc.published.day)
            search_dates(sentence, languages=["en"], settings={"RELATIVE_BASE": base})
        theirs.append(time.perf_counter() - start)
    return len(texts) / statistics.median(ours), len(texts) / statistics.median(theirs), len(texts)


DECISIONS = """\
- Expressions of all documents are pooled (micro average). The document's own date is not scored: it is given.
- Strict: the same offsets. Relaxed: at least one character shared; each expression is matched once, in text order,
  with the one that overlaps it most.
- Value F1: a relaxed match with the same value string, over all gold and all system expressions. Strings are compared
  as they are: `1998-W7` against `1998-W07` is wrong, and so is `2000-01-05` against `2000-01-05TNI`.
- Values follow TIMEX3: a decade is `199`, a century `19`, "last week" a week (`1998-W06`) even where the gold wrote
  `1998-WXX`.
- dateparser: `search_dates` sentence by sentence, English, the document's date as base, dates preferred from the past;
  its datetime is cut to the period that `DateDataParser` reports for the same words. It knows no lengths, sets or
  references.
- Recognizers-Text: sentence by sentence, the document's date as reference; it answers with several readings, and
  **any** of them counts as right.
- The rules come from TimeML's guidelines and grammar books and were debugged on these two sets, so the figures are
  those of development data. Causes are assigned by a program from the two values alone.
"""


def report(args: argparse.Namespace) -> str:
    systems: dict[str, Extractor] = {"factcheck": factcheck, "dateparser.search": dateparser_search}
    if args.recognizers:
        systems["Recognizers-Text"] = recognizers(args.recognizers)
    sets = {name: documents(args.data, name) for name in SETS}
    sets["both"] = [doc for name in SETS for doc in sets[name]]
    causes: dict[str, Counter[str]] = {name: Counter() for name in SETS}
    lines = [
        "# Times",
        "",
        "`python benchmarks/times.py --data ../shared/data -o reports/times.md --recognizers PYTHON`",
        "",
    ]
    lines += [
        "| set | system | strict F1 | relaxed F1 | value F1 | type F1 | precision | recall |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for system, extract in systems.items():
        answers = {name: extract(sets[name]) for name in SETS}
        answers["both"] = [found for name in SETS for found in answers[name]]
        for name, docs in sets.items():
            counted = causes.get(name) if system == "factcheck" else None
            s = scored(docs, answers[name], counted)
            lines.append(
                f"| {name} | {system} | {s.f1(s.strict):.1f} | {s.f1(s.relaxed):.1f} | **{s.f1(s.value):.1f}** | "
                f"{s.f1(s.type):.1f} | {100 * s.relaxed / max(1, s.system):.1f} | {100 * s.relaxed / s.gold:.1f} |"
            )
    if not args.recognizers:
        lines.append("\nRecognizers-Text was not run (no `--recognizers`).")
    lines += [
        "",
        "For comparison, value F1 on the shared task's own test (another split): HeidelTime 77.6, SUTime 67.4.",
        "",
    ]
    lines += ["## How it is counted", "", DECISIONS, "## Every miss, by cause", ""]
    lines += ["| cause | timebank | aquaint |", "|---|---|---|"]
    for cause in sorted(set().union(*causes.values()), key=lambda c: -sum(causes[n][c] for n in SETS)):
        lines.append(f"| {cause} | {causes['timebank'][cause]} | {causes['aquaint'][cause]} |")
    ours, theirs, count = speed(sets["timebank"])
    lines += [
        "",
        "## Speed",
        "",
        f"{count} sentences, one core, five interleaved rounds, medians, on a shared machine:",
    ]
    lines += [
        f"`Times.find` {ours:,.0f} sentences/s, dateparser.search {theirs:,.0f}: **{ours / theirs:.0f} times** as fast."
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--recognizers", default="", help="a Python that has recognizers-text-suite")
    parser.add_argument("-o", "--output", type=Path, default=None)
    args = parser.parse_args()
    text = report(args)
    if args.output is None:
        sys.stdout.write(text)
    else:
        args.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
