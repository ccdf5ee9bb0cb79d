"""How often Python looks for garbage."""

from __future__ import annotations

import gc

OBJECTS = 200_000
"""Objects made between two looks: texts and tables make many that are no garbage, and looking at them again and again costs up to a third
of the time."""


def collect_seldom() -> None:
    """Makes the garbage collector of this process look less often."""
    gc.set_threshold(OBJECTS)
