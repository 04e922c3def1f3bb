"""Links in the document: how to undo what an operation made."""

from http import HTTPStatus
from typing import Any


def undone_by(operation: str, **parameters: str) -> dict[int | str, dict[str, Any]]:
    """Say which operation removes what was made, and for each of its parameters which key of the answer fills it."""
    filled = {name: f"$response.body#/{key}" for name, key in parameters.items()}
    undo = {"operationId": operation, "parameters": filled, "description": "Removes what was made."}
    return {HTTPStatus.CREATED.value: {"links": {"undo": undo}}}
