"""Build the reference with some of its parts replaced."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from starlette.types import ASGIApp

from asadvertised.reference.http.app import create_app
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import Rules
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Store
from asadvertised.reference.variants.catalogue import Part, Variant, Violation

Parts = TypeVar("Parts", Rules, Pages)


def build_app(store: Store, variant: Violation | Variant | None = None) -> ASGIApp:
    """Build the application: the reference itself, or what differs from it in one part."""
    if isinstance(variant, Violation):
        return with_parts(store, {variant.part: variant.replacement})
    if isinstance(variant, Variant):
        app = with_parts(store, variant.parts)
        return variant.around(app) if variant.around else app
    return with_parts(store, {})


def with_parts(
    store: Store, parts: Mapping[str, Part], build: Callable[[Pinterest, Pages], ASGIApp] = create_app
) -> ASGIApp:
    """Build the application, or another one around the same promises, with other rules, pages or words by their names.

    Raises AttributeError for a name that neither has.
    """
    for name in parts:
        getattr(Rules, name, None) or getattr(Pages, name)
    return build(Pinterest(store, _replaced(Rules, parts)()), _replaced(Pages, parts)())


def _replaced(kind: type[Parts], parts: Mapping[str, Part]) -> type[Parts]:
    """Make a class with some parts replaced: a method stays a method, any other part a function by itself."""
    own = {name: part for name, part in parts.items() if hasattr(kind, name)}
    plain = {name: staticmethod(part) for name, part in own.items() if isinstance(kind.__dict__[name], staticmethod)}
    return type(f"Other{kind.__name__}", (kind,), own | plain)
