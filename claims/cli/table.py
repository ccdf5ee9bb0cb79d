"""Rows on a terminal: columns that fit its width, text from right to left set right, and one field a line where columns would be too narrow."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderResult

NARROWEST = 9
"""Letters of a column that can still be read."""
PIPED = 200
"""Width where no terminal says its own."""
MAX_CELL = 2000
FOR_ADDRESS = 0.3
"""Share of the width that a column of addresses keeps: folded into many short lines they are hard to copy."""
_ADDRESS = re.compile("https?://")
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f]")
_ISOLATE, _MIXED, _END = "\u2067", "\u2068", "\u2069"


def shown(value: object) -> str:
    """A cell without control characters and direction marks: they would steer the terminal."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    text = str(value)[:MAX_CELL]
    return " ".join("".join(c if c.isprintable() and not "\u202a" <= c <= "\u202e" else " " for c in text).split())


def runs_left(text: str) -> bool:
    """Whether a text is written from right to left, by its first letter.

    >>> runs_left("نحو 50 هجوما"), runs_left("50 attacks (هجوما)")
    (True, False)
    """
    right, left = _RIGHT.search(text), _LEFT.search(text)
    return right is not None and (left is None or right.start() < left.start())


class Cell:
    """A text in a column. Each line of one that runs from right to left stands at the right edge and is isolated, so that a terminal
    which turns such text round does not carry its neighbours along.
    """

    def __init__(self, text: str, *, at_edge: bool = True) -> None:
        self.text = Text(text)
        self.at_edge = at_edge and runs_left(text)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(min(NARROWEST, cell_len(self.text.plain)), cell_len(self.text.plain)).with_maximum(
            options.max_width
        )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, options.max_width, overflow="fold"):
            line.rstrip()
            room = max(0, options.max_width - cell_len(line.plain)) if self.at_edge else 0
            opened = _ISOLATE if runs_left(line.plain) else _MIXED
            yield Text(" " * room + opened + line.plain + _END if _RIGHT.search(line.plain) else line.plain)


def width() -> int:
    """Columns of the terminal; `COLUMNS` wins, and a pipe has plenty."""
    told = os.environ.get("COLUMNS", "").isdecimal()
    return shutil.get_terminal_size((PIPED, 50)).columns if told or sys.stdout.isatty() else PIPED


def draw(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Prints rows as a table, or as records where the columns do not fit."""
    console = Console(width=width(), highlight=False, soft_wrap=False)
    cells = [[shown(value) for value in row] for row in rows]
    if _fits(names, cells, console.width):
        console.print(_table(names, cells, rows, console.width))
    else:
        for number, row in enumerate(cells, 1):
            console.print(_record(names, row, number))


def _fits(names: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> bool:
    """Whether every column can be as wide as its longest word, or as what can still be read of it."""
    least = 1
    for at, name in enumerate(names):
        words = max((cell_len(word) for row in cells for word in row[at].split()), default=0)
        least += max(min(words, NARROWEST), min(cell_len(name), NARROWEST)) + 2
    return least <= room


def _table(names: Sequence[str], cells: Sequence[Sequence[str]], rows: Iterable[Sequence[Any]], room: int) -> Table:
    from rich.box import SIMPLE_HEAD

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    kinds = list(zip(*rows, strict=True)) if cells else [()] * len(names)
    for name, column in zip(names, kinds, strict=True):
        known = [value for value in column if value is not None]
        address = bool(known) and all(_ADDRESS.match(str(value)) for value in known)
        numbers = bool(known) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known)
        longest = max((cell_len(str(value)) for value in known), default=0)
        table.add_column(
            name,
            overflow="fold",
            justify="right" if numbers else "left",
            width=min(longest, max(NARROWEST, round(room * FOR_ADDRESS))) if address else None,
        )
    for row in cells:
        table.add_row(*(Cell(text) if _RIGHT.search(text) else Text(text) for text in row))
    return table


def _record(names: Sequence[str], row: Sequence[str], number: int) -> Table:
    from rich.box import SIMPLE_HEAD

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, title=f"row {number}", title_justify="left")
    table.show_header = False
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, text in zip(names, row, strict=True):
        if text:
            table.add_row(name, Cell(text, at_edge=False))
    return table
