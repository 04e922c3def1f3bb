"""The article: what it says, what is promised by it, which scenarios ask it, and whether its page still says it."""
