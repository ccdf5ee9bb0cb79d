"""Network → Page: what each source lists, fetched politely, every response kept as evidence."""

from claims.collect.archive import ArchiveWriter, ReplayFetcher, digest, file_digest, nights, read_archive
from claims.collect.fetch import Fetcher, HttpFetcher, Limits
from claims.collect.source import Collected, Failure, collect_source
from claims.collect.sources import Source, load_sources

__all__ = [
    "ArchiveWriter",
    "Collected",
    "Failure",
    "Fetcher",
    "HttpFetcher",
    "Limits",
    "ReplayFetcher",
    "Source",
    "collect_source",
    "digest",
    "file_digest",
    "load_sources",
    "nights",
    "read_archive",
]
