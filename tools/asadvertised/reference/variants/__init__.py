"""Services that differ from the reference in one part: violations, each of one sentence, and lawful variants.

They stand beside the rules and never inside them: a violation replaces one pure function, or one page.
"""

from asadvertised.reference.variants import (
    browsers,
    choices,
    lawful,
    pages,
    phones,
    sharing,
    showing,
    site,
    site_app,
    site_lawful,
    site_others,
    surfaces,
)
from asadvertised.reference.variants.catalogue import LAWFUL, UNLIMITED, VIOLATIONS

__all__ = [
    "LAWFUL",
    "UNLIMITED",
    "VIOLATIONS",
    "browsers",
    "choices",
    "lawful",
    "pages",
    "phones",
    "sharing",
    "showing",
    "site",
    "site_app",
    "site_lawful",
    "site_others",
    "surfaces",
]
