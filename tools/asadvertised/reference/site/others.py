"""Sites of others: pages with the Save button or a widget, and shops with the tag."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Service, Words
from asadvertised.reference.http.safety import page, policy
from asadvertised.reference.http.shapes import Identifier, Subject
from asadvertised.reference.model import ShopEvent
from asadvertised.reference.site.hosts import Hosts, the_hosts
from asadvertised.reference.views import ElsewhereView

router = APIRouter(prefix="/others", include_in_schema=False)
Where = Annotated[Hosts, Depends(the_hosts)]
About = Annotated[Subject, Query()]
OF_ITS_PAGE = {"": ShopEvent.VISIT, "check-out": ShopEvent.CHECK_OUT, "thanks": ShopEvent.PURCHASE}


@router.get("/pages/{feature}")
async def other_site(
    pages: Words,
    hosts: Where,
    feature: Literal["save-button", "widget"],
    about: About = "shoes",
    advertiser: Identifier | None = None,
) -> Response:
    """Show a page about something that has a feature of Pinterest; of an advertiser's site, if one is named."""
    asked = urlencode({"about": about} | ({"advertiser": advertiser} if advertiser else {}))
    view = ElsewhereView(f"{hosts.service}/embedded/{feature}?{asked}", about, feature)
    return page(pages.page_of_other_site(view), rules=policy(frames=hosts.service))


@router.get("/shop/{advertiser}")
@router.get("/shop/{advertiser}/{step}")
async def shop(  # noqa: PLR0913, PLR0917  whose shop, which page of it, and about what
    service: Service,
    pages: Words,
    hosts: Where,
    advertiser: Identifier,
    step: Literal["", "check-out", "thanks"] = "",
    about: About = "shoes",
) -> Response:
    """Show a page of a shop: something to buy, the check-out, or the thanks for buying. Each has the tag."""
    name = service.store.advertiser_name(advertiser)
    if name is None:
        raise problems.not_found("shop")
    event = OF_ITS_PAGE[step]
    tag = f"{hosts.service}/embedded/tag/{advertiser}?{urlencode({'event': event, 'about': about})}"
    view = ElsewhereView(tag, about, shop=advertiser, shop_name=name, event=event)
    return page(pages.page_of_shop(view), rules=policy(images=hosts.service))
