"""Makes the pictures of docs/images from the demo: `PYTHONPATH=. python scripts/build_pictures.py` (needs Chromium)."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page
from rich.console import Console
from rich.text import Text

from tests.browser import browser
from tests.review.desk import serving

IMAGES = Path(__file__).parent.parent / "docs" / "images"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 900}
COLUMNS = 110
QUESTIONS = (["who-says-what", "place=Iraq", "about=US troops"], ["contradictions", "place=Aden"])
"""Asked on the picture of a terminal: a table, and records where the columns do not fit."""
TERMINAL = """<body style="margin:0"><pre style="display:inline-block;margin:0;padding:1rem;background:#16171a;color:#ecebe6;
font:15px/1.35 'DejaVu Sans Mono','Noto Sans Mono',monospace;font-feature-settings:'rlig' 0,'liga' 0">{code}</pre></body>"""
"""A terminal gives each letter a cell, so none runs together with its neighbour."""


def opened(chromium: Browser, address: str, size: dict[str, int], **options: object) -> Page:
    found = chromium.new_context(viewport=size, **options).new_page()  # type: ignore[arg-type]
    found.goto(address)
    return found


def report(chromium: Browser, page: str) -> None:
    opened(chromium, page, WIDE).screenshot(path=IMAGES / "report.png")
    opened(chromium, page, WIDE, color_scheme="dark").screenshot(path=IMAGES / "report-dark.png")
    opened(chromium, page, PHONE, device_scale_factor=2).screenshot(path=IMAGES / "report-phone.png")
    finding = opened(chromium, page, WIDE).locator(".quantity", has_text="US troops in Iraq").first
    finding.screenshot(path=IMAGES / "finding.png")


def review(chromium: Browser, data: Path) -> None:
    with serving(data) as desk:
        page = opened(chromium, desk.url, WIDE)
        page.screenshot(path=IMAGES / "review-queue.png")
        page.goto(desk.url + "?q=US+troops+in+Iraq")
        page.locator("#to-quantity").click()
        page.screenshot(path=IMAGES / "review-quantity.png")


def terminal(chromium: Browser, data: Path) -> None:
    """What `claims sql` writes, set as a terminal sets it."""
    kept = Console(record=True, width=COLUMNS, file=StringIO())
    for words in QUESTIONS:
        env = os.environ | {"COLUMNS": str(COLUMNS), "FORCE_COLOR": "1"}
        command = [sys.executable, "-m", "claims", "sql", *words, "--data", str(data)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        typed = " ".join(f'"{word}"' if " " in word else word for word in words)
        kept.print(Text.from_ansi(f"$ claims sql {typed}\n{done.stdout}"), soft_wrap=True)
    page = chromium.new_page(viewport={"width": 1400, "height": 900})
    page.set_content(kept.export_html(inline_styles=True, code_format=TERMINAL))
    page.locator("pre").screenshot(path=IMAGES / "terminal.png")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made, browser() as chromium:
        data, reports = Path(made) / "data", Path(made) / "reports"
        command = [sys.executable, "-m", "claims", "demo", "--data", str(data), "--reports", str(reports)]
        subprocess.run(command, check=True, capture_output=True)
        report(chromium, max(reports.glob("*/index.html")).as_uri())
        review(chromium, data)
        terminal(chromium, data)


if __name__ == "__main__":
    main()
