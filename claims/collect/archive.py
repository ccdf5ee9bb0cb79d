"""The evidence: WARC 1.1 files through warcio, written as pages come in, read back by night."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import threading
import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.collect.fetch import UNKNOWN, Validators
from claims.errors import ClaimsError, FetchError
from claims.model import Page

MAX_BODY = 50_000_000
"""A larger payload in a foreign archive is cut here and so fails to read, rather than filling the memory."""
_NAMESPACE = uuid.UUID("6f1a7a54-6a0c-5c0e-9d0e-3d6e3a1b7c11")


def digest(body: bytes) -> str:
    """The payload digest as WARC files write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
"""Profiles of revisit records, WARC 1.1 section 6.7."""


class NotArchivedError(FetchError):
    """The archive of a night holds no answer of this URL: it was not asked for."""


class ArchiveWriter:
    """Appends request, response and revisit records to one file. Record ids come from the content, so the same pages give the same bytes.

    `seen` is what earlier nights saw, (digest, when) by URL: a payload that is the same is not stored again, its record refers to the earlier one.
    """

    def __init__(self, path: Path, seen: Mapping[str, tuple[str, datetime]] | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._seen = seen or {}
        repair(path)
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
            revisit = self._revisit(page)
            response = self._writer.create_warc_record(
                page.url,
                "revisit" if revisit else "response",
                payload=io.BytesIO(b"" if revisit else page.body),
                http_headers=StatusAndHeaders(
                    f"{page.status} {'OK' if page.status < 400 else 'Error'}", kept, "HTTP/1.1"
                ),
                warc_headers_dict={
                    "WARC-Record-ID": f"<urn:uuid:{record_id}>",
                    "WARC-Date": moment,
                    "WARC-Payload-Digest": digest(page.body),
                }
                | ({"WARC-Claims-Final-URI": page.final_url} if page.final_url != page.url else {})
                | ({"WARC-Claims-Source": page.source} if page.source else {})
                | revisit,
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

    def _revisit(self, page: Page) -> dict[str, str]:
        """The headers of a revisit record, where an earlier night holds the payload."""
        seen = self._seen.get(page.url)
        if seen is None or (page.status != 304 and seen[0] != digest(page.body)):
            return {}
        return {
            "WARC-Profile": NOT_MODIFIED if page.status == 304 else IDENTICAL,
            "WARC-Payload-Digest": seen[0],
            "WARC-Refers-To-Target-URI": page.url,
            "WARC-Refers-To-Date": seen[1].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }


def repair(path: Path) -> None:
    """Cuts off a record that a killed run did not finish: what is appended behind it could not be read."""
    if not path.exists():
        return
    whole = 0
    with path.open("r+b") as file:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        at = 0
        while chunk := file.read(1 << 20):
            while chunk:
                try:
                    member.decompress(chunk)
                except zlib.error:
                    file.truncate(whole)
                    return
                left = member.unused_data if member.eof else b""
                at += len(chunk) - len(left)
                chunk = left
                if member.eof:
                    whole = at
                    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        file.truncate(whole)


def read_archive(path: Path) -> Iterator[Page]:
    """Every response of a WARC file, in its order; a revisit, whose payload an earlier night holds, as "not modified".

    Raises:
        ClaimsError: the file is not there or no WARC.
    """
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type in ("response", "revisit") and record.http_headers is not None:
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
        status=304 if record.rec_type == "revisit" else int(status) if status.isdigit() else 0,  # type: ignore[attr-defined]
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

    async def get(self, url: str, known: Validators = UNKNOWN) -> Page:  # noqa: ARG002 - the archive holds what was answered
        """The night's last response for the URL.

        Raises:
            NotArchivedError: the night has none.
        """
        try:
            return self._pages[url]
        except KeyError:
            raise NotArchivedError(url, "not in the archive of this night") from None

    @property
    def clock(self) -> datetime:
        """The time of the night's last response: the clock of a replayed run."""
        return max(page.fetched_at for page in self._pages.values())


def nights(path: Path) -> list[ReplayFetcher]:
    """The nights of an archive in order, by the UTC day on which each response was fetched.

    A revisit gives the payload again where the archive holds it.
    """
    by_night: dict[date, dict[str, Page]] = {}
    for page in _with_payloads(read_archive(path)):
        by_night.setdefault(page.fetched_at.date(), {})[page.url] = page
    return [ReplayFetcher(by_night[night], night) for night in sorted(by_night)]


def whole_night(night: date, files: Iterable[Path]) -> ReplayFetcher | None:
    """A night that lies in a file a source, whatever its clock showed; what a killed run left half written is cut off.

    None where nothing was fetched.
    """
    pages: dict[str, Page] = {}
    for file in files:
        repair(file)
        pages |= {page.url: page for page in _with_payloads(read_archive(file))}
    return ReplayFetcher(pages, night) if pages else None


def _with_payloads(pages: Iterable[Page]) -> Iterator[Page]:
    payloads: dict[str, Page] = {}
    for page in pages:
        if page.status != 304:
            payloads[page.url] = page
        elif page.url in payloads:
            page = replace(payloads[page.url], fetched_at=page.fetched_at)
        yield page
