"""A record told again in place of a service."""
