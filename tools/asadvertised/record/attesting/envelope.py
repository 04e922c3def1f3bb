"""The envelope that a signature travels in.

Source: https://github.com/secure-systems-lab/dsse (DSSE 1.0.0, protocol.md and envelope.md)
"""

import base64
import binascii

from asadvertised.record.attesting.keys import PrivateKey
from asadvertised.target.exchange import Part

PAYLOAD_TYPE = "application/vnd.in-toto+json"
URL_SAFE = str.maketrans("-_", "+/")


class Signature(Part):
    """One signature; `keyid` is a hint which key made it, and proves nothing."""

    keyid: str = ""
    sig: str


def pae(payload_type: str, payload: bytes) -> bytes:
    """Give what is signed: a payload together with what it is, so that it cannot be taken for something else."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def signature_of(payload: bytes, key: PrivateKey) -> Signature:
    """Sign a payload."""
    return Signature(keyid=key.public.id, sig=encoded(key.sign(pae(PAYLOAD_TYPE, payload))))


def encoded(data: bytes) -> str:
    """Give bytes in base64."""
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes | None:
    """Give the bytes of a text in base64, be it the alphabet for addresses, and nothing where it is none."""
    try:
        return base64.b64decode(text.translate(URL_SAFE), validate=True)
    except (binascii.Error, ValueError):
        return None
