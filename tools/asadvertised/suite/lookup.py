"""Find the definition of a step once, and not again at each step.

pytest-bdd asks every fixture of the session at every step, which is a third of what a scenario costs. The definitions
that a module can see do not change while it runs, so their list is kept. Wherever the choice is not plain, or a
version of pytest-bdd is built otherwise, its own search decides.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Search = Callable[..., Any]
# The package gives a function the name of this module.
bdd: Any = import_module("pytest_bdd.scenario")


class Lookup:
    """The definitions that each module of steps can see."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._visible: dict[Path, list[Any]] = {}

    def __call__(self, request: Any, step: Any) -> Any:
        """Give the one definition that a step's words match; pytest-bdd decides where there is not exactly one."""
        matching = [
            known
            for known in self._visible_to(request)
            if known.type in (None, step.type) and known.parser.is_matching(step.name)
        ]
        return matching[0] if len(matching) == 1 else self.search(request=request, step=step)

    def _visible_to(self, request: Any) -> list[Any]:
        if request.path not in self._visible:
            self._visible[request.path] = _definitions(request)
        return self._visible[request.path]


def _definitions(request: Any) -> list[Any]:
    manager, registry = request._fixturemanager, bdd.step_function_context_registry  # noqa: SLF001  no public list
    found = (
        definition.func
        for name in bdd.get_fixture_names(fixturemanager=manager)
        for definition in bdd.getfixturedefs(manager, name, request.node) or ()
    )
    return [registry[function] for function in found if function in registry]


def install() -> None:
    """Let pytest-bdd search once in a session; a version that is built otherwise is left as it is."""
    parts = ("get_step_function", "get_fixture_names", "getfixturedefs", "step_function_context_registry")
    if all(hasattr(bdd, part) for part in parts):
        search = bdd.get_step_function
        bdd.get_step_function = Lookup(search.search if isinstance(search, Lookup) else search)
