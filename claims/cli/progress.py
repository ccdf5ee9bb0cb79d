"""Bars on standard error for a person at a terminal; piped, in a log or a cron mail there are none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from claims.progress import Progress, silent


@contextmanager
def bars() -> Iterator[Progress]:
    """The step that is being done, with a bar where its end is known; a line stays of each that is over, with the time that it took."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TextColumn("{task.fields[count]}")
    with Bars(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as drawn:

        def over(number: TaskID) -> None:
            task = drawn.tasks[drawn.task_ids.index(number)]
            took = timedelta(seconds=round(task.elapsed or 0))
            told = " ".join(filter(None, (task.description, task.fields["count"])))
            drawn.console.print(f"✓ {told} ({took})", style="dim", markup=False, highlight=False)
            drawn.remove_task(number)

        def told(step: str, done: int = 0, total: int = 0) -> None:
            """A function, no object: Prefect looks into what it is handed."""
            if not drawn.tasks or drawn.tasks[0].description != step:
                for number in drawn.task_ids:
                    over(number)
                drawn.add_task(step, total=None, count="")
            count = f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
            drawn.update(drawn.task_ids[0], completed=done, total=total or None, count=count)

        yield told
        for number in drawn.task_ids:
            over(number)
