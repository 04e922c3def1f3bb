"""The choice page, which stands in for the DAA's: a site of its own that embeds what each company says of a browser.

The opt-out is the company's, kept under the cookie by which it knows the browser; the choice page has no cookie at all.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from asadvertised.reference.http.doors import Words
from asadvertised.reference.http.safety import page, policy
from asadvertised.reference.site.hosts import Hosts, the_hosts
from asadvertised.reference.views import ElsewhereView

router = APIRouter(include_in_schema=False)


@router.get("/choices")
async def choices(pages: Words, hosts: Annotated[Hosts, Depends(the_hosts)]) -> Response:
    """Show the choice page."""
    view = ElsewhereView(f"{hosts.service}/embedded/choice")
    return page(pages.page_of_choices(view), rules=policy(frames=hosts.service))
