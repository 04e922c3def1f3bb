"""What stands around the findings of an assessment in OSCAL: its names, the service, the tool, the record."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from asadvertised.article.model import Check
from asadvertised.record.files import RESULTS
from asadvertised.record.model import Results, SentenceResult
from asadvertised.report.formats.naming import HOMEPAGE, address, digest_of, instant, is_digest, of_run
from asadvertised.report.formats.standing import text_words
from asadvertised.report.formats.telling import line_of

Json = dict[str, Any]
VERSION = "1.1.3"
NAMESPACE = f"{HOMEPAGE}ns/oscal"
NOTE = (
    "OSCAL has two states for a finding. What could not be told, was not asked or does not apply is “not-satisfied” "
    "with the reason “other”, and only what was seen broken has the reason “fail”. “satisfied” with the reason “other” "
    "is kept, but only on a repeat, in part, or by scenarios that a person has to review."
)
NO_TOKEN = re.compile("[^A-Za-z0-9._-]")
FIRST_OF_A_TOKEN = re.compile("[A-Za-z_]")
PROMISES = (Check.SCENARIOS, Check.UNTESTED, Check.UNACCOUNTED)


def name_of(results: Results, *parts: str) -> str:
    """Name a part of the document."""
    return str(of_run(results, "oscal", *parts))


def token(text: str) -> str:
    """Give an id as OSCAL allows it, which begins with no digit."""
    written = NO_TOKEN.sub("_", line_of(text))
    return written if FIRST_OF_A_TOKEN.match(written) else f"_{written}"


def props(values: Mapping[str, str]) -> Json:
    """Give properties of ours, without those that are empty; nothing where all are."""
    told = {name: line_of(value) for name, value in values.items()}
    given = [{"name": name, "ns": NAMESPACE, "value": value} for name, value in told.items() if value]
    return {"props": given} if given else {}


def promises(sentence: SentenceResult) -> bool:
    """Say whether a sentence promises something that could be asked of the service."""
    return sentence.check in PROMISES


def metadata(results: Results) -> Json:
    """Describe the document; it names no people, since a record knows none."""
    run = results.run
    return {
        "title": line_of(f"{run.article.title} at {run.name or run.target}"),
        "last-modified": instant(run.finished),
        "version": run.id,
        "oscal-version": VERSION,
        "remarks": NOTE,
    }


def definitions(results: Results) -> Json:
    """Describe the service that was asked, and what asked it."""
    run = results.run
    tool = {
        "uuid": name_of(results, "tool"),
        "type": "software",
        "title": "As Advertised",
        "description": "Asks a service the promises of its help article.",
        **props({"version": run.versions.asadvertised}),
        "status": {"state": "operational"},
    }
    service = {
        "uuid": name_of(results, "service"),
        "type": "service",
        "title": line_of(run.name or run.target),
        "description": line_of(f"The service at {run.target}."),
        "status": {"state": "operational"},
    }
    platform = {"uuid": name_of(results, "platform"), "uses-components": [{"component-uuid": tool["uuid"]}]}
    return {"components": [service], "assessment-assets": {"components": [tool], "assessment-platforms": [platform]}}


def reviewed(results: Results) -> Json:
    """Name the sentences that were to be asked, and those that promise nothing that could be."""
    asked, aside = ([token(one.id) for one in results.sentences if promises(one) is what] for what in (True, False))
    chosen = {"include-controls": [_selected(results, asked)]}
    return {"control-selections": [chosen | ({"exclude-controls": [_selected(results, aside)]} if aside else {})]}


def _selected(results: Results, ids: list[str]) -> Json:
    return {"control-id": token(results.run.article.name), **({"statement-ids": ids} if ids else {})}


def resources(results: Results) -> Iterator[Json]:
    """Describe the record, and by what and of what it was made."""
    run = results.run
    folder = f"features/{quote(run.article.name, errors='replace')}/"
    about = line_of(f"{run.article.publisher}, {run.article.source}, SHA-256 {run.article.sha256}")
    source = address(run.article.source) or f"{folder}article.toml"
    page = address(results.drift.source or run.article.page) or source
    record = _rlink(RESULTS, digest_of(results))
    yield {"uuid": name_of(results, "record"), "title": "The record of the run", "rlinks": [record]}
    yield {
        "uuid": name_of(results, "plan"),
        "title": "The suite",
        "citation": {"text": f"SHA-256 {run.suite_sha256}"},
        "rlinks": [_rlink(folder)],
    }
    yield {
        "uuid": name_of(results, "article"),
        "title": line_of(run.article.title),
        "citation": {"text": about},
        "rlinks": [_rlink(source)],
    }
    yield {
        "uuid": name_of(results, "page"),
        "title": "The page of the article",
        "description": text_words(results.drift),
        "rlinks": [_rlink(page, run.article.page_sha256)],
    }


def _rlink(href: str, digest: str = "") -> Json:
    hashes = {"hashes": [{"algorithm": "SHA-256", "value": digest}]} if is_digest(digest) else {}
    return {"href": href, **hashes}
