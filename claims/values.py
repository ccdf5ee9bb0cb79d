"""Classes whose objects are made once and never changed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, slots):
        """Frozen for mypy alone: at run time such an object takes three times as long to make, and a text makes many."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)
