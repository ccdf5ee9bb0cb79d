"""Which addresses are connected to: the one that was looked at, and none that leads into a private network."""

from __future__ import annotations

import asyncio
from typing import Any

import httpcore
import pytest

from claims.collect.fetch import HttpFetcher, Web
from claims.collect.limits import Limits
from claims.collect.network import GuardedNetwork, is_public
from claims.errors import FetchError


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "2001:db8::1"),
        # IPv4 in IPv6 dress: mapped, compatible, 6to4, NAT64
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


class Resolver:
    """Answers of a name server, one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.connected: list[str] = []

        async def getaddrinfo(_: object, host: str, port: int, **__: Any) -> list[Any]:
            return [(2, 1, 6, "", (address, port)) for address in self.answers.pop(0)]

        async def connect(_: object, host: str, *__: object) -> httpcore.AsyncNetworkStream:
            self.connected.append(host)
            raise httpcore.ConnectError("nobody there")

        monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)

    def ask(self, *, private: bool = False) -> str:
        with pytest.raises(httpcore.ConnectError) as caught:
            asyncio.run(GuardedNetwork(private).connect_tcp("rebinding.example", 80))
        return str(caught.value)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    resolver.ask()
    assert resolver.connected == ["8.8.8.8"], "the name is asked for once, and the answer is what is connected to"
    assert "127.0.0.1, which is not a public address" in resolver.ask(), "each new connection is checked anew"
    assert resolver.connected == ["8.8.8.8"]


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    assert "10.0.0.1" in resolver.ask()
    assert resolver.connected == []


def test_a_host_with_several_addresses_is_asked_at_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(monkeypatch, ["8.8.8.8", "9.9.9.9"])
    assert resolver.ask() == "nobody there"
    assert resolver.connected == ["8.8.8.8", "9.9.9.9"]


def test_a_fetch_that_meets_another_address_at_its_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(monkeypatch, ["8.8.8.8"], ["192.168.0.1"], ["192.168.0.1"])

    async def run() -> None:
        async with Web(Limits(retries=1, backoff=0.0)) as web:
            await HttpFetcher(web, 0.0).get("http://rebinding.example/a")

    with pytest.raises(FetchError) as caught:
        asyncio.run(run())
    assert "192.168.0.1, which is not a public address" in caught.value.reason
    assert resolver.connected == ["8.8.8.8"]
