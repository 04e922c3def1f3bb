"""A small record with evidence of every kind, in a folder as a run leaves it, and signed."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic_core import to_json as laid_out
from small_records import change, found, record_of, scenario

from asadvertised.article.drift import DriftOutcome
from asadvertised.outcome import Outcome
from asadvertised.record.attesting.attest import attest
from asadvertised.record.attesting.files import attestation_of, write_attestation
from asadvertised.record.attesting.keys import PrivateKey
from asadvertised.record.files import to_json
from asadvertised.record.model import Drift, Exchange, Picture, Results, Side, Step

IMAGE = b"RIFF....WEBP a picture of a page"
DIGEST = sha256(IMAGE).hexdigest()
PICTURE = f"pictures/{DIGEST[:16]}.webp"
PAGE = b"<html lang=en><p>We never sell your data.</p></html>"
TOKEN = "tok-5f0e9a71c4"
PERSON = "person-77aa0192"
HOME = "http://127.0.0.1:8000"
JSON = {"Content-Type": "application/json", "X-Request-Id": "request-0001"}
HTML = "<!doctype html>\n<html><title>Settings</title><input name=token value=abc></html>"
SETTINGS = (
    '{"offered": ["personalization", "sharing"], "on": true, "age": 16, "share": 1.0,'
    ' "who": {"note": "caf\\u00e9", "a/b~c": null}}'
)

Change = Callable[[Any], object]


def message(body: str = "", **headers: str) -> dict[str, Any]:
    return {"headers": [{"name": name, "value": value} for name, value in headers.items()], "body": body}


def exchange(operation: str, path: str, sent: dict[str, Any], got: dict[str, Any] | None, **more: Any) -> Exchange:
    known = {
        "operation": operation,
        "agent": "one of two",
        "request": {"method": "POST", "url": f"{HOME}{path}", **sent},
        "response": {"status": 200, **got} if got else None,
        "started": "2026-05-01T00:00:00.100+00:00",
        "duration_s": 0.0012,
        **more,
    }
    return Exchange.model_validate(known)


def signing_in() -> Step:
    sent = message(f"name=ann&token={TOKEN}&empty=", **{"Content-Type": "application/x-www-form-urlencoded"})
    return Step(
        keyword="Given",
        text="somebody who is signed in",
        outcome=Outcome.PASSED,
        duration_s=0.5,
        exchanges=(
            exchange("signIn", "/sign-in", sent, message(f'{{"token":"{TOKEN}","person":"{PERSON}"}}', **JSON)),
            exchange("signIn", "/sign-in", sent, None, fault="the connection was reset", attempt=2, after="a time-out"),
        ),
    )


def looking(outcome: Outcome) -> Step:
    picture = Picture(sha256=DIGEST, media_type="image/webp", width=4, height=3, about="The settings", file=PICTURE)
    return Step(
        keyword="Then",
        text="the setting is off",
        outcome=outcome,
        duration_s=1.0,
        exchanges=(
            exchange(
                "getSettings",
                f"/people/{PERSON}/settings?token={TOKEN}&page=2#top",
                message(),
                message(SETTINGS, **JSON),
            ),
            exchange("getPage", "/settings", message("[1, {}, []]"), message(HTML, **{"Content-Type": "text/html"})),
        ),
        pictures=(picture,),
    )


def record() -> Results:
    """Give a record in which there is something of everything that can be withheld."""
    kept = scenario("kept#1", Outcome.PASSED, "a", steps=(signing_in(), looking(Outcome.PASSED)))
    sides = (Side(who="one", sees=("ad for shoes",), more=("ad for shoes",)), Side(who="the other", sees=()))
    broken = scenario(
        "broken", Outcome.FAILED, "b", seen=f"{PERSON} sees shoes", sides=sides, steps=(looking(Outcome.FAILED),)
    )
    untold = scenario("untold", Outcome.CANT_TELL, "b", reason="the service was silent", cause="target")
    drift = Drift(
        outcome=DriftOutcome.DRIFTED,
        source=f"{HOME}/help",
        changes=(change(why=("“may” became “can”",), section="Choices"),),
        notes=("robots.txt was not asked",),
    )
    results = record_of(found(kept, broken, untold, drift=drift))
    profile = {
        "profile": "staging.toml",
        "profile_text": '[service]\nurl = "http://then"\n',
        "presumed": ("nobody said so",),
    }
    return results.model_copy(update={"run": results.run.model_copy(update=profile)})


def write_run(folder: Path, results: Results | None = None) -> Path:
    """Write what a run leaves in a folder, and give the record's file."""
    for name, body in ((PICTURE, IMAGE), ("page/page.html", PAGE), ("page/page.json", b'{"status": 200}\n')):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    file = folder / "results.json"
    file.write_text(to_json(results or record()), encoding="utf-8")
    return file


def write_signed(folder: Path, key: PrivateKey, results: Results | None = None) -> Path:
    """Write what a run leaves in a folder, signed, and give the record's file."""
    file = write_run(folder, results)
    write_attestation(file, attest(file, key))
    return file


def edit(file: Path, change: Change) -> None:
    """Change what a file of JSON says, and leave the way in which it is written."""
    document = json.loads(file.read_text(encoding="utf-8"))
    change(document)
    file.write_bytes(laid_out(document, indent=1) + b"\n")


def edit_attestation(file: Path, change: Change) -> None:
    """Change what stands in the attestation of a record."""
    edit(attestation_of(file), change)


def everything_in(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
