"""The table of faults: what a site does, and what becomes of it. docs/faults.md shows it, test_faults.py tries every row."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli

from tests.collect.raw import HEAD, Fault, drips, half_closes, resets, sends, sends_and_waits, wants_cookie
from tests.servers import Reply

STORY = "".join(
    f"<p>The council of the valley counted {n}12 damaged houses on Thursday and asked for tents, it said in a statement.</p>"
    for n in range(1, 6)
)
PAGE = f"<html lang='en'><head><title>Flood</title></head><body><article><h1>Flood in the valley</h1>{STORY}</article></body></html>"
TAKEN = "article"


@dataclass(frozen=True, slots=True)
class Case:
    """One fault. The page `/a` of the site is asked for where nothing else is said; other sources' pages must come all the same."""

    group: str
    name: str
    outcome: str
    """The kind of the page that is read, the number of entries listed, or the beginning of the failure that is recorded."""
    replies: Mapping[str, Reply | list[Reply]] = field(default_factory=dict)
    raw: Fault | None = None
    url: str = "/a"
    """Where it is not of the site: the address itself."""
    feed: bool = False
    """Whether `/a` is a feed."""
    known: bool = False
    """Whether an earlier night saw `/a`."""
    tls: str = ""
    """The host of the certificate; "expired" for one that has ended."""
    private: bool = True


def _case(group: str, name: str, outcome: str, reply: Reply | list[Reply] | None = None, **more: object) -> Case:
    replies = dict(more.pop("replies", {}))  # type: ignore[call-overload]
    if reply is not None:
        replies["/a"] = reply
    return Case(group, name, outcome, replies, **more)  # type: ignore[arg-type]


def _page(body: bytes | str, **more: object) -> Reply:
    return Reply(body.encode() if isinstance(body, str) else body, **more)  # type: ignore[arg-type]


def _packed(encoding: str, body: bytes) -> Reply:
    return Reply(body, headers={"content-encoding": encoding})


def _rss(items: str, head: str = "") -> Reply:
    return Reply(
        f'{head}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode(), "application/rss+xml"
    )


def _items(links: Sequence[str], more: str = "") -> str:
    return "".join(f"<item><title>t</title><link>{link}</link>{more}</item>" for link in links)


def _robots(text: str | bytes, **more: object) -> dict[str, Reply]:
    return {"/robots.txt": _page(text, content_type="text/plain", **more), "/a": _page(PAGE)}


SOON = format_datetime(datetime.now(UTC) + timedelta(days=2), usegmt=True)
FUTURE = format_datetime(datetime.now(UTC) + timedelta(days=900))
LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
AGAIN = [Reply(b"busy", status=503), _page(PAGE)]


def _moved(to: str) -> Reply:
    return _page(f"<meta http-equiv=refresh content='0; url={to}'><p>Moved.</p>")


def _networks() -> list[Case]:
    group = "connection"
    return [
        _case(group, "connection refused", "Connection refused", url="http://127.0.0.1:1/a"),
        _case(group, "connection reset before an answer", "Connection reset by peer", raw=resets()),
        _case(
            group,
            "connection reset in the body",
            "Connection reset by peer",
            raw=resets(HEAD + b"content-length: 9000\r\n\r\n<p>"),
        ),
        _case(group, "closed without an answer", "Server disconnected", raw=sends(b"")),
        _case(group, "half-closed in the headers", "Server disconnected", raw=half_closes(HEAD)),
        _case(
            group,
            "half-closed in the body",
            "peer closed connection",
            raw=half_closes(HEAD + b"content-length: 900\r\n\r\n<p>"),
        ),
        _case(group, "host that does not exist", "its host can't be found", url="http://no-such-host.invalid/a"),
        _case(group, "host name that is none", "its host can't be found", url=f"http://{'x' * 70}.example/a"),
        _case(group, "not HTTP at all", "illegal status line", raw=sends(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")),
        _case(
            group,
            "address with a name and password",
            "the address carries a name or password",
            url="http://me:secret@127.0.0.1/a",
        ),
        _case(group, "address of 3,000 letters", "the address is too long", url="http://127.0.0.1/" + "x" * 3000),
        _case(group, "private address", "127.0.0.1 is at 127.0.0.1, which is not a public address", private=False),
        _case(
            "TLS",
            "certificate that has ended",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired",
            tls="expired",
        ),
        _case(
            "TLS",
            "certificate of another host",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch",
            tls="other.example",
        ),
        _case(
            "TLS",
            "TLS asked for where none is spoken",
            "[SSL",
            url="https://127.0.0.1:PORT/a",
            replies={"/a": _page(PAGE)},
        ),
        _case(
            "TLS",
            "certificate that is right",
            TAKEN,
            tls="localhost",
            raw=sends(HEAD + b"content-length: %d\r\n\r\n" % len(PAGE) + PAGE.encode()),
        ),
    ]


def _bodies() -> list[Case]:
    group = "time and size"
    half = gzip.compress(PAGE.encode() * 20)
    return [
        _case(group, "no answer", "no answer in time", raw=sends_and_waits(b"")),
        _case(group, "headers a line at a time", "slower than 1 seconds", raw=drips(HEAD, b"x-more: 1\r\n", 0.15)),
        _case(
            group,
            "body a byte at a time",
            "slower than 1 seconds",
            raw=drips(HEAD + b"content-length: 9000\r\n\r\n", b"x", 0.15),
        ),
        _case(
            group, "body that stops", "no answer in time", raw=sends_and_waits(HEAD + b"content-length: 900\r\n\r\n<p>")
        ),
        _case(group, "endless body", "larger than 1000000 bytes", raw=drips(HEAD + b"\r\n", b"x" * 60_000, 0.0)),
        _case(
            group,
            "endless chunks",
            "larger than 1000000 bytes",
            raw=drips(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"ffff\r\n" + b"x" * 65535 + b"\r\n", 0.0),
        ),
        _case(
            group,
            "headers of 200 kB",
            "Receive buffer too long",
            raw=sends(HEAD + b"x-long: " + b"x" * 200_000 + b"\r\n\r\n"),
        ),
        _case(
            group,
            "Content-Length too great",
            "peer closed connection",
            raw=sends(HEAD + b"content-length: 9000\r\n\r\n<p>short</p>"),
        ),
        _case(
            group,
            "Content-Length too small: the page is cut",
            TAKEN,
            raw=sends(HEAD + b"content-length: 500\r\n\r\n" + PAGE.encode()),
        ),
        _case(
            group,
            "Content-Length that is no number",
            "",
            raw=sends(HEAD + b"content-length: many\r\n\r\n" + PAGE.encode()),
        ),
        _case(group, "neither length nor chunks", TAKEN, raw=sends(HEAD + b"\r\n" + PAGE.encode())),
        _case(
            group,
            "page of 60 MB",
            "larger than 1000000 bytes",
            raw=sends(HEAD + b"content-length: 60000000\r\n\r\n" + b"x" * 70_000),
        ),
        _case(group, "gzip that is cut", "its compressed body is broken", _packed("gzip", half[:-20])),
        _case(group, "gzip that is none", "its compressed body is broken", _packed("gzip", b"<html>" * 50)),
        _case(
            group,
            "brotli that is cut",
            "its compressed body is broken",
            _packed("br", brotli.compress(PAGE.encode())[:-20]),
        ),
        _case(group, "brotli that is none", "its compressed body is broken", _packed("br", b"<html>" * 50)),
        _case(group, "gzip bomb", "larger than 1000000 bytes", _packed("gzip", gzip.compress(bytes(9_000_000)))),
        _case(group, "brotli bomb", "larger than 1000000 bytes", _packed("br", brotli.compress(bytes(9_000_000)))),
        _case(group, "deflate without its header", TAKEN, _packed("deflate", zlib.compress(PAGE.encode())[2:-4])),
        _case(
            group,
            "encoding that was not asked for",
            "compressed as 'zstd', which was not asked for",
            _packed("zstd", b"x"),
        ),
    ]


def _statuses() -> list[Case]:
    group = "status and redirect"
    plain = [
        _case(group, f"{status}", f"HTTP status {status}", Reply(b"no", status=status))
        for status in (400, 401, 403, 404, 410, 418, 451, 500, 501, 502, 503, 504)
    ]
    return [
        *plain,
        _case(group, "503, then the page", TAKEN, AGAIN),
        _case(
            group,
            "429 with Retry-After in seconds, then the page",
            TAKEN,
            [Reply(status=429, headers={"retry-after": "1"}), _page(PAGE)],
        ),
        _case(
            group,
            "429 with a long Retry-After in seconds",
            "HTTP status 429",
            Reply(status=429, headers={"retry-after": "90000"}),
        ),
        _case(
            group,
            "429 with a Retry-After of a date in two days",
            "HTTP status 429",
            Reply(status=429, headers={"retry-after": SOON}),
        ),
        _case(
            group,
            "503 with a Retry-After that is rubbish",
            "HTTP status 503",
            Reply(status=503, headers={"retry-after": "soon"}),
        ),
        _case(
            group,
            "304 for what was never seen",
            'HTTP status 304 ("not modified"), though nothing was known of it',
            Reply(status=304),
        ),
        _case(group, "304 for what an earlier night saw", "not modified", Reply(status=304), known=True),
        _case(group, "204 without a body", "other", Reply(status=204)),
        _case(group, "redirect that loops", "more than 5 redirects", Reply(status=302, headers={"location": "/a"})),
        _case(
            group,
            "two redirects that loop",
            "more than 5 redirects",
            Reply(status=301, headers={"location": "/b"}),
            replies={"/b": Reply(status=301, headers={"location": "/a"})},
        ),
        _case(
            group,
            "redirect to the page",
            TAKEN,
            Reply(status=308, headers={"location": "/b"}),
            replies={"/b": _page(PAGE)},
        ),
        _case(
            group,
            "redirect to file:",
            "only http and https addresses are fetched",
            Reply(status=302, headers={"location": "file:///etc/passwd"}),
        ),
        _case(
            group,
            "redirect to a private address",
            "127.0.0.2 is at 127.0.0.2, which is not a public address",
            Reply(status=302, headers={"location": "http://127.0.0.2:9/x"}),
            private=False,
            url="/a?public",
        ),
        _case(
            group,
            "redirect to an address that is none",
            "Invalid URL in location header",
            Reply(status=302, headers={"location": "http://[::1"}),
        ),
        _case(group, "redirect without a target", "other", Reply(status=302)),
        _case(
            group,
            "cookies required: redirects to itself until one comes back",
            TAKEN,
            raw=wants_cookie(PAGE.encode()),
        ),
        _case(
            group,
            "redirects to itself whatever comes back",
            "more than 5 redirects",
            Reply(status=302, headers={"location": "/a", "set-cookie": "seen=1"}),
        ),
    ]


def _rules() -> list[Case]:
    group = "robots.txt"
    forbidden = "robots.txt forbids it"
    return [
        _case(group, "missing", TAKEN, _page(PAGE)),
        _case(group, "403", TAKEN, replies=_robots("no", status=403)),
        _case(
            group,
            "500",
            "robots.txt answers with HTTP status 500, which forbids everything for now",
            replies=_robots("", status=500),
        ),
        _case(
            group,
            "429",
            "robots.txt answers with HTTP status 429, which forbids everything for now",
            replies=_robots("", status=429),
        ),
        _case(group, "no answer", "no answer in time (asking for robots.txt)", replies=_robots("", pause=5.0)),
        _case(group, "disallow all", forbidden, replies=_robots("User-agent: *\nDisallow: /")),
        _case(
            group,
            "disallow this program by name",
            forbidden,
            replies=_robots("User-agent: claims\nDisallow: /\n\nUser-agent: *\nAllow: /"),
        ),
        _case(group, "disallow another program", TAKEN, replies=_robots("User-agent: otherbot\nDisallow: /")),
        _case(group, "the longer of two rules counts", TAKEN, replies=_robots("User-agent: *\nDisallow: /\nAllow: /a")),
        _case(group, "wildcards", forbidden, replies=_robots("User-agent: *\nDisallow: /*a$")),
        _case(
            group,
            "byte order mark and Windows line ends",
            forbidden,
            replies=_robots("\ufeffUser-agent: *\r\nDisallow: /a\r\n"),
        ),
        _case(group, "HTML in its place", TAKEN, replies=_robots(PAGE)),
        _case(
            group,
            "900 kB: what stands beyond 500 KiB is not read",
            TAKEN,
            replies=_robots("User-agent: *\n" + "# x\n" * 225_000 + "Disallow: /"),
        ),
        _case(group, "bytes that are no text", TAKEN, replies=_robots(bytes(range(256)) * 9)),
        _case(
            group, "redirects without end", TAKEN, replies=_robots("", status=302, headers={"location": "/robots.txt"})
        ),
        _case(
            group,
            "redirect to another file",
            forbidden,
            replies=_robots("", status=301, headers={"location": "/r"})
            | {"/r": _page("User-agent: *\nDisallow: /", content_type="text/plain")},
        ),
    ]


def _feeds() -> list[Case]:
    group, more = "feed", {"feed": True}
    good = _items(["/x", "/y"])
    return [
        _case(group, "not well-formed", "2 listed", _rss(good + "<item><title>a & b</title><link>"), **more),
        _case(group, "cut in the middle: the whole items count", "1 listed", Reply(_rss(good).body[:-30]), **more),
        _case(group, "entity bomb", "the feed declares entities and is not read", _rss(good, LAUGHS), **more),
        _case(
            group,
            "wrong charset declared",
            "2 listed",
            Reply(_rss(good.replace(">t<", ">خبر<"), '<?xml version="1.0" encoding="iso-8859-6"?>').body),
            **more,
        ),
        _case(group, "served as text/html", "2 listed", Reply(_rss(good).body, "text/html"), **more),
        _case(group, "relative links", "2 listed", _rss(_items(["x", "./y", "/x"])), **more),
        _case(
            group,
            "10,000 items: the first 1,000 count",
            "1000 listed",
            _rss(_items([f"/{n}" for n in range(10_000)])),
            **more,
        ),
        _case(group, "no dates", "2 listed", _rss(good), **more),
        _case(
            group, "dates in the future", "2 listed", _rss(_items(["/x", "/y"], f"<pubDate>{FUTURE}</pubDate>")), **more
        ),
        _case(
            group,
            "dates that are none",
            "2 listed",
            _rss(_items(["/x", "/y"], "<pubDate>yesterday, 30/30</pubDate>")),
            **more,
        ),
        _case(
            group,
            "duplicate guids and links",
            "2 listed",
            _rss(_items(["/x", "/y", "/x", "/y"], "<guid>1</guid>")),
            **more,
        ),
        _case(
            group, "HTML in titles", "2 listed", _rss(good.replace(">t<", ">&lt;b onclick=x()&gt;t&lt;/b&gt;<")), **more
        ),
        _case(
            group,
            "links to file: and javascript:",
            "0 listed",
            _rss(_items(["file:///etc/passwd", "javascript:alert(1)"])),
            **more,
        ),
        _case(group, "items without links", "0 listed", _rss("<item><title>t</title></item>"), **more),
        _case(group, "empty body", "not a feed that can be read", Reply(b"", "application/rss+xml"), **more),
        _case(group, "a page in its place", "not a feed that can be read", _page(PAGE), **more),
        _case(
            group,
            "broken JSON Feed",
            "not a feed that can be read",
            Reply(b'{"items": [', "application/feed+json"),
            **more,
        ),
        _case(
            group,
            "JSON Feed of other things",
            "0 listed",
            Reply(b'{"items": [1, {"url": 7}]}', "application/feed+json"),
            **more,
        ),
        _case(group, "an image", "not a feed that can be read", Reply(b"\x89PNG\r\n\x1a\n\0\0", "image/png"), **more),
        _case(group, "500", "HTTP status 500", Reply(status=500), **more),
    ]


def _pages() -> list[Case]:
    group = "page"
    box = "<div>" * 100_000
    return [
        _case(group, "empty", "other", _page("")),
        _case(group, "white space alone", "other", _page(" \n ")),
        _case(group, "binary that calls itself HTML", "other", Reply(bytes(range(256)) * 40)),
        _case(group, "an image", "unreadable: image/png, not HTML", Reply(b"\x89PNG\r\n\x1a\n", "image/png")),
        _case(group, "nested 100,000 deep", TAKEN, _page(f"<html><body><h1>Flood</h1>{box}{STORY}")),
        _case(group, "NUL bytes", TAKEN, _page(PAGE.encode().replace(b"</h1>", b"</h1>\0\0"))),
        _case(group, "invalid UTF-8", TAKEN, Reply(PAGE.encode().replace(b"</h1>", b"\xff\xc3(</h1>"))),
        _case(
            group,
            "windows-1256 that calls itself UTF-8",
            TAKEN,
            Reply(PAGE.replace("Flood in the valley", "فيضان في الوادي").encode("cp1256")),
        ),
        _case(group, "UTF-16 without a mark", TAKEN, Reply(PAGE.encode("utf-16-le"), "text/html")),
        _case(group, "no type at all", TAKEN, Reply(PAGE.encode(), "")),
        _case(group, "meta refresh to the page", TAKEN, _moved("/new"), replies={"/new": _page(PAGE)}),
        _case(
            group,
            "meta refresh that goes round",
            "its pages send the reader round in circles",
            _moved("/b"),
            replies={"/b": _moved("/a")},
        ),
        _case(
            group,
            "meta refresh to a private address",
            "127.0.0.2 is at 127.0.0.2, which is not a public address",
            _moved("http://127.0.0.2:9/x"),
            private=False,
            url="/a?public",
        ),
        _case(
            group, "meta refresh to file:", "only http and https addresses are fetched", _moved("file:///etc/passwd")
        ),
        _case(
            group,
            "page that reloads itself every five minutes",
            TAKEN,
            _page(PAGE.replace("<title>", '<meta http-equiv="refresh" content="300"><title>')),
        ),
        _case(
            group,
            "JavaScript only",
            "other",
            _page(
                "<html><body><div id=root></div><noscript>You need to enable JavaScript.</noscript><script src=x.js></script>"
            ),
        ),
        _case(group, "AMP", TAKEN, _page(PAGE.replace("<html", "<html amp"))),
        _case(group, "frames", "other", _page("<html><frameset><frame src=a></frameset></html>")),
        _case(
            group,
            "consent page",
            "cookie wall",
            _page(
                "<html><body><h1>Before you continue</h1><p>We and our partners store and access information on a device.</p></body></html>"
            ),
        ),
        _case(
            group,
            "paywall",
            "paywall",
            _page(f"<html><body><h1>Flood</h1>{STORY[:130]}<p>Subscribe to continue reading.</p></body></html>"),
        ),
        _case(
            group,
            "proof of being human",
            "proof of being human",
            _page(
                "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before you go on to the site.</p></body></html>"
            ),
        ),
        _case(
            group,
            "broken JSON-LD",
            TAKEN,
            _page(PAGE.replace("<title>", '<script type="application/ld+json">{"@type": </script><title>')),
        ),
        _case(group, "tags never closed", TAKEN, _page("<html><body><h1>Flood" + STORY.replace("</p>", ""))),
    ]


CASES = [*_networks(), *_bodies(), *_statuses(), *_rules(), *_feeds(), *_pages()]


def table() -> str:
    """The rows of docs/faults.md."""
    shown = {
        "": "a line with the parser's reason",
        TAKEN: "the article is taken",
        "not modified": "known, and not read again",
    }
    kinds = ("other", "stub", "cookie wall", "paywall", "proof of being human")
    lines = ["| where | fault | outcome |", "|---|---|---|"]
    for case in CASES:
        told = shown.get(case.outcome) or (
            f"no article: counted as `{case.outcome}`" if case.outcome in kinds else f"`{case.outcome}`"
        )
        lines.append(f"| {case.group} | {case.name} | {told} |")
    return "\n".join(lines)
