"""robots.txt by RFC 9309: what a host lets this program read."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from protego import Protego

from claims.collect.limits import PRODUCT, Limits
from claims.model import Page

FRESH = timedelta(hours=24)
"""RFC 9309 section 2.4: no longer than that without asking again,"""
STALE = timedelta(days=30)
"""unless the host does not answer; section 2.3.1.4 calls this a reasonably long time."""


_AGENT = re.compile(r"^([ \t]*user-?agent[ \t]*:[ \t]*)([a-z_-]+)[^\r\n]*", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `refusal` says why none of its pages may be fetched."""

    rules: Protego | None = None
    refusal: str = ""

    def refuses(self, url: str) -> str:
        """Why this URL may not be fetched, or nothing."""
        if self.refusal or self.rules is None:
            return self.refusal
        return "" if self.rules.can_fetch(url, PRODUCT) else "robots.txt forbids it"

    @property
    def delay(self) -> float:
        """Seconds that the host asks to leave between requests."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(PRODUCT)
        return max(
            self.rules.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0
        )


def read_robots(page: Page, limits: Limits) -> Robots:
    """The rules in an answer. No file or another 4xx allows everything; a 5xx, or 429, forbids everything for this run."""
    if page.status >= 500 or page.status == 429:
        return Robots(refusal=f"robots.txt answers with HTTP status {page.status}, which forbids everything for now")
    return _parsed(page.status, _text(page, limits), limits)


def _text(page: Page, limits: Limits) -> str:
    return page.body[: limits.max_robots].decode("utf-8", "replace").removeprefix("\ufeff")


def _parsed(status: int, text: str, limits: Limits) -> Robots:
    return Robots() if status >= 300 else Robots(Protego.parse(_AGENT.sub(_ours, text[: limits.max_robots])))


def _ours(line: re.Match[str]) -> str:
    """The parser takes any part of our name for it ("claim"), and "claims/2.0" for another: the RFC wants the whole token."""
    return line[1] + (PRODUCT if line[2].lower() == PRODUCT else "another")


@dataclass(frozen=True, slots=True)
class RobotsCache:
    """What hosts answered, a small file each; without a folder nothing is kept."""

    folder: Path | None = None

    def held(self, address: str, limits: Limits, age: timedelta) -> Robots | None:
        """The rules that were read at an address within the last `age`; None where there are none, or the file is broken."""
        if self.folder is None:
            return None
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._file(self.folder, address).read_text(encoding="utf-8"))
            since = datetime.now(UTC) - datetime.fromisoformat(kept["at"])
            if kept["address"] == address and timedelta(0) <= since <= age:
                return _parsed(kept["status"], str(kept["body"]), limits)
        return None

    def keep(self, address: str, page: Page, limits: Limits) -> None:
        """Keeps an answer that was one, for the next runs."""
        if self.folder is None or page.status >= 500 or page.status == 429:
            return
        body = _text(page, limits) if page.status < 300 else ""
        kept = {"address": address, "at": page.fetched_at.isoformat(), "status": page.status, "body": body}
        with suppress(OSError):  # a full disk costs a request a host, not the night
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self._file(self.folder, address)
            draft = file.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            draft.replace(file)

    @staticmethod
    def _file(folder: Path, address: str) -> Path:
        return folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"
