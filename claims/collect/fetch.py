"""URL → Page over HTTP: politely, within hard limits, and never into private networks."""

from __future__ import annotations

import email.utils
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
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
    _robots: dict[str, Protego | bool] = field(default_factory=dict)

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
            if not self._allowed(current):
                raise FetchError(url, "robots.txt forbids it")
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
                if (
                    isinstance(error, (httpx.UnsupportedProtocol, PrivateAddressError))
                    or "certificate" in problem.lower()
                ):
                    break
            else:
                if page.status not in RETRIED or attempt == self.limits.retries:
                    return page
                wait = min(_retry_after(page.headers.get("retry-after")) or wait, self.limits.max_retry_after)
            if attempt < self.limits.retries:
                self.sleep(wait)
        raise FetchError(asked, problem or "no response")

    def _once(self, asked: str, url: str) -> Page:
        started = time.monotonic()
        try:
            with self._client(url).stream("GET", url) as response:
                body = self._body(asked, response, started)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(asked, f"not a web address ({error})") from None
        except httpx.DecodingError as error:
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

    def _body(self, asked: str, response: httpx.Response, started: float) -> bytes:
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self.limits.max_body:
                raise FetchError(asked, f"larger than {self.limits.max_body} bytes")
            if time.monotonic() - started > self.limits.total_timeout:
                raise FetchError(asked, f"slower than {self.limits.total_timeout:g} seconds")
            chunks.append(chunk)
        return b"".join(chunks)

    def _client(self, url: str) -> httpx.Client:
        """A client a host: one that is shared by many hosts is several times slower."""
        host = urlsplit(url).netloc
        if host not in self._clients:
            transport = httpx.HTTPTransport(verify=_ssl_context(), retries=0)
            if not self.allow_private:
                transport._pool = httpcore.ConnectionPool(
                    ssl_context=_ssl_context(), network_backend=PublicNetwork(), max_connections=2
                )
            self._clients[host] = httpx.Client(
                transport=transport,
                headers={
                    "user-agent": USER_AGENT,
                    "accept": "text/html,application/xml;q=0.9,*/*;q=0.8",
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

    def _allowed(self, url: str) -> bool:
        """RFC 9309: no file or a 4xx allows everything, a 5xx or no answer forbids everything for this run."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = self._read_robots(root)
        rules = self._robots[root]
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(url, USER_AGENT))

    def _read_robots(self, root: str) -> Protego | bool:
        current = f"{root}/robots.txt"
        for _ in range(self.limits.max_redirects + 1):
            try:
                self._check(current)
                page = self._with_retries(f"{root}/robots.txt", current)
            except FetchError:
                return False
            if self.keep_robots is not None:
                self.keep_robots(page)
            location = page.headers.get("location")
            if 300 <= page.status < 400 and location:
                current = urljoin(current, location)
                continue
            if page.status >= 500:
                return False
            if page.status >= 400:
                return True
            rules = Protego.parse(page.body[: self.limits.max_robots].decode("utf-8", "replace"))
            asked = rules.crawl_delay(USER_AGENT)
            if asked:
                self.delay = max(self.delay, min(float(asked), 30.0))
            return rules
        return True


class PrivateAddressError(httpcore.ConnectError):
    """A name that resolves to a private, loopback or link-local address."""


class PublicNetwork(httpcore.SyncBackend):
    """Connects to public addresses alone. The address that was checked is the one that is connected to, so DNS rebinding gains nothing."""

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
        except OSError as error:
            raise httpcore.ConnectError(f"its host can't be found ({error})") from None
        address = str(found[0][4][0])
        if not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise PrivateAddressError(f"{host} is at {address}, which is not a public address")
        return super().connect_tcp(address, port, timeout, local_address, socket_options)


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
