"""Pictures of a page: what was typed and addresses of people are hidden in them, and what is used is outlined."""

import base64
import contextlib
from typing import TYPE_CHECKING, Any

from asadvertised.target.pages import scripts
from asadvertised.target.picture import Picture

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Frame, Locator, Page

QUALITY = 70
SOON_MS = 500


def picture_of(page: "Page", about: str, used: "tuple[Locator, str] | None") -> Picture:
    """Take a picture of what is on the screen; the page is as it was afterwards.

    Raises Playwright's Error where that cannot be done.
    """
    element = _still_there(used[0]) if used else None
    for frame in page.frames:
        _hide(frame)
    try:
        if used and element:
            element.evaluate(scripts.OUTLINE)
            about += f", with “{used[1]}” outlined"
        image = _screenshot(page)
    finally:
        for frame in page.frames:
            _show_again(frame)
    size: Any = page.viewport_size
    return Picture(image, size["width"], size["height"], about)


def _still_there(used: "Locator") -> "ElementHandle | None":
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        if used.count() == 1:
            return used.element_handle(timeout=SOON_MS)
    return None


def _hide(frame: "Frame") -> None:
    from playwright.sync_api import Error

    try:
        frame.evaluate(scripts.HIDE)
    except Error:
        if not frame.is_detached():
            raise


def _show_again(frame: "Frame") -> None:
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        frame.evaluate(scripts.SHOW_AGAIN)


def _screenshot(page: "Page") -> bytes:
    """Take it in WebP, which only the browser's own protocol gives."""
    session = page.context.new_cdp_session(page)
    try:
        told = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    finally:
        session.detach()
    return base64.b64decode(told["data"])
