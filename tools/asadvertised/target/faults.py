"""Why a service could not be asked: never a verdict about its promises."""

from asadvertised.outcome import Cause, CouldNotTell


class Unreachable(CouldNotTell):
    """No answer came that could be read: refused, reset, no such host, silence past the time allowed, or too much."""

    def __init__(self, operation: str, url: str, why: str, mend: str = "", cause: Cause = Cause.INFRASTRUCTURE) -> None:
        told = f"The service did not answer {operation} at {url}: {why}" + (f" ({mend})" if mend else "")
        super().__init__(told, cause)
        self.operation = operation
        self.url = url
        self.why = why
        self.mend = mend


class NotAsked(CouldNotTell):
    """The service had stopped answering before this question was asked."""

    def __init__(self, first: Unreachable) -> None:
        super().__init__(f"Not asked, because the service had stopped answering. {first.reason}", Cause.INFRASTRUCTURE)
        self.first = first


class UnexpectedAnswer(CouldNotTell):
    """An answer came that the contract does not know; `status` is its own."""

    status = 0

    def __init__(  # noqa: PLR0913, PLR0917  what an answer is told from another by
        self, operation: str, url: str, expected: str, seen: str, cause: Cause = Cause.TARGET, mend: str = ""
    ) -> None:
        told = f"The answer to {operation} at {url} is not the contract's: expected {expected}, got {seen}"
        super().__init__(told + (f" ({mend})" if mend else ""), cause)
        self.operation = operation
        self.url = url
        self.expected = expected
        self.seen = seen
        self.mend = mend


class NotAsProfiled(CouldNotTell):
    """An answer came in which the profile's `key` does not find what it says is there."""

    def __init__(self, key: str, where: str, what: str, cause: Cause) -> None:
        super().__init__(f"{where}: {key}: {what} (mend the profile there, if the service is right)", cause)
        self.key = key
        self.where = where
        self.what = what


class NothingThere(NotAsProfiled):
    """Where the profile says that a value stands, there is none."""


class NotSignedIn(CouldNotTell):
    """The harness was not let in: its own credentials were refused, or none could be had."""

    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(f"{where}: {what} ({mend})", Cause.AUTHENTICATION)
        self.where = where
        self.what = what
        self.mend = mend


class Refused(CouldNotTell):
    """The service understood and refused, with a problem (RFC 9457); `status` is the answer's."""

    status = 0

    def __init__(self, operation: str, url: str, kind: str, detail: str, cause: Cause) -> None:
        super().__init__(f"The service refused {operation} at {url}: {detail}", cause)
        self.operation = operation
        self.kind = kind
        self.detail = detail
