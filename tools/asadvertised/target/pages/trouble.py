"""What a browser could not do, told as what it is: the service's doing, or the machine's; never a fault of ours."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.faults import UnexpectedAnswer, Unreachable
from asadvertised.target.masking import Mask
from asadvertised.target.pages.tab import Tab

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

LONGEST = 200
ROUND_AND_ROUND = "ERR_TOO_MANY_REDIRECTS"
A_PAGE = "a page"


def trouble_at(
    what: str, error: "Exception | str", context: "BrowserContext", tabs: Sequence[Tab], *, struck: bool
) -> CouldNotTell:
    """Give the verdict for an error of the browser's, or what it says of a page that did not come."""
    from playwright.sync_api import TimeoutError as TooLate

    told = Mask().text(str(error).partition("\n")[0])[:LONGEST]
    if struck:
        return CouldNotTell(f"The page did not answer at “{what}”, as where a script does not end.", Cause.TARGET)
    if _has_ended(context, tabs):
        return CouldNotTell(f"The browser ended at “{what}”: {told}", Cause.INFRASTRUCTURE)
    if isinstance(error, TooLate):
        return CouldNotTell(f"The browser waited in vain at “{what}”: {told}", Cause.TARGET)
    if ROUND_AND_ROUND in told:
        return UnexpectedAnswer(A_PAGE, what, A_PAGE, "redirects without end", Cause.TARGET)
    return Unreachable(A_PAGE, what, told)


def _has_ended(context: "BrowserContext", tabs: Sequence[Tab]) -> bool:
    browser = context.browser
    return any(tab.crashed or tab.page.is_closed() for tab in tabs) or bool(browser and not browser.is_connected())
