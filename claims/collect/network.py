"""Connections to public addresses alone: a page can't make the program look into the network that it runs in."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import ssl
from collections.abc import Iterable
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from claims.collect.limits import Limits

MAX_CONNECTIONS = 16
"""Of one host; how many are used at once is the pace's affair."""


_EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
"""Prefixes whose last 32 bits are an IPv4 address: NAT64 (RFC 6052) and "compatible" ones (RFC 4291)."""


def is_public(address: str) -> bool:
    """Whether an address is one of the Internet, not of a private, loopback or link-local network, nor one that leads there in IPv6 dress."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if any(found in network for network in _EMBEDDING):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return (inner or found).is_global and not found.is_multicast


class PrivateAddressError(httpcore.ConnectError):
    """A name that resolves to a private, loopback or link-local address."""


class GuardedNetwork(httpcore.AnyIOBackend):
    """Connects to public addresses alone, unless told otherwise.

    The address that was checked is the one that is connected to, so DNS rebinding gains nothing.
    """

    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"its host can't be found ({error})") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise PrivateAddressError(f"{host} is at {address}, which is not a public address")
        for left, address in zip(reversed(range(len(addresses))), addresses, strict=True):
            try:
                return await super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not left:  # a host with several addresses may answer at another one
                    raise
        raise httpcore.ConnectError(f"{host} has no address")


def client(limits: Limits, allow_private: bool) -> httpx.AsyncClient:
    """A client for one host: one that many hosts share is several times slower. All share one TLS context."""
    transport = httpx.AsyncHTTPTransport(verify=_ssl_context(), retries=0)
    transport._pool = httpcore.AsyncConnectionPool(
        ssl_context=_ssl_context(), network_backend=GuardedNetwork(allow_private), max_connections=MAX_CONNECTIONS
    )
    return httpx.AsyncClient(
        transport=transport,
        timeout=httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout),
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none: they would count what we read
    )


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def is_final(error: Exception) -> bool:
    """Whether asking again can't help. httpx wraps the network's own errors."""
    return (
        isinstance(error, (httpx.UnsupportedProtocol, PrivateAddressError))
        or isinstance(error.__cause__, PrivateAddressError)
        or "certificate" in str(error).lower()
    )


def plain(error: Exception) -> str:
    """One line for a transport error."""
    if isinstance(error, httpx.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, (httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout)):
        return "no answer in time"
    text = " ".join(str(error).split())
    root: BaseException = error
    while root.__cause__ or root.__context__:
        root = root.__cause__ or root.__context__ or root
    if isinstance(root, ConnectionError) and root.errno:  # asyncio's own words name the address alone
        text = os.strerror(root.errno)
    return text or type(error).__name__
