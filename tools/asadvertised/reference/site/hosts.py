"""Which of this machine's names a page is another site under."""

from dataclasses import dataclass

from fastapi import Request

SERVICE = "127.0.0.1"


@dataclass(frozen=True)
class Hosts:
    """Addresses under the one port that is listened on. They never come from what a client says the host is."""

    port: int

    @property
    def service(self) -> str:
        """Give the service's own address."""
        return f"http://{SERVICE}:{self.port}"

    def named(self, name: str) -> str:
        """Give the address of somebody else's site."""
        return f"http://{name}.localhost:{self.port}"


async def the_hosts(request: Request) -> Hosts:
    """Give the addresses under the port that this request came in by."""
    return Hosts(request.scope["server"][1])
