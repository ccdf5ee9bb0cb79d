"""`claims refit`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.check import published_database
from claims.cli.options import data_option
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from claims.judge.refit import Refit

MAX_EXAMPLES = 10


@click.command(epilog="Example: claims refit")
@click.option("--write", is_flag=True, help="Write the fitted weights into the data folder, for its later runs.")
@click.option("--with-dismissed", is_flag=True, help="Count dismissed findings as two things as well.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@data_option
def command(write: bool, with_dismissed: bool, form: str, data: Path) -> None:
    """Fit the weights of matching on people's verdicts, and show what would change.

    Confirmed findings are of one happening, those that are "not the same thing" of two. Nothing is changed without --write.
    """
    from claims.judge.findings import judged_pairs
    from claims.judge.refit import ENOUGH, refit
    from claims.match.weights import happening_weights, write_happening
    from claims.store.memory import statuses
    from claims.store.meta import kept_tolerances

    weigh = happening_weights(data)
    con = published_database(data)
    try:
        tolerances = kept_tolerances(con)
        pairs = judged_pairs(con, tolerances, datetime.now(UTC), weigh)
        found = refit(pairs, statuses(con, data, tolerances, weigh), weigh, tolerances, dismissed_apart=with_dismissed)
    finally:
        con.close()
    if found.after is None:
        few = (
            f"{found.same} findings are confirmed and {found.apart} not the same thing{_left_out(found)}; "
            f"weights are fitted from {ENOUGH} of each on: nothing is changed"
        )
        if write:
            raise ClaimsError(few)
        click.echo(few if form == "table" else json.dumps(_plain(found)))
        return
    if write:
        why = f"Fitted on {found.verdicts} verdicts on {datetime.now(UTC):%Y-%m-%d} by `claims refit`."
        written = str(write_happening(data, found.after, why))
    else:
        written = ""
    if form == "json":
        click.echo(json.dumps(_plain(found) | {"written": written or None}, ensure_ascii=False, indent=1))
    else:
        _show(found, written, data)


def _plain(found: Refit) -> dict[str, object]:
    return asdict(found)


def _left_out(found: Refit) -> str:
    told = {
        "dismissed": "{} dismissed say nothing of matching",
        "another day or cause": "{} speak of another day or cause, which no weight outdoes",
    }
    parts = [told[reason].format(count) for reason, count in sorted(found.left_out.items())]
    return f" ({'; '.join(parts)})" if parts else ""


def _show(found: Refit, written: str, data: Path) -> None:
    from claims.match.weights import LIMITS

    assert found.after is not None
    click.echo(f"{found.same} findings confirmed, {found.apart} not the same thing{_left_out(found)}.")
    click.echo(
        f"Points of each piece of evidence for one happening; {found.threshold:g} of {found.before['full']:g} are asked for."
    )
    click.echo(f"\n  {'evidence':15} {'now':>7} {'fitted':>8}")
    for name, points in found.before.items():
        if name in LIMITS:
            continue
        new = found.after[name]
        line = f"  {name.replace('_', ' '):15} {points:7g} {new:8g}"
        click.echo(click.style(line, bold=True) if new != points else line)
    click.echo(
        f"\nRight on the verdicts: {found.right_before} of {found.verdicts} now, {found.right_after} with the fitted weights; "
        f"{found.right_unseen} where each is judged by weights that were fitted without it."
    )
    moves = Counter((shift.before, shift.after) for shift in found.shifts)
    click.echo(
        f"Of {found.findings} stored findings {len(found.shifts)} would be judged otherwise{':' if moves else '.'}"
    )
    for (before, after), count in moves.most_common():
        click.echo(f"  {count:4} {before} → {after}")
    for shift in found.shifts[:MAX_EXAMPLES]:
        state = "" if shift.status == "open" else f" [{shift.status.replace('_', ' ')}]"
        click.echo(
            f"  {shift.finding_id[:8]}{state} {shift.before} → {shift.after}: {' '.join(shift.explanation.split())[:160]}"
        )
    if len(found.shifts) > MAX_EXAMPLES:
        click.echo(f"  … and {len(found.shifts) - MAX_EXAMPLES} more (--format json lists all)")
    if written:
        click.echo(
            f"\nWritten: {written}. Later runs on {data} judge by it; remove the file to go back. What is stored stays as it was judged."
        )
    else:
        click.echo("\nNothing is changed; --write keeps the fitted weights for later runs.")
