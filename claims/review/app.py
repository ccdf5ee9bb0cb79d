"""A small web application on loopback: the queue of findings, the pages behind them, and what was decided.

It reads the published snapshot, so it works while a run is writing, and it writes nothing but DATA/verdicts.jsonl. No file is served: pages
are made here, and bring their style and script with them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import duckdb
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from claims.errors import ClaimsError
from claims.report import bidi, sentences
from claims.report.bars import per_day
from claims.report.charts import dot_chart
from claims.report.clusters import series, some_dots
from claims.report.explained import explain
from claims.report.facts import KINDS, TITLES
from claims.report.gather import some_findings
from claims.report.picture import to_svg
from claims.report.words import language
from claims.review import marks, pages, trail
from claims.review.guard import HEADERS, HOSTS, PICTURE_POLICY, form_of, policy
from claims.review.queue import Filters, load
from claims.review.templating import environment
from claims.review.timeline import timeline
from claims.store import verdicts
from claims.store.memory import disagreement
from claims.store.meta import kept_tolerances
from claims.store.query import connect

SHOWN_DECISIONS = 500
KEEP = "same"
"""The button that keeps note and labels, and leaves the state as it is."""


def create_app(data: Path, reviewer: str = "") -> FastAPI:
    """The application over one data folder; `reviewer` stands beside each decision."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    desk = Desk(data, reviewer)
    app.add_exception_handler(StarletteHTTPException, desk.failed)

    app.get("/")(desk.queue)
    app.post("/decide")(desk.decide)
    app.post("/undo")(desk.undo)
    app.get("/finding/{finding_id}/why.svg")(desk.why)
    app.get("/cluster/{cluster_id}")(desk.cluster)
    app.get("/article/{article_id}")(desk.article)
    app.get("/outlet")(desk.outlet)
    app.get("/outlets")(desk.outlets)
    app.get("/quantities")(desk.quantities)
    app.get("/favicon.ico")(lambda: Response(status_code=204, headers=HEADERS))
    app.get("/decisions")(desk.decisions)
    app.get("/decisions.csv")(desk.as_csv)
    app.get("/decisions.jsonl")(desk.as_lines)
    return app


class Desk:
    """The pages, over one data folder."""

    def __init__(self, data: Path, reviewer: str) -> None:
        self.data = data
        self.reviewer = reviewer
        self.token = secrets.token_urlsafe(24)
        self.templates = environment()

    # -- the queue ----------------------------------------------------------------------------------------------------------

    def queue(self, request: Request, finding: str = "") -> Response:
        """The findings that the filters leave, one of them opened."""
        filters = Filters.of(request.query_params)
        history = verdicts.decisions(self.data)
        made = verdicts.current(history)
        with self._reading() as con:
            queue = load(con, filters)
            wanted = finding[:80] or (queue.ids[0] if queue.ids else "")
            found = {one.finding_id: one for one in some_findings(con, {*queue.ids, wanted})}
            opened = found.get(wanted)
            standing = [one for one in history if not one.undoes]
            last = standing[-1] if standing and history[-1] is standing[-1] else None
            context: dict[str, Any] = {"f": opened, "wanted": finding[:80] if not opened else ""}
            if opened:
                tolerances = kept_tolerances(con)
                dots = some_dots(con, [opened], tolerances).get(opened.group, ())
                told = series(con, [opened], tolerances).get(opened.group, ())
                context |= {
                    "chart": dot_chart(dots, [opened]) if opened.kind not in ("stealth_edit", "correction") else "",
                    "moves": sentences.movements(told),
                    "copies": {
                        side.article_id: f"/article/{side.article_id}#c-{side.claim_id}"
                        for side in (opened.a, opened.b)
                    },
                    "made": made.get(wanted),
                    "status": opened.status,
                    "history": [one for one in history if one.finding_id == wanted],
                    "next": _next(queue.ids, wanted, filters.status),
                }
            return self._page(
                con,
                "queue",
                "queue",
                filters=filters,
                queue=queue,
                listed=[found[one] for one in queue.ids if one in found],
                given={one: list(made[one].labels) for one in queue.ids if one in made},
                offered=sorted(
                    {*list(queue.labels)[:8], *(made[wanted].labels if wanted in made else ())}, key=str.casefold
                ),
                kinds=[(name, f"{TITLES[name]} ({queue.kinds[name]})") for name in KINDS if name in queue.kinds],
                langs=[(name, language(name)) for name in queue.langs],
                outlets=[(name, name) for name in queue.outlets],
                places=[(name, name) for name in queue.places],
                known_labels=[(name, f"{name} ({count})") for name, count in queue.labels.items()],
                last=last,
                last_what=_headlines(con, [last]).get(last.finding_id) if last else "",
                **context,
            )

    async def decide(self, request: Request) -> Response:
        """Adds a decision and goes on to the next finding."""
        form = await form_of(request, self.token)
        finding_id, status, note, following = (_last(form, name) for name in ("finding", "status", "note", "next"))
        made = verdicts.current(verdicts.decisions(self.data)).get(finding_id)
        with self._reading() as con:
            rows = con.execute("SELECT status FROM findings WHERE finding_id = ?", [finding_id]).fetchall()
            if not rows:
                raise HTTPException(404, "There is no such finding any more.")
            about = disagreement(con, finding_id)
        keeps = status == KEEP
        status = (made.status if made else rows[0][0]) if keeps else status
        if status not in verdicts.STATUSES:
            raise HTTPException(422, "There is no such state.")
        labels = [part for text in form.get("label", ()) for part in text.replace("،", ",").split(",")]
        verdicts.decide(self.data, finding_id, status, note, about, labels, self.reviewer)
        return self._back(form, finding_id if keeps else following)

    async def undo(self, request: Request) -> Response:
        """Takes the last decision back and shows its finding."""
        form = await form_of(request, self.token)
        undone = verdicts.undo(self.data, self.reviewer)
        return self._back(form, undone.finding_id if undone else "")

    def why(self, finding_id: str) -> Response:
        """The picture of `claims explain`."""
        with self._reading() as con:
            try:
                picture = to_svg(explain(con, finding_id[:80]))
            except ClaimsError as error:
                raise HTTPException(404, str(error)) from None
        return Response(
            picture, media_type="image/svg+xml", headers=HEADERS | {"Content-Security-Policy": PICTURE_POLICY}
        )

    # -- the pages behind it -------------------------------------------------------------------------------------------------

    def cluster(self, cluster_id: str) -> Response:
        """All that is said of a quantity."""
        with self._reading() as con:
            found = pages.quantity(con, cluster_id)
            if found is None:
                raise HTTPException(404, "There is no such quantity any more.")
            picture = timeline(found.points, found.label, dates=found.dimension == "date")
            return self._page(
                con, "cluster", "quantities", k=found, picture=picture, findings=some_findings(con, found.finding_ids)
            )

    def article(self, article_id: str, against: str = "") -> Response:
        """An article version with its claims marked, held against another version where one is named."""
        with self._reading() as con:
            found = pages.article(con, article_id)
            if found is None:
                raise HTTPException(404, "There is no such article version.")
            spans = [(one.start, one.end, one.claim_id) for one in found.claims]
            other = pages.text_of(con, against, found.url) if against else None
            return self._page(
                con,
                "article",
                "",
                a=found,
                paragraphs=marks.highlighted(found.text, spans),
                seen=[],
                against=_compared(found, other) if other else None,
                findings=some_findings(con, found.finding_ids),
            )

    def outlet(self, name: str = "") -> Response:
        """An outlet's health, and how it stands among the others."""
        with self._reading() as con:
            found = pages.outlet(con, name)
            if found is None:
                raise HTTPException(404, "There is no such outlet.")
            return self._page(
                con,
                "outlet",
                "outlets",
                o=found,
                bars=per_day(found.per_day),
                findings=some_findings(con, found.finding_ids),
            )

    def outlets(self) -> Response:
        """All outlets."""
        with self._reading() as con:
            return self._page(con, "outlets", "outlets", standings=pages.standings(con))

    def quantities(self, q: str = "") -> Response:
        """Quantities by their words."""
        with self._reading() as con:
            return self._page(con, "quantities", "quantities", q=q[:200], found=pages.quantities(con, q[:200]))

    # -- the audit trail -----------------------------------------------------------------------------------------------------

    def decisions(self) -> Response:
        """What was decided, the last first."""
        made = verdicts.decisions(self.data)
        shown = made[-SHOWN_DECISIONS:][::-1]
        with self._reading() as con:
            what = _headlines(con, shown)
            undone = {one.undoes for one in made if one.undoes}
            return self._page(con, "decisions", "decisions", history=shown, count=len(made), what=what, undone=undone)

    def as_csv(self) -> Response:
        """All decisions with what they were on, for a spreadsheet."""
        return _file(trail.to_csv(verdicts.decisions(self.data)), "decisions.csv", "text/csv; charset=utf-8")

    def as_lines(self) -> Response:
        """All decisions as they are kept."""
        lines = trail.to_lines(verdicts.decisions(self.data))
        return _file(lines, "decisions.jsonl", "application/x-ndjson; charset=utf-8")

    # -- what they share -------------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            con = connect(self.data)
        except ClaimsError as error:
            raise HTTPException(503, str(error)) from None
        with con:
            yield con

    def _page(
        self, con: duckdb.DuckDBPyConnection | None, template: str, here: str, status_code: int = 200, **context: Any
    ) -> Response:
        nonce = secrets.token_urlsafe(12)
        night = con.execute("SELECT max(night) FROM runs").fetchall()[0][0] if con else None
        html = self.templates.get_template(f"{template}.html.jinja").render(
            here=here, night=night, token=self.token, nonce=nonce, **context
        )
        return HTMLResponse(html, status_code, headers=HEADERS | {"Content-Security-Policy": policy(nonce)})

    async def failed(self, request: Request, error: Exception) -> Response:  # noqa: ARG002
        """An error as a page."""
        assert isinstance(error, StarletteHTTPException)
        title = {403: "Refused", 404: "Not here", 503: "No database"}.get(error.status_code, "That did not work")
        return self._page(
            None, "error", "", error.status_code, status=error.status_code, title=title, detail=error.detail
        )

    def _back(self, form: dict[str, list[str]], finding: str) -> Response:
        """To the queue: its address is made anew from the filters that the form names, so that it leads nowhere else."""
        filters = Filters.of(dict(parse_qsl(urlsplit(_last(form, "back")).query, max_num_fields=30)))
        return RedirectResponse(filters.address(finding[:80]), status_code=303, headers=HEADERS)


def _last(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[-1]


def _next(ids: Sequence[str], here: str, status: str) -> str:
    """Where a person goes on after a decision on this one: the finding below it, or above at the foot of the page.

    On a queue of all states nothing leaves, so the person stays at its foot.
    """
    if here not in ids:
        return here if status == "all" else ""
    at = list(ids).index(here)
    if at + 1 < len(ids):
        return ids[at + 1]
    return here if status == "all" else ids[at - 1] if at else ""


def _headlines(con: duckdb.DuckDBPyConnection, made: Sequence[verdicts.Decision]) -> dict[str, str]:
    """finding id → the finding in a sentence; from what was kept beside the decision where it is not there any more."""
    kept = {one.finding_id: trail.about(one) for one in made if one.about}
    found = some_findings(con, {one.finding_id for one in made})
    return kept | {one.finding_id: bidi.plain(sentences.headline(one)) for one in found}


def _compared(shown: pages.Shown, other: tuple[int, str, str]) -> dict[str, Any]:
    """The two versions, the older one first whichever was asked for."""
    mine = (shown.version, shown.title, shown.text)
    older, newer = sorted((mine, other))
    paragraphs = marks.changes(f"{older[1]}\n{older[2]}", f"{newer[1]}\n{newer[2]}")
    return {
        "older": older[0],
        "newer": newer[0],
        "changed": any(map(marks.changed, paragraphs)),
        "paragraphs": list(marks.folded(paragraphs)),
    }


def _file(text: str, name: str, kind: str) -> Response:
    return Response(
        text.encode("utf-8", "replace"),
        media_type=kind,
        headers=HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'},
    )
