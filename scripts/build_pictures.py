"""Makes the pictures of docs/images from the demo's report: `python scripts/build_pictures.py` (needs Chromium)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tests.browser import browser

IMAGES = Path(__file__).parent.parent / "docs" / "images"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 900}


def opened(chromium: Browser, page: Path, size: dict[str, int], **options: object) -> Page:
    found = chromium.new_context(viewport=size, **options).new_page()  # type: ignore[arg-type]
    found.goto(page.as_uri())
    return found


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made, browser() as chromium:
        folder = Path(made)
        where = ["--data", str(folder / "data"), "--reports", str(folder / "reports")]
        subprocess.run([sys.executable, "-m", "claims", "demo", *where], check=True, capture_output=True)
        last = max((folder / "reports").glob("*/index.html"))
        opened(chromium, last, WIDE).screenshot(path=IMAGES / "report.png")
        opened(chromium, last, WIDE, color_scheme="dark").screenshot(path=IMAGES / "report-dark.png")
        opened(chromium, last, PHONE, device_scale_factor=2).screenshot(path=IMAGES / "report-phone.png")
        page = opened(chromium, last, WIDE)
        page.locator(".quantity", has_text="US troops in Iraq").first.screenshot(path=IMAGES / "finding.png")


if __name__ == "__main__":
    main()
