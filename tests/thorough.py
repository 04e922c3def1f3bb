"""Cases of one kind, of which every change has to pass the first, and `make thorough` all the others."""

from collections.abc import Iterable
from typing import Any

import pytest


def first_at_once(cases: Iterable[Any], at_once: int = 1) -> list[Any]:
    """Give each case; all but the first few are thorough."""
    return [
        pytest.param(*case, marks=pytest.mark.thorough if place >= at_once else ())
        for place, case in enumerate(case if isinstance(case, tuple) else (case,) for case in cases)
    ]
