"""Everything that can go wrong on the way to a verdict: whose doing it is, what helps, and at what cost.

`pytest tests/test_faults.py -s` prints the matrix.
"""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import faults
import pytest
from faults import DAY_S, Certificates, Turn, answer, misbehaving, reference, saying, speaking, without_end
from thorough import first_at_once

KILLED_AFTER_S = 120
QUICK_S = 30.0
WHOLE_S = 60.0
SMALL_MB = 250
MEASURE = """\
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""  # a process of its own, for the kernel counts what a process had that starts another as the other's, too
HEAD = "HTTP/1.1 201 As It Is\r\nContent-Type: application/json\r\n"
CLOSED = "127.0.0.1:1"
Serve = Callable[["Ground"], AbstractContextManager[str]]


@dataclass(frozen=True)
class Ground:
    """Where a fault is set up: a folder of its own, certificates, and the content that is asked."""

    folder: Path
    certificates: Certificates
    content: Path


@dataclass(frozen=True)
class Fault:
    """A row of the matrix: what goes wrong, and what has to come of it; no cause where it is survived or refused."""

    name: str
    serve: Serve
    cause: str
    says: tuple[str, ...]
    code: int = 4
    flaky: bool = False
    asked_again: bool = False
    more: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    seconds: float = QUICK_S
    timeout: str = "2"


@dataclass(frozen=True)
class Seen:
    """What came of it: exit code, all that was printed, the record if there is one, and what it cost."""

    code: int
    printed: str
    record: Any
    seconds: float
    peak_mb: float


def at(server: Callable[[], AbstractContextManager[str]], scheme: str = "http") -> Serve:
    """Ask a server by its address."""

    @contextmanager
    def serve(_: Ground) -> Iterator[str]:
        with server() as host:
            yield f"{scheme}://{host}"

    return serve


def there(url: str) -> Serve:
    """Ask an address."""

    @contextmanager
    def serve(_: Ground) -> Iterator[str]:
        yield url

    return serve


def raw(say: faults.Conversation) -> Serve:
    """Ask a server that says this, whatever it is asked."""
    return at(lambda: speaking(say))


def whole(turn: Turn) -> Serve:
    """Ask the reference, which misbehaves in some turns."""
    return at(lambda: reference(misbehaving(turn)))


def by_profile(profile: str, server: Callable[[Ground], AbstractContextManager[str]], scheme: str = "http") -> Serve:
    """Ask a server by a profile that says more than its address."""

    @contextmanager
    def serve(ground: Ground) -> Iterator[str]:
        with server(ground) as host:
            file = ground.folder / "service.toml"
            text = profile.replace("CERTIFICATES", str(ground.certificates.folder)).replace("HOST", host)
            file.write_text(f'[service]\nurl = "{scheme}://{host}"\n{text}', encoding="utf-8")
            yield str(file)

    return serve


def answered(body: bytes, *headers: str, **more: Any) -> Callable[[Ground], AbstractContextManager[str]]:
    """Give a server that always answers so."""
    return lambda _: speaking(saying(answer(body, *headers, **more)))


def secure(name: str = "server", *, clients: bool = False) -> Callable[[Ground], AbstractContextManager[str]]:
    """Serve the reference over TLS."""

    def server(ground: Ground) -> AbstractContextManager[str]:
        folder = ground.certificates.folder
        settings: dict[str, Any] = {"ssl_certfile": folder / f"{name}.pem", "ssl_keyfile": folder / f"{name}.key"}
        if clients:
            settings |= {"ssl_ca_certs": str(ground.certificates.authority), "ssl_cert_reqs": 2}
        return reference(**settings)

    return server


def wants_ours(ground: Ground) -> AbstractContextManager[str]:
    """Serve over TLS, for those who show a certificate of the authority's."""
    return speaking(saying(answer(PERSON)), ground.certificates.of_server(clients=True))


def some(wanted: Callable[[int], bool], status: int, most: int = 10_000, **headers: str) -> Turn:
    """Misbehave in the turns that are wanted, and no more often than `most`."""
    done = count(1)

    def turn(number: int, _: Any) -> tuple[int, dict[str, str], bytes] | None:
        if not wanted(number) or next(done) > most:
            return None
        return status, {name.replace("_", "-"): value for name, value in headers.items()}, b"not now"

    return turn


def every_other_get(status: int, **headers: str) -> Turn:
    """Answer each third GET with a status, and its repeat as ever."""
    gets = count(1)

    def turn(_: int, scope: Any) -> tuple[int, dict[str, str], bytes] | None:
        if scope["method"] != "GET" or next(gets) % 3:
            return None
        return status, {name.replace("_", "-"): value for name, value in headers.items()}, b"not now"

    return turn


def lost(path: str) -> Turn:
    """Know nothing of a path."""
    return lambda _, scope: (404, {}, b"not here") if scope["path"] == path else None


@contextmanager
def bug_in_a_step(ground: Ground) -> Iterator[str]:
    """Ask a service that is well by steps that are not."""
    shutil.copytree(ground.content, ground.folder / "content")
    steps = ground.folder / "content" / "steps" / "personalization" / "seeing.py"
    text = steps.read_text(encoding="utf-8")
    changed = text.replace(
        "def in_the_ads(", "def in_the_ads(*_):\n    return {}['no such thing']\n\n\ndef _was_in_the_ads("
    )
    assert changed != text
    steps.write_text(changed, encoding="utf-8")
    with reference() as host:
        yield f"http://{host}"


@contextmanager
def bug_in_an_adapter(ground: Ground) -> Iterator[str]:
    """Ask by a class of the service's own that raises."""
    package = ground.folder / "faulty-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty\nVersion: 1\n", encoding="utf-8")
    (package / "entry_points.txt").write_text("[asadvertised.targets]\nfaulty = faulty:Faulty\n", encoding="utf-8")
    code = """\
class Faulty:
    operations = frozenset({"createPerson"})

    def __init__(self, options):
        pass

    def ask(self, speaker, operation, body, parameters):
        raise ZeroDivisionError("by nothing")
"""
    (ground.folder / "faulty.py").write_text(code, encoding="utf-8")
    file = ground.folder / "service.toml"
    file.write_text(f'[service]\nurl = "http://{CLOSED}"\nadapter = "faulty"\n', encoding="utf-8")
    yield str(file)


@contextmanager
def to_the_plain_port(ground: Ground) -> Iterator[str]:
    """Speak HTTP to a port of HTTPS."""
    with secure()(ground) as host:
        yield f"http://{host}"


CONFIGURATION, AUTHENTICATION, INFRASTRUCTURE = "configuration", "authentication", "infrastructure"
TARGET, HARNESS, SURVIVED, REFUSED = "target", "harness", "", ""
OAUTH = '[auth]\nkind = "oauth2"\nclient_id = "harness"\nclient_secret = "${SECRET}"\ntoken_url = '
HEADER = '[auth]\nkind = "header"\n'
SECRET = {"SECRET": "a-secret-of-tests"}
OWN_CA = 'ca_bundle = "CERTIFICATES/ca.pem"\n'
CLIENT = OWN_CA + 'certificate = "CERTIFICATES/{0}.pem"\ncertificate_key = "CERTIFICATES/{0}.key"\n'
FOLLOWING = '[operations.createPerson]\nmethod = "POST"\npath = "/people"\nfollow = true\n'
PERSON = b'{"id": "p-1", "email": "a@b.example", "password": "abc"}'
MATRIX = (
    # The way there.
    Fault("a wrong port", there(f"http://{CLOSED}"), INFRASTRUCTURE, ("refused", "is this its port?")),
    Fault("a port of another protocol", raw(saying(b"SSH-2.0-OpenSSH_9.6\r\n")), CONFIGURATION, ("port of an HTTP",)),
    Fault("a name that DNS does not know", there("http://nowhere.invalid"), INFRASTRUCTURE, ("check the host",)),
    Fault(
        "a name that cannot be one", there(f"http://{'a' * 70}.example"), REFUSED, ("not an http or https address",), 2
    ),
    Fault("an address with a query", there("http://127.0.0.1:1/?a=b"), REFUSED, ("leave out what begins with ?",), 2),
    Fault(
        "a proxy that cannot be one",
        by_profile('proxy = "http://127.0.0.1:port"\n', lambda _: reference()),
        REFUSED,
        ("service.toml:3", "not the address of a proxy"),
        2,
    ),
    Fault(
        "a proxy of the environment that cannot be one",
        there(f"http://{CLOSED}"),
        REFUSED,
        ("HTTP_PROXY", "not the address of a proxy"),
        2,
        environment={"http_proxy": "nonsense://127.0.0.1", "no_proxy": ""},
    ),
    Fault("a port that cannot be one", there("http://127.0.0.1:99999"), REFUSED, ("not an http or https address",), 2),
    Fault(
        "a proxy that refuses",
        by_profile(f'proxy = "http://{CLOSED}"\n', lambda _: reference()),
        INFRASTRUCTURE,
        ("check `proxy`",),
    ),
    Fault(
        "a proxy that lets nobody through",
        by_profile('proxy = "http://HOST"\n', answered(b"denied by policy", status=403), "https"),
        INFRASTRUCTURE,
        ("did not let it through", "check `proxy`"),
    ),
    Fault(
        "a proxy that wants a password",
        by_profile('proxy = "http://HOST"\n', answered(b"who?", "Proxy-Authenticate: Basic", status=407)),
        AUTHENTICATION,
        ("407", "user and password in `proxy`"),
    ),
    Fault("a certificate of an unknown authority", by_profile("", secure(), "https"), INFRASTRUCTURE, ("ca_bundle",)),
    Fault(
        "an expired certificate", by_profile(OWN_CA, secure("expired"), "https"), INFRASTRUCTURE, ("expired", "renewed")
    ),
    Fault(
        "a certificate of another host",
        by_profile(OWN_CA, secure("elsewhere"), "https"),
        INFRASTRUCTURE,
        ("another host's", "check the host"),
    ),
    Fault("HTTPS spoken to HTTP", at(reference, "https"), INFRASTRUCTURE, ("is it http://",)),
    Fault("HTTP spoken to HTTPS", to_the_plain_port, INFRASTRUCTURE, ("is it https://",)),
    Fault("no certificate of ours", by_profile(OWN_CA, wants_ours, "https"), AUTHENTICATION, ("`certificate`",)),
    Fault(
        "a wrong certificate of ours",
        by_profile(CLIENT.format("stranger"), wants_ours, "https"),
        AUTHENTICATION,
        ("`certificate`",),
    ),
    Fault(
        "an authority and a certificate that the profile names",
        by_profile(CLIENT.format("client"), secure(clients=True), "https"),
        SURVIVED,
        ("kept",),
        0,
        seconds=WHOLE_S,
    ),
    # Being let in.
    Fault("a wrong token", by_profile("", answered(b"no", status=401)), AUTHENTICATION, ("check the token",)),
    Fault("a door that stays shut", by_profile("", answered(b"no", status=403)), AUTHENTICATION, ("[auth]",)),
    Fault(
        "an expired token, renewed",
        by_profile(f'{OAUTH}"/oauth/token"\n', lambda _: reference(misbehaving(faults.token_endpoint(25)))),
        SURVIVED,
        ("kept",),
        0,
        environment=SECRET,
        seconds=WHOLE_S,
    ),
    Fault(
        "a token endpoint that is down",
        by_profile(f'{OAUTH}"http://{CLOSED}/token"\n', lambda _: reference()),
        INFRASTRUCTURE,
        ("getting a token", "is it running"),
        environment=SECRET,
    ),
    Fault(
        "a token endpoint that breaks",
        by_profile(f'{OAUTH}"/token"\n', answered(b"oops", status=500)),
        TARGET,
        ("getting a token", "log"),
        environment=SECRET,
    ),
    Fault(
        "a token endpoint that does not know us",
        by_profile(f'{OAUTH}"/token"\n', answered(b'{"error": "invalid_client"}', status=401)),
        AUTHENTICATION,
        ("service.toml:", "client_id"),
        environment=SECRET,
    ),
    Fault(
        "a token endpoint that hands out none",
        by_profile(f'{OAUTH}"/token"\n', answered(b"[]", status=200)),
        AUTHENTICATION,
        ("service.toml:", "no token"),
        environment=SECRET,
    ),
    Fault(
        "a token command that fails",
        by_profile(f'{HEADER}token_command = "false"\n', lambda _: reference()),
        AUTHENTICATION,
        ("try the command by hand",),
    ),
    Fault(
        "a token with a line break",
        by_profile(f'{HEADER}token = "${{SECRET}}"\n', lambda _: reference()),
        AUTHENTICATION,
        ("line break",),
        environment={"SECRET": "first-line\nsecond-line"},
    ),
    # Being sent elsewhere.
    Fault(
        "a circle of redirects",
        by_profile(FOLLOWING, answered(b"", "Location: /people", status=302)),
        TARGET,
        ("in a circle",),
    ),
    Fault(
        "a redirect to another host",
        by_profile(FOLLOWING, answered(b"", "Location: http://elsewhere.example/", status=302)),
        CONFIGURATION,
        ("leads to http://elsewhere.example/", "check address and path"),
    ),
    Fault(
        "a POST that is redirected",
        by_profile("", answered(b"", "Location: /v2/people", status=307)),
        CONFIGURATION,
        ("leads to /v2/people", "check address and path"),
    ),
    Fault(
        "a redirect whose body has no end",
        raw(without_end("HTTP/1.1 302 x\r\nLocation: /x\r\nContent-Type: text/plain\r\n\r\n", bytes(65536))),
        TARGET,
        ("larger than 5 MB",),
    ),
    # Slowness and breaking off.
    Fault("silence", raw(faults.silent), INFRASTRUCTURE, ("nothing came", "--timeout"), timeout="0.5"),
    Fault(
        "headers that drip",
        raw(without_end("HTTP/1.1 201 x\r\n", b"X: y\r\n", 0.1)),
        INFRASTRUCTURE,
        ("nothing came", "--timeout"),
        timeout="0.5",
    ),
    Fault(
        "a body that drips",
        raw(without_end(f"{HEAD}Content-Length: 100000\r\n\r\n", b" ", 0.1)),
        INFRASTRUCTURE,
        ("nothing came", "--timeout"),
        timeout="0.5",
    ),
    Fault(
        "a body without a length that drips",
        raw(without_end(f"{HEAD}\r\n", b" ", 0.1)),
        INFRASTRUCTURE,
        ("nothing came", "--timeout"),
        timeout="0.5",
    ),
    Fault("a half-closed socket", raw(faults.half_closed), INFRASTRUCTURE, ("hung up", "log")),
    Fault("a reset in the middle", raw(faults.resetting), INFRASTRUCTURE, ("broke off", "stands before it")),
    Fault("a body cut short", raw(saying(answer(PERSON, length=500))), INFRASTRUCTURE, ("broke off", "log")),
    # What cannot be read.
    Fault("JSON cut short", raw(saying(answer(PERSON[:-5]))), TARGET, ("expected JSON", "log")),
    Fault(
        "letters of another charset",
        raw(saying(answer('{"person": "Zoë"}'.encode("latin-1")))),
        TARGET,
        ("JSON in UTF-8", "log"),
    ),
    Fault("half a character", raw(saying(answer(rb'{"person": "\ud83d"}'))), TARGET, ("whole characters", "log")),
    Fault("JSON of 100,000 levels", raw(saying(answer(b"[" * 100_000 + b"]" * 100_000))), TARGET, ("JSON", "log")),
    Fault(
        "JSON of 500 levels",
        raw(saying(answer(b'{"a":' * 500 + b"1" + b"}" * 500))),
        TARGET,
        ("at most 100 levels", "log"),
    ),
    Fault(
        "a sign-in page instead of JSON",
        raw(saying(answer(b'<form><input name="p" type="password"></form>', status=200, kind="text/html"))),
        AUTHENTICATION,
        ("sign-in page", "[auth]"),
    ),
    Fault(
        "a page instead of JSON",
        raw(saying(answer(b"<h1>Welcome</h1>", status=200, kind="text/html"))),
        TARGET,
        ("page for people", "check the address"),
    ),
    Fault("a gzip bomb", raw(faults.gzip_bomb), TARGET, ("larger than 5 MB",)),
    Fault("a gzip bomb in a gzip bomb", raw(saying(faults.twice_packed())), TARGET, ("larger than 5 MB",)),
    Fault(
        "gzip that is none",
        raw(saying(answer(PERSON, "Content-Encoding: gzip"))),
        TARGET,
        ("could not be unpacked", "Content-Encoding"),
    ),
    Fault(
        "gzip cut short",
        raw(saying(answer(gzip.compress(PERSON)[:-12], "Content-Encoding: gzip"))),
        INFRASTRUCTURE,
        ("broke off", "log"),
    ),
    Fault(
        "a page whose gzip is cut short",
        at(lambda: reference(lambda app: faults.CutShort(app, "/en/article/"))),
        INFRASTRUCTURE,
        ("broke off", "log"),
        seconds=WHOLE_S,
    ),
    Fault(
        "a body of 100 MB",
        raw(saying(f"{HEAD}Content-Length: {10**8}\r\n\r\n".encode(), *[faults.BLOCK] * 100)),
        TARGET,
        ("larger than 5 MB", "in pages"),
    ),
    Fault(
        "a body without end",
        raw(without_end(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n")),
        TARGET,
        ("larger than 5 MB", "in pages"),
    ),
    Fault("a header too long", raw(saying(answer(PERSON, f"X: {'y' * 100_000}"))), TARGET, ("too long", "fewer")),
    Fault("headers too many", raw(saying(answer(PERSON, *["X: y"] * 200))), TARGET, ("too many", "fewer")),
    Fault(
        "a field that is missing",
        raw(saying(answer(b'{"id": "p-1", "email": "a@b.example"}'))),
        TARGET,
        ("'password' is a required property", "log"),
    ),
    Fault(
        "a field of a wrong type",
        raw(saying(answer(PERSON.replace(b'"p-1"', b"7")))),
        TARGET,
        ("$.id: 7 is not of type", "log"),
    ),
    # Too busy, or broken now and then.
    Fault(
        "a storm of 429 that asks to wait a moment",
        whole(some(lambda n: n % 5 == 0, 429, retry_after="0")),
        SURVIVED,
        ("kept",),
        0,
        seconds=WHOLE_S,
    ),
    Fault(
        "429 that asks to wait an hour",
        whole(some(lambda _: True, 429, retry_after="3600")),
        INFRASTRUCTURE,
        ("asks to wait 3600 s", "--rate"),
    ),
    Fault("429 without end", whole(some(lambda _: True, 429)), INFRASTRUCTURE, ("429", "--rate")),
    Fault(
        "429 without end from some time on",
        whole(some(lambda n: n > 60, 429, retry_after="0")),
        INFRASTRUCTURE,
        ("stopped answering", "--rate"),
        seconds=WHOLE_S,
    ),
    Fault(
        "503 at a third of all reads, then fine",
        whole(every_other_get(503, retry_after="0")),
        SURVIVED,
        ("kept", "flaky"),
        0,
        flaky=True,
        seconds=WHOLE_S,
    ),
    Fault(
        "502 now and then, also at what must not be repeated",
        whole(some(lambda n: n % 30 == 1, 502, most=20)),
        SURVIVED,
        ("kept", "flaky"),
        0,
        flaky=True,
        asked_again=True,
        seconds=WHOLE_S,
    ),
    Fault(
        "500 at every tenth call",
        whole(some(lambda n: n % 10 == 0, 500)),
        TARGET,
        ("status 500", "log"),
        seconds=WHOLE_S,
    ),
    Fault("500 at every call", whole(some(lambda _: True, 500)), TARGET, ("status 500", "log")),
    Fault(
        "one operation that is not there",
        whole(lost("/advertising/effectiveness")),
        CONFIGURATION,
        ("getEffectiveness", "without"),
        seconds=WHOLE_S,
    ),
    Fault(
        "a clock a day ahead",
        at(lambda: reference(lambda app: faults.Dated(app, DAY_S))),
        INFRASTRUCTURE,
        ("set the clocks",),
    ),
    Fault(
        "a clock a day behind",
        at(lambda: reference(lambda app: faults.Dated(app, -DAY_S))),
        INFRASTRUCTURE,
        ("behind ours",),
    ),
    # What we were given, and our own.
    Fault(
        "an unknown key in the profile",
        by_profile("colour = 1\n", lambda _: reference()),
        REFUSED,
        ("service.toml:3", "colour", "published schema"),
        2,
    ),
    Fault(
        "a misspelt key in the profile",
        by_profile("retrys = 1\n", lambda _: reference()),
        REFUSED,
        ("service.toml:3", "did you mean 'retries'?"),
        2,
    ),
    Fault(
        "a variable that is not set",
        by_profile(f'{HEADER}token = "${{NOT_SET}}"\n', lambda _: reference()),
        REFUSED,
        ("service.toml:5", "set NOT_SET"),
        2,
    ),
    Fault(
        "an authority that is no certificate",
        by_profile('ca_bundle = "service.toml"\n', lambda _: reference()),
        REFUSED,
        ("service.toml:3", "PEM"),
        2,
    ),
    Fault(
        "a certificate without its key",
        by_profile('certificate = "CERTIFICATES/client.pem"\n', lambda _: reference()),
        REFUSED,
        ("service.toml:3", "made for each other"),
        2,
    ),
    Fault(
        "a bug in a step",
        bug_in_a_step,
        HARNESS,
        ("a fault of ours: keyerror", "seeing.py:", "please report"),
        more=("--content", "content"),
        seconds=WHOLE_S,
    ),
    Fault(
        "a bug in an adapter",
        bug_in_an_adapter,
        HARNESS,
        ("zerodivisionerror", "faulty.py:", "please report"),
        environment={"PYTHONPATH": "."},
    ),
)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Give an authority and what it signed."""
    return faults.make_certificates(tmp_path_factory.mktemp("certificates"))


def run(ground: Ground, target: str, fault: Fault) -> Seen:
    """Run the command as a user does; the kernel says what memory its process had at most."""
    content = ("--content", str(ground.content)) if "--content" not in fault.more else ()
    command = [sys.executable, "-m", "asadvertised", "check", "--target", target, "--timeout", fault.timeout]
    paths = [os.path.abspath(part) for part in sys.path if part.endswith("tools")]  # noqa: PTH100
    own = os.pathsep.join([*([fault.environment["PYTHONPATH"]] if "PYTHONPATH" in fault.environment else []), *paths])
    environment = {**os.environ, **fault.environment, "PYTHONPATH": own}
    printed = ground.folder / "printed"
    started = time.monotonic()
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", MEASURE, "peak", *command, *content, *fault.more],
            cwd=ground.folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=environment,
            start_new_session=True,
        )
        guard = threading.Timer(KILLED_AFTER_S, os.killpg, (process.pid, signal.SIGKILL))
        guard.start()
        process.wait()
        guard.cancel()
    seconds = time.monotonic() - started
    results = ground.folder / "asadvertised-report" / "results.json"
    record = json.loads(results.read_text(encoding="utf-8")) if results.is_file() else None
    peak_mb = int((ground.folder / "peak").read_text(encoding="utf-8")) / 1024
    return Seen(process.returncode, printed.read_text(encoding="utf-8"), record, seconds, peak_mb)


@pytest.mark.parametrize(
    "fault", first_at_once([*MATRIX[::2], *MATRIX[1::2]], at_once=32), ids=lambda fault: fault.name.replace(" ", "-")
)
def test_every_fault_has_its_cause(
    fault: Fault, tmp_path: Path, small_content: Path, certificates: Certificates, record_property: Any
) -> None:
    ground = Ground(tmp_path, certificates, small_content)
    with fault.serve(ground) as target:
        seen = run(ground, target, fault)
    print(row(fault, seen))  # noqa: T201  the matrix
    record_property("row", row(fault, seen))
    assert seen.code == fault.code, seen.printed
    for words in fault.says:
        assert words.lower() in " ".join(seen.printed.split()).lower(), seen.printed
    assert "Traceback" not in seen.printed
    assert seen.seconds < fault.seconds
    assert seen.peak_mb < SMALL_MB
    if fault.code == 2:
        assert seen.record is None
        assert len(seen.printed.strip().splitlines()) == 1
        return
    the_record_tells(fault, seen.record)
    if fault.flaky:
        flaky_all_over(fault, seen, (tmp_path / "asadvertised-report" / "index.html").read_text(encoding="utf-8"))


def the_record_tells(fault: Fault, record: Any) -> None:
    scenarios = record["scenarios"]
    assert len(scenarios) > 50
    assert {one["outcome"] for one in scenarios} <= {"passed", "cantTell"}
    untold = [one for one in scenarios if one["outcome"] == "cantTell"]
    assert {one["cause"] for one in untold} == ({fault.cause} if fault.cause else set())
    assert all(one["reason"] for one in untold)
    assert record["summary"]["causes"] == ({fault.cause: len(untold)} if fault.cause else {})
    flaky = [one for one in scenarios if one["qualifier"] == "flaky"]
    assert bool(flaky) is fault.flaky
    assert record["summary"]["scenarios"]["flaky"] == len(flaky)
    assert record["run"]["exit_code"] == fault.code


def row(fault: Fault, seen: Seen) -> str:
    """Give a row of the matrix in Markdown."""
    told = [line.strip() for line in seen.printed.splitlines() if any(w.lower() in line.lower() for w in fault.says)]
    sentence = told[-1].rpartition(": ")[2] if told else ""
    cause = fault.cause or ("survived, flaky" if fault.flaky else "survived" if fault.code == 0 else "refused")
    return f"| {fault.name} | {cause} | {seen.code} | {sentence[:160]} | {seen.seconds:.1f} | {seen.peak_mb:.0f} |"


def test_the_matrix_is_whole() -> None:
    assert len(MATRIX) >= 25
    assert len({fault.name for fault in MATRIX}) == len(MATRIX)
    assert {fault.cause for fault in MATRIX} == {CONFIGURATION, AUTHENTICATION, INFRASTRUCTURE, TARGET, HARNESS, ""}
    assert 1 not in {fault.code for fault in MATRIX}


def flaky_all_over(fault: Fault, seen: Seen, html: str) -> None:
    """Hold that what was kept on a repeat is nowhere plainly kept."""
    flaky = [one for one in seen.record["scenarios"] if one["qualifier"] == "flaky"]
    one_request = [one for one in flaky if "when a request was repeated after status" in one["reason"]]
    whole_again = [one for one in flaky if one["reason"].startswith("Kept only when it was asked again.")]
    assert one_request
    assert bool(whole_again) is fault.asked_again
    for one in one_request:
        exchanges = [exchange for step in one["steps"] for exchange in step["exchanges"]]
        assert any(exchange["attempt"] == 2 and exchange["after"].startswith("status 50") for exchange in exchanges)
    asked = {name for one in flaky for name in one["sentences"]}
    marked = {one["id"]: one["reason"] for one in seen.record["sentences"] if one["qualifier"] == "flaky"}
    assert marked.keys() == asked
    assert all("repeat" in reason or "again" in reason for reason in marked.values())
    assert seen.record["summary"]["sentences"]["flaky"] == len(asked)
    assert f"FLAKY, kept only on a repeat: {len(flaky)} scenarios" in seen.printed
    assert html.count('<details class="scenario flaky"') == len(flaky)
    assert "attempt 2, after status 50" in html
