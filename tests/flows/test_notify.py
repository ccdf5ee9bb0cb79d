"""Messages about severe contradictions, to a webhook and a mail server on loopback."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from http.server import BaseHTTPRequestHandler

import pytest

from claims.settings import Settings
from claims.store.query import connect
from flows.notify import MOST, message, notify, send
from tests.conftest import DemoRun


@contextmanager
def listening(handler: type[socketserver.BaseRequestHandler]) -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict[str, str]]]]:
    got: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(500 if self.path.startswith("/broken") else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with listening(Hook) as address:
        yield address, got


@pytest.fixture
def mailbox() -> Iterator[tuple[str, list[Message]]]:
    got: list[Message] = []

    class Mail(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 ready")
            while line := self.rfile.readline().upper():
                if line.startswith(b"DATA"):
                    self.say("354 go on")
                    text = b""
                    while (piece := self.rfile.readline()) != b".\r\n":
                        text += piece
                    got.append(message_from_bytes(text))
                if line.startswith(b"QUIT"):
                    self.say("221 bye")
                    return
                self.say("250 done")

        def say(self, text: str) -> None:
            self.wfile.write(text.encode() + b"\r\n")

    with listening(Mail) as address:
        yield address, got


def text_of(mail: Message) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_a_night_is_told_to_a_webhook_and_by_mail(
    demo: DemoRun, webhook: tuple[str, list[dict[str, str]]], mailbox: tuple[str, list[Message]]
) -> None:
    hook, posted = webhook
    mail, received = mailbox
    addresses = f"json://{hook}/claims  mailto://{mail}/?from=claims@desk.example&to=editor@desk.example&mode=insecure"
    with connect(demo.data) as con:
        night, clock = con.execute(
            """SELECT r.night, f.first_seen_at FROM findings f JOIN runs r ON r.started_at = f.first_seen_at
            WHERE f.kind = 'contradiction' ORDER BY f.severity DESC LIMIT 1"""
        ).fetchall()[0]
        assert notify(con, night, clock, 0.0, "reports/index.html", addresses) == []
        assert notify(con, night, clock, 1.0, "reports/index.html", addresses) == []  # nothing is so severe
        assert notify(con, night, clock, 0.0, "reports/index.html", "") == []
    (hooked,), (mailed,) = posted, received
    assert "contradiction" in hooked["title"]
    assert str(make_header(decode_header(mailed["subject"]))) == hooked["title"]
    assert mailed["to"] == "editor@desk.example"
    for text in (hooked["message"], text_of(mailed)):
        assert "Coastline Daily: https://coastline-daily.example/" in text
        assert "reports/index.html" in text
        assert len(text.splitlines()) > 6  # lines stay lines


def test_only_the_first_are_told_and_the_others_counted(demo: DemoRun) -> None:
    with connect(demo.data) as con:
        night, clock, count = con.execute(
            """SELECT r.night, r.started_at, count(*) FROM findings f JOIN runs r ON r.started_at = f.first_seen_at
            WHERE f.kind = 'contradiction' GROUP BY ALL ORDER BY 3 DESC LIMIT 1"""
        ).fetchall()[0]
        told = message(con, night, clock, 0.0, "report")
    assert told is not None
    subject, body = told
    assert subject.startswith(f"{count} new severe contradiction")
    assert body.count("(severity") == min(count, MOST)


def test_what_fails_is_named_without_its_secrets(webhook: tuple[str, list[dict[str, str]]]) -> None:
    hook, posted = webhook
    failed = send("subject", "body", [f"json://user:hush@{hook}/broken", "nonsense-hush", f"json://{hook}/fine"])
    assert len(failed) == 2  # and the others are told all the same
    assert "hush" not in " ".join(failed)
    assert len(posted) == 2


def test_addresses_do_not_show_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_NOTIFY", "mailto://user:hush@mail.example")
    assert "hush" not in repr(Settings())
