"""What keeps pages safe in a browser: the headers of every page, and the token of every form."""

import hmac
import json
from collections.abc import Iterable
from hashlib import sha256

from fastapi.responses import HTMLResponse, Response

FORM_ID = r"^(form-[0-9a-f]{16})?$"


def policy(*, framed_by: Iterable[str] = (), frames: str = "", images: str = "", scripts: str = "'none'") -> str:
    """Give a Content-Security-Policy: nothing but what is our own, no inline script or style, embedded by nobody."""
    parts = {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": scripts,
        "img-src": f"'self' {images}".strip(),
        "frame-src": frames or "'none'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": " ".join(framed_by) or "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def safe(response: Response, rules: str = "") -> Response:
    """Give an answer the headers that every page has."""
    response.headers["Content-Security-Policy"] = rules or policy()
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def page(html: str, status: int = 200, rules: str = "") -> HTMLResponse:
    """Give a page with its headers."""
    response = HTMLResponse(html, status)
    safe(response, rules)
    return response


def sent_once(form: str, *fields: str) -> str:
    """Give what counts once of a form: its id with what was filled in. Empty for a form without an id."""
    return form and f"{form}-{sha256(json.dumps(fields).encode()).hexdigest()}"


def form_token(secret: str) -> str:
    """Give the token that forms carry for whoever holds a secret: a cookie that only our own pages are asked with."""
    return hmac.digest(secret.encode(), b"form", "sha256").hex()


def is_form_token(given: str, secret: str) -> bool:
    """Tell whether a form came from a page of ours, without telling by the time it takes."""
    return hmac.compare_digest(given.encode(), form_token(secret).encode())
