"""robots.txt by RFC 9309: what a host lets this program read."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from claims.collect.limits import USER_AGENT, Limits
from claims.model import Page


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `refusal` says why none of its pages may be fetched."""

    rules: Protego | None = None
    refusal: str = ""

    def refuses(self, url: str) -> str:
        """Why this URL may not be fetched, or nothing."""
        if self.refusal or self.rules is None:
            return self.refusal
        return "" if self.rules.can_fetch(url, USER_AGENT) else "robots.txt forbids it"

    @property
    def delay(self) -> float:
        """Seconds that the host asks to leave between requests."""
        asked = self.rules.crawl_delay(USER_AGENT) if self.rules is not None else None
        return float(asked) if asked else 0.0


def read_robots(page: Page, limits: Limits) -> Robots:
    """The rules in an answer. No file or another 4xx allows everything; a 5xx, or 429, forbids everything for this run."""
    if page.status >= 500 or page.status == 429:
        return Robots(refusal=f"robots.txt answers with HTTP status {page.status}, which forbids everything for now")
    if page.status >= 300:
        return Robots()
    return Robots(Protego.parse(page.body[: limits.max_robots].decode("utf-8", "replace").removeprefix("\ufeff")))
