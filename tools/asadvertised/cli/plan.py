"""Print the shards of a run in the form that a pipeline's matrix has."""

import json
from enum import StrEnum
from typing import Annotated

import typer


class Form(StrEnum):
    """Whose matrix it is for."""

    GITHUB = "github"
    GITLAB = "gitlab"
    JSON = "json"


def plan(
    shards: Annotated[int, typer.Option(min=1, max=1000, help="Into how many parts the scenarios are split.")],
    form: Annotated[Form, typer.Option("--format", help="Whose matrix it is for.")] = Form.JSON,
) -> None:
    """Print the --shard of each job, as the matrix of a pipeline."""
    typer.echo(matrix([f"{number}/{shards}" for number in range(1, shards + 1)], form))


def matrix(shards: list[str], form: Form) -> str:
    """Give shards in a form."""
    if form is Form.GITHUB:
        return json.dumps({"shard": shards}, separators=(",", ":"))
    if form is Form.GITLAB:
        return f"parallel:\n  matrix:\n    - SHARD: {json.dumps(shards)}"
    return json.dumps(shards)
