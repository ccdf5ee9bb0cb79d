"""The `claims` command: each subcommand is a module of this package, imported only when it is called."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Sequence
from keyword import iskeyword

import click

from claims.errors import ClaimsError
from claims.garbage import collect_seldom

COMMANDS = {
    "run": "one nightly run: collect, read, extract, match, judge, report",
    "demo": "the same run over the bundled archive, no network needed",
    "read": "a page as an article",
    "extract": "the claims in a text",
    "compare": "do two passages state the same quantity, and do they agree?",
    "import": "load articles that were collected elsewhere",
    "check": "hold one text against everything in the database",
    "explain": "why two claims were matched and judged so",
    "report": "write a report again from the database",
    "review": "the local review page in a browser",
    "refit": "fit the weights of matching on people's verdicts; shows what would change",
    "sql": "read-only queries, ad hoc or from the named examples",
    "sources": "list the sources, or probe each of them",
    "schedule": "serve the nightly deployment",
    "backup": "the database and what people decided, in one file",
    "restore": "a data folder from a back-up",
    "upgrade": "bring a database of an earlier release to the layout of this one",
    "doctor": "check settings, database, archive and sources",
}
"""Commands in the order of a day's work. A keyword's module carries an underscore."""


class LazyGroup(click.Group):
    """Imports a command's module when it is called, so that `claims extract` starts without Prefect or DuckDB."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"claims.cli.{_module(cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


def _module(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name


def _speak_utf8() -> None:
    """Text comes and goes as UTF-8 whatever the locale; bytes that are none cost a character, not the run."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claims")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Compares quantitative claims across news outlets and languages.

    Example: claims demo
    """
    ctx.obj = {"debug": debug}


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits with its status: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    collect_seldom()
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    try:
        status = cli.main(words, prog_name="claims", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(f"claims: {_one_line(error)}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has gone: nothing to say to it
        sys.exit(0)
    except ClaimsError as error:
        if debug:
            raise
        click.echo(f"claims: {error}", err=True)
        sys.exit(error.exit_status)
    except Exception as error:
        if debug:
            raise
        text = " ".join(str(error).split())[:500]
        click.echo(f"claims: {type(error).__name__}: {text} (--debug shows where)", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _one_line(error: click.ClickException) -> str:
    """What is wrong, and the command whose help says what is right."""
    text = " ".join(error.format_message().split()).rstrip(".")
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return f"{text}; see `{ctx.command_path} --help`" if ctx else text
