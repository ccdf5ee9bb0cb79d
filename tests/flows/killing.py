"""Runs the nightly flow again and again in children of one process, so that a child starts at once. Reads a line of JSON a run:
{"data", "kill_after": seconds or null, "limit": bytes that a file may grow to, or null}; writes {"status", "seconds"}.

Needs PREFECT_API_URL of a running server: children must not start one each.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from flows.nightly import nightly

SOURCES = Path(sys.argv[1])


def child(order: dict[str, Any]) -> None:
    """One run, in a process of its own; its status is that of the command line."""
    if order.get("limit"):  # what a full disk looks like to those who write
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
    status = 1
    try:
        nightly(SOURCES, Path(order["data"]), Path(order["data"]) / "reports")
        status = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}"[:300], file=sys.stderr)
    finally:
        os._exit(status)


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        start = time.monotonic()
        pid = os.fork()
        if pid == 0:
            child(order)
        if order.get("kill_after") is not None:
            time.sleep(order["kill_after"])
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        print(json.dumps({"status": code, "seconds": time.monotonic() - start}), flush=True)


main()
