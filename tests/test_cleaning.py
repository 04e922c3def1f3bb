"""Cleaning up: whatever a run made is gone in the end, however the run ended."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from services import answering
from thorough import first_at_once

from asadvertised.target.client import Target
from asadvertised.target.contract import Undo, load_contract
from asadvertised.target.journal import Journal, left_in, name_of
from asadvertised.target.stopping import stops_wait

Run = Callable[..., subprocess.CompletedProcess[str]]
JOURNAL = Path("asadvertised-report") / "made.jsonl"
PERSON = Undo("removePerson", {"person": "/id"})
PERSON_MADE = json.dumps({"id": "somebody", "email": "somebody@example.com", "password": "a password"}).encode()


class Service:
    """A reference of its own that outlives runs, with all that it keeps in a file."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "service.db"
        command = [sys.executable, "-m", "asadvertised.reference", "--database", str(self.database)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()

    def kept(self) -> int:
        """Count the people and advertisers that are there."""
        connection = sqlite3.connect(self.database)
        try:
            [(people,)] = connection.execute("SELECT count(*) FROM people").fetchall()
            [(advertisers,)] = connection.execute("SELECT count(*) FROM advertisers").fetchall()
        finally:
            connection.close()
        return int(people) + int(advertisers)

    def end(self) -> None:
        """Stop it, without asking."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """Serve a reference that outlives runs."""
    service = Service(tmp_path)
    yield service
    service.end()


def started(service: Service, content: Path, tmp_path: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start a run, and wait until something of it is in the service that it has not removed yet."""
    command = [sys.executable, "-m", "asadvertised", "check", "--content", str(content), "--target", service.url, *more]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    journal = tmp_path / JOURNAL
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if journal.is_file() and len(journal.read_text(encoding="utf-8").splitlines()) > 40 and left_in(journal):
            return run
        time.sleep(0.02)
    run.kill()
    raise AssertionError("the run made nothing")


def test_after_a_kill_in_the_midst_clean_leaves_nothing(
    service: Service, small_content: Path, asadvertised: Run, tmp_path: Path
) -> None:
    for _ in range(10):  # until it is struck while something is there
        run = started(service, small_content, tmp_path)
        run.kill()
        run.wait()
        if service.kept():
            break
    assert service.kept() > 0
    journal = tmp_path / JOURNAL
    assert journal.stat().st_mode & 0o777 == 0o600
    with journal.open("a", encoding="utf-8") as torn:
        torn.write('\n{"what": "made", "at": "http')
    done = asadvertised("clean")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "All that was left is removed.\n"
    assert service.kept() == 0
    assert not journal.exists()
    again = asadvertised("clean", "--target", service.url)
    assert (again.returncode, again.stdout) == (0, "Nothing is left.\n")


@pytest.mark.parametrize("how", first_at_once([signal.SIGTERM, signal.SIGINT]))
@pytest.mark.parametrize("more", [(), ("--workers", "2")])
def test_a_run_that_is_stopped_removes_what_it_made(
    service: Service, small_content: Path, tmp_path: Path, how: signal.Signals, more: tuple[str, ...]
) -> None:
    run = started(service, small_content, tmp_path, *more)
    run.send_signal(how)
    assert run.wait(60) == 4
    assert service.kept() == 0
    assert not (tmp_path / JOURNAL).exists()


def test_what_an_earlier_run_left_is_removed_first(
    service: Service, small_check: Run, asadvertised: Run, small_content: Path, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / JOURNAL, service.url)
    journal.file.parent.mkdir()
    journal.made(PERSON, {"id": "person-that-is-gone"})
    Journal(journal.file, "http://127.0.0.1:9").made(PERSON, {"id": "person-elsewhere"})
    run = small_check("--target", service.url, "--no-article")
    assert run.returncode == 0, run.stderr
    assert f"left something at {service.url}: it is removed first" in run.stderr
    assert "left something at http://127.0.0.1:9: it is kept" in run.stderr
    assert [(left.target, left.parameters) for left in left_in(journal.file)] == [
        ("http://127.0.0.1:9", (("person", "person-elsewhere"),))
    ]
    assert service.kept() == 0
    cleaned = asadvertised("clean", "--content", str(small_content))
    assert cleaned.returncode == 4
    assert "removePerson person-elsewhere" in cleaned.stderr
    assert "--target http://127.0.0.1:9" in cleaned.stderr
    assert left_in(journal.file)


@pytest.mark.parametrize(("status", "code"), [(404, 0), (410, 0), (204, 0), (409, 4), (500, 4)])
def test_what_is_gone_counts_as_removed(asadvertised: Run, tmp_path: Path, status: int, code: int) -> None:
    asked: list[str] = []

    def answer(method: str, path: str) -> tuple[int, str, bytes]:
        asked.append(f"{method} {path}")
        return status, "application/json", b""

    with answering(answer) as url:
        (tmp_path / JOURNAL).parent.mkdir()
        journal = Journal(tmp_path / JOURNAL, url)
        journal.made(PERSON, {"id": "somebody"})
        journal.made(PERSON, {"id": "the-last"})
        done = asadvertised("clean", "--timeout", "5")
    assert done.returncode == code, done.stderr
    assert journal.file.exists() == bool(code)
    assert asked[0] == "DELETE /test/people/the-last"
    assert len(set(asked)) == 2
    if code:
        assert f"it answered with status {status}" in done.stderr


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "made.jsonl", "http://x")
    journal.made(PERSON, {"id": "one"})
    with journal.file.open("r+", encoding="utf-8") as torn:
        torn.seek(journal.file.stat().st_size - 9)
        torn.truncate()
    journal.made(PERSON, {"id": "two"})
    journal.made(PERSON, {"id": "three"})
    journal.removed("removePerson", {"person": "two"})
    assert [left.parameters for left in journal.left()] == [(("person", "three"),)]


def test_a_journal_names_no_secret(tmp_path: Path, asadvertised: Run) -> None:
    (tmp_path / JOURNAL).parent.mkdir()
    secret = "a-secret-of-an-address"
    journal = Journal(tmp_path / JOURNAL, f"http://me:{secret}@127.0.0.1:9")
    journal.made(PERSON, {"id": "somebody"})
    assert secret not in journal.file.read_text(encoding="utf-8")
    done = asadvertised("clean")
    assert done.returncode == 4
    assert "--target" in done.stderr
    assert name_of("service.toml") == str(Path("service.toml").resolve())
    assert json.loads(journal.file.read_text(encoding="utf-8"))["what"] == "made"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_waits_until_what_is_being_made_is_written_down(
    article_folder: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    def stopping(*_: str) -> tuple[int, str, bytes]:
        signal.pthread_kill(threading.main_thread().ident or 0, stop)
        time.sleep(0.2)  # we have been told to stop, and do not know yet what was made
        return 201, "application/json", PERSON_MADE

    stopped_on = signal.signal(stop, signal.default_int_handler)
    try:
        with answering(stopping) as url:
            journal = Journal(tmp_path / "made.jsonl", url)
            target = Target(url, load_contract(article_folder / "openapi.yaml"), journal=journal)
            with pytest.raises(KeyboardInterrupt):
                target.agent("a harness").call("createPerson", {})
    finally:
        signal.signal(stop, stopped_on)
    assert [left.parameters for left in journal.left()] == [(("person", "somebody"),)]


def test_a_second_stop_does_not_wait() -> None:
    reached = []

    def stopped_twice() -> None:
        with stops_wait():
            signal.raise_signal(signal.SIGINT)
            reached.append("after the first")
            signal.raise_signal(signal.SIGINT)
            reached.append("after the second")

    stopped_on = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            stopped_twice()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, stopped_on)
    assert reached == ["after the first"]


LOST = """

import signal
import sys


class Freed:
    def __del__(self) -> None:
        sys.stderr.write("freed\\n")
        signal.raise_signal(signal.SIGINT)


Freed()
"""


@pytest.mark.parametrize("command", [("check", "--no-article"), ("explore", "--steps", "100000")])
def test_a_stop_that_python_loses_is_heeded_all_the_same(
    asadvertised: Run, small_content: Path, tmp_path: Path, command: tuple[str, ...], reference_url: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(small_content, content)
    for module in ("exploring", "people"):
        with (content / "steps" / "personalization" / f"{module}.py").open("a", encoding="utf-8") as steps:
            steps.write(LOST)
    run = asadvertised(*command, "--content", str(content), "--target", reference_url)
    assert run.returncode == 4, run.stdout
    assert "freed" in run.stderr
    assert "Traceback" not in run.stderr
    found = json.loads((tmp_path / "asadvertised-report" / "results.json").read_text(encoding="utf-8"))
    assert not found["run"]["complete"]
