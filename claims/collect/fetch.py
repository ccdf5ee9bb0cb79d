"""URL → Page over HTTP: politely, within hard limits, and never into private networks."""

from __future__ import annotations

import asyncio
import email.utils
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from claims.collect.limits import USER_AGENT, Limits
from claims.collect.network import client, is_final, plain
from claims.collect.pace import Pace, Sleep
from claims.collect.robots import FRESH, STALE, Robots, RobotsCache, read_robots
from claims.collect.unpack import ASKED, Broken, unpacker
from claims.errors import FetchError
from claims.model import Page

RETRIED = frozenset({429, 500, 502, 503, 504})
MERCY = frozenset({429, 503})
"""With these a host says that it is asked too often."""
AT_ONCE = 4
"""Requests to one host at a time."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an earlier answer, to be asked whether anything changed since."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        known = {"if-none-match": self.etag, "if-modified-since": self.last_modified}
        return {name: value for name, value in known.items() if value and value.isprintable() and value.isascii()}


UNKNOWN = Validators()


class Fetcher(Protocol):
    """Where pages come from: the network or an archive."""

    async def get(self, url: str, known: Validators = UNKNOWN) -> Page:
        """The response for a URL, of any status; 304 where `known` still holds.

        Raises:
            FetchError: there is none.
        """
        ...


@dataclass(slots=True, eq=False)
class Host:
    """One host of a run: its connections, its pace and its rules."""

    client: httpx.AsyncClient
    pace: Pace
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    robots: Robots | None = None
    resting: str = ""
    """Why it is left alone for the rest of the run."""


@dataclass(slots=True)
class Web:
    """What all sources of a run share: a host is asked by its pace whoever asks. Use it within one event loop."""

    limits: Limits = field(default_factory=Limits)
    sleep: Sleep = asyncio.sleep
    hosts: dict[tuple[str, bool], Host] = field(default_factory=dict)
    requests: int = 0
    robots: RobotsCache = field(default_factory=RobotsCache)

    async def __aenter__(self) -> Web:
        return self

    async def __aexit__(self, *_: object) -> None:
        for host in self.hosts.values():
            await host.client.aclose()
        self.hosts.clear()

    def host(self, url: str, allow_private: bool) -> Host:
        parts = urlsplit(url)
        key = (f"{parts.scheme}://{parts.netloc.lower()}", allow_private)
        if key not in self.hosts:
            pace = Pace(0.0, AT_ONCE, self.limits.max_delay, self.sleep)
            self.hosts[key] = Host(client(self.limits, allow_private), pace)
        return self.hosts[key]


@dataclass(slots=True)
class HttpFetcher:
    """Fetches for one source over a run's `Web`."""

    web: Web
    delay: float = 1.0
    headers: Mapping[str, str] = field(default_factory=dict)
    own_hosts: frozenset[str] = frozenset()
    """Hosts that may see `headers`; none where empty."""
    allow_private: bool = False
    keep_robots: Callable[[Page], object] | None = None

    async def get(self, url: str, known: Validators = UNKNOWN) -> Page:
        """The final response for a URL, after redirects, retries and the host's robots rules.

        Cookies live as long as the redirects that set them, each at its host: some sites send a reader round until one comes back.
        """
        current, cookies = url, defaultdict[Host, httpx.Cookies](httpx.Cookies)
        for _ in range(self.web.limits.max_redirects + 1):
            self._check(current)
            host = self.web.host(current, self.allow_private)
            host.pace.at_least(self.delay)
            refusal = (await self._robots(host, current)).refuses(current)
            if refusal:
                raise FetchError(url, refusal)
            page = await self._with_retries(host, url, current, known, cookies[host])
            location = page.headers.get("location")
            if page.status == 304 or not (300 <= page.status < 400 and location):
                return page
            current = urljoin(current, location)
        raise FetchError(url, f"more than {self.web.limits.max_redirects} redirects")

    def _check(self, url: str) -> None:
        if len(url) > self.web.limits.max_url:
            raise FetchError(url[:80] + "…", "the address is too long")
        if not url.isprintable() or " " in url:
            raise FetchError(repr(url), "the address holds characters that none may")
        try:
            parts = urlsplit(url)
            scheme, host, user, _ = parts.scheme, parts.hostname, parts.username, parts.port
        except ValueError:
            raise FetchError(url, "not a web address") from None
        if scheme not in ("http", "https") or not host:
            raise FetchError(url, "only http and https addresses are fetched")
        if user is not None:
            raise FetchError(url.replace(parts.netloc, host), "the address carries a name or password")

    # -- one request -------------------------------------------------------------------------------------------------

    async def _with_retries(self, host: Host, asked: str, url: str, known: Validators, cookies: httpx.Cookies) -> Page:
        limits = self.web.limits
        problem = ""
        for attempt in range(limits.retries + 1):
            if host.resting:
                raise FetchError(asked, host.resting)
            wait = limits.backoff * 2**attempt
            try:
                async with host.pace.turn():
                    page = await self._once(host, asked, url, known, cookies)
            except TimeoutError:
                raise FetchError(asked, f"slower than {limits.total_timeout:g} seconds") from None
            except (httpx.TransportError, httpcore.ConnectError) as error:
                problem = plain(error)
                if is_final(error):
                    break
            else:
                if page.status not in RETRIED:
                    host.pace.went_well()
                    return page
                wait = self._asked_to_wait(host, page, wait)
                if attempt == limits.retries or host.resting:
                    return page
            if wait and attempt < limits.retries:
                await self.web.sleep(wait)
        raise FetchError(asked, problem or "no response")

    def _asked_to_wait(self, host: Host, page: Page, wait: float) -> float:
        """Seconds to wait beyond the host's pace; a host that asks for mercy slows its pace, one that asks for a long rest gets it."""
        asked = _retry_after(page.headers.get("retry-after"))
        if page.status in MERCY:
            host.pace.rest(min(asked or wait, self.web.limits.max_retry_after))
        if asked is not None and asked > self.web.limits.max_retry_after:
            host.resting = f"its host answered {page.status} and asked to be left alone for {asked:.0f} seconds"
        if page.status in MERCY:
            return 0.0
        return asked if asked is not None else wait

    async def _once(self, host: Host, asked: str, url: str, known: Validators, cookies: httpx.Cookies) -> Page:
        if self.web.requests >= self.web.limits.max_requests:
            raise FetchError(asked, f"the run has made its {self.web.limits.max_requests} requests")
        self.web.requests += 1
        try:
            request = host.client.build_request("GET", url, headers=self._headers(url) | known.headers())
            if cookies:
                cookies.set_cookie_header(request)
            async with asyncio.timeout(self.web.limits.total_timeout):
                response = await host.client.send(request, stream=True)
                try:
                    body = await self._body(asked, response)
                finally:
                    await response.aclose()
            if response.has_redirect_location and "set-cookie" in response.headers:
                cookies.extract_cookies(response)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(asked, f"not a web address ({error})") from None
        except Broken as error:
            raise FetchError(asked, str(error)) from None
        return Page(
            url=asked,
            final_url=url,
            status=response.status_code,
            content_type=response.headers.get("content-type", ""),
            body=body,
            fetched_at=datetime.now(UTC).replace(microsecond=0),
            headers={name.lower(): value for name, value in response.headers.items()},
        )

    def _headers(self, url: str) -> dict[str, str]:
        """The source's own headers may hold a key: they go to its hosts alone."""
        basic = {
            "user-agent": USER_AGENT,
            "accept": "text/html,application/xml;q=0.9,*/*;q=0.8",
            "accept-encoding": ASKED,
        }
        own = urlsplit(url).netloc.lower() in self.own_hosts
        return basic | {name.lower(): value for name, value in self.headers.items()} if own else basic

    async def _body(self, asked: str, response: httpx.Response) -> bytes:
        """The decompressed body. Both sizes are capped while it comes in."""
        cap = self.web.limits.max_body
        declared = response.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > cap:
            raise FetchError(asked, f"larger than {cap} bytes")
        packed = unpacker(response.headers.get("content-encoding", ""))
        body, came = bytearray(), 0
        async for chunk in response.aiter_raw():
            came += len(chunk)
            body += packed.unpack(chunk, cap + 1 - len(body)) if packed else chunk
            if len(body) > cap or came > cap:
                raise FetchError(asked, f"larger than {cap} bytes")
        if packed and not packed.complete:
            raise Broken("its compressed body is broken (it ends too early)")
        return bytes(body)

    # -- robots.txt --------------------------------------------------------------------------------------------------

    async def _robots(self, host: Host, url: str) -> Robots:
        """The rules of a host, asked for once a run and a day; where it does not answer, those that it gave before."""
        if host.robots is None:
            async with host.lock:
                if host.robots is None:
                    parts = urlsplit(url)
                    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
                    rules = self.web.robots.held(address, self.web.limits, FRESH)
                    if rules is None:
                        rules = await self._read_robots(address)
                        if rules.refusal:
                            rules = self.web.robots.held(address, self.web.limits, STALE) or rules
                    host.robots = rules
                    host.pace.at_least(host.robots.delay)
        return host.robots

    async def _read_robots(self, address: str) -> Robots:
        """RFC 9309: at least five redirects are followed, no answer forbids everything for this run."""
        current = address
        for _ in range(self.web.limits.max_redirects + 1):
            try:
                self._check(current)
                host = self.web.host(current, self.allow_private)
                page = await self._with_retries(host, address, current, UNKNOWN, httpx.Cookies())
            except FetchError as error:
                return Robots(refusal=f"{error.reason} (asking for robots.txt)")
            if self.keep_robots is not None:
                self.keep_robots(page)
            location = page.headers.get("location")
            if not (300 <= page.status < 400 and location):
                self.web.robots.keep(address, page, self.web.limits)
                return read_robots(page, self.web.limits)
            current = urljoin(current, location)
        return Robots()


def fetch(url: str, limits: Limits | None = None, *, allow_private: bool = False) -> Page:
    """One page, for a person at the command line.

    Raises:
        FetchError: there is none.
    """

    async def run() -> Page:
        async with Web(limits or Limits()) as web:
            return await HttpFetcher(web, delay=0.0, allow_private=allow_private).get(url)

    return asyncio.run(run())


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, in either of its forms."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment.timestamp() - time.time(), 0.0)
