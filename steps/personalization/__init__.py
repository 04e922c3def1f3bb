"""How the promises of "Personalization and data" are asked."""
