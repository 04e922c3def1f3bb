"""The reference over HTTP: its document is the contract, its errors are problems, its secrets stay."""

import sqlite3
import time
from pathlib import Path

import pytest
import requests
from openapi_spec_validator import validate

from asadvertised.reference.__main__ import contract
from asadvertised.target.client import Agent, Target
from asadvertised.target.contract import load_contract
from asadvertised.target.faults import Refused
from asadvertised.target.launch import Reference


def signed_in(target: Target, **facts: str) -> Agent:
    person = target.agent("seam").call("createPerson", {"country": "US", "birth_date": "1990-01-01", **facts})
    agent = target.agent("person")
    agent.token = agent.call("signInOnWeb", {"email": person["email"], "password": person["password"]})["token"]
    return agent


def advertiser(target: Target) -> tuple[str, Agent]:
    made = target.agent("seam").call("createAdvertiser", {"name": "shop"})
    agent = target.agent("shop")
    agent.token = made["token"]
    return made["id"], agent


def test_the_contract_is_the_references_own_document(article_folder: Path) -> None:
    written = (article_folder / "openapi.yaml").read_text(encoding="utf-8")
    assert written == contract(), "run `make contract`"


def test_the_contract_is_openapi_and_says_what_each_operation_means(article_folder: Path) -> None:
    import yaml

    document = yaml.safe_load((article_folder / "openapi.yaml").read_text(encoding="utf-8"))
    validate(document)
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert len(operations) >= 35
    assert all(len(operation["description"]) > 10 for operation in operations)
    seams = {o["operationId"] for o in operations if o["tags"] == ["test seams"]}
    assert {"createPerson", "createAdvertiser", "createPhone", "publishPin", "listShared"} <= seams


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/ads", 401, "not-signed-in"),
        ("POST", "/advertising/ads", 401, "not-signed-in"),
        ("POST", "/web/sign-in", 422, "malformed"),
        ("DELETE", "/test/people/nobody", 404, "not-found"),
        ("GET", "/nowhere", 404, "not-found"),
        ("PATCH", "/ads", 405, "method-not-allowed"),
    ],
)
def test_every_refusal_is_a_problem(reference_url: str, method: str, path: str, status: int, kind: str) -> None:
    answer = requests.request(method, reference_url + path, json={} if method == "POST" else None, timeout=5)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:problem:{kind}"
    assert answer.json()["status"] == status


def test_a_wrong_password_is_refused(target: Target) -> None:
    person = target.agent("seam").call("createPerson", {})
    with pytest.raises(Refused) as refusal:
        target.agent("thief").call("signInOnWeb", {"email": person["email"], "password": "guess"})
    assert refusal.value.kind == "urn:problem:wrong-credentials"


def test_a_token_ends_with_signing_out(target: Target) -> None:
    agent = signed_in(target)
    agent.call("getAds")
    agent.call("signOut")
    with pytest.raises(Refused):
        agent.call("getAds")


def test_one_persons_token_is_not_an_advertisers(target: Target) -> None:
    agent = signed_in(target)
    with pytest.raises(Refused):
        agent.call("getEffectiveness")


def test_a_removed_person_is_gone(target: Target) -> None:
    seam = target.agent("seam")
    person = seam.call("createPerson", {})
    seam.call("removePerson", person=person["id"])
    with pytest.raises(Refused):
        target.agent("p").call("signInOnWeb", {"email": person["email"], "password": person["password"]})


def test_sharing_is_offered_as_a_choice_only_where_there_is_sharing(target: Target) -> None:
    offered = {code: signed_in(target, country=code).call("getSettings")["offered"] for code in ("US", "FR")}
    assert "share-with-partners" in offered["US"]
    assert "share-with-partners" not in offered["FR"]
    with pytest.raises(Refused) as refusal:
        signed_in(target, country="FR").call("adjustSettingsOnWeb", {"choices": {"share-with-partners": False}})
    assert refusal.value.kind == "urn:problem:not-offered"


def test_addresses_are_hashed_at_once_and_never_given_back(tmp_path: Path, article_folder: Path) -> None:
    database = tmp_path / "kept.db"
    with Reference("asadvertised.reference", ["--database", str(database)]) as reference:
        client = Target(reference.url(), load_contract(article_folder / "openapi.yaml"))
        _, shop = advertiser(client)
        answer = shop.call("uploadCustomerList", {"emails": ["Somebody@People.invalid"]})
        assert answer == {"received": 1}
        client.close()
    with sqlite3.connect(database) as kept:
        dump = "\n".join(kept.iterdump()).lower()
    assert "somebody@people.invalid" not in dump
    assert 'insert into "customers"' in dump


def test_what_is_kept_in_a_file_outlives_the_service(tmp_path: Path, article_folder: Path) -> None:
    database, secret = tmp_path / "kept.db", {}
    for again in (False, True):
        with Reference("asadvertised.reference", ["--database", str(database)]) as reference:
            client = Target(reference.url(), load_contract(article_folder / "openapi.yaml"))
            if not again:
                secret = client.agent("seam").call("createPerson", {})
            client.agent("p").call("signInOnWeb", {"email": secret["email"], "password": secret["password"]})
            client.close()


def test_unknown_country_or_age_shares_nothing(target: Target) -> None:
    seam = target.agent("seam")
    pin = seam.call("publishPin", {"subject": "shoes-unknown"})["id"]
    for facts in ({"country": "US"}, {"birth_date": "1990-01-01"}, {}):
        person = seam.call("createPerson", facts)
        agent = target.agent("p")
        agent.token = agent.call("signInOnWeb", {"email": person["email"], "password": person["password"]})["token"]
        agent.call("clickPin", pin=pin)
        assert seam.call("listShared", person=person["id"]) == {"items": []}


def test_it_stops_with_the_process_that_started_it() -> None:
    reference = Reference("asadvertised.reference")
    url = reference.url()
    assert requests.get(f"{url}/openapi.json", timeout=5).ok
    reference.close()
    started = time.monotonic()
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)
    assert time.monotonic() - started < 5
