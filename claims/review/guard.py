"""Who may ask, and what a page may do: only pages of this server, on this machine, and nothing that they did not bring."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from fastapi import HTTPException, Request

HOSTS = ["127.0.0.1", "localhost"]
"""A name that was made to point here (DNS rebinding) is none of these."""
MAX_BODY = 32_768
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make browsers send "Origin: null" with our own forms
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def policy(nonce: str) -> str:
    """What the page may load: its own style, its own script and pictures of this server."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'nonce-{nonce}'",
            f"script-src 'nonce-{nonce}'",
            "img-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Of an SVG that is a document of its own."""


async def form_of(request: Request, token: str) -> dict[str, list[str]]:
    """The fields of a form that a page of this server sent.

    Raises:
        HTTPException: 403 for a request from elsewhere, 413 for one that is too long.
    """
    if request.headers.get("sec-fetch-site") not in (None, "same-origin") or request.headers.get("origin") not in (
        None,
        f"http://{request.headers.get('host')}",
    ):
        raise HTTPException(403, "this request comes from another site")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            raise HTTPException(413, "the form is too long")
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=100)
    if not secrets.compare_digest(fields.get("token", [""])[-1].encode(), token.encode()):
        raise HTTPException(403, "the form is not of this page, or the page was started anew: load it again")
    return fields
