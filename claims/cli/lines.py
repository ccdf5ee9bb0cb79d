"""JSON lines in, JSON lines out: what the commands that take `--jsonl` share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from claims.jsonl import dumps, error_line, read_line


def answer_lines(source: TextIO, target: TextIO, answer: Callable[[dict[str, Any]], dict[str, object]]) -> None:
    """One line out for each line in, in order, flushed as it goes; a line that can't be read, or holds nothing, gives its error."""
    from claims.records import problem  # pydantic takes longer to import than a text to read

    for line in source:
        name: object = None
        try:
            record = read_line(line)
            name = record.get("id")
            written = dumps({"id": name} | answer(record))
        except Exception as error:  # the rest of the stream goes on
            written = error_line(name, problem(error))
        target.write(written + "\n")
        target.flush()
