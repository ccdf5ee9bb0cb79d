"""`claims review`."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.options import data_option
from claims.errors import ClaimsError
from claims.settings import settings


@click.command(epilog="Example: claims review --port 8765")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Port on 127.0.0.1.")
@data_option
def command(port: int, data: Path) -> None:
    """Open the review page on this machine: confirm or dismiss findings, with notes and undo. It never listens to the network."""
    import socket

    import uvicorn

    from claims.review import create_app
    from claims.store.query import connect

    connect(data).close()  # a clear error now rather than on the first page
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ClaimsError(f"port {port} is taken ({error.strerror}): choose another with --port") from None
    click.echo(f"review page: http://127.0.0.1:{port}/  (stop with Ctrl-C)", err=True)
    uvicorn.run(create_app(data, _reviewer()), host="127.0.0.1", port=port, log_level="warning", server_header=False)


def _reviewer() -> str:
    import getpass

    try:
        return settings().reviewer or getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return ""
