"""How long work tells how far it is; what becomes of it is for the one who asked: bars on a terminal, nothing in a log."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of every step, and of how much of it is done; a total of 0 is one that nobody knows."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None: ...


def silent(step: str, done: int = 0, total: int = 0) -> None:
    """Progress that nobody watches."""
