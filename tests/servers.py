"""A web site on loopback that answers as it is told: pages, faults and bad manners."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted answer; times in seconds."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Before anything is sent."""
    drip: float = 0.0
    """Between single bytes, those of the status line and headers included."""
    cut: int = 0
    """So many bytes of the body are announced and never sent."""


@dataclass(slots=True)
class Site:
    """What the server answers, and what it was asked."""

    url: str
    replies: dict[str, Reply | list[Reply]]
    asked: list[tuple[float, str]] = field(default_factory=list)
    """(monotonic time, path) of each request."""
    headers: list[dict[str, str]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [path for _, path in self.asked if path != "/robots.txt"]

    def answer(self, path: str) -> Reply:
        """The reply of a path; of a list the next one, the last for ever."""
        reply = self.replies.get(path, Reply(b"not here", status=404))
        if isinstance(reply, list):
            return reply.pop(0) if len(reply) > 1 else reply[0]
        return reply


@contextmanager
def serve(replies: Mapping[str, Reply | list[Reply]] | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1; replies may be added while it runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((time.monotonic(), self.path))
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = site.answer(self.path)
            if stop.wait(reply.pause):
                return
            head = [f"HTTP/1.1 {reply.status} Scripted", f"content-length: {len(reply.body) + reply.cut}"]
            head += [f"content-type: {reply.content_type}"] if reply.content_type else []
            head += [f"{name}: {value}" for name, value in reply.headers.items()]
            data = "\r\n".join([*head, "connection: close", "", ""]).encode("latin-1") + reply.body
            self.close_connection = True
            try:
                if not reply.drip:
                    self.wfile.write(data)
                    return
                for byte in data:
                    self.wfile.write(bytes([byte]))
                    if stop.wait(reply.drip):
                        return
            except OSError:
                pass  # the client hung up, as it should

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    stop = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}", dict(replies or {}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
