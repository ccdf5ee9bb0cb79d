"""`claims explain`: why two claims were matched and judged so, field by field."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.check import published_database
from claims.cli.options import data_option
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from claims.report.explained import Explained
    from claims.report.facts import Side

PLAIN_WIDTH = 200
BAR = 24
"""Letters of the longest bar."""
_COLOURS = {"equal": "green", "differs": "red", "missing": "yellow"}


@click.command(epilog="Example: claims explain 3f2a --picture why.svg")
@click.argument("finding")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw it as well: .svg, or .html for a page.",
)
@data_option
def command(finding: str, form: str, picture: Path | None, data: Path) -> None:
    """Show why the two claims of FINDING (its id, or the beginning of it) were matched and judged so.

    Both sentences, what was compared field by field, the evidence that both tell of one happening with its points, and the rules that were asked.
    """
    from claims.report.explained import explain

    if picture is not None and picture.suffix not in (".svg", ".html"):
        raise click.UsageError(f"{picture}: a picture is an .svg or an .html file")
    con = published_database(data)
    try:
        found = explain(con, finding)
    finally:
        con.close()
    if picture is not None:
        _draw(found, picture)
    if form == "json":
        _json(found)
    else:
        _show(found, picture)


def _draw(found: Explained, picture: Path) -> None:
    from claims.report.picture import to_page, to_svg

    text = to_svg(found) if picture.suffix == ".svg" else to_page(found)
    try:
        picture.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ClaimsError(f"{picture}: {error.strerror}") from None


def _json(found: Explained) -> None:
    import json

    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1, default=str))


def _show(found: Explained, picture: Path | None) -> None:
    from rich.console import Console
    from rich.text import Text

    from claims.report.bidi import plain
    from claims.report.words import rule_name

    console = Console(
        width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=not sys.stdout.isatty()
    )
    one = found.finding
    console.print(Text(_aligned(plain(found.headline)), style="bold"))
    console.print(
        Text(
            f"{rule_name(one.kind)}, rule {rule_name(one.rule)}, severity {one.severity:.2f}, {rule_name(one.status)}, finding {one.finding_id}"
        )
    )
    console.print(Text(_aligned(one.explanation)))
    for note in filter(None, (one.remembered, one.note and f"Note: {one.note}")):
        console.print(Text(_aligned(note), style="yellow"))
    for key, side in (("A", one.a), ("B", one.b)):
        console.print()
        _side(console, key, side)
    console.print()
    _fields(console, found)
    _evidence(console, found)
    _rules(console, found)
    if picture is not None:
        console.print(Text(f"picture: {picture}"))
    else:
        console.print(
            Text(f"As a picture: claims explain {one.finding_id[:8]} --picture {one.finding_id[:8]}.svg", style="dim")
        )


def _side(console: Console, key: str, side: Side) -> None:
    from rich.text import Text

    from claims.report.words import moment

    console.print(Text(f"{key}  {_aligned(side.outlet)}, {moment(side.published_at)}", style="bold"))
    before, after = (" ".join(text.split()) for text in (f"{side.before}|", f"|{side.after}"))
    sentence = Text.assemble(before[:-1], (f"[{_clean(side.quote)}]", "bold yellow"), after[1:])
    if _right_to_left(side.before + side.quote + side.after) and sys.stdout.isatty():
        sentence = Text.assemble("\u2067", sentence, "\u2069")
    console.print(Text("   ") + sentence)
    console.print(Text(f"   {_clean(side.url)}"))


def _fields(console: Console, found: Explained) -> None:
    from rich.text import Text

    table = _table(console, "field", "A", "B", "compared")
    for name, a, b, how in found.fields:
        table.add_row(name, Text(_aligned(a) or "-"), Text(_aligned(b) or "-"), Text(how, style=_COLOURS.get(how, "")))
    table.add_row(
        "key",
        *(Text(_clean(key) or "-") for key in found.keys),
        "equal" if found.keys[0] == found.keys[1] else "differs",
    )
    console.print(table)


def _evidence(console: Console, found: Explained) -> None:
    from rich.text import Text

    from claims.report.words import rule_name

    account = found.account
    if account is None:
        console.print(Text("\nEvidence and rules were not kept yet when this was judged."))
        return
    if not found.tie:
        console.print(Text("\nTwo versions of one article: no evidence of one happening is needed."))
        return
    console.print(Text(f"\nOne happening? {found.sum}", style="bold"))
    table = _table(console, "evidence", "share", "points", "", "because")
    most = max([abs(one.points) for one in account.weighed] + [1.0])
    for one in sorted(account.weighed, key=lambda one: -one.points):
        bar = "█" * round(BAR * abs(one.points) / most)
        colour = "green" if one.points > 0 else "red"
        table.add_row(
            rule_name(one.name),
            f"{one.share:.2f}",
            f"{one.points:+.2f}",
            Text(bar, style=colour),
            Text(_aligned(one.text)),
        )
    console.print(table)
    console.print(Text(found.tie))


def _rules(console: Console, found: Explained) -> None:
    from rich.text import Text

    from claims.report.words import rule_name

    if not found.rules:
        return
    console.print(Text("\nRules, in their order", style="bold"))
    table = _table(console, "", "rule", "looks for")
    for number, (name, about) in enumerate(found.rules, 1):
        fired = number == len(found.rules)
        style = "bold" if fired else "dim"
        table.add_row(
            Text("fired" if fired else "passed", style=style),
            Text(rule_name(name), style=style),
            Text(about, style=style),
        )
    console.print(table)


def _table(console: Console, *names: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD if console.is_terminal else None, pad_edge=False, show_header=True)
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _clean(text: str) -> str:
    from claims.report.bidi import flat

    return flat(text)


def _aligned(text: str) -> str:
    """Names from right to left don't turn the line round them; piped text has no marks."""
    from claims.report.bidi import isolated

    return isolated(text) if sys.stdout.isatty() else _clean(text)


def _right_to_left(text: str) -> bool:
    from claims.report.bidi import isolate

    return isolate(text).startswith("\u2067")
