"""What Prefect must be told before it is imported; an operator's own settings win."""

from __future__ import annotations

import os
from pathlib import Path

from claims.errors import ConfigError

DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",  # only both together keep Prefect from calling home
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # the default of 20 is short for a busy machine
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


QUIET = {"PREFECT_LOGGING_LEVEL": "CRITICAL"}
"""For a run at the command line, which prints an error itself, in one line."""


def prepare(*, quiet: bool = False) -> None:
    """Sets the defaults that are not set."""
    for name, value in (DEFAULTS | QUIET if quiet else DEFAULTS).items():
        os.environ.setdefault(name, value)


def home() -> Path:
    """The folder in which Prefect keeps its own database, made where it is missing: Prefect itself would try for minutes.

    Raises:
        ConfigError: it can't be made or written.
    """
    folder = Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError("environment", None, f"PREFECT_HOME: {error}", "name a folder that can be written") from None
    if not os.access(folder, os.W_OK):
        raise ConfigError("environment", None, f"PREFECT_HOME: {folder} can't be written", "name another folder")
    return folder
