"""Records on disk: written whole or not at all, and read back with a clear word when they are none."""

import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from asadvertised.errors import ConfigurationError
from asadvertised.record.model import SCHEMA, Results
from asadvertised.record.recovering import recovered

RESULTS = "results.json"
MEND = "give the results.json of a run"


def prepare_folder(folder: Path, option: str = "--out") -> None:
    """Make a folder that can be written to, which an option named.

    Raises ConfigurationError, before anything is asked, when it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        what = f"nothing can be written there: {error.strerror}"
        raise ConfigurationError(what, str(folder), f"give another {option}") from None


def prepare_file(file: Path, option: str) -> None:
    """Make the folder of a file that an option named; what is no file, as a device or a pipe, has to be writable.

    Raises ConfigurationError, before anything is asked, when the file cannot be written.
    """
    if str(file) == "-":
        raise ConfigurationError("standard output has what is said to people", option, "name a file, or /dev/stdout")
    if file.is_dir():
        raise ConfigurationError("is a folder", str(file), f"name a file after {option}")
    if not file.exists() or file.is_file():
        prepare_folder(Path(os.path.realpath(file)).parent, option)
    elif not os.access(file, os.W_OK):
        raise ConfigurationError("cannot be written to", str(file), f"give another {option}")


def to_json(results: Results) -> str:
    """Give a record as JSON."""
    return results.model_dump_json(by_alias=True, indent=1) + "\n"


def is_as_written(body: bytes) -> bool:
    """Tell whether bytes are laid out as a run writes them, each key once, whichever version has written them."""
    from pydantic_core import from_json, to_json

    try:
        return to_json(from_json(body), indent=1) + b"\n" == body
    except ValueError:
        return False


def read_results(file: Path) -> Results:
    """Read a record; one whose run was killed, with all that it had found until then.

    Raises ConfigurationError for a file that is none.
    """
    return results_in(read_body(file), file)


def read_body(file: Path) -> bytes:
    """Read a record's bytes, which a pipe gives only once.

    Raises ConfigurationError where they cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", str(file), MEND) from None


def results_in(body: bytes, file: Path) -> Results:
    """Read a record from the bytes of a file.

    Raises ConfigurationError for what is none.
    """
    try:
        results = Results.model_validate_json(body)
    except ValidationError as error:
        raise not_a_record(error, body, file) from None
    must_be_of_our_schema(file, results.schema_)
    return recovered(results, file.parent)


def not_a_record(error: ValidationError, body: bytes, file: Path) -> ConfigurationError:
    """Give what is to be said of a file that is no record.

    Raises ConfigurationError where that is so since it is of another schema.
    """
    must_be_of_our_schema(file, _schema_in(body))
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    return ConfigurationError(f"is not a record: {where}: {first['msg']}", str(file), MEND)


def _schema_in(body: bytes) -> object:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return document.get("schema") if isinstance(document, dict) else None


def must_be_of_our_schema(file: Path, schema: object) -> None:
    """Refuse, by ConfigurationError, a record of another schema."""
    if isinstance(schema, str) and schema != SCHEMA:
        what = f"is of another schema, {schema!r}"
        raise ConfigurationError(what, str(file), f"read it with the version that wrote it; this one reads {SCHEMA}")


def json_schema() -> str:
    """Give the published JSON Schema of records."""
    return json.dumps(Results.model_json_schema(by_alias=True), indent=1, ensure_ascii=False) + "\n"
