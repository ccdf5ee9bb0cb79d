"""`claims compare`: do two passages state the same quantity, and do they agree?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TextIO

import click

from claims.cli.lines import answer_lines

if TYPE_CHECKING:
    from claims.judge.compare import Comparison
    from claims.judge.tolerance import Tolerances


@click.command(
    epilog='Example: claims compare "At least 58 people died in Basra." "Death toll in Basra rises to 72."',
)
@click.argument("text_a", required=False)
@click.argument("text_b", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"id", "a": {"text", …}, "b": {…}} lines, write a verdict line each.')
@click.option("--lang-a", default=None, metavar="LANG", help="Language of the first text; detected by default.")
@click.option("--lang-b", default=None, metavar="LANG", help="Language of the second text; detected by default.")
@click.option("--published-a", default=None, metavar="DATE", help="When the first was published, as 2021-07-26.")
@click.option("--published-b", default=None, metavar="DATE", help="When the second was published.")
def command(
    text_a: str | None,
    text_b: str | None,
    jsonl: bool,
    lang_a: str | None,
    lang_b: str | None,
    published_a: str | None,
    published_b: str | None,
) -> None:
    """Compare TEXT_A with TEXT_B: the same quantity? do the two agree? by which rule, and why."""
    if jsonl:
        if text_a is not None:
            raise click.UsageError("--jsonl reads standard input; give no texts with it")
        stream(sys.stdin, sys.stdout)
        return
    if text_a is None or text_b is None:
        raise click.UsageError("two texts are needed, or --jsonl with lines on standard input")
    from pydantic import ValidationError

    from claims.judge.compare import compare
    from claims.records import TextIn, problem
    from claims.settings import settings

    try:
        a = TextIn.model_validate({"text": text_a, "lang": lang_a, "published": published_a})
        b = TextIn.model_validate({"text": text_b, "lang": lang_b, "published": published_b})
    except ValidationError as error:
        raise click.UsageError(problem(error)) from None
    _show(compare(a, b, settings().tolerances), settings().tolerances)


def stream(source: TextIO, target: TextIO) -> None:
    """Compares the pair of each line of `source`."""
    from claims.jsonl import claim_out
    from claims.judge.compare import compare
    from claims.records import PairIn
    from claims.settings import settings

    def answer(record: dict[str, Any]) -> dict[str, object]:
        pair = PairIn.model_validate(record)
        found = compare(pair.a, pair.b, settings().tolerances)
        return {
            "verdict": str(found.judgement.verdict),
            "rule": found.judgement.rule,
            "explanation": found.judgement.explanation,
            "a": claim_out(found.a) if found.a else None,
            "b": claim_out(found.b) if found.b else None,
        }

    answer_lines(source, target, answer)


_COLOURS = {"contradiction": "red", "same": "green", "update": "blue", "subset": "cyan"}


def _show(found: Comparison, tolerances: Tolerances) -> None:
    from claims.judge.judge import slots
    from claims.report.bidi import isolated

    verdict = str(found.judgement.verdict)
    click.echo(click.style(verdict, fg=_COLOURS.get(verdict), bold=True) + f"  (rule: {found.judgement.rule})")
    click.echo(isolated(found.judgement.explanation))
    if found.a is None or found.b is None:
        return
    click.echo()
    for name, (a, b, how) in slots(found.a, found.b, found.context, tolerances).items():
        if a or b:
            click.echo(f"  {name:10} {_cell(a)} {_cell(b)} {how}")


def _cell(text: str) -> str:
    """A column: two Arabic names side by side would change places were they not isolated."""
    from claims.report.bidi import flat, isolate

    return isolate(text or "-") + " " * max(0, 30 - len(flat(text or "-")))
