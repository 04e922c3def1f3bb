"""A stop from outside, as Ctrl-C: it is never lost, and waits until what was begun at a service is written down."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)
_told = threading.Event()


def take_stops_as_interrupts() -> None:
    """Let whoever stops us, at a keyboard or in a pipeline, have the report of what was asked until then."""
    _told.clear()
    sys.unraisablehook = _dropped
    for stop in STOPS:
        if signal.getsignal(stop) is not signal.SIG_IGN:
            signal.signal(stop, _interrupt)


def _interrupt(_stop: int, _frame: FrameType | None) -> None:
    _told.set()
    raise KeyboardInterrupt


def _dropped(dropped: "sys.UnraisableHookArgs") -> None:
    """Say what Python drops, as ever, but not what is left of work that a stop broke off."""
    if not _told.is_set():
        sys.__unraisablehook__(dropped)


def stop_if_told() -> None:
    """Raise KeyboardInterrupt again if one was: Python drops what is raised while it frees memory."""
    if _told.is_set():
        raise KeyboardInterrupt


@contextmanager
def stops_wait() -> Iterator[None]:
    """Let a stop take effect at the end of the block; a second one is not held back.

    What a service made, and we did not hear of, nobody could remove. Only the main thread is ever stopped.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {stop: handler for stop in STOPS if (handler := signal.getsignal(stop)) is not None}
    came: list[int] = []

    def as_before() -> None:
        for stop, handler in before.items():
            signal.signal(stop, handler)

    def hold(stop: int, _frame: FrameType | None) -> None:
        as_before()
        came.append(stop)

    for stop in before:
        signal.signal(stop, hold)
    try:
        yield
    finally:
        as_before()
        if came:
            signal.raise_signal(came[0])
