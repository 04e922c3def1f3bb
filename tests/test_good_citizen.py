"""The reference is a good citizen: whatever it is asked, lawful or not, it answers as its contract says."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Template
from typing import Any

import pytest
import requests
import yaml
from conftest import CHECKOUT
from services import Answer, answering

from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.faults import Refused
from asadvertised.target.launch import Reference

CONTRACT = CHECKOUT / "features" / "personalization" / "openapi.yaml"
FEWEST = 2000
FEWEST_CHECKED = 1500  # a wrong method, for one, is asked of some checks only
EVERY_CHECK = {
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "use_after_free",
    "ensure_resource_availability",
    "ignored_auth",
    "object_level_authorization",
}


@dataclass(frozen=True)
class Asked:
    """What schemathesis said, and everything that it asked."""

    exit_code: int
    said: str
    folder: Path

    @cached_property
    def summary(self) -> dict[str, Any]:
        """Give its own summary."""
        return json.loads((self.folder / "asked.json").read_text(encoding="utf-8"))

    @cached_property
    def scenarios(self) -> list[dict[str, Any]]:
        """Give what was asked of one operation after another."""
        lines = (self.folder / "asked.ndjson").read_text(encoding="utf-8").splitlines()
        finished = [event["ScenarioFinished"] for line in lines if "ScenarioFinished" in (event := json.loads(line))]
        return [scenario["recorder"] for scenario in finished if "interactions" in scenario["recorder"]]

    def checks(self) -> Counter[tuple[str, str]]:
        """Count, for each check, how often it ended how."""
        asked = [check for scenario in self.scenarios for checks in scenario["checks"].values() for check in checks]
        return Counter((check["name"], check["status"]) for check in asked)

    def statuses(self) -> dict[str, set[int]]:
        """Give the statuses that each operation answered with."""
        seen = defaultdict(set)
        for scenario in self.scenarios:
            for case, exchange in scenario["interactions"].items():
                sent = scenario["cases"][case]["value"]
                seen[f"{sent['method']} {sent['path']}"].add(exchange["response"]["status_code"])
        return seen


def links() -> dict[str, Any]:
    """Give the links of each operation that makes something."""
    document = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    made = {operation["operationId"]: operation["responses"].get("201", {}) for operation in operations}
    return {name: answer["links"] for name, answer in made.items() if "links" in answer}


def what_it_asks_about(url: str) -> dict[str, str]:
    """Make a person, a phone, a shop and a Pin, and give what the configuration names of them."""
    target = Target(url, load_contract(CONTRACT))
    seam = target.agent("seam")
    person = seam.call("createPerson", {"country": "US", "birth_date": "1990-01-01"})
    shop = seam.call("createAdvertiser", {"name": "shop"})["id"]
    phone = seam.call("createPhone", {"platform": "ios", "os_version": "17.0"})["id"]
    pin = seam.call("publishPin", {"subject": "shoes"})["id"]
    known = {"email": person["email"], "password": person["password"]}
    known["app_token"] = seam.call("signInInApp", {**known, "phone": phone})["token"]
    target.close()
    return known | {"person": person["id"], "shop": shop, "phone": phone, "pin": pin}


def ask(url: str, folder: Path, configuration: str) -> Asked:
    """Have schemathesis ask a service, in a process of its own, since its warnings are not ours."""
    file = folder / "citizen.toml"
    file.write_text(configuration, encoding="utf-8")
    reports = ["--report-json-path", folder / "asked.json", "--report-ndjson-path", folder / "asked.ndjson"]
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", file, "run", CONTRACT, "--url", url, *reports]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    return Asked(run.returncode, run.stdout + run.stderr, folder)


def test_it_answers_as_its_contract_says_whatever_it_is_asked(tmp_path: Path) -> None:
    template = Template((CHECKOUT / "tests" / "citizen.toml").read_text(encoding="utf-8"))
    with Reference("asadvertised.reference") as reference:
        url = reference.url()
        asked = ask(url, tmp_path, template.substitute(what_it_asks_about(url)))
    assert asked.exit_code == 0, asked.said
    assert asked.summary["failures"] == asked.summary["errors"] == []
    assert {phase["status"] for phase in asked.summary["phases"].values()} == {"success"}
    it_was_asked_enough(asked)
    it_granted_what_is_lawful_and_failed_at_nothing(asked)


def it_was_asked_enough(asked: Asked) -> None:
    """Make sure that nothing was left out."""
    assert asked.summary["complete"]
    assert asked.summary["operations"]["tested"] == len(load_contract(CONTRACT).operations) >= 35
    assert asked.summary["test_cases"]["generated"] >= FEWEST
    checks = asked.checks()
    assert {status for _, status in checks} == {"success"}
    assert {name for name, _ in checks} == EVERY_CHECK
    assert min(checks.values()) >= FEWEST_CHECKED


def it_granted_what_is_lawful_and_failed_at_nothing(asked: Asked) -> None:
    """Make sure that every operation was reached, and every wrong method refused."""
    own = {f"{operation.method} {operation.path}" for operation in load_contract(CONTRACT).operations.values()}
    statuses = asked.statuses()
    assert {status // 100 for seen in statuses.values() for status in seen} == {2, 4}
    assert [operation for operation in own if min(statuses[operation]) >= 300] == []
    wrong_methods = [seen for request, seen in statuses.items() if request not in own]
    assert len(wrong_methods) > len(own)
    assert set.union(*wrong_methods) == {405}


def test_a_bad_citizen_is_seen(tmp_path: Path) -> None:
    bad: dict[str, Answer] = {
        "/test/people": (500, "application/problem+json", b"{}"),
        "/test/phones": (202, "application/json", b"{}"),
        "/test/pins": (400, "text/plain", b"no"),
    }
    only = f"operations = [{{ exclude-path = {list(bad)}, enabled = false }}]\ngeneration.max-examples = 1"
    with answering(lambda _, path: bad[path]) as url:
        seen = ask(url, tmp_path, only)
    assert seen.exit_code == 1, seen.said
    found = {failure["type"] for failure in seen.summary["failures"]}
    assert {"ServerError", "UndefinedStatusCode", "UndefinedContentType"} <= found


def test_what_it_serves_is_its_contract(reference_url: str) -> None:
    served = requests.get(f"{reference_url}/openapi.json", timeout=5).json()
    assert served == yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "body", "media_type"),
    [
        ("/test/pins", '{"subject": "shoes"}', "text/plain"),
        ("/test/pins", '{"subject": "shoes"}', ""),
        ("/en/article/personalization-and-data/feedback", '{"helpful": "yes"}', "application/json"),
    ],
)
def test_a_body_of_another_media_type_is_refused(reference_url: str, path: str, body: str, media_type: str) -> None:
    answer = requests.post(reference_url + path, body, headers={"Content-Type": media_type}, timeout=5)
    assert answer.status_code == 415
    assert answer.json()["type"] == "urn:problem:unsupported-media-type"


@pytest.mark.parametrize(("operation", "body"), [("createPerson", {}), ("createAdvertiser", {"name": "shop"})])
def test_what_was_made_says_how_to_undo_it(target: Target, operation: str, body: dict[str, str]) -> None:
    undo = links()[operation]["undo"]
    made = target.agent("seam").call(operation, body)
    filled = {name: made[source.removeprefix("$response.body#/")] for name, source in undo["parameters"].items()}
    target.agent("seam").call(undo["operationId"], **filled)
    with pytest.raises(Refused):
        target.agent("seam").call(undo["operationId"], **filled)


def test_whatever_can_be_removed_is_linked_from_what_made_it() -> None:
    removing = {
        operation.id for operation in load_contract(CONTRACT).operations.values() if operation.method == "DELETE"
    }
    assert removing
    assert {known["undo"]["operationId"] for known in links().values()} == removing
