"""The browsers of this process: started when the first is needed, and closed with the target."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asadvertised.article.fetching.chromium import QUIETLY, chromium_path
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell, NotLookedAt
from asadvertised.target.pages.driver import DRIVER
from asadvertised.target.pages.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright

FLAGS = (
    *QUIETLY,
    "--disable-software-rasterizer",
    "--in-process-gpu",
    "--renderer-process-limit=1",  # these three halve what a page costs
)
NO_PLAYWRIGHT = "Playwright is not there to look with (pip install 'asadvertised[browser]')"
NO_CHROMIUM = "no Chromium is there to look with (install it, or name it by ASADVERTISED_CHROMIUM)"
ENDS_WITHIN_S = 20.0
NOT_WANTED = "--no-browser was given"


class Browsers:
    """Starts Chromium for whoever looks; each looks with cookies and settings of their own."""

    def __init__(self, *, wanted: bool, proxies: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._proxies = proxies
        self._open = ExitStack()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self.watch = Watch()

    def close(self) -> None:
        """Close whatever is open."""
        with contextlib.suppress(Exception), self.watch.over(ENDS_WITHIN_S):
            self._open.close()
        self.watch.forget()
        self._playwright = self._browser = None

    def fresh(self) -> "BrowserContext":
        """Give a browser that nobody has used before.

        Raises NotLookedAt where there is none, and CouldNotTell where it does not start.
        """
        playwright = self._started()
        with starting():
            if self._browser is None or not self._browser.is_connected():
                path = _path(playwright, bare=True)
                launched = playwright.chromium.launch(executable_path=path, **self._options())
                self._open.callback(_closed, launched)
                self.watch.know(launched)
                self._browser = launched
            return self._browser.new_context(service_workers="block", accept_downloads=False)

    def of_its_own(self, *, do_not_track: bool) -> "BrowserContext":
        """Give a browser with settings of its own: third parties have cookies in it, and it may ask not to be tracked.

        Raises as `fresh` does.
        """
        playwright = self._started()
        folder = Path(tempfile.mkdtemp(prefix="asadvertised-"))
        self._open.callback(shutil.rmtree, folder, ignore_errors=True)
        settings = {"profile": {"cookie_controls_mode": 0}, "enable_do_not_track": do_not_track}
        (folder / "Default").mkdir()
        (folder / "Default" / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
        with starting():
            launched = playwright.chromium.launch_persistent_context(
                folder, executable_path=_path(playwright), **self._options()
            )
            self._open.callback(_closed, launched)
            if launched.browser:
                self.watch.know(launched.browser)
        return launched

    def _started(self) -> "Playwright":
        if not self._wanted:
            raise NotLookedAt(f"It takes a browser, and {NOT_WANTED}.")
        if self._playwright is None:
            try:
                with starting():
                    self._playwright = self._open.enter_context(DRIVER.used())
            except ImportError:
                raise NotLookedAt(f"It takes a browser, and {NO_PLAYWRIGHT}.") from None
        return self._playwright

    def _options(self) -> dict[str, Any]:
        proxy = next(iter(self._proxies.values()), "")
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        options: dict[str, Any] = {"args": [*FLAGS, *sandbox]}
        return options | ({"proxy": {"server": proxy}} if proxy else {})


def _path(playwright: "Playwright", *, bare: bool = False) -> str:
    try:
        return chromium_path(playwright.chromium.executable_path, bare=bare)
    except ConfigurationError as error:
        if error.where.startswith("--"):
            raise NotLookedAt(f"It takes a browser, and {NO_CHROMIUM}.") from None
        raise


@contextlib.contextmanager
def starting() -> Iterator[None]:
    """Tell of a browser that does not start as what it is: nothing that the service did."""
    from playwright.sync_api import Error

    try:
        yield
    except Error as error:
        told = str(error).partition("\n")[0][:200]
        raise CouldNotTell(f"The browser did not start: {told}", Cause.INFRASTRUCTURE) from None


def _closed(opened: "Browser | BrowserContext") -> None:
    with contextlib.suppress(Exception):
        opened.close()
