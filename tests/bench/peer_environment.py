"""behave's side: a session for each who asks in a scenario, and a clock without start-up."""

import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import captured


def before_all(context: Any) -> None:
    """Begin."""
    context.asked = {scenario.name: scenario for scenario in captured.read(Path("captured.json"))}
    context.started = time.perf_counter()


def before_scenario(context: Any, scenario: Any) -> None:
    """Begin a scenario."""
    context.sessions = defaultdict(captured.a_session)
    context.now = context.asked[scenario.name]
    context.step = 0


def after_scenario(context: Any, scenario: Any) -> None:
    """Send what the suite sends once a scenario has ended."""
    del scenario
    for sent in context.now.sent.get(captured.AFTER, []):
        captured.send(context.sessions[sent.agent], context.config.userdata["url"], sent)
    for session in context.sessions.values():
        session.close()


def after_all(context: Any) -> None:
    """End."""
    Path("seconds.txt").write_text(str(time.perf_counter() - context.started), encoding="utf-8")
