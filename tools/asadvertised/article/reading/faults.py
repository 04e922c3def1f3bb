"""Why a text could not be read."""

from asadvertised.outcome import Cause, CouldNotTell


class LayoutNotFound(CouldNotTell):
    """The page is not laid out as the article's selectors say: they are ours to mend, whatever the page says."""

    def __init__(self, part: str, selector: str, seen: str = "The page has nothing readable") -> None:
        reason = f"{seen} where the article's selectors look for its {part} ({selector})."
        super().__init__(reason, Cause.CONFIGURATION)
        self.part = part
        self.selector = selector


class NoArticle(CouldNotTell):
    """What came is no article, or none that can be read in bounds."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The page has no article that could be read: {why}.", Cause.TARGET)
        self.why = why
