"""A Prefect server of this process's own, where the operator names none: python -m flows.own_server, given its order on standard input.

Prefect would start one too, but only when a flow begins, after reading the whole server into this process; it would have no scheduler; and it
would stay behind where this process is killed. This one starts while this process imports what it needs, and ends with it.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import IO, Any

from claims.errors import ClaimsError
from flows.environment import home

PORT = 4200
"""Where Prefect's pages are looked for, if it is free."""
LAST_SECONDS = 5
"""That a server has left to end in order."""
PATIENCE = "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"


class OwnServer:
    """A server that was started and may not answer yet."""

    def __init__(self, *, scheduler: bool) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server is
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.own_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if scheduler else self._said,  # who serves for weeks sees what goes wrong in the background
            start_new_session=True,  # Ctrl-C ends this process, which then has something left to tell the server
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"scheduler": scheduler}).encode() + b"\n")
        self._process.stdin.flush()
        self.address = f"http://127.0.0.1:{int(self._process.stdout.readline() or 0)}"
        os.environ["PREFECT_API_URL"] = f"{self.address}/api"
        atexit.register(self.stop)  # before Prefect registers its own, so after them

    def wait(self) -> None:
        """Returns when the server answers.

        Raises:
            ClaimsError: it does not start.
        """
        seconds = float(os.environ.get(PATIENCE, 180))
        try:
            with urllib.request.urlopen(f"{self.address}/api/health", timeout=seconds):  # noqa: S310 - of this machine
                return
        except OSError as error:
            self.stop()
            self._said.seek(0)
            lines = self._said.read().decode(errors="replace").strip().splitlines()
            reason = lines[-1][:300] if lines else str(error)
            raise ClaimsError(f"Prefect's server does not start: {reason}") from None

    def stop(self) -> None:
        """Ends the server; the end of its standard input is its sign."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=2 * LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def start(*, scheduler: bool = False) -> OwnServer | None:
    """Starts a server unless Prefect is told of one. To be called before Prefect is imported, which then finds it in the environment.

    With a `scheduler` it starts runs by the clock, and shows its pages.
    """
    return None if _is_configured() else OwnServer(scheduler=scheduler)


def _is_configured() -> bool:
    """Whether anything may tell Prefect of a server; it then decides for itself."""
    if any(
        name in os.environ for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE")
    ):
        return True
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH") or home() / "profiles.toml")
    if _holds(profiles, "API_URL"):
        return True
    return (
        Path("prefect.toml").is_file()
        or _holds(Path(".env"), "PREFECT_")
        or _holds(Path("pyproject.toml"), "[tool.prefect")
    )


def _holds(file: Path, text: str) -> bool:
    try:
        return text in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _serve() -> None:
    """The server process: says its port at once, answers when it is ready, ends when nobody holds its standard input any more."""
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    listening = _listening(PORT if order["scheduler"] else 0)
    print(listening.getsockname()[1], flush=True)
    threading.Thread(target=_end_with_input, daemon=True).start()
    os.environ["PREFECT_UI_ENABLED"] = str(order["scheduler"]).lower()
    os.environ["PREFECT_SERVER_API_PORT"] = str(listening.getsockname()[1])
    os.environ["PREFECT_SERVER_API_HOST"] = "127.0.0.1"

    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=not order["scheduler"], final=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    """A socket that takes connections from now on: who asks early waits for the answer."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return socket.create_server(("127.0.0.1", 0))


def _end_with_input() -> None:
    while sys.stdin.readline():
        pass
    os.kill(os.getpid(), signal.SIGTERM)  # what it was told of tasks is written down yet
    time.sleep(LAST_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    _serve()
