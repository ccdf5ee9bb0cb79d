"""Compressed bodies → bytes, never more at once than there is room for: a few bytes can unpack to gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

ASKED = "gzip, br"
"""What a request says it can take."""
GZIP = b"\x1f\x8b"


class Broken(Exception):
    """A body that is not what its encoding says, or ends too early."""


class Unpacker(Protocol):
    """Takes a body as it comes in."""

    def unpack(self, data: bytes, room: int) -> bytes:
        """What the next piece of the stream holds, cut at `room` bytes or a little beyond.

        Raises:
            Broken: it is not compressed so.
        """
        ...

    @property
    def complete(self) -> bool:
        """Whether the data came to its end."""
        ...


def unpacker(encoding: str) -> Unpacker | None:
    """For the value of a Content-Encoding header; None where there is nothing to unpack.

    Raises:
        Broken: an encoding that was not asked for.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return Deflated()
    if name == "br":
        return Brotli()
    raise Broken(f"compressed as {name[:20]!r}, which was not asked for")


class Deflated:
    """gzip or deflate, with or without its header, several members joined or one."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)  # tells gzip from zlib by itself
        self._begun = False

    @property
    def complete(self) -> bool:
        return self._zlib.eof or not self._begun

    def unpack(self, data: bytes, room: int) -> bytes:
        try:
            return b"".join(self._pieces(data, room))
        except zlib.error as error:
            raise Broken(_broken(error)) from None

    def _pieces(self, data: bytes, room: int) -> Iterator[bytes]:
        while data and room > 0:
            if self._zlib.eof:  # a gzip file may be several joined together
                self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                piece = self._zlib.decompress(data, room)
            except zlib.error:
                if self._begun:
                    raise
                self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its header, as some servers send
                piece = self._zlib.decompress(data, room)
            self._begun = True
            data = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
            room -= len(piece)
            yield piece


class Brotli:
    """Brotli, RFC 7932."""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()
        self._begun = False

    @property
    def complete(self) -> bool:
        return self._brotli.is_finished() or not self._begun

    def unpack(self, data: bytes, room: int) -> bytes:
        self._begun = self._begun or bool(data)
        try:
            found = bytearray(self._brotli.process(data, output_buffer_limit=room))
            while len(found) < room and not self._brotli.can_accept_more_data():
                found += self._brotli.process(b"", output_buffer_limit=room - len(found))
        except brotli.error as error:
            raise Broken(_broken(error)) from None
        return bytes(found)


def gunzip(data: bytes, most: int) -> bytes:
    """A file that is itself gzip, such as sitemap.xml.gz; other data as it is.

    Raises:
        Broken: it is cut off, or unpacks to more than `most` bytes.
    """
    if not data.startswith(GZIP):
        return data
    packed = Deflated()
    found = packed.unpack(data, most + 1)
    if len(found) > most:
        raise Broken(f"larger than {most} bytes")
    if not packed.complete:
        raise Broken(_broken("it ends too early"))
    return found


def _broken(error: object) -> str:
    return f"its compressed body is broken ({' '.join(str(error).split())})"
