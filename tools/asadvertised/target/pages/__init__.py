"""The service's pages, used as a person uses them: over plain HTTP, or in a real browser."""
