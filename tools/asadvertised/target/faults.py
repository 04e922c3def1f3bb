"""Why a service could not be asked: never a verdict about its promises."""

from asadvertised.outcome import Cause, CouldNotTell


class Unreachable(CouldNotTell):
    """No answer came: refused, reset, no such host, or silence past the time allowed."""

    def __init__(self, operation: str, url: str, why: str) -> None:
        super().__init__(f"The service did not answer {operation} at {url}: {why}", Cause.INFRASTRUCTURE)
        self.operation = operation
        self.url = url
        self.why = why


class NotAsked(CouldNotTell):
    """The service had stopped answering before this question was asked."""

    def __init__(self, first: Unreachable) -> None:
        super().__init__(f"Not asked, because the service had stopped answering. {first.reason}", Cause.INFRASTRUCTURE)
        self.first = first


class UnexpectedAnswer(CouldNotTell):
    """An answer came that the contract does not know."""

    def __init__(self, operation: str, url: str, expected: str, seen: str, cause: Cause = Cause.TARGET) -> None:
        super().__init__(
            f"The answer to {operation} at {url} is not the contract's: expected {expected}, got {seen}", cause
        )
        self.operation = operation
        self.url = url
        self.expected = expected
        self.seen = seen


class Refused(CouldNotTell):
    """The service understood and refused, with a problem (RFC 9457)."""

    def __init__(self, operation: str, url: str, kind: str, detail: str, cause: Cause) -> None:
        super().__init__(f"The service refused {operation} at {url}: {detail}", cause)
        self.operation = operation
        self.kind = kind
        self.detail = detail
