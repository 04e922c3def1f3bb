"""The help page, its contact page, and the feedback form under the article."""

from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from asadvertised.article.model import Article
from asadvertised.article.transcription import load_article
from asadvertised.content import own_root
from asadvertised.reference.http.doors import Service

TEMPLATES = Path(__file__).resolve().parent.parent / "pages"
ARTICLE = "/en/article/personalization-and-data"

router = APIRouter(tags=["help pages"], default_response_class=HTMLResponse)


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(name)


@cache
def _article() -> Article:
    return load_article(own_root() / "features" / "personalization" / "article.toml")


@router.get(ARTICLE, operation_id="getHelpArticle")
async def get_help_article() -> HTMLResponse:
    """Read the help article, as its readers see it."""
    return HTMLResponse(_template("article.html.j2").render(article=_article(), token=lambda: token_hex(8)))


@router.get("/en/contact", operation_id="getContactPage")
async def get_contact_page() -> HTMLResponse:
    """Read the page that "Contact us" leads to."""
    return HTMLResponse(_template("contact.html.j2").render())


@router.post(f"{ARTICLE}/feedback", operation_id="sendFeedback")
async def send_feedback(
    service: Service,
    helpful: Annotated[str, Form(pattern="^(yes|no|)$", description="Was this article helpful?")] = "",
    additional_response: Annotated[str, Form(max_length=5000, description="How can the article be made better?")] = "",
    homepage: Annotated[str, Form(max_length=5000, description="A trap for robots: people leave it blank.")] = "",
) -> HTMLResponse:
    """Send the feedback form. A robot that fills in the trap is thanked like anybody, and not heard."""
    if service.rules.from_a_person(homepage) and service.rules.worth_keeping(helpful, additional_response):
        service.store.add_feedback(helpful, additional_response)
    return HTMLResponse(_template("thanks.html.j2").render(article=_article()))
