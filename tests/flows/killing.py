"""Runs the nightly flow again and again in children of one process, so that a child starts at once. Reads a line of JSON a run:
{"data", "kill_after": seconds or null, "limit": bytes that a file may grow to, or null, "stops": [[seconds until, seconds of it], …] or null};
writes {"status", "seconds", "stopped": how often}.

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


def stop(pid: int, after: float, length: float) -> bool:
    """Stops a run for a while, as a machine does that sleeps; False where it was over by then. It is not reaped here."""
    time.sleep(after)
    os.kill(pid, signal.SIGSTOP)
    seen = os.waitid(os.P_PID, pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    if seen is None or seen.si_code != os.CLD_STOPPED:
        return False
    time.sleep(length)
    os.kill(pid, signal.SIGCONT)
    return True


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        start = time.monotonic()
        pid = os.fork()
        if pid == 0:
            child(order)
        stopped = sum(stop(pid, after, length) for after, length in order.get("stops") or ())
        if order.get("kill_after") is not None:
            time.sleep(order["kill_after"])
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        print(json.dumps({"status": code, "seconds": time.monotonic() - start, "stopped": stopped}), flush=True)


main()
