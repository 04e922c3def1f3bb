"""The record: what was asked, what was seen, and what follows from it."""
