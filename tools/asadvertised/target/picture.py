"""What a browser showed, as evidence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture of a page; `about` says in words what it shows and what is outlined in it, sizes are CSS pixels.

    No secret is in it: whoever takes it has hidden what was typed, and addresses of people.
    """

    image: bytes
    width: int
    height: int
    about: str
    media_type: str = "image/webp"
