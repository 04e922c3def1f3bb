"""behave's side: a step sends what the suite's step sends."""

from typing import Any

import captured
from behave import step, use_step_matcher

use_step_matcher("re")


@step(".*")  # type: ignore[untyped-decorator]
def _(context: Any) -> None:
    for sent in context.now.sent.get(context.step, []):
        answer = captured.send(context.sessions[sent.agent], context.config.userdata["url"], sent)
        assert answer.ok
        if answer.content and "json" in answer.headers.get("Content-Type", ""):
            answer.json()
    context.step += 1
