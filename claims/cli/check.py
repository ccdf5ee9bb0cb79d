"""`claims check`: one text against everything in the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.letter import letter
from claims.cli.options import data_option
from claims.errors import ClaimsError
from claims.report.bidi import flat, isolate, isolated

if TYPE_CHECKING:
    import duckdb

    from claims.judge.check import Checked, Evidence

_MAX_BYTES = 8 * 1024 * 1024
_SHOWN = {"contradiction": ("contradicts", "red"), "same": ("agrees", "green"), "update": ("other time", "blue")}
_MOST = 5


@click.command(epilog="Example: claims check draft.txt --published 2021-07-26")
@click.argument("source", metavar="FILE|URL|-")
@click.option("--lang", default="auto", show_default=True, help="Language of the text.")
@click.option("--published", default=None, metavar="DATE", help="Date of the text; today's is not assumed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "email", "jsonl"]),
    default="table",
    show_default=True,
    help="email is plain text to be pasted.",
)
@data_option
def command(source: str, lang: str, published: str | None, form: str, data: Path) -> None:
    """Hold a text against the published database: for each of its claims what agrees, what contradicts, and where."""
    from pydantic import ValidationError

    from claims.judge.check import check
    from claims.match.weights import happening_weights
    from claims.records import TextIn, problem
    from claims.settings import settings

    try:
        text = TextIn.model_validate({"lang": lang, "published": published} | _read(source, published))
    except ValidationError as error:
        raise click.UsageError(problem(error)) from None
    con = published_database(data)
    try:
        number = 0
        for number, found in enumerate(check(con, text, settings().tolerances, happening_weights(data)), 1):
            if form == "jsonl":
                click.echo(_line(found))
            elif form == "email":
                click.echo(letter(number, found))
            else:
                _show(number, found)
        if not number and form != "jsonl":
            click.echo("No claims in this text.")
    finally:
        con.close()


def published_database(data: Path) -> duckdb.DuckDBPyConnection:
    """The readers' snapshot.

    Raises:
        ClaimsError: there is none.
    """
    from claims.store.publish import open_published

    try:
        return open_published(data)
    except FileNotFoundError as error:
        raise ClaimsError(f"{error}: no published database; run `claims demo` or `claims run` first") from None


def _read(source: str, published: str | None) -> dict[str, object]:
    """The text and what its page says of it."""
    if source == "-":
        return {"text": sys.stdin.read(_MAX_BYTES)}
    if source.startswith(("http://", "https://")):
        return _page(source, published)
    try:
        with Path(source).open(encoding="utf-8", errors="replace") as file:
            return {"text": file.read(_MAX_BYTES)}
    except OSError as error:
        raise ClaimsError(f"{source}: {error.strerror or error}") from None


def _page(url: str, published: str | None) -> dict[str, object]:
    from claims.collect import fetch
    from claims.read import read_page

    article = read_page(fetch(url))
    found: dict[str, object] = {
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "lang": article.lang or None,
    }
    if not published and article.published_at:
        found["published"] = article.published_at.date()
    return found


def _line(found: Checked) -> str:
    from claims.jsonl import claim_out, dumps

    return dumps(
        {
            "claim": claim_out(found.claim),
            "evidence": [
                {
                    "verdict": str(one.judgement.verdict),
                    "rule": one.judgement.rule,
                    "explanation": one.judgement.explanation,
                    "claim_id": one.other.claim_id,
                    "outlet": one.other.side.outlet,
                    "url": one.other.side.url,
                    "sentence": one.other.claim.sentence,
                    "quote": one.other.claim.quote,
                }
                for one in found.evidence
            ],
        }
    )


def _show(number: int, found: Checked) -> None:
    from claims.judge.words import what

    claim = found.claim
    click.echo(click.style(f"{number}. {isolate(claim.quote)}", bold=True) + f"  ({isolated(what(claim))})")
    known = {verdict: [e for e in found.evidence if str(e.judgement.verdict) == verdict] for verdict in _SHOWN}
    if not any(known.values()):
        click.echo("   nothing in the database on this")
    for verdict, evidence in known.items():
        for one in evidence[:_MOST]:
            _show_evidence(verdict, one)
        if len(evidence) > _MOST:
            click.echo(f"   … and {len(evidence) - _MOST} more")


def _show_evidence(verdict: str, one: Evidence) -> None:
    word, colour = _SHOWN[verdict]
    side = one.other.side
    when = f", {side.published:%Y-%m-%d}" if side.published else ""
    quote, outlet = (
        isolate(one.other.claim.quote),
        isolate(side.outlet),
    )  # else two Arabic names change places over a dash
    click.echo(f"   {click.style(word, fg=colour)}: {quote} - {outlet}{when}  {flat(side.url or '')}")
    names = [side.outlet, one.other.claim.attributed_to or ""]
    click.echo(f"      {isolated(one.judgement.explanation, names)}")
