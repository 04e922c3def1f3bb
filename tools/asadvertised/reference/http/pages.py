"""The help page, its contact page, and the feedback form under the article."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse

from asadvertised.article.model import Article
from asadvertised.article.transcription import load_article
from asadvertised.content import own_root
from asadvertised.reference.http.doors import Service, Words
from asadvertised.reference.model import Answer

ARTICLE = "/en/article/personalization-and-data"

router = APIRouter(tags=["help pages"], default_response_class=HTMLResponse)


@cache
def _article() -> Article:
    return load_article(own_root() / "features" / "personalization" / "article.toml")


@router.get(ARTICLE, operation_id="getHelpArticle")
async def get_help_article(pages: Words) -> HTMLResponse:
    """Read the help article, as its readers see it."""
    return HTMLResponse(pages.page_of_article(_article()))


@router.get("/en/contact", operation_id="getContactPage")
async def get_contact_page(pages: Words) -> HTMLResponse:
    """Read the page that "Contact us" leads to."""
    return HTMLResponse(pages.page_of_contact())


@router.post(f"{ARTICLE}/feedback", operation_id="sendFeedback")
async def send_feedback(
    service: Service,
    pages: Words,
    helpful: Annotated[str, Form(pattern="^(yes|no|)$", description="Was this article helpful?")] = "",
    additional_response: Annotated[str, Form(max_length=5000, description="How can the article be made better?")] = "",
    homepage: Annotated[str, Form(max_length=5000, description="A trap for robots: people leave it blank.")] = "",
) -> HTMLResponse:
    """Send the feedback form. A robot that fills in the trap is thanked like anybody, and not heard."""
    service.receive_feedback(Answer(helpful, additional_response), trap=homepage)
    return HTMLResponse(pages.page_of_thanks(_article()))
