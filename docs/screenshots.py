"""The two pictures of docs/, taken anew.

.venv/bin/python docs/screenshots.py [REPORT.html]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from factcheck.review import log
from tests.report.fixtures import bridge
from tests.review.serving import served

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Photograph the top of a report, and a finding of an invented story under review."""
    page_path = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "reports" / "seeds.html").resolve()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 1250})
        page.goto(page_path.as_uri())
        page.screenshot(path=ROOT / "docs" / "report.png")
        with served(bridge(), Path(folder) / log.NAME) as review:
            page = browser.new_page(viewport={"width": 1200, "height": 840}, color_scheme="dark")
            page.goto(review.link())
            page.wait_for_url(f"http://{review.host}/")
            page.click("button:has-text('Confirm')")
            page.wait_for_selector(".flash")
            page.screenshot(path=ROOT / "docs" / "review.png")
        browser.close()


if __name__ == "__main__":
    main()
