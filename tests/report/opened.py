"""A report's page in a browser, with what it asked for and what sticks out of it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from claims.report import ReportPaths


class Opened:
    """A page with what it asked for and complained of."""

    def __init__(self, chromium: Browser, paths: ReportPaths, *, anchor: str = "", **options: object) -> None:
        self.page: Page = chromium.new_context(**options).new_page()  # type: ignore[arg-type]
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.uri = paths.html.as_uri()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(self.uri + anchor)

    def open_all(self) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def too_wide(page: Page) -> list[str]:
    """What sticks out of the window to the right, other than within a box that scrolls by itself."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && e.getClientRects().length && !e.closest('.scroll') && !e.closest('svg')).map(e => e.tagName + ' ' + e.className)"""
    )
    scrolls = page.evaluate(
        "document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth"
    )
    return found + ["the page"] * bool(scrolls)
