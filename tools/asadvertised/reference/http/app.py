"""The composition root: the application, from a service that is given to it."""

from typing import Any

from fastapi import FastAPI

from asadvertised import __version__
from asadvertised.reference.http import advertisers, browsers, pages, people, phones, problems, seams, settings
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest

ABOUT = """\
What a service must offer to be asked whether it keeps the promises of the help article "Personalization and data".

People act on the web, in a browser that is known by its cookie, or in the app on a phone; advertisers act with a token
of their own. Ages are counted in UTC days. Operations tagged `test seams` are what a harness needs and no ordinary user
does; all others stand for something that people and companies do.
"""


def create_app(service: Pinterest, words: Pages) -> FastAPI:
    """Build the application around a service and the pages it shows."""
    app = FastAPI(
        title="Personalization and data",
        summary="The article, as operations.",
        description=ABOUT,
        version=__version__,
        responses=problems.documented(),
        docs_url="/docs",
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.service = service
    app.state.pages = words
    problems.install(app)
    for part in (seams, people, browsers, phones, advertisers, settings, pages):
        app.include_router(part.router)
    return app


def document(app: FastAPI) -> dict[str, Any]:
    """Give the OpenAPI document of an application, with the shape of its problems."""
    described = app.openapi()
    described["components"]["schemas"]["Problem"] = problems.Problem.model_json_schema()
    return described
