"""Network → Page: what each source lists, fetched politely, every response kept as evidence."""

from claims.collect.archive import ArchiveWriter, ReplayFetcher, digest, nights, read_archive, whole_night
from claims.collect.fetch import Fetcher, HttpFetcher, Validators, Web, fetch
from claims.collect.limits import Limits
from claims.collect.robots import RobotsCache
from claims.collect.source import Collected, Failure, Visit, collect_source
from claims.collect.sources import Source, by_host, load_sources

__all__ = [
    "ArchiveWriter",
    "Collected",
    "Failure",
    "Fetcher",
    "HttpFetcher",
    "Limits",
    "ReplayFetcher",
    "RobotsCache",
    "Source",
    "Validators",
    "Visit",
    "Web",
    "by_host",
    "collect_source",
    "digest",
    "fetch",
    "load_sources",
    "nights",
    "read_archive",
    "whole_night",
]
