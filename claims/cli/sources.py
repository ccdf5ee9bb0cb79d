"""`claims sources`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.options import sources_option
from claims.cli.progress import bars

if TYPE_CHECKING:
    from claims.probing import Probe


@click.group(invoke_without_command=True)
@sources_option
@click.pass_context
def command(ctx: click.Context, sources_file: Path) -> None:
    """List the sources; `check` probes each of them, `add` writes a new one.

    Example: claims sources check --only bbc-ar
    """
    from claims.collect.sources import load_sources

    ctx.obj = sources_file
    if ctx.invoked_subcommand is None:
        sources = load_sources(sources_file)
        ways = [", ".join([*s.feeds, *s.sitemaps, *(index.url for index in s.index)]) for s in sources]
        _print_table(
            ("name", "outlet", "lang", "country", "reads"),
            ((s.name, s.outlet, s.lang, s.country or "", way) for s, way in zip(sources, ways, strict=True)),
        )


@command.command()
@click.option("--only", multiple=True, metavar="NAME", help="Only this source; may be given more than once.")
@click.option("--articles", type=click.IntRange(1, 20), default=3, show_default=True, help="Articles tried a source.")
@click.pass_context
def check(ctx: click.Context, only: tuple[str, ...], articles: int) -> None:
    """Validate the file and probe every source: reachable, robots.txt, newest item, articles parsed, date found, first claim.

    Example: claims sources check --only bbc-ar
    """
    from claims.collect.sources import load_sources
    from claims.probing import probe

    probes: list[Probe] = []
    sources = load_sources(ctx.obj, only)
    with bars() as progress:
        for number, source in enumerate(sources):
            progress("probing sources", number, len(sources))
            probes.append(probe(source, articles))
        progress("probing sources", len(sources), len(sources))
    _print_table(
        ("name", "state", "robots", "listed", "newest", "parsed", "dated", "first claim", "problem"),
        (
            (
                p.name,
                "ok" if p.ok else "broken",
                p.robots,
                str(p.listed),
                p.newest,
                f"{p.parsed}/{p.tried}",
                str(p.dated),
                p.first_claim,
                p.problem,
            )
            for p in probes
        ),
    )
    if not all(p.ok for p in probes):
        ctx.exit(1)


@command.command()
@click.argument("url")
@click.option("--name", default="", help="Of the entry; made of the host by default.")
@click.option("--allow-private", is_flag=True, help="For a site in your own network.")
@click.pass_context
def add(ctx: click.Context, url: str, name: str, allow_private: bool) -> None:
    """Find the feeds of the site at URL (or take the feed that it is) and write the entry at the end of the file.

    Example: claims sources add https://www.harbour-post.example/
    """
    from claims.adding import add, propose

    source = propose(url, name=name, allow_private=allow_private)
    click.echo(add(ctx.obj, source), nl=False)
    click.echo(f"written to {ctx.obj}; `claims sources check --only {source.name}` tries it", err=True)


def _print_table(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    import sys

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)
