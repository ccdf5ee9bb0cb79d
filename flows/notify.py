"""A message about new severe contradictions, to wherever the operator wants it: email, a webhook, a chat.

Addresses are those of Apprise (`mailtos://…`, `jsons://…`, `slack://…`), sent through Prefect's notification block. They hold passwords, so
they come from the environment alone and are never printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import duckdb

from flows.environment import prepare

prepare()

from prefect.blocks.notifications import AppriseNotificationBlock  # noqa: E402

from claims.report.bidi import plain  # noqa: E402
from claims.report.gather import some_findings  # noqa: E402
from claims.report.sentences import headline  # noqa: E402
from flows.events import new_severe  # noqa: E402

MOST = 10
"""Findings that a message tells; it counts the others."""


def message(
    con: duckdb.DuckDBPyConnection, night: date, clock: datetime, severe: float, report: str
) -> tuple[str, str] | None:
    """(subject, body) on the new severe contradictions of a night; None where there are none."""
    ids = new_severe(con, clock, severe)
    if not ids:
        return None
    subject = f"{len(ids)} new severe contradiction{'s' if len(ids) > 1 else ''}, night of {night:%-d %B %Y}"
    told = []
    for finding in some_findings(con, ids[:MOST]):
        told.append(f"{plain(headline(finding))} (severity {finding.severity:.2f})")
        told += [f"  {plain(side.outlet)}: {side.url}" for side in (finding.a, finding.b)]
        told.append("")
    if len(ids) > MOST:
        told.append(f"And {len(ids) - MOST} more.")
    return subject, "\n".join([*told, f"Report: {report}", "A finding is a reason to look, not a verdict."])


def send(subject: str, body: str, addresses: Sequence[str]) -> list[str]:
    """Sends the message to each address; what failed, one line each, by the kind of the address alone."""
    failed = []
    for address in addresses:
        try:
            block = AppriseNotificationBlock(url=_as_text(address))
            with block.raise_on_failure():
                block.notify(body, subject)
        except Exception as error:  # a message that is not sent must not fail the night
            kind = address.partition("://")[0] if "://" in address else "an address"
            failed.append(f"{kind[:20]}: not sent ({type(error).__name__})")
    return failed


def notify(
    con: duckdb.DuckDBPyConnection, night: date, clock: datetime, severe: float, report: str, addresses: str
) -> list[str]:
    """Tells the addresses, parted by spaces, of a night's new severe contradictions, if it has any; what failed."""
    if not addresses.split():
        return []
    told = message(con, night, clock, severe, report)
    return send(*told, addresses.split()) if told else []


def _as_text(address: str) -> str:
    """Lines stay lines, unless the operator asks for another format."""
    return address if "format=" in address else f"{address}{'&' if '?' in address else '?'}format=text"
