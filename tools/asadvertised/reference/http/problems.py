"""One constructor per error, as RFC 9457 problem details."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"


def _content() -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


REFUSED = {"description": "Refused; the problem says why.", "content": _content()}
NOT_SIGNED_IN = {
    "description": "Refused; the token is missing, or stands for nobody.",
    "headers": {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}},
    "content": _content(),
}
DOCUMENTED: dict[int | str, dict[str, Any]] = {"4XX": REFUSED}


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = Field(description="A URI that names the kind of problem.", examples=["urn:problem:not-signed-in"])
    title: str = Field(description="The kind of problem, in words.")
    status: int = Field(description="The status code of this answer.")
    detail: str = Field(default="", description="What is wrong with this request in particular.")


@dataclass
class ProblemError(Exception):
    """A request that is refused."""

    status: HTTPStatus
    kind: str
    title: str
    detail: str = ""


def not_signed_in() -> ProblemError:
    """Refuse what only a signed-in person, or an advertiser with a token, may do."""
    return ProblemError(HTTPStatus.UNAUTHORIZED, "not-signed-in", "Sign in first")


def wrong_credentials() -> ProblemError:
    """Refuse a sign-in without saying which part was wrong."""
    return ProblemError(HTTPStatus.UNAUTHORIZED, "wrong-credentials", "E-mail address or password is wrong")


def wrong_surface(needed: str) -> ProblemError:
    """Refuse on the web what belongs to the app, and the reverse."""
    return ProblemError(
        HTTPStatus.FORBIDDEN, "wrong-surface", "Not possible where you are signed in", f"Use the {needed}."
    )


def not_found(thing: str) -> ProblemError:
    """Refuse an id that stands for nothing."""
    return ProblemError(HTTPStatus.NOT_FOUND, "not-found", "There is no such thing", f"No {thing} has this id.")


def not_offered(choice: str) -> ProblemError:
    """Refuse a choice that is not offered where the person is."""
    title = "This choice is not offered where you are"
    return ProblemError(HTTPStatus.CONFLICT, "not-offered", title, f"{choice} is not among the offered choices.")


def unsupported_media_type(taken: str) -> ProblemError:
    """Refuse a body of another media type than the operation takes."""
    title = "The body is of another media type than the contract asks for"
    return ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", title, f"Send {taken}.")


def _answer(problem: ProblemError) -> JSONResponse:
    body = Problem(
        type=f"urn:problem:{problem.kind}", title=problem.title, status=problem.status, detail=problem.detail
    )
    headers = {"WWW-Authenticate": "Bearer"} if problem.status is HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(body.model_dump(), problem.status, headers, MEDIA_TYPE)


async def _refused(_: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, ProblemError)  # noqa: S101  registered for this type only
    return _answer(problem)


async def _malformed(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  registered for this type only
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    title = "The request is not what the contract asks for"
    return _answer(ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "malformed", title, f"{where}: {first['msg']}"))


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for this type only
    status = HTTPStatus(error.status_code)
    detail = "" if error.detail == status.phrase else str(error.detail)
    response = _answer(ProblemError(status, status.phrase.lower().replace(" ", "-"), status.phrase, detail))
    response.headers.update(error.headers or {})
    return response


async def _fault(_: Request, __: Exception) -> JSONResponse:
    return _answer(ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", "The service has a fault"))


def install(app: FastAPI) -> None:
    """Make every refusal of an application a problem."""
    app.add_exception_handler(ProblemError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Say in a document what a refusal looks like: once, and by its name in each operation."""
    document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    document["components"]["responses"] = {"Refused": REFUSED, "NotSignedIn": NOT_SIGNED_IN}
    for operation in (operation for path in document["paths"].values() for operation in path.values()):
        answers = operation["responses"]
        del answers["4XX"]
        answers |= {"401": {"$ref": "#/components/responses/NotSignedIn"}} if "security" in operation else {}
        answers |= {"4XX": {"$ref": "#/components/responses/Refused"}}
    return document
