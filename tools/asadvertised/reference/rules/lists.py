"""Customer lists: addresses are matched by fingerprint and never kept."""

from hashlib import sha256

from asadvertised.reference.rules.citation import implements


@implements("personalized-ads.customer-list")
def fingerprint(email: str) -> str:
    """Give what is kept of an address: the SHA-256 of its trimmed, lower-case form, as advertisers' tools make it."""
    return sha256(email.strip().lower().encode()).hexdigest()


@implements("personalized-ads.customers-see-relevant-ads")
def on_list(own: str, fingerprints: frozenset[str]) -> bool:
    """Tell by the fingerprint of a person's address whether they are one of an advertiser's customers."""
    return own in fingerprints
