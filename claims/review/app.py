"""A small web application on loopback: the queue of findings, and what was decided of them.

It reads the published snapshot, so it works while a run is writing, and it writes nothing but DATA/verdicts.jsonl.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.middleware.trustedhost import TrustedHostMiddleware

from claims.errors import ClaimsError
from claims.report import gather_report
from claims.report.facts import KINDS, TITLES, Finding
from claims.report.html import prepare, stylesheet
from claims.store import verdicts
from claims.store.memory import disagreement
from claims.store.query import connect

HOSTS = ["127.0.0.1", "localhost"]
MAX_BODY = 16_384
SHOWN = 200
"""Findings on one page, gravest first."""
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make browsers send "Origin: null" with our own forms
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def create_app(data: Path) -> FastAPI:
    """The application over one data folder."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    token = secrets.token_urlsafe(24)
    pages = _environment()

    @app.get("/")
    def queue(kind: str = "", status: str = "open") -> Response:
        found, decided = _findings(data)
        chosen = [f for f in found if (not kind or f.kind == kind) and status in ("all", _status(f, decided))]
        nonce = secrets.token_urlsafe(12)
        page = pages.get_template("queue.html.jinja").render(
            findings=chosen[:SHOWN],
            more=max(0, len(chosen) - SHOWN),
            counts={name: sum(_status(f, decided) == name for f in found) for name in verdicts.STATUSES},
            kinds=[(name, TITLES[name], sum(f.kind == name for f in found)) for name in KINDS],
            decided=decided,
            history=verdicts.decisions(data)[-30:][::-1],
            labels={f.finding_id: f.what for f in found},
            kind=kind,
            status=status,
            token=token,
            nonce=nonce,
            style=stylesheet(),
        )
        policy = "; ".join(
            (
                "default-src 'none'",
                f"style-src 'nonce-{nonce}'",
                f"script-src 'nonce-{nonce}'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "base-uri 'none'",
            )
        )
        return HTMLResponse(page, headers=HEADERS | {"Content-Security-Policy": policy})

    @app.post("/decide")
    async def decide(request: Request) -> Response:
        form = await _form(request, token)
        finding_id, status = form.get("finding", ""), form.get("status", "")
        found, _ = _findings(data)
        if finding_id not in {f.finding_id for f in found}:
            raise HTTPException(404, "no such finding")
        if status not in verdicts.STATUSES:
            raise HTTPException(422, "no such status")
        with connect(data) as con:
            about = disagreement(con, finding_id)
        verdicts.decide(data, finding_id, status, form.get("note", ""), about)
        return _back(form)

    @app.post("/undo")
    async def undo(request: Request) -> Response:
        form = await _form(request, token)
        verdicts.undo(data)
        return _back(form)

    return app


def _back(form: dict[str, str]) -> Response:
    kind, status = form.get("back_kind", ""), form.get("back_status", "open")
    kind = kind if kind in KINDS else ""
    status = status if status in (*verdicts.STATUSES, "all") else "open"
    return RedirectResponse(f"/?kind={kind}&status={status}", status_code=303, headers=HEADERS)


async def _form(request: Request, token: str) -> dict[str, str]:
    """The fields of a form that this page itself sent.

    Raises:
        HTTPException: 403 for a request from elsewhere, 413 for one that is too long.
    """
    origin = request.headers.get("origin")
    if origin not in (None, f"http://{request.headers.get('host')}"):
        raise HTTPException(403, "this request comes from another site")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            raise HTTPException(413, "the form is too long")
    fields = {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    if not secrets.compare_digest(fields.get("token", "").encode(), token.encode()):
        raise HTTPException(403, "the form is not of this page, or the page was started anew: load it again")
    return fields


def _findings(data: Path) -> tuple[list[Finding], dict[str, verdicts.Decision]]:
    decided = verdicts.current(verdicts.decisions(data))
    try:
        with connect(data) as con:
            found = gather_report(con, days=None).findings
    except ClaimsError as error:
        raise HTTPException(503, str(error)) from None
    return sorted(found, key=lambda f: (KINDS.index(f.kind), -f.severity, f.finding_id)), decided


def _status(finding: Finding, decided: dict[str, verdicts.Decision]) -> str:
    made = decided.get(finding.finding_id)
    return made.status if made else finding.status


def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("claims.review"), PackageLoader("claims.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = environment.loader.get_source(environment, "queue.js")[0] if environment.loader else ""
    environment.globals["script"] = Markup(script)  # noqa: S704 - a packaged file
    return prepare(environment)
