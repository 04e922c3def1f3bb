"""Customer lists: addresses are matched by fingerprint and never kept."""

from hashlib import sha256

from asadvertised.reference.rules.citation import implements


@implements("personalized-ads.customer-list", "personalized-ads.customers-see-relevant-ads")
def fingerprint(email: str) -> str:
    """Give what is kept of an address, and compared with the lists.

    It is the SHA-256 of the trimmed, lower-case form, as advertisers' tools make it.
    """
    return sha256(email.strip().lower().encode()).hexdigest()
