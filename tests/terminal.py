"""A command as a person at a terminal sees it: what it writes to standard error goes to a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def at_a_terminal(*words: str | Path, env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Status, standard output, and what the terminal was sent, without its steering."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "claims", *words],
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **(env or {})},
    )
    os.close(theirs)
    sent = b""
    while piece := _read(ours):
        sent += piece
    os.close(ours)
    out, _ = running.communicate(timeout=300)
    return running.returncode, out, re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", sent.decode())


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # nobody holds the other end any more
        return b""
