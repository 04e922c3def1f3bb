"""Why a library's error was raised: what it wraps is told by types, its message by nobody."""

from collections.abc import Iterator


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """Give an error and whatever it was raised for."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            yield one
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
