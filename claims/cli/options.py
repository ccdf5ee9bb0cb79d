"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from claims.settings import settings


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--data DIR, by default from the settings."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: settings().data,
        show_default="data",
        help="Folder of the database and the archive.",
    )(command)


def reports_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--reports DIR, by default from the settings."""
    return click.option(
        "--reports",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: settings().reports,
        show_default="reports",
        help="Folder that reports are written to.",
    )(command)


def sources_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--sources FILE, by default from the settings."""
    return click.option(
        "--sources",
        "sources_file",
        type=click.Path(path_type=Path),
        default=lambda: settings().sources,
        show_default="sources.yaml",
        help="The list of outlets.",
    )(command)
