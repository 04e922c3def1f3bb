"""The composition root: the application, from a service that is given to it."""

from typing import Any

from fastapi import Depends, FastAPI

from asadvertised import __version__
from asadvertised.reference import site
from asadvertised.reference.http import advertisers, browsers, pages, people, phones, problems, seams, settings
from asadvertised.reference.http.doors import in_its_media_type
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest

ABOUT = """\
What a service must offer to be asked whether it keeps the promises of the help article "Personalization and data".

People act on the web, in a browser that is known by its cookie, or in the app on a phone; advertisers act with a token
of their own. Ages are counted in UTC days. Operations tagged `test seams` are what a harness needs and no ordinary user
does; all others stand for something that people and companies do.
"""


class Application(FastAPI):
    """An application whose document describes its problems too."""

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        if not self.openapi_schema:
            self.openapi_schema = problems.described(super().openapi())
        return self.openapi_schema


def create_app(service: Pinterest, words: Pages) -> Application:
    """Build the application around a service and the pages it shows."""
    app = Application(
        title="Personalization and data",
        summary="The article, as operations.",
        description=ABOUT,
        version=__version__,
        responses=problems.DOCUMENTED,
        dependencies=[Depends(in_its_media_type)],
        docs_url="/docs",
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    app.state.service = service
    app.state.pages = words
    problems.install(app)
    for part in (seams, people, browsers, phones, advertisers, settings, pages):
        app.include_router(part.router)
    site.install(app)
    return app
