"""Services for tests to ask: the reference with one rule broken, and servers that answer badly or not at all."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import uvicorn

from asadvertised.reference import rules
from asadvertised.reference.http.app import create_app
from asadvertised.reference.model import Purpose, Shown, SignalKind
from asadvertised.reference.rules import Rules
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Store

Answer = tuple[int, str, bytes]


def _blind(given: Callable[..., Any], result: object) -> Callable[..., Any]:
    del given
    return lambda *_, **__: result


# Each breaks one rule, and names the sentence that must be blamed.
BROKEN_RULES: dict[str, tuple[str, Callable[..., Any], str]] = {
    "sharing from fifteen": (
        "old_enough_to_share",
        lambda born, today: born is not None and rules.sharing.age_on(born, today) >= 15,
        "sharing.not-under-16-or-eea",
    ),
    "sharing in Liechtenstein": (
        "shares_in",
        lambda country: country == "LI" or rules.sharing.shares_in(country),
        "sharing.not-under-16-or-eea",
    ),
    "sharing whatever was chosen": (
        "choices_allow_sharing",
        _blind(rules.sharing.choices_allow_sharing, result=True),
        "introduction.choose-use-and-sharing",
    ),
    "use whatever was chosen": (
        "choices_allow",
        _blind(rules.choices.choices_allow, result=True),
        "introduction.choose-use-and-sharing",
    ),
    "personalization that stays on": (
        "personalizes_at_all",
        _blind(rules.choices.personalizes_at_all, result=True),
        "turn-off.account-settings",
    ),
    "an opt-out without effect": (
        "opt_out_allows",
        _blind(rules.devices.opt_out_allows, result=True),
        "web-activity.opt-out-of-targeted-ads",
    ),
    "an opt-out that covers more than the tag": (
        "opt_out_allows",
        lambda _, browser, purpose: not (browser.opted_out and purpose is Purpose.ADS),
        "web-activity.only-the-tag-in-this-browser",
    ),
    "Do Not Track ignored": (
        "do_not_track_allows",
        _blind(rules.devices.do_not_track_allows, result=True),
        "turn-off.do-not-track",
    ),
    "nobody is asked": (
        "must_ask_permission",
        _blind(rules.devices.must_ask_permission, result=False),
        "ios.must-ask-permission",
    ),
    "tracking whatever was answered": (
        "tracking_allows",
        _blind(rules.devices.tracking_allows, result=True),
        "ios.only-once-disconnected",
    ),
    "Android's opt-out ignored": (
        "advertising_id_allows",
        _blind(rules.devices.advertising_id_allows, result=True),
        "android.opt-out",
    ),
    "a reset that forgets nothing": (
        "same_device",
        _blind(rules.devices.same_device, result=True),
        "android.resettable-identifier",
    ),
    "adjustments that are lost": (
        "adjusted",
        lambda choices, _: choices,
        "settings.web.save",
    ),
    "robots that are heard": (
        "from_a_person",
        _blind(rules.feedback.from_a_person, result=True),
        "feedback.leave-blank",
    ),
}

# Lawful: permissions that are not used. They break nothing.
UNUSED_PERMISSIONS: dict[str, Callable[..., Any]] = {
    "reasons_for_ad": _blind(rules.showing.reasons_for_ad, result=()),
    "reasons_for_pin": _blind(rules.showing.reasons_for_pin, result=()),
    "shareable": lambda _: [],
}


def reasons_that_lie(ad: Any, signals: Any) -> Shown:
    """Show the ad, and give another reason for it than what was used."""
    used = rules.showing.reasons_for_ad(ad, signals)
    return (SignalKind.BOARD,) if used else ()  # type: ignore[return-value]


@contextmanager
def reference_with(**replaced: Callable[..., Any]) -> Iterator[str]:
    """Serve the reference with some of its rules replaced."""
    own = type("OtherRules", (Rules,), {name: staticmethod(rule) for name, rule in replaced.items()})
    app = create_app(Pinterest(Store(), own()))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def answering(answer: Callable[[str, str], Answer]) -> Iterator[str]:
    """Serve whatever a function of method and path says."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, content_type, body = answer(self.command, self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("Location", self.path)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def silence(seconds: float) -> Callable[[str, str], Answer]:
    """Answer only after a while."""

    def wait(_: str, __: str) -> Answer:
        time.sleep(seconds)
        return 200, "text/html", b""

    return wait
