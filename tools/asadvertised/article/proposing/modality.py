"""Guess how strongly a sentence binds the service: RFC 2119's words, as help pages in English say them.

A proposal, which a person reads again: what it cannot place is `states`.
"""

import re

from asadvertised.article.model import Kind, Modality

ASIDE = re.compile(
    r"\([^)]*\)|^\s*(?:please\s+)?(?:also\s+)?(?:note|remember|keep in mind)(?:\s+that\b|:)?\s*", re.IGNORECASE
)
WHERE = re.compile(
    r"^(?:(?:and|but|or|so|also|then)\s+)?(?:if|when|whenever|unless|while|because|although|since|once|as long as|"
    r"before|after|where|in case|depending on|to)\b[^,]*,\s*",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(
    r"\s+(?:if|when|whenever|unless|because|although|so that|so|which|who|whether|until)\s.*", re.IGNORECASE
)
ACTS = (
    r"add|adjust|allow|ask|block|change|check|choose|clear|click|close|confirm|contact|copy|create|delete|disable|"
    r"download|drag|enable|enter|find|follow|go|hold|install|log|look|make|move|navigate|open|press|read|remove|repeat|"
    r"restart|review|run|save|scroll|see|select|set|share|sign|swipe|switch|tap|toggle|turn|type|update|upload|use|visit"
)
STEP = re.compile(rf"^(?:please\s+|then\s+|next,?\s+|now\s+|first,?\s+|finally,?\s+)*(?:{ACTS})\b", re.IGNORECASE)
POINTS_ELSEWHERE = re.compile(
    r"\byou (?:can|may|could) (?:also )?(?:learn|read|find out|find more|see (?:more|our|the))\b|^(?:learn|read|see) ",
    re.IGNORECASE,
)
INTENT = re.compile(
    r"\b(?:we|our \w+) (?:want|aim|try|strive|believe|care|hope|think|love|understand|recommend)\b", re.IGNORECASE
)
NEED_NOT = re.compile(
    r"\b(?:do not|don.t|does not|doesn.t|need not|needn.t) (?:need|have) to\b|\bneed not\b", re.IGNORECASE
)
NEVER = re.compile(
    r"\b(?:will|do|does|shall|must|may|can|could|should|is|are|be)(?: \w+){0,2} (?:not|never|no)\b|"
    r"\b(?:never|cannot|no longer|nobody|no one|prohibited|forbidden)\b|"
    r"\b(?:wo|do|does|ca|must|is|are|sha|should|could)n[’']t\b|"
    r"\b(?:we|will) (?:will )?only\b",
    re.IGNORECASE,
)
LETS = re.compile(
    r"\byou(?:[’']re| are)? (?:can|could|able to|free to|entitled to)\b|\byou have (?:the|a) (?:right|choice|option)\b|"
    r"\b(?:lets?|allows?|enables?) (?:you|users|people)\b|\b(?:opt out|turn (?:it|this) off)\b",
    re.IGNORECASE,
)
MAY = re.compile(r"\b(?:may|might|can|could|optional|optionally|sometimes)\b", re.IGNORECASE)
MUST = re.compile(
    r"\b(?:will|shall|must|always|required|ensures?|guarantees?|only applies|entitled)\b|[’']ll\b|"
    r"\b(?:has|have|needs?) to\b",
    re.IGNORECASE,
)
USES = re.compile(
    r"\b(?:we|they|partners|advertisers)(?: \w+ly| also)? "
    r"(?:use|collect|share|receive|process|show|combine|get|send)\b",
    re.IGNORECASE,
)
DOES = re.compile(r"\b(?:we)(?: \w+ly| also)? [a-z]+\b", re.IGNORECASE)
# The first that is found decides.
BINDING = (
    (POINTS_ELSEWHERE, Modality.STATES),
    (STEP, Modality.STEP),
    (INTENT, Modality.STATES),
    (NEED_NOT, Modality.STATES),
    (NEVER, Modality.MUST_NOT),
    (LETS, Modality.MUST),
    (MAY, Modality.MAY),
    (MUST, Modality.MUST),
    (USES, Modality.MAY),
    (DOES, Modality.MUST),
)


def modality_of(text: str, kind: Kind, locale: str) -> Modality:
    """Propose a modality; of another language than English only what the page's structure tells."""
    if kind is Kind.STEP:
        return Modality.STEP
    if kind in (Kind.HEADING, Kind.LABEL) or not locale.lower().startswith("en") or text.endswith((":", "?")):
        return Modality.STATES
    main = main_clause(text)
    return next((modality for binding, modality in BINDING if binding.search(main)), Modality.STATES)


def main_clause(text: str) -> str:
    """Give what a sentence says, without the conditions under which it holds."""
    main = ASIDE.sub("", text)
    main = WHERE.sub("", main)
    return AFTERWARDS.sub("", main) or main
