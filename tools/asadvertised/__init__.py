"""Tell whether a service does what its help article says, and whether the article still says it."""

__version__ = "0.1.0"
