"""`claims read`: a page as an article."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import ClaimsError, ReadError
from claims.jsonl import dumps

if TYPE_CHECKING:
    from claims.model import Article, Page

_MAX_BYTES = 64 * 1024 * 1024
_SHOWN = 1200


@click.command(
    epilog="Example: claims read --jsonl page.html saved.html.gz",
)
@click.argument("pages", nargs=-1, required=True, metavar="[FILE.html|URL]...")
@click.option("--url", default="", help="The address that a file was saved from.")
@click.option(
    "--jsonl", is_flag=True, help="One JSON line a page, in order; a page that can't be read gives its error."
)
def command(pages: tuple[str, ...], url: str, jsonl: bool) -> None:
    """Show a saved page or an address as an article: title, text, time, language, outlet, wire credit, kind."""
    from claims.read import read_page  # trafilatura takes half a second to import

    failed = False
    for name in pages:
        try:
            article = read_page(_page(name, url))
        except (ClaimsError, OSError) as error:
            failed = True
            reason = _reason(name, error)
            if jsonl:
                _line({"file": name, "error": reason})
            else:
                click.echo(f"error: {name}: {reason}", err=True)
            continue
        if jsonl:
            _line(_fields(name, article))
        else:
            _show(name, article)
    if failed and not jsonl:
        raise SystemExit(1)


def _reason(name: str, error: ClaimsError | OSError) -> str:
    """Without the name, which stands before it anyway."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).removeprefix(f"{name}: ").removeprefix("page: ")


def _page(name: str, url: str) -> Page:
    from claims.model import Page

    if name.startswith(("http://", "https://")):
        return _fetched(name)
    path = Path(name)
    with path.open("rb") as file:
        body = file.read(_MAX_BYTES + 1)
    if body.startswith(b"\x1f\x8b"):
        body = _unzip(body)
    if len(body) > _MAX_BYTES:
        raise ReadError(f"larger than {_MAX_BYTES // 1024 // 1024} MB; cut it first")
    return Page(url=url, final_url=url, status=200, content_type="text/html", body=body, fetched_at=datetime.now(UTC))


def _unzip(body: bytes) -> bytes:
    import io

    try:
        with gzip.open(io.BytesIO(body)) as file:
            return file.read(_MAX_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"not a whole gzip file ({error}); save it again") from None


def _fetched(url: str) -> Page:
    from claims.collect import fetch

    return fetch(url)


def _fields(name: str, article: Article) -> dict[str, object]:
    return {
        "file": name,
        "url": article.url or None,
        "title": article.title,
        "text": article.text,
        "published": article.published_at.isoformat() if article.published_at else None,
        "lang": article.lang or None,
        "outlet": article.outlet or None,
        "wire": article.wire,
        "kind": article.kind,
    }


def _line(fields: dict[str, object]) -> None:
    click.echo(dumps(fields))


def _show(name: str, article: Article) -> None:
    click.secho(article.title or "(no title)", bold=True)
    shown = {
        "file": name,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published_at.isoformat() if article.published_at else "unknown",
        "language": article.lang,
        "wire": article.wire,
        "correction": article.correction,
        "kind": f"{article.kind} ({article.wall})" if article.wall else article.kind,
    }
    for label, value in shown.items():
        if value:
            click.echo(f"{label + ':':12} {value}")
    text = (
        article.text
        if len(article.text) <= _SHOWN
        else article.text[:_SHOWN] + f"… ({len(article.text)} letters in all)"
    )
    click.echo("\n" + (text or "(no text)") + "\n")
