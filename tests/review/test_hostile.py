"""What a hostile page puts into titles, quotes, addresses and names stands on the review pages as text, and nothing of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Dialog, Page, Request

from claims.extract import extract
from claims.judge import judge_new
from claims.match import match_new
from claims.match.origins import group_origins
from claims.model import Article
from claims.report.bidi import clean
from claims.store.publish import publish
from claims.store.query import connect
from claims.store.store import Store
from tests.browser import browser, needs_chromium
from tests.review.desk import Desk, serving

PAYLOADS = [
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg/onload=hit()>",
    '"><script>hit()</script>',
    "'><script>hit()</script>",
    '" onmouseover="hit()" autofocus onfocus="hit()" x="',
    "' onfocus='hit()' autofocus x='",
    "</title><script>hit()</script>",
    "</textarea><script>hit()</script>",
    "</style><script>hit()</script>",
    "</script><script>hit()</script>",
    "<!--<script>hit()</script>-->",
    "]]><script>hit()</script>",
    "javascript:hit()",
    "JaVaScRiPt:hit()//",
    "data:text/html,<script>hit()</script>",
    "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<a href=javascript:hit()>press</a>",
    "<form action=javascript:hit()><button id=undo>u</button></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
    "<details open ontoggle=hit()>",
    "<video><source onerror=hit()></video>",
    "<input autofocus onfocus=hit()>",
    "<marquee onstart=hit()>",
    "<object data=javascript:hit()>",
    "<template><script>hit()</script></template>",
    "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "${hit()}#{hit()}`hit()`",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "&#60;script&#62;hit()&#60;/script&#62;",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "＜script＞hit()＜/script＞",
    "\u202e<script>hit()</script>\u202c",
    "\u2066\u2067\u202eevil\u2069",
    "\x00<script>hit()</script>",
    "\x1b]0;evil\x07\x1b[31m",
    "%3Cscript%3Ehit()%3C/script%3E",
    "?finding=x&status=all#c-x",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd%00.html",
    "=cmd|'/C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "'; DROP TABLE store.claims; --",
    '" OR 1=1 --',
    "$status $q $1 ? %s {0}",
    "a\r\nSet-Cookie: evil=1\r\n\r\n<script>hit()</script>",
    "a\u2028b\u2029c\x85d",
    "\ufeff\ufffe\uffff\ud7ff",
    "👩‍👩‍👧‍👦" * 40,
    "ﷺ" * 60,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢" * 20,
    "مقتل <b onclick=hit()>عشرة</b>\u202e",
    "x" * 5000,
    "<" * 3000,
    "[click](javascript:hit()) ![x](https://evil.example/x.png)",
]


def article(number: int, payload: str) -> Article:
    """An article on one fire, with a payload wherever a page can put one."""
    told = "A fire at the Noor mill killed {} people in Aden on 1 March 2021, {} said."
    other = "On 1 March 2021 at least one wall fell; {1} put the dead of the fire in Aden at {0} people killed."
    return Article(
        url=f"https://n{number}.example/{payload.strip()[:300] or 'x'}",
        outlet=f"{payload[:150]} {number}",
        lang=payload if number % 5 == 0 and len(payload) < 60 else "en",
        title=f"{payload} title {number}",
        text=(told, other)[number % 2].format(20 + 7 * (number % 9), payload[:200])
        + f"\n{payload}\n{NONSENSE[number % 7]}",
        published_at=datetime(2021, 3, 2, 8, number % 60, tzinfo=UTC),
        correction=f"Correction: {payload[:200]}",
        archive=f"{payload[:100]}.warc.gz#1",
    )


NONSENSE = (
    "Boats stayed out.",
    "Bread is dear.",
    "Rain came late.",
    "Shops were shut.",
    "A dog barked.",
    "Cars burnt.",
    "",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    data = tmp_path_factory.mktemp("hostile")
    batch = []
    for number, payload in enumerate(PAYLOADS):
        made = article(number, payload)
        read = extract(made.text, lang="en", published=date(2021, 3, 2))
        spoilt = [replace(one, attributed_to=payload[:200], subject=f"people {payload[:100]}") for one in read.claims]
        batch.append((made, replace(read, claims=tuple(spoilt))))
    now = datetime(2021, 4, 1, tzinfo=UTC)
    with Store(data) as store:
        store.load(batch, seen_at=now)
        group_origins(store.con)
        match_new(store.con)
        judge_new(store.con, now.replace(tzinfo=None))
        publish(store)
    with serving(data) as desk:
        yield desk


def bare(text: str) -> str:
    """A text without what shows nothing."""
    return "".join(clean(text).split())


def watched(page: Page, desk: Desk) -> list[str]:
    """Collects whatever a page does that it should not."""
    wrong: list[str] = []

    def met(dialog: Dialog) -> None:
        wrong.append("dialog")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith(desk.url):
            wrong.append(request.url)

    page.expose_function("hit", lambda: wrong.append("a script ran"))
    page.on("dialog", met)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", asked)
    return wrong


@needs_chromium
def test_nothing_runs_and_nothing_is_lost(hostile: Desk) -> None:
    with connect(hostile.data) as con:
        articles = con.execute("SELECT article_id, outlet, title, text FROM articles").fetchall()
        clusters = con.execute("SELECT cluster_id FROM clusters ORDER BY claims DESC LIMIT 4").fetchall()
        (count, findings) = con.execute("SELECT count(*), list(finding_id) FROM findings").fetchall()[0]
    assert len(articles) == len(PAYLOADS) >= 60
    assert count >= 20
    with browser() as chromium:
        page = chromium.new_page()
        wrong = watched(page, hostile)
        for article_id, _, title, text in articles:
            page.goto(f"{hostile.url}article/{article_id}")
            body = bare(page.locator("main").text_content() or "")
            assert bare(title)[:200] in body
            assert bare(text.split("\n")[0])[-150:] in body
        page.goto(f"{hostile.url}outlets")
        names = bare(page.locator("main").text_content() or "")
        assert all(bare(outlet[:70]) in names for _, outlet, _, _ in articles)
        links = [one.get_attribute("href") or "" for one in page.get_by_role("rowheader").get_by_role("link").all()]
        assert len(links) == len(PAYLOADS)
        for link in links[::3]:
            assert page.goto(hostile.url.rstrip("/") + link).status == 200  # type: ignore[union-attr]
        for (cluster,) in clusters:
            page.goto(f"{hostile.url}cluster/{cluster}")
        for finding in findings[::3]:
            page.goto(f"{hostile.url}?status=all&finding={finding}")
            page.locator("details.whence").evaluate("e => e.open = true")
        for path in ("", "?status=all&page=2", "quantities", "decisions"):
            page.goto(hostile.url + path)
            targets = page.evaluate(
                "[...document.querySelectorAll('[href], [action], [src]')].map(e => e.href || e.action || e.src)"
            )
            assert all(target.startswith(("http://", "https://")) for target in targets)
            page.mouse.move(400, 400)
        page.wait_for_timeout(200)
    assert wrong == []


@needs_chromium
def test_hostile_filters_notes_and_labels_are_text(hostile: Desk) -> None:
    token, finding = hostile.token(), hostile.listed("?status=all")[0]
    client = httpx.Client()  # one for all: each would read the certificates of the system
    for payload in PAYLOADS:
        form = {
            "token": token,
            "finding": finding,
            "status": "same",
            "note": payload[:1500],
            "label": payload[:40],
            "next": payload[:80],
        }
        assert client.post(hostile.url + "decide", data=form).status_code == 303
    with browser() as chromium:
        page = chromium.new_page()
        wrong = watched(page, hostile)
        page.goto(hostile.url + "decisions")
        body = bare(page.locator("main").text_content() or "")
        assert page.locator("main tbody tr").count() == len(PAYLOADS)
        assert all(bare(payload[:1500]) in body for payload in PAYLOADS)
        for payload in PAYLOADS[::9]:
            for name in ("q", "outlet", "place", "label", "lang", "kind", "status", "sort", "page", "finding"):
                assert client.get(hostile.url, params={name: payload[:200]}).status_code == 200
            page.goto(f"{hostile.url}?q={quote(payload[:180])}&status=all&finding={quote(payload[:60])}")
    assert wrong == []
    csv = hostile.get("decisions.csv")
    assert ",=cmd" not in csv
    assert ",'=cmd" in csv
    assert len(hostile.get("decisions.jsonl").splitlines()) == len(PAYLOADS)
