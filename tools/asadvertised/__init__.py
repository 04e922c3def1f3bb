"""Does the service do what its help article says, and does the article still say it?"""

__version__ = "0.1.0"
