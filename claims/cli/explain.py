"""`claims explain`: why two claims were matched and judged so, field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from claims.cli.check import published_database
from claims.cli.options import data_option
from claims.errors import ClaimsError

_QUERY = """
SELECT f.finding_id, f.kind, f.rule, f.severity, f.status, f.explanation, f.slots, f.first_seen_at, k.label,
       a.outlet AS outlet_a, a.url AS url_a, a.sentence AS sentence_a, a.quote AS quote_a, a.published_at AS published_a,
       b.outlet AS outlet_b, b.url AS url_b, b.sentence AS sentence_b, b.quote AS quote_b, b.published_at AS published_b
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
LEFT JOIN clusters k ON k.cluster_id = f.cluster_id
WHERE starts_with(f.finding_id, ?) ORDER BY f.finding_id LIMIT 2
"""


@click.command(epilog="Example: claims explain 3f2a")
@click.argument("finding")
@data_option
def command(finding: str, data: Path) -> None:
    """Show why the two claims of FINDING (its id, or the beginning of it) were matched and judged so."""
    con = published_database(data)
    try:
        reader = con.execute(_QUERY, [finding])
        names = [column[0] for column in reader.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in reader.fetchall()]
    finally:
        con.close()
    if not rows:
        raise ClaimsError(f"no finding {finding!r}: `claims sql 'FROM findings'` lists those that there are")
    if len(rows) > 1 and rows[0]["finding_id"] != finding:
        raise ClaimsError(f"more than one finding begins with {finding!r}; give more of its id")
    _show(rows[0])


def _show(row: dict[str, Any]) -> None:
    click.secho(f"{row['kind']}: {row['label'] or ''}", bold=True)
    click.echo(f"finding {row['finding_id']}, rule {row['rule']}, severity {row['severity']:.2f}, {row['status']}")
    click.echo(row["explanation"])
    for side in "ab":
        click.echo()
        when = f", {row['published_' + side]:%Y-%m-%d %H:%M}" if row["published_" + side] else ""
        click.secho(f"{side.upper()}  {row['outlet_' + side]}{when}", bold=True)
        click.echo("   " + _marked(row["sentence_" + side], row["quote_" + side]))
        click.echo("   " + row["url_" + side])
    click.echo()
    slots: dict[str, list[str]] = json.loads(row["slots"])
    wide = max([len(str(slot[0])) for slot in slots.values()] + [8])
    wide_b = max([len(str(slot[1])) for slot in slots.values()] + [8])
    click.echo(f"  {'':10} {'A':{wide}}  {'B':{wide_b}}")
    for name, (a, b, how) in slots.items():
        colour = {"equal": "green", "differs": "red", "missing": "yellow"}.get(how)
        click.echo(f"  {name:10} {a or '-':{wide}}  {b or '-':{wide_b}}  {click.style(how, fg=colour)}")


def _marked(sentence: str, quote: str) -> str:
    sentence = " ".join(sentence.split())
    return sentence.replace(quote, click.style(f"[{quote}]", fg="yellow", bold=True), 1) if quote else sentence
