"""Refusals as pages, wherever a person would read them."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from asadvertised.reference.http.problems import ProblemError
from asadvertised.reference.http.safety import page, safe
from asadvertised.reference.views import ProblemView

PAGES = ("/site", "/app/ios", "/app/android", "/device", "/choices", "/embedded", "/others")
HELP = "/en/"
Handler = Callable[[Request, Any], Awaitable[Response]]


class GoElsewhereError(Exception):
    """A request that has to begin on another page; `path` is one of ours."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def _is_read_by_a_person(request: Request) -> bool:
    path = request.url.path
    of_pages = any(path == root or path.startswith(f"{root}/") for root in PAGES)
    return of_pages or (path.startswith(HELP) and "text/html" in request.headers.get("Accept", ""))


def _as_a_page(refuse: Handler) -> Handler:
    """Give what refuses in JSON, and to people in a page that says the same."""

    async def answer(request: Request, error: Exception) -> Response:
        refusal = await refuse(request, error)
        if not _is_read_by_a_person(request):
            return refusal
        problem = json.loads(bytes(refusal.body))
        malformed = isinstance(error, RequestValidationError)
        detail = "Something in the form is missing, or too long." if malformed else problem["detail"]
        view = ProblemView(problem["title"], detail, home="/site")
        shown = page(request.app.state.pages.page_of_problem(view), refusal.status_code)
        shown.headers.update({k: v for k, v in refusal.headers.items() if k in {"allow", "www-authenticate"}})
        return shown

    return answer


async def _go_elsewhere(_: Request, error: Any) -> Response:
    return safe(RedirectResponse(error.path, 303))


def install(app: FastAPI) -> None:
    """Put a page before every refusal that a person reads; the application's own handlers say what it is."""
    for kind in (ProblemError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _as_a_page(app.exception_handlers[kind]))
    app.add_exception_handler(GoElsewhereError, _go_elsewhere)
