"""What every page refers to: one stylesheet, one icon, and an empty script where the help page has one."""

from functools import cache

from fastapi import APIRouter, Response

from asadvertised.reference.rendering import TEMPLATES

router = APIRouter()
FOR_AN_HOUR = {"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"}


@cache
def _file(name: str) -> str:
    return (TEMPLATES / "site" / name).read_text(encoding="utf-8")


@router.get("/site/style.css")
async def style() -> Response:
    """Give the stylesheet."""
    return Response(_file("style.css"), media_type="text/css", headers=FOR_AN_HOUR)


@router.get("/site/icon.svg")
async def icon() -> Response:
    """Give the icon."""
    return Response(_file("icon.svg"), media_type="image/svg+xml", headers=FOR_AN_HOUR)


@router.get("/consent-{build}.js")
async def consent(build: str) -> Response:
    """Give the script that the help page names, which does nothing."""
    del build
    return Response('"use strict";\n', media_type="text/javascript", headers=FOR_AN_HOUR)
