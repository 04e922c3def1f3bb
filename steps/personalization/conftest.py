"""Every step of this article, and the world that a scenario makes for itself."""

from collections.abc import Iterator

import pytest

from asadvertised.target.client import Target

from .comparing import *
from .controls import *
from .help_page import *
from .off_pinterest import *
from .on_pages import *
from .on_pinterest import *
from .panels import *
from .people import *
from .phones import *
from .settings import *
from .sharing import *
from .shops import *
from .world import World


@pytest.fixture
def world(service: Target) -> Iterator[World]:
    """Give a scenario a world of its own: its people and shops are made for it, and removed after it.

    They are left to a service that ends with the run.
    """
    own = World(service, service.trials)
    yield own
    own.leave_pages()
    if not service.ends_with_the_run:
        own.remove()
