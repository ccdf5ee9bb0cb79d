"""How fast one host is asked: so many requests at once, so far apart, and slower when it asks for mercy."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

FIRST_BACK_OFF = 0.5
"""Seconds between requests to a host that had no delay and asked for mercy."""
CALM = 10
"""Answers without complaint after which a slowed-down host is asked a little faster again."""

Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """The turns of one host. All requests of a run to that host share it, whichever source asks."""

    def __init__(self, delay: float, at_once: int, most: float, sleep: Sleep = asyncio.sleep) -> None:
        self.delay = delay
        self._own = delay
        self._most = most
        self._sleep = sleep
        self._slots = asyncio.Semaphore(at_once)
        self._next = 0.0
        self._good = 0

    def at_least(self, delay: float) -> None:
        """Keeps requests at least so many seconds apart."""
        self._own = max(self._own, min(delay, self._most))
        self.delay = max(self.delay, self._own)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits until the host may be asked."""
        async with self._slots:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + self.delay
            if start > now:
                await self._sleep(start - now)
            yield

    def rest(self, seconds: float) -> None:
        """The host asked for mercy: nobody asks it for so long, and then half as often."""
        self.delay = min(max(self.delay * 2, FIRST_BACK_OFF), self._most)
        self._next = max(self._next, time.monotonic() + seconds)
        self._good = 0

    def went_well(self) -> None:
        """An answer without complaint."""
        if self.delay <= self._own:
            return
        self._good += 1
        if self._good >= CALM:
            self._good = 0
            self.delay = max(self._own, self.delay / 2 if self.delay > FIRST_BACK_OFF else 0.0)
