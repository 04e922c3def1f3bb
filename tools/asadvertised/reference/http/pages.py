"""The help page, its contact page, and the feedback form under the article."""

import re
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from asadvertised.article.model import Article
from asadvertised.article.transcription import load_article
from asadvertised.content import own_root
from asadvertised.reference.http.doors import Service, Words
from asadvertised.reference.http.safety import FORM_ID, page, policy, sent_once
from asadvertised.reference.model import Answer

ARTICLE = "/en/article/personalization-and-data"

router = APIRouter(tags=["help pages"], default_response_class=HTMLResponse)


@cache
def _article() -> Article:
    return load_article(own_root() / "features" / "personalization" / "article.toml")


@router.get(ARTICLE, operation_id="getHelpArticle")
async def get_help_article(pages: Words) -> HTMLResponse:
    """Read the help article, as its readers see it."""
    return page(pages.page_of_article(_article()), rules=policy(scripts="'self'"))


@router.get("/en/contact", operation_id="getContactPage")
async def get_contact_page(pages: Words) -> HTMLResponse:
    """Read the page that "Contact us" leads to."""
    return page(pages.page_of_contact())


@router.post(f"{ARTICLE}/feedback", operation_id="sendFeedback")
async def send_feedback(  # noqa: PLR0913, PLR0917  a form's fields
    request: Request,
    service: Service,
    pages: Words,
    helpful: Annotated[str, Form(pattern="^(yes|no|)$", description="Was this article helpful?")] = "",
    additional_response: Annotated[str, Form(max_length=5000, description="How can the article be made better?")] = "",
    homepage: Annotated[str, Form(max_length=5000, description="A trap for robots: people leave it blank.")] = "",
) -> HTMLResponse:
    """Send the feedback form. A robot that fills in the trap is thanked like anybody, and not heard."""
    form = str((await request.form()).get("form_build_id", ""))
    known = form if re.fullmatch(FORM_ID, form) else ""
    sent = sent_once(known, helpful, additional_response)
    service.receive_feedback(Answer(helpful, additional_response), trap=homepage, form=sent)
    return page(pages.page_of_thanks(_article()))
