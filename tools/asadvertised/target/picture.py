"""What a browser showed, as evidence."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

FOLDER = "pictures"
SUFFIXES = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg"}
LETTERS_OF_A_NAME = 16


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

    @cached_property
    def sha256(self) -> str:
        """By what the picture is known, and told from one that somebody put in its place."""
        return sha256(self.image).hexdigest()

    @property
    def file(self) -> str:
        """Where the picture is kept, in the folder of a run's record."""
        return f"{FOLDER}/{self.sha256[:LETTERS_OF_A_NAME]}.{SUFFIXES[self.media_type]}"
