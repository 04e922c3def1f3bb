"""The report: a verdict as people read it."""
