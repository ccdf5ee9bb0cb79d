"""Numbers for people: the examples beside the functions hold."""

from __future__ import annotations

import doctest

from claims import figures


def test_examples_hold() -> None:
    tried = doctest.testmod(figures)
    assert tried.failed == 0 < tried.attempted
