"""Compare an article with its translation: structure, and what survives translation."""

from asadvertised.article.translating.comparing import compare_translation

__all__ = ["compare_translation"]
