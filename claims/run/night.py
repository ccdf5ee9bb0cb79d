"""A night of the run: its clock, where its pages come from, what holds its folder, and what is left of a broken-off one."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from claims.collect import (
    ReplayFetcher,
    nights,
    whole_night,
)
from claims.errors import BusyError, ClaimsError
from claims.files import sha256
from claims.metrics import log
from claims.model import content_id
from claims.store.rows import naive
from claims.store.store import Store


@dataclass(frozen=True, slots=True)
class Night:
    """One run's clock and where its pages come from: the network, or one night of an archive."""

    run_id: str
    night: date
    clock: datetime
    replay: ReplayFetcher | None = None
    resumed: bool = False
    """It was broken off, and is taken up from what it had archived."""


def plan(replay: Path | None, now: datetime | None = None) -> list[Night]:
    """The nights to run: this one from the network, or each one that an archive holds."""
    if replay is None:
        clock = now or datetime.now(UTC).replace(microsecond=0)
        return [Night(content_id("run", clock.isoformat()), clock.date(), clock)]
    found = nights(replay)
    if not found:
        raise ClaimsError(f"{replay}: the archive holds no responses")
    name = sha256(replay)
    return [Night(content_id("run", name, one.night), one.night, one.clock, one) for one in found]


def interrupted(store: Store) -> Iterator[Night]:
    """Nights from the network that were broken off, with what their archives hold: it may be gone from the network by now."""
    rows = store.con.execute(
        """SELECT max_by(run_id, started_at), night FROM store.runs
        WHERE status IN ('running', 'failed') AND finished_at IS NULL GROUP BY night ORDER BY night"""
    ).fetchall()
    for run_id, night in rows:
        try:
            held = whole_night(night, sorted(archive_folder(store.data, night).glob("*.warc.gz")))
        except ClaimsError as error:
            log.warning("night not taken up", extra={"night": str(night), "reason": str(error)})
            held = None
        if held is None:
            close(store, night, naive(datetime.now(UTC)))
        else:
            yield Night(run_id, night, held.clock, held, resumed=True)


def close(store: Store, night: date, moment: datetime | None) -> None:
    """Broken-off runs of a night are not tried again."""
    store.con.execute(
        "UPDATE store.runs SET status = CASE status WHEN 'running' THEN 'failed' ELSE status END, finished_at = ?"
        " WHERE night = ? AND finished_at IS NULL",
        [moment, night],
    )


@contextmanager
def run_lock(data: Path) -> Iterator[None]:
    """Holds the data folder for one run; the system frees it when the process ends, however it ends.

    Raises:
        BusyError: another run holds it.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"another run is working in {data}; wait for it to end, or name another folder with --data"
            ) from None
        yield


def archive_path(data: Path, night: Night, source: str) -> Path:
    """A file a source, so that sources can be collected side by side; a WARC file may be many joined together."""
    return archive_folder(data, night.night) / f"{source}.warc.gz"


def archive_folder(data: Path, night: date) -> Path:
    """Where the responses of a night are kept."""
    return data / "archive" / night.isoformat()


def is_held(first_at: datetime, night: Night) -> bool:
    """Whether what was fetched then is surely archived still: only then may a record refer to it."""
    from claims.settings import settings

    days = settings().archive_days
    return not days or (night.clock - first_at).days < days


def forget_archives(store: Store, night: Night) -> None:
    """Removes the responses of nights that are older than the settings keep them, but for those that are yet to be taken up."""
    from claims.collect.retention import forget
    from claims.settings import settings

    if night.replay is None:
        rows = store.con.execute("SELECT DISTINCT night FROM store.runs WHERE finished_at IS NULL").fetchall()
        gone = forget(store.data / "archive", night.night, settings().archive_days, [held for (held,) in rows])
        if gone:
            log.info("archives removed", extra={"nights": [str(old) for old in gone]})
