"""Make the waiver of a sentence that a record says is broken."""

from collections.abc import Mapping
from datetime import date

import tomlkit
from pydantic import ValidationError

from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.fingerprint import fingerprint
from asadvertised.record.model import Results
from asadvertised.record.policy import LONGEST, Waiver
from asadvertised.record.waivers import digest_of_sentence, failures_of, says_otherwise

IS = {
    Outcome.PASSED: "is kept",
    Outcome.CANT_TELL: "could not be told",
    Outcome.UNTESTED: "was not tested",
    Outcome.INAPPLICABLE: "does not apply",
}


def waiver_of(results: Results, name: str, said: Mapping[str, str], expires: date, day: date) -> Waiver:
    """Make a waiver of what a record says is broken in a sentence; `said` is owner, reason and ticket.

    Raises ConfigurationError where there is nothing to waive, and where the waiver would be void from the beginning.
    """
    if results.exploration:
        raise ConfigurationError("the record is of exploring", "waive", "give the results.json of a check")
    sentence = next((one for one in results.sentences if one.id == name), None)
    if not sentence:
        raise ConfigurationError("the record has no such sentence", name, "name one that it says is broken")
    if sentence.outcome is not Outcome.FAILED:
        raise ConfigurationError(f"{IS[sentence.outcome]} in that run", name, "only what is broken can be waived")
    if says_otherwise(name, results.drift):
        raise ConfigurationError(
            "has other words on the page by now", name, "see to the text first: asadvertised accept"
        )
    _must_be_a_while(expires, day)
    failures = failures_of(name, results.scenarios)
    try:
        return Waiver(
            sentence=name,
            **said,
            expires=expires,
            sentence_sha256=digest_of_sentence(sentence.text),
            observations=tuple(dict.fromkeys(map(fingerprint, failures))),
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigurationError(first["msg"], f"--{first['loc'][0]}", "say it in words") from None


def _must_be_a_while(expires: date, day: date) -> None:
    last = day + LONGEST
    if not day <= expires <= last:
        raise ConfigurationError(f"{expires} is past, or too far ahead", "--expires", f"say a day from {day} to {last}")


def waiver_toml(waiver: Waiver) -> str:
    """Write a waiver as it stands in a policy."""
    table = tomlkit.table()
    for key, value in waiver.model_dump(exclude={"observations"}).items():
        table[key] = value
    observations = tomlkit.array().multiline(multiline=True)
    observations.extend(waiver.observations)
    table["observations"] = observations
    tables, document = tomlkit.aot(), tomlkit.document()
    tables.append(table)
    document.append("waiver", tables)
    return tomlkit.dumps(document)
