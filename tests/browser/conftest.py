"""A real browser: Debian's chromium, driven by Playwright. Without it these tests skip and say what is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Report
from factcheck.report import html

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".venv/axe/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (dependency group dev)")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no chromium here: apt-get install chromium, or set CHROMIUM to its path")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@dataclass
class Watched:
    """A page, and everything that went wrong or left the machine while it was open."""

    page: Any
    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Watched]]:
    contexts = []

    def open_page(address: str = "", **how: Any) -> Watched:
        context = browser.new_context(**how)
        contexts.append(context)
        return watch(context, address)

    yield open_page
    for context in contexts:
        context.close()


def watch(context: Any, address: str) -> Watched:
    """Open another page (a tab) in a browser context."""
    watched = Watched(context.new_page())
    watched.page.on("console", lambda m: m.type in ("error", "warning") and watched.trouble.append(m.text))
    watched.page.on("pageerror", lambda error: watched.trouble.append(str(error)))
    watched.page.on("dialog", lambda dialog: (watched.trouble.append(dialog.message), dialog.dismiss()))
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    if address:
        watched.page.goto(address)
    return watched


@pytest.fixture
def report_page(opened: Callable[..., Watched], tmp_path: Path) -> Callable[..., Watched]:
    def open_report(report: Report, **how: Any) -> Watched:
        path = tmp_path / "report.html"
        path.write_text(html.render(report), encoding="utf-8")
        return opened(path.as_uri(), **how)

    return open_report


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --prefix .venv/axe axe-core@4")
    return AXE.read_text(encoding="utf-8")


def serious(page: Any, axe: str) -> list[str]:
    """Return the accessibility faults of a page that axe-core calls serious or critical, WCAG 2.2 A and AA."""
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
