"""How fast the review page opens on many findings: `python -m tests.review.volume` measures 5,000 open ones over 200,000 claims."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from claims.store import verdicts
from claims.store.publish import publish
from claims.store.query import connect
from claims.store.store import Store
from tests.browser import browser
from tests.report.volume import large
from tests.review.desk import serving


def published(folder: Path, findings: int, claims: int) -> None:
    """A night of so many findings, as readers see it."""
    large(folder, findings, claims)
    with Store(folder) as store:
        publish(store)


def decided(folder: Path, count: int) -> None:
    """So many findings set aside."""
    with connect(folder) as con:
        rows = con.execute("SELECT finding_id FROM findings ORDER BY finding_id LIMIT ?", [count]).fetchall()
    for (finding,) in rows:
        verdicts.decide(folder, finding, "dismissed", "one text", labels=("desk",), by="Nour")


def measure(findings: int = 5_000, claims: int = 200_000, decisions: int = 1_000) -> None:
    """Prints how long each page takes in a browser, and its size; then the queue again with decisions made."""
    with TemporaryDirectory() as made, browser() as chromium:
        folder = Path(made)
        published(folder, findings, claims)
        with serving(folder) as desk:
            queue = desk.get("")
            cluster, article = (re.findall(rf'href="/({kind}/[^"#]+)', queue)[0] for kind in ("cluster", "article"))
            pages = ["", f"?page={findings // 25}", "?q=harbour", "?kind=update&lang=ar", cluster, article]
            pages += ["outlets", "outlet?name=Harbour+Post+7", "quantities", "quantities?q=troops"]
            for path in pages:
                _opened(chromium.new_page(), desk.url, path)
            decided(folder, decisions)
            print(f"with {decisions:,} decisions:")
            for path in ("", "?status=all", "decisions"):
                _opened(chromium.new_page(), desk.url, path)


def _opened(page: Page, url: str, path: str) -> None:
    began = time.perf_counter()
    page.goto(url + path)
    print(f"{time.perf_counter() - began:6.2f} s {len(page.content()) / 1e3:7.0f} kB  /{path}")


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
