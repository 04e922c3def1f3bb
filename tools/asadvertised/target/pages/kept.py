"""What is kept of a page that came to a browser, as evidence: masked, as any exchange is."""

import contextlib
import time
from datetime import UTC, datetime
from email.message import Message
from typing import TYPE_CHECKING

from asadvertised.target.exchange import Evidence
from asadvertised.target.masking import KEPT_BODY, Mask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.sync_api import Request, Response

    from asadvertised.target.pages.tab import Tab


def keep(tabs: "Iterable[Tab]", agent: str, hear: "Callable[[Evidence], None] | None", mask: Mask) -> None:
    """Keep the pages that came to somebody's tabs, and were not kept yet; learn of their secrets where nobody hears."""
    for tab in tabs:
        came, tab.came = tab.came, []
        for response in came:
            if hear:
                hear(evidence_of(response, agent, mask, whole=response.request in tab.whole))
            else:
                learn_from(response, mask)
        tab.whole.clear()


def evidence_of(response: "Response", agent: str, mask: Mask, *, whole: bool) -> Evidence:
    """Give an exchange of a browser's; only one that is `whole` has a body that can be had without waiting."""
    request = response.request
    body = _body(response) if whole else ""
    timing = request.timing
    began = timing["startTime"] / 1000
    return {
        "operation": "a page",
        "agent": agent,
        "request": {
            "method": request.method,
            "url": mask.by_rule(request.url),
            "headers": mask.headers(request.headers.items()),
            "body": mask.body(_sent(request)),
        },
        "response": {
            "status": response.status,
            "headers": mask.headers(response.headers.items()),
            "body": mask.body(body),
            "truncated": len(body) > KEPT_BODY,
        },
        "fault": "",
        "attempt": 1,
        "after": "",
        "started": datetime.fromtimestamp(began if began > 0 else time.time(), UTC).isoformat(timespec="milliseconds"),
        "duration_s": round(max(0.0, timing["responseEnd"]) / 1000, 6),
    }


def learn_from(response: "Response", mask: Mask) -> None:
    """Know the secrets of an exchange that is not kept, for a verdict may quote them."""
    mask.by_rule(response.request.url)
    mask.headers(response.request.headers.items())
    mask.headers(response.headers.items())
    mask.body(_sent(response.request))


def _sent(request: "Request") -> str:
    return (request.post_data_buffer or b"").decode("utf-8", "replace")


def _body(response: "Response") -> str:
    """Give a page as text; what redirects, or what was left at once, has none."""
    from playwright.sync_api import Error

    told = Message()
    told["Content-Type"] = response.headers.get("content-type", "")
    with contextlib.suppress(Error):
        body = response.body()
        with contextlib.suppress(LookupError):
            return body.decode(told.get_content_charset("utf-8"), "replace")
        return body.decode("utf-8", "replace")
    return ""
