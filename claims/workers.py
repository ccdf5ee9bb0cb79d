"""Work that is spread over the processors of this machine: a list of jobs in order, or calls as they come."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from threading import Lock
from types import TracebackType
from typing import ParamSpec, Protocol, Self, TypeVar

from claims.garbage import collect_seldom

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
MOST = 8
"""Processes; one more each waits with its job taken."""


def in_processes(function: Callable[[T], R], jobs: Iterable[T]) -> Iterator[R]:
    """`function` of each job, in the order of the jobs and with no more of them at hand than are being done.

    Both must be picklable; a failure is raised where its result would stand.
    """
    size = _size()
    waiting = iter(jobs)
    with _pool(size) as pool:
        running: deque[Future[R]] = deque(pool.submit(function, job) for job in islice(waiting, size + 1))
        while running:
            result = running.popleft().result()
            running.extend(pool.submit(function, job) for job in islice(waiting, 1))
            yield result


def several_processors() -> bool:
    return (os.cpu_count() or 1) > 1


class WorkerLostError(Exception):
    """The process that did the work ended in the middle of it: killed, or broken down below Python."""


class Workers(Protocol):
    """Who carries out calls that several threads hand over."""

    def run(self, function: Callable[P, R], *given: P.args, **named: P.kwargs) -> R: ...


class Here:
    """Whoever calls does the work."""

    def run(self, function: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        return function(*given, **named)


class InTurn:
    """Threads do the work themselves, one at a time: Python runs one at a time anyway, and several cost a third more in waiting for each other."""

    def __init__(self) -> None:
        self._turn = Lock()

    def run(self, function: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        with self._turn:
            return function(*given, **named)


class Processes:
    """Processes of this machine, started when there is work; use it as a context manager.

    Raises:
        WorkerLostError: by `run`; another process takes the place of the lost one.
    """

    def __init__(self, size: int | None = None) -> None:
        self._size = size or _size()
        self._lock = Lock()
        self._open: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open is not None:
            self._open.shutdown(cancel_futures=True)

    def run(self, function: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        with self._lock:
            pool = self._open = self._open or _pool(self._size)
        try:
            return pool.submit(function, *given, **named).result()
        except BrokenProcessPool as error:
            with self._lock:
                if self._open is pool:
                    self._open = None
            pool.shutdown(wait=False)
            raise WorkerLostError(str(error)) from None


def _size() -> int:
    return min(os.cpu_count() or 1, MOST)


def _pool(size: int) -> ProcessPoolExecutor:
    # "spawn": a forked child would inherit the database's lock and threads
    return ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=collect_seldom)
