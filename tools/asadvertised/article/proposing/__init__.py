"""Propose the transcription of a page that nobody has transcribed yet: all of its sentences, none accounted for."""

from asadvertised.article.proposing.writing import CONTRACT, propose

__all__ = ["CONTRACT", "propose"]
