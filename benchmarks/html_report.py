"""The HTML report measured in chromium: how long it takes to write, to open and to filter.

    .venv/bin/python benchmarks/html_report.py -o reports/html_report.md

Reports are generated (invented towns, five outlets a story). "all at once" is the same page with every finding in the
document from the start; the two are opened in turn. Needs chromium; no data set.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from factcheck.report import html
from tests.report.fixtures import many

SIZES = ((100, 0), (1000, 0), (5000, 0), (5000, 1))
FILTER = """text => {
  const box = document.querySelector('input[name=text]');
  box.value = text;
  const began = performance.now();
  box.dispatchEvent(new Event('input', {bubbles: true}));
  document.body.getBoundingClientRect();
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Opened:
    """Seconds until a page could be used, and until a search had been carried out and laid out."""

    interactive: float
    loaded: float
    first_search: float
    next_search: float


def measure(browser: Any, path: Path) -> Opened:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    timing = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
    searches = [page.evaluate(FILTER, text) for text in ("boats", "boats seen")]
    page.close()
    return Opened(timing["domInteractive"] / 1000, timing["loadEventEnd"] / 1000, *(s / 1000 for s in searches))


def median(runs: Sequence[Opened], name: str) -> float:
    return statistics.median(getattr(run, name) for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("/dev/stdout"))
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    lines = [
        "| findings | stories | page | written in, s | size, MB | open (load event), s "
        "| first search, s | next search, s |",
        "|---:|---:|---|---:|---:|---:|---:|---:|",
    ]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for count, stories in SIZES:
            report = many(count, stories=stories)
            kept = html._MANY
            pages: dict[str, tuple[Path, float, list[Opened]]] = {}
            for name, limit in (("as shipped", kept), ("all at once", sys.maxsize)):
                html._MANY = limit
                began = time.perf_counter()
                text = html.render(report)
                path = Path(folder) / f"{name} {count} {stories}.html"
                path.write_text(text, encoding="utf-8")
                pages[name] = (path, time.perf_counter() - began, [])
            html._MANY = kept
            for _ in range(chosen.runs):
                for path, _, runs in pages.values():
                    runs.append(measure(browser, path))
            told = len({a.path.split("/")[0] for a in report.articles})
            for name, (path, spent, runs) in pages.items():
                size = path.stat().st_size / 1e6
                figures = " | ".join(f"{median(runs, key):.2f}" for key in ("loaded", "first_search", "next_search"))
                lines.append(f"| {count:,} | {told} | {name} | {spent:.1f} | {size:.1f} | {figures} |")
        version = browser.version
        browser.close()
    head = [
        "# The HTML report in a browser",
        "",
        "`.venv/bin/python benchmarks/html_report.py -o reports/html_report.md`",
        "",
        f"Chromium {version}, medians of {chosen.runs} runs in turn, page read from disk, {os.cpu_count()} "
        "shared cores: compare within the table.",
        f"Up to {html._MANY} findings the two pages are the same bytes.",
        "",
    ]
    chosen.output.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
