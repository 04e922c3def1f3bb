"""Keys: a pair of Ed25519, the private one for its owner's eyes alone."""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from asadvertised.errors import ConfigurationError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PUBLIC = ".pub"
OWNER_ALONE = 0o600
ANYBODY_READS = 0o644
OTHERS = 0o077
LARGEST = 65_536
MAKE_ONE = "make a pair with `asadvertised keygen`"
GIVE_PUBLIC = "give the public key, the file that ends in .pub"


@dataclass(frozen=True)
class PublicKey:
    """A key by which signatures are checked; `id` is the SHA-256 of its DER form (SubjectPublicKeyInfo)."""

    key: "Ed25519PublicKey"
    id: str

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature of a message is by this key."""
        from cryptography.exceptions import InvalidSignature

        try:
            self.key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class PrivateKey:
    """A key that signs."""

    key: "Ed25519PrivateKey"

    def sign(self, message: bytes) -> bytes:
        """Give the signature of a message."""
        return self.key.sign(message)

    @property
    def public(self) -> PublicKey:
        """The other half of the pair."""
        return known(self.key.public_key())


def known(key: "Ed25519PublicKey") -> PublicKey:
    """Give a public key with the id that it is known by."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return PublicKey(key, sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest())


def make_pair(file: Path) -> PublicKey:
    """Write a new pair: the private key, which nobody but its owner may ever read, and the public one beside it.

    Raises ConfigurationError where a file is there already, or cannot be written; then neither is left behind.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    beside = file.with_name(f"{file.name}{PUBLIC}")
    _create(beside, public, ANYBODY_READS)
    try:
        _create(file, private, OWNER_ALONE)
    except ConfigurationError:
        beside.unlink()
        raise
    return known(key.public_key())


def _create(file: Path, content: bytes, mode: int) -> None:
    """Write a file that is not there yet; what is there is never replaced, nor what a link leads to."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise ConfigurationError("is there already", str(file), "name another file with --out") from None
    except OSError as error:
        raise _unwritable(file, error) from None
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(content)
    except OSError as error:
        with suppress(OSError):
            file.unlink()
        raise _unwritable(file, error) from None


def _unwritable(file: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"cannot be written: {error.strerror}", str(file), "name another file with --out")


def read_private(file: Path) -> PrivateKey:
    """Read a key that signs.

    Raises ConfigurationError for what is none, and for one that others than its owner can read.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    text = _read(file, private=True)
    try:
        key = load_pem_private_key(text, password=None)
    except TypeError:
        raise ConfigurationError("is locked by a passphrase", str(file), "give a key without one") from None
    except (ValueError, UnsupportedAlgorithm):
        raise ConfigurationError("is no private key in PEM", str(file), MAKE_ONE) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError("is a private key, but not of Ed25519", str(file), MAKE_ONE)
    return PrivateKey(key)


def read_public(file: Path) -> PublicKey:
    """Read a key by which signatures are checked.

    Raises ConfigurationError for what is none.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    text = _read(file, private=False)
    if b"PRIVATE KEY" in text:
        raise ConfigurationError("is a private key, which is for nobody but its owner", str(file), GIVE_PUBLIC)
    try:
        key = load_pem_public_key(text)
    except (ValueError, UnsupportedAlgorithm):
        raise ConfigurationError("is no public key in PEM", str(file), GIVE_PUBLIC) from None
    if not isinstance(key, Ed25519PublicKey):
        raise ConfigurationError("is a public key, but not of Ed25519", str(file), GIVE_PUBLIC)
    return known(key)


def _read(file: Path, *, private: bool) -> bytes:
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if private and os.name == "posix" and mode & OTHERS:
                what = f"can be read by others than its owner (its mode is {stat.S_IMODE(mode):04o})"
                raise ConfigurationError(what, str(file), f"chmod 600 {file}; was it copied meanwhile, make a new one")
            return opened.read(LARGEST)
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", str(file), MAKE_ONE) from None
