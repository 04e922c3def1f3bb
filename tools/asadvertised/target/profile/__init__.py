"""Profiles: how a service that speaks otherwise than the contract is asked the contract's operations."""
