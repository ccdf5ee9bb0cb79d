"""Errors that a person reads: one line that names the thing and the fix."""

from __future__ import annotations

from pathlib import Path


class ClaimsError(Exception):
    """The work failed; `str()` is one line for the terminal."""

    exit_status = 1


class ConfigError(ClaimsError):
    """A configuration file or an argument is wrong: file, line, problem and fix."""

    exit_status = 2

    def __init__(self, file: Path | str, line: int | None, problem: str, fix: str = "") -> None:
        where = f"{file}:{line}" if line else str(file)
        super().__init__(f"{where}: {problem}" + (f"; {fix}" if fix else ""))


class FetchError(ClaimsError):
    """A URL gave no usable response."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class ReadError(ClaimsError):
    """A page can't be read as an article."""


class BusyError(ClaimsError):
    """Another run is writing the same data folder."""
