"""Claim → Cluster: which claims, of any outlet and language, speak of one quantity."""

from __future__ import annotations

from claims.match.match import match_new
from claims.match.origins import group_origins

__all__ = ["group_origins", "match_new"]
