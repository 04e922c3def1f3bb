"""Compare two readings of a text, passage by passage: align them, class each pair, and say why. Rules, not a model."""

from asadvertised.article.comparing.comparison import compare

__all__ = ["compare"]
