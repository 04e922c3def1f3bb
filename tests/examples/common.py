"""What both examples share: the promises, which are the reference's, without any of its paths, names or words."""

from functools import cache
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from asadvertised.article.model import Article
from asadvertised.article.transcription import load_article
from asadvertised.content import own_root
from asadvertised.reference.model import SignalKind
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest, Viewer
from asadvertised.reference.store import Event, Session


@cache
def the_article() -> Article:
    """Give the article that both show."""
    return load_article(own_root() / "features" / "personalization" / "article.toml")


def the_service(request: Request) -> Pinterest:
    """Give the promises that the application was made with."""
    service: Pinterest = request.app.state.service
    return service


def the_pages(request: Request) -> Pages:
    """Give the pages that the application was made with."""
    pages: Pages = request.app.state.pages
    return pages


Service = Annotated[Pinterest, Depends(the_service)]
Words = Annotated[Pages, Depends(the_pages)]


def person_of(service: Pinterest, mail: str, password: str) -> str:
    """Give whose credentials these are."""
    person = service.store.person_by_password(mail, password)
    if person is None:
        raise HTTPException(401, "these are nobody's credentials")
    return person


def browser_of(service: Pinterest, cookie: str) -> str:
    """Give the browser that a cookie names, or a new one."""
    return cookie if cookie and service.store.browser_person(cookie)[0] else service.store.add_browser()


def note(service: Pinterest, who: Session, kind: SignalKind, topic: str, dnt: str) -> None:
    """Note what somebody did, and what their browser asks."""
    if who.browser:
        service.store.set_browser(who.browser, do_not_track=dnt == "1")
    event = Event(kind, topic, person=who.person, browser=who.browser)
    service.store.add_event(event, do_not_track=dnt == "1")


def viewer_of(service: Pinterest, who: Session, dnt: str) -> Viewer:
    """Tell who looks, and remember what their browser asks."""
    if who.browser:
        service.store.set_browser(who.browser, do_not_track=dnt == "1")
    return service.viewer(who, do_not_track=dnt == "1")


def note_elsewhere(service: Pinterest, browser: str, event: Event, dnt: str) -> None:
    """Note what a browser did on somebody else's site, under whoever is signed in on it."""
    if event.advertiser and not service.store.has_advertiser(event.advertiser):
        raise HTTPException(404, "no such advertiser")
    service.store.set_browser(browser, do_not_track=dnt == "1")
    service.store.add_event(event, do_not_track=dnt == "1")
