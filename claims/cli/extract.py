"""`claims extract`: the claims in a text."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click

from claims.cli.lines import answer_lines
from claims.errors import ClaimsError
from claims.extract import extract
from claims.figures import shown
from claims.jsonl import claim_out, dumps, quantity_out
from claims.model import Extraction, Relation

_MAX_BYTES = 64 * 1024 * 1024


@click.command(epilog="Example: claims extract article.txt --lang en --published 2021-07-26")
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option("--lang", default="auto", show_default=True, help="ISO 639-1 code of the language; auto detects it.")
@click.option("--published", default=None, metavar="DATE", help="Publication date, for relative times: 2021-07-26.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "lang"?, "published"?, …} lines, write a line each.')
def command(files: tuple[str, ...], lang: str, published: str | None, form: str, jsonl: bool) -> None:
    """Show the claims in a text, its numbers highlighted. No database is needed."""
    if jsonl:
        _each_stream(files, lang, published)
        return
    day = _day(published)
    for name in files or ("-",):
        try:
            text = _text(name)
        except OSError as error:
            raise ClaimsError(f"{name}: {error.strerror or error}") from None
        found = extract(text, lang=lang, published=day)
        if form == "jsonl":
            click.echo(dumps({"id": name} | _fields(found)))
        else:
            if len(files) > 1:
                click.secho(name, bold=True)
            _show(text, found)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError as error:
        raise click.UsageError(f"--published: {error}") from None


def _each_stream(files: tuple[str, ...], lang: str, published: str | None) -> None:
    for name in files or ("-",):
        if name == "-":
            stream(sys.stdin, sys.stdout, lang, published)
            continue
        try:
            with Path(name).open(encoding="utf-8", errors="replace") as source:
                stream(source, sys.stdout, lang, published)
        except OSError as error:
            raise ClaimsError(f"{name}: {error.strerror or error}") from None


def stream(source: TextIO, target: TextIO, lang: str = "auto", published: str | None = None) -> None:
    """Extracts from each line of `source`; what a line does not say, the options do."""
    from claims.records import TextIn

    def answer(record: dict[str, Any]) -> dict[str, object]:
        if not record.get("lang"):
            record["lang"] = lang
        if published and not record.get("published"):
            record["published"] = published
        given = TextIn.model_validate(record)
        return _fields(
            extract(given.text, lang=given.lang, published=given.published, title=given.title, outlet=given.outlet)
        )

    answer_lines(source, target, answer)


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.read(_MAX_BYTES)
    with Path(name).open(encoding="utf-8", errors="replace") as file:
        return file.read(_MAX_BYTES)


def _fields(found: Extraction) -> dict[str, object]:
    return {
        "lang": found.lang,
        "quantities": [quantity_out(quantity) for quantity in found.quantities],
        "claims": [claim_out(claim) for claim in found.claims],
    }


def _show(text: str, found: Extraction) -> None:
    spans = sorted({(q.start, q.end) for q in (*found.quantities, *found.claims)})
    at = 0
    pieces: list[str] = []
    for start, end in spans:
        if start < at:
            continue
        pieces += [text[at:start], click.style(text[start:end], fg="yellow", bold=True)]
        at = end
    click.echo("".join(pieces) + text[at:].rstrip("\n"))
    click.echo()
    for number, claim in enumerate(found.claims):
        value = shown((claim.low, claim.high)) if claim.dimension != "date" else str(claim.time_end)
        about = "about " if claim.relation is Relation.ABOUT else ""
        days = dict.fromkeys(str(day) for day in (claim.time_start, claim.time_end) if day)
        when = f", {' to '.join(days)}" if days and claim.dimension != "date" else ""
        part = f", part of {claim.part_of}" if claim.part_of is not None else ""
        said = f", says {claim.attributed_to}" if claim.attributed_to else ""
        heading = click.style(f"{number:3}  {about}{value}", bold=True)
        unit = "" if claim.dimension == "date" else f" {claim.unit or claim.dimension}"
        subject = f": {claim.subject}" if claim.subject else ""
        where = f" in {claim.place}" if claim.place else ""
        click.echo(f"{heading}{unit}{subject}{where} [{claim.modality}{when}{part}{said}]")
    if not found.claims:
        click.echo(f"No claims in this text (language: {found.lang}).")
