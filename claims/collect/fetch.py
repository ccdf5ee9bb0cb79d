"""URL → Page over HTTP: politely, within hard limits, and never into private networks."""

from __future__ import annotations

import email.utils
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from math import inf
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from claims.errors import FetchError
from claims.model import Page

USER_AGENT = "claims/0.1 (+https://claims.example/bot; news fact-checking; desk@claims.example)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of one request; seconds and bytes."""

    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_body: int = 20_000_000
    """After decompression."""
    max_redirects: int = 5
    max_url: int = 2000
    retries: int = 2
    backoff: float = 1.0
    max_retry_after: float = 60.0
    max_robots: int = 512_000
    """RFC 9309 asks to read at least 500 KiB."""


class Fetcher(Protocol):
    """Where pages come from: the network or an archive."""

    def get(self, url: str) -> Page:
        """The response for a URL, of any status.

        Raises:
            FetchError: there is none.
        """
        ...


RETRIED = frozenset({429, 500, 502, 503, 504})


@dataclass(slots=True)
class HttpFetcher:
    """Fetches for one source: a client, a pace and the robots rules of each of its hosts. Not for several threads at once."""

    delay: float = 1.0
    headers: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    keep_robots: Callable[[Page], Page] | None = None
    _clients: dict[str, httpx.Client] = field(default_factory=dict)
    _next_at: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Protego | str] = field(default_factory=dict)
    _deadline: Deadline = field(default_factory=lambda: Deadline())

    def __enter__(self) -> HttpFetcher:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def get(self, url: str) -> Page:
        """The final response for a URL, after redirects, retries and the host's robots rules."""
        current = url
        for _ in range(self.limits.max_redirects + 1):
            self._check(current)
            refusal = self._refusal(current)
            if refusal:
                raise FetchError(url, refusal)
            page = self._with_retries(url, current)
            location = page.headers.get("location")
            if not (300 <= page.status < 400 and location):
                return page
            current = urljoin(current, location)
        raise FetchError(url, f"more than {self.limits.max_redirects} redirects")

    # -- one request -------------------------------------------------------------------------------------------------

    def _check(self, url: str) -> None:
        if len(url) > self.limits.max_url:
            raise FetchError(url[:80] + "…", "the address is too long")
        if not url.isprintable() or " " in url:
            raise FetchError(repr(url), "the address holds characters that none may")
        try:
            parts = urlsplit(url)
            scheme, host = parts.scheme, parts.hostname
        except ValueError:
            raise FetchError(url, "not a web address") from None
        if scheme not in ("http", "https") or not host:
            raise FetchError(url, "only http and https addresses are fetched")

    def _with_retries(self, asked: str, url: str) -> Page:
        problem = ""
        for attempt in range(self.limits.retries + 1):
            self._wait(url)
            wait = self.limits.backoff * 2**attempt
            try:
                page = self._once(asked, url)
            except (httpx.TransportError, httpcore.ConnectError) as error:
                problem = _plain(error)
                if self._deadline.passed():
                    problem = f"slower than {self.limits.total_timeout:g} seconds"
                    break
                if _is_final(error):
                    break
            else:
                if page.status not in RETRIED or attempt == self.limits.retries:
                    return page
                wait = min(_retry_after(page.headers.get("retry-after")) or wait, self.limits.max_retry_after)
            if attempt < self.limits.retries:
                self.sleep(wait)
        raise FetchError(asked, problem or "no response")

    def _once(self, asked: str, url: str) -> Page:
        self._deadline.at = time.monotonic() + self.limits.total_timeout
        try:
            with self._client(url).stream("GET", url) as response:
                body = self._body(asked, response)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(asked, f"not a web address ({error})") from None
        except zlib.error as error:
            raise FetchError(asked, f"its compressed body is broken ({_plain(error)})") from None
        return Page(
            url=asked,
            final_url=url,
            status=response.status_code,
            content_type=response.headers.get("content-type", ""),
            body=body,
            fetched_at=datetime.now(UTC).replace(microsecond=0),
            headers={name.lower(): value for name, value in response.headers.items()},
        )

    def _body(self, asked: str, response: httpx.Response) -> bytes:
        """The decompressed body. Both sizes are capped while it comes in: a few bytes can unpack to gigabytes."""
        cap = self.limits.max_body
        declared = response.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > cap:
            raise FetchError(asked, f"larger than {cap} bytes")
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(asked, f"compressed as {encoding[:20]!r}, which was not asked for")
        unpacker = Unpacker() if encoding not in ("", "identity") else None
        body = bytearray()
        for chunk in response.iter_raw():
            body += unpacker.unpack(chunk, cap + 1 - len(body)) if unpacker else chunk
            if len(body) > cap:
                raise FetchError(asked, f"larger than {cap} bytes")
            if self._deadline.passed():
                raise FetchError(asked, f"slower than {self.limits.total_timeout:g} seconds")
        if unpacker and not unpacker.complete:
            raise zlib.error("it ends too early")
        return bytes(body)

    def _client(self, url: str) -> httpx.Client:
        """A client a host: one that is shared by many hosts is several times slower."""
        host = urlsplit(url).netloc
        if host not in self._clients:
            transport = httpx.HTTPTransport(verify=_ssl_context(), retries=0)
            transport._pool = httpcore.ConnectionPool(
                ssl_context=_ssl_context(),
                network_backend=GuardedNetwork(self.allow_private, self._deadline),
                max_connections=2,
            )
            self._clients[host] = httpx.Client(
                transport=transport,
                headers={
                    "user-agent": USER_AGENT,
                    "accept": "text/html,application/xml;q=0.9,*/*;q=0.8",
                    "accept-encoding": "gzip",
                    **self.headers,
                },
                timeout=httpx.Timeout(self.limits.read_timeout, connect=self.limits.connect_timeout),
                follow_redirects=False,
                trust_env=False,
            )
        return self._clients[host]

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc
        now = time.monotonic()
        ready = self._next_at.get(host, now)
        if ready > now:
            self.sleep(ready - now)
        self._next_at[host] = max(now, ready) + self.delay

    # -- robots.txt --------------------------------------------------------------------------------------------------

    def _refusal(self, url: str) -> str:
        """Why the host's robots.txt keeps this URL from being fetched, or nothing.

        RFC 9309: no file or a 4xx allows everything, a 5xx or no answer forbids everything for this run.
        """
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = self._read_robots(root)
        rules = self._robots[root]
        if isinstance(rules, str):
            return rules
        return "" if rules.can_fetch(url, USER_AGENT) else "robots.txt forbids it"

    def _read_robots(self, root: str) -> Protego | str:
        """The rules of a host, or why none of its pages may be fetched; empty where all may."""
        current = f"{root}/robots.txt"
        for _ in range(self.limits.max_redirects + 1):
            try:
                self._check(current)
                page = self._with_retries(f"{root}/robots.txt", current)
            except FetchError as error:
                return f"{error.reason} (asking for robots.txt)"
            if self.keep_robots is not None:
                self.keep_robots(page)
            location = page.headers.get("location")
            if 300 <= page.status < 400 and location:
                current = urljoin(current, location)
                continue
            if page.status >= 500:
                return f"robots.txt answers with HTTP status {page.status}, which forbids everything for now"
            if page.status >= 400:
                return ""
            rules = Protego.parse(page.body[: self.limits.max_robots].decode("utf-8", "replace"))
            asked = rules.crawl_delay(USER_AGENT)
            if asked:
                self.delay = max(self.delay, min(float(asked), 30.0))
            return rules
        return ""


class Unpacker:
    """gzip or deflate → bytes, never more at once than there is room for. zlib.error where the data is neither."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)  # tells gzip from zlib by itself
        self._begun = False

    @property
    def complete(self) -> bool:
        """Whether the data came to its end."""
        return self._zlib.eof or not self._begun

    def unpack(self, data: bytes, room: int) -> bytes:
        """What the next piece of the stream holds, cut at `room` bytes."""
        out = b""
        while data and len(out) < room:
            if self._zlib.eof:  # a gzip file may be several joined together
                self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                out += self._zlib.decompress(data, room - len(out))
            except zlib.error:
                if self._begun:
                    raise
                self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its header, as some servers send
                out += self._zlib.decompress(data, room - len(out))
            self._begun = True
            data = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
        return out


@dataclass(slots=True)
class Deadline:
    """When the present request must be over, on the monotonic clock."""

    at: float = inf

    def passed(self) -> bool:
        return time.monotonic() >= self.at

    def cap(self, timeout: float | None) -> float | None:
        """A timeout that does not reach beyond it."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is over")
        return timeout if left == inf else min(left, timeout if timeout is not None else inf)


class PrivateAddressError(httpcore.ConnectError):
    """A name that resolves to a private, loopback or link-local address."""


class GuardedNetwork(httpcore.SyncBackend):
    """Connects to public addresses alone, unless told otherwise, and keeps the deadline.

    The address that was checked is the one that is connected to, so DNS rebinding gains nothing.
    """

    def __init__(self, allow_private: bool, deadline: Deadline) -> None:
        super().__init__()
        self._allow_private = allow_private
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"its host can't be found ({error})") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private:
            for address in addresses:
                if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                    raise PrivateAddressError(f"{host} is at {address}, which is not a public address")
        for left, address in zip(reversed(range(len(addresses))), addresses, strict=True):
            try:
                stream = super().connect_tcp(address, port, self._deadline.cap(timeout), local_address, socket_options)
                return TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not left:  # a host with several addresses may answer at another one
                    raise
        raise httpcore.ConnectError(f"{host} has no address")


class TimedStream(httpcore.NetworkStream):
    """A connection on which no single read outlives the request's deadline: a byte now and then keeps nobody waiting."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _is_final(error: Exception) -> bool:
    """Whether asking again can't help. httpx wraps the network's own errors."""
    return (
        isinstance(error, (httpx.UnsupportedProtocol, PrivateAddressError))
        or isinstance(error.__cause__, PrivateAddressError)
        or "certificate" in str(error).lower()
    )


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, in either of its forms."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


def _plain(error: Exception) -> str:
    """One line for a transport error."""
    if isinstance(error, httpx.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, (httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout)):
        return "no answer in time"
    text = " ".join(str(error).split())
    return text or type(error).__name__
