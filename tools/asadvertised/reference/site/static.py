"""What every page refers to: one stylesheet, one icon, and an empty script where the help page has one."""

from fastapi import APIRouter, Response

from asadvertised.reference.http.doors import Words
from asadvertised.reference.rendering import site_file

router = APIRouter(include_in_schema=False)
ASK_AGAIN = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


@router.get("/site/style.css")
async def style(pages: Words) -> Response:
    """Give the stylesheet."""
    return Response(pages.stylesheet(), media_type="text/css", headers=ASK_AGAIN)


@router.get("/site/icon.svg")
async def icon() -> Response:
    """Give the icon."""
    return Response(site_file("icon.svg"), media_type="image/svg+xml", headers=ASK_AGAIN)


@router.get("/consent-{build}.js")
async def consent(build: str) -> Response:
    """Give the script that the help page names, which does nothing."""
    del build
    return Response('"use strict";\n', media_type="text/javascript", headers=ASK_AGAIN)
