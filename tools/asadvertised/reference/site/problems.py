"""Refusals as pages, wherever a person would read them."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from asadvertised.reference.http.problems import ProblemError
from asadvertised.reference.http.safety import page, policy, safe
from asadvertised.reference.site.hosts import Hosts
from asadvertised.reference.views import ProblemView

PAGES = ("/site", "/app/ios", "/app/android", "/device", "/choices", "/embedded", "/others")
EMBEDDED, CHOICE = "/embedded/", "/embedded/choice"
HELP = "/en/"
Handler = Callable[[Request, Any], Response | Awaitable[Response]]


class GoElsewhereError(Exception):
    """A request that has to begin on another page; `path` is one of ours."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def _is_read_by_a_person(request: Request) -> bool:
    path = request.url.path
    of_pages = any(path == root or path.startswith(f"{root}/") for root in PAGES)
    return of_pages or (path.startswith(HELP) and "text/html" in request.headers.get("Accept", ""))


def _framing(request: Request) -> list[str]:
    return ["'self'", Hosts(request.scope["server"][1]).named("*")]


def _view(path: str, error: Exception, problem: dict[str, Any]) -> ProblemView:
    title, detail = problem["title"], problem["detail"]
    if isinstance(error, RequestValidationError):
        title, detail = "This could not be read", "Something is missing, too long, or not what it should be."
    elif isinstance(error, HTTPException) and problem["status"] == HTTPStatus.NOT_FOUND:
        title, detail = "There is no such page", "Perhaps it has moved."
    if path.startswith(EMBEDDED):
        return ProblemView(title, detail, CHOICE, "Open it on a page of its own")
    return ProblemView(title, detail, "/site", "To the start page")


def _as_a_page(refuse: Handler) -> Handler:
    """Give what refuses in JSON, and to people in a page that says the same."""

    async def answer(request: Request, error: Exception) -> Response:
        refused = refuse(request, error)
        refusal = refused if isinstance(refused, Response) else await refused
        if not _is_read_by_a_person(request):
            return refusal
        view = _view(request.url.path, error, json.loads(bytes(refusal.body)))
        rules = policy(framed_by=_framing(request)) if request.url.path.startswith(EMBEDDED) else ""
        shown = page(request.app.state.pages.page_of_problem(view), refusal.status_code, rules)
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
