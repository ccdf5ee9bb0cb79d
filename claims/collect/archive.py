"""The evidence: WARC 1.1 files through warcio, written as pages come in, read back by night."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import threading
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.errors import ClaimsError, FetchError
from claims.model import Page

MAX_BODY = 50_000_000
"""A larger payload in a foreign archive is cut here and so fails to read, rather than filling the memory."""
_NAMESPACE = uuid.UUID("6f1a7a54-6a0c-5c0e-9d0e-3d6e3a1b7c11")


def digest(body: bytes) -> str:
    """The payload digest as WARC files write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


class ArchiveWriter:
    """Appends request and response records to one file. Record ids come from the content, so the same pages give the same bytes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._lock = threading.Lock()

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def write(self, page: Page) -> Page:
        """Stores a page with the request that asked for it; gives it back with `archive` naming the record."""
        moment = page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        name = f"{page.url}\x1f{moment}\x1f{digest(page.body)}"
        record_id = uuid.uuid5(_NAMESPACE, name)
        kept = [
            (k, v)
            for k, v in page.headers.items()
            if k not in ("content-encoding", "transfer-encoding", "content-length", "set-cookie")
        ]
        kept.append(("content-length", str(len(page.body))))
        with self._lock:
            response = self._writer.create_warc_record(
                page.url,
                "response",
                payload=io.BytesIO(page.body),
                http_headers=StatusAndHeaders(
                    f"{page.status} {'OK' if page.status < 400 else 'Error'}", kept, "HTTP/1.1"
                ),
                warc_headers_dict={
                    "WARC-Record-ID": f"<urn:uuid:{record_id}>",
                    "WARC-Date": moment,
                    "WARC-Payload-Digest": digest(page.body),
                }
                | ({"WARC-Claims-Final-URI": page.final_url} if page.final_url != page.url else {})
                | ({"WARC-Claims-Source": page.source} if page.source else {}),
            )
            request = self._writer.create_warc_record(
                page.url,
                "request",
                http_headers=StatusAndHeaders(f"GET {page.url} HTTP/1.1", [], is_http_request=True),
                warc_headers_dict={
                    "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_NAMESPACE, name + 'request')}>",
                    "WARC-Date": moment,
                    "WARC-Concurrent-To": f"<urn:uuid:{record_id}>",
                },
            )
            self._writer.write_record(response)
            self._writer.write_record(request)
        return replace(page, archive=f"{self.path.name}#{record_id}")


def read_archive(path: Path) -> Iterator[Page]:
    """Every response of a WARC file, in its order.

    Raises:
        ClaimsError: the file is not there or no WARC.
    """
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response" and record.http_headers is not None:
                    yield _page(path, record)
    except FileNotFoundError:
        raise ClaimsError(f"{path}: no such archive") from None
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError, zlib.error) as error:
        raise ClaimsError(f"{path}: not a WARC file that can be read ({error})") from None


def _page(path: Path, record: object) -> Page:
    headers = record.rec_headers  # type: ignore[attr-defined]
    http = record.http_headers  # type: ignore[attr-defined]
    url = headers.get_header("WARC-Target-URI")
    moment = datetime.fromisoformat(headers.get_header("WARC-Date").replace("Z", "+00:00"))
    body = record.content_stream().read(MAX_BODY)  # type: ignore[attr-defined]
    status = http.get_statuscode()
    record_id = headers.get_header("WARC-Record-ID").removeprefix("<urn:uuid:").removesuffix(">")
    return Page(
        url=url,
        final_url=headers.get_header("WARC-Claims-Final-URI") or url,
        status=int(status) if status.isdigit() else 0,
        content_type=http.get_header("content-type") or "",
        body=body,
        fetched_at=moment.astimezone(UTC),
        headers={name.lower(): value for name, value in http.headers},
        archive=f"{path.name}#{record_id}",
        source=headers.get_header("WARC-Claims-Source") or "",
    )


class ReplayFetcher:
    """Serves the responses that an archive holds of one night, by URL."""

    def __init__(self, pages: dict[str, Page], night: date) -> None:
        self.night = night
        self._pages = pages

    def get(self, url: str) -> Page:
        """The night's last response for the URL.

        Raises:
            FetchError: the night has none.
        """
        try:
            return self._pages[url]
        except KeyError:
            raise FetchError(url, "not in the archive of this night") from None

    @property
    def clock(self) -> datetime:
        """The time of the night's last response: the clock of a replayed run."""
        return max(page.fetched_at for page in self._pages.values())


def nights(path: Path) -> list[ReplayFetcher]:
    """The nights of an archive in order, by the UTC day on which each response was fetched."""
    by_night: dict[date, dict[str, Page]] = {}
    for page in read_archive(path):
        by_night.setdefault(page.fetched_at.date(), {})[page.url] = page
    return [ReplayFetcher(by_night[night], night) for night in sorted(by_night)]


def file_digest(path: Path) -> str:
    """SHA-256 of a file, for naming what was replayed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
