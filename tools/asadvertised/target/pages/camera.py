"""Pictures of a page: what was typed and addresses of people are hidden in them, and what is used is outlined."""

import base64
import contextlib
from typing import TYPE_CHECKING, Any

from asadvertised.target.pages import scripts
from asadvertised.target.picture import Picture

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Frame, Page

QUALITY = 70


def picture_of(page: "Page", about: str, used: "tuple[ElementHandle, str] | None") -> Picture:
    """Take a picture of what is on the screen; the page is as it was afterwards.

    Raises Playwright's Error where that cannot be done.
    """
    outlined = used and _is_still_there(used[0])
    for frame in page.frames:
        _hide(frame)
    try:
        if used and outlined:
            used[0].evaluate(scripts.OUTLINE)
            about += f", with “{used[1]}” outlined"
        image = _screenshot(page)
    finally:
        for frame in page.frames:
            _show_again(frame)
    size: Any = page.viewport_size
    return Picture(image, size["width"], size["height"], about)


def _is_still_there(used: "ElementHandle") -> bool:
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        return bool(used.evaluate(scripts.IS_THERE))
    return False


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
