"""Servers on loopback that break the rules of HTTP and TLS, byte by byte."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Fault = Callable[[socket.socket, threading.Event, bytes], None]
"""What a server does with a connection once the request came; the event says that the test is over."""
MISSING = b"HTTP/1.1 404 Missing\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"


@contextmanager
def raw_server(fault: Fault, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a server that answers for robots.txt as missing and does `fault` with every other request."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)

    def answer(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.settimeout(5)
            with context.wrap_socket(connection, server_side=True) if context else connection as stream:
                request = b""
                while b"\r\n\r\n" not in request and (piece := stream.recv(4096)):
                    request += piece
                if b" /robots.txt " in request:
                    stream.sendall(MISSING)
                else:
                    fault(stream, over, request)

    def accept() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                connection, _ = listening.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        thread.join()
        listening.close()


def sends(data: bytes) -> Fault:
    """These bytes, then the end."""
    return lambda stream, *_: stream.sendall(data)


def sends_and_waits(data: bytes) -> Fault:
    """These bytes, then nothing for ever."""

    def fault(stream: socket.socket, over: threading.Event, _: bytes) -> None:
        stream.sendall(data)
        over.wait(10)

    return fault


def resets(data: bytes = b"") -> Fault:
    """The connection is reset behind these bytes."""

    def fault(stream: socket.socket, *_: object) -> None:
        stream.sendall(data)
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return fault


def half_closes(data: bytes) -> Fault:
    """The server ends its half of the connection in the middle of an answer and keeps the other."""

    def fault(stream: socket.socket, over: threading.Event, _: bytes) -> None:
        stream.sendall(data)
        stream.shutdown(socket.SHUT_WR)
        over.wait(10)

    return fault


def drips(head: bytes, piece: bytes, pause: float) -> Fault:
    """Pieces without end, so many seconds apart."""

    def fault(stream: socket.socket, over: threading.Event, _: bytes) -> None:
        stream.sendall(head)
        while not over.wait(pause):
            stream.sendall(piece)

    return fault


def wants_cookie(page: bytes) -> Fault:
    """The page for those who bring the cookie that everybody else is sent round for."""
    again = b"HTTP/1.1 302 Found\r\nlocation: /a\r\nset-cookie: seen=1; Path=/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    found = HEAD + b"content-length: %d\r\nconnection: close\r\n\r\n" % len(page) + page
    return lambda stream, _, request: stream.sendall(found if b"cookie: seen=1" in request.lower() else again)


def authority(folder: Path) -> tuple[Path, Callable[..., ssl.SSLContext]]:
    """(certificate of a test authority, a maker of server contexts whose certificates it signs)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    now = datetime.now(UTC)
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + timedelta(days=90))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted = folder / "authority.pem"
    trusted.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def context(host: str, *, ended: bool = False) -> ssl.SSLContext:
        server_key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]))
            .issuer_name(name)
            .public_key(server_key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now - timedelta(days=1) if ended else now + timedelta(days=60))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        file = folder / f"{host}{ended}.pem"
        file.write_bytes(
            server_key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(file)
        return made

    return trusted, context
