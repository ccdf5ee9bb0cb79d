"""Who asks, and the hard limits of what is asked and taken in."""

from __future__ import annotations

from dataclasses import dataclass

PRODUCT = "claims"
"""The product token, by which robots.txt names this program (RFC 9309 section 2.2.1)."""
USER_AGENT = f"{PRODUCT}/0.1 (+https://claims.example/bot; news fact-checking; desk@claims.example)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of requests; seconds and bytes."""

    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_body: int = 20_000_000
    """As it comes, and after decompression."""
    max_redirects: int = 5
    max_url: int = 2000
    retries: int = 2
    backoff: float = 1.0
    max_retry_after: float = 60.0
    """A host that asks for a longer rest is left alone for the run."""
    max_robots: int = 512_000
    """RFC 9309 asks to read at least 500 KiB."""
    max_delay: float = 30.0
    """Seconds between two requests to a host that asks for mercy, at most."""
    max_requests: int = 50_000
    """Of one run."""
