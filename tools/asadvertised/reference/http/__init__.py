"""HTTP: the operations of the contract, each a thin door to the service."""
