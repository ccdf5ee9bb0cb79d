"""Work that is spread over the processors of this machine, in order and with no more of it at hand than is being done."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from claims.garbage import collect_seldom

T = TypeVar("T")
R = TypeVar("R")
MOST = 8
"""Processes; one more each waits with its job taken."""


def in_processes(function: Callable[[T], R], jobs: Iterable[T]) -> Iterator[R]:
    """`function` of each job, in the order of the jobs. Both must be picklable; a failure is raised where its result would stand."""
    size = min(os.cpu_count() or 1, MOST)
    waiting = iter(jobs)
    # "spawn": a forked child would inherit the database's lock and threads
    with ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=collect_seldom) as pool:
        running: deque[Future[R]] = deque(pool.submit(function, job) for job in islice(waiting, size + 1))
        while running:
            result = running.popleft().result()
            running.extend(pool.submit(function, job) for job in islice(waiting, 1))
            yield result


def several_processors() -> bool:
    return (os.cpu_count() or 1) > 1
