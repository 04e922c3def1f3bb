"""What is said while a run goes on: what stands on a terminal, what a log gets, and what never reaches either."""

import io
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from services import violating
from terminal import Terminal

from asadvertised.article.scenarios import Scenario
from asadvertised.cli.pace import EvenPace, Pace, time_left
from asadvertised.cli.progress import Exploring, Progress, Proving
from asadvertised.cli.status import RED, StatusLine
from asadvertised.outcome import Broken
from asadvertised.suite.explore import Explored

Run = Callable[..., subprocess.CompletedProcess[str]]
HOSTILE = "Click \x1b[2J\x1b]0;title\x07\r\x9b31m Save"
TEXTS = {"a.one": "We never share it.", "a.two": HOSTILE, "a.three": "You can turn it off."}
BROKEN_LINES = ["broken: a.two: “Click ␛[2J␛]0;title␇ \\u009b31m Save” (f:rows#2)"]


class Clock:
    """Time that passes when somebody says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Say what time it is."""
        return self.now


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal() as opened:
        yield opened


def scenario(name: str, *sentences: str) -> Scenario:
    return Scenario(name, "f.feature", 1, name, sentences, 1, ())


SCENARIOS = (
    *(scenario(f"f:rows#{number}", "a.two") for number in range(1, 11)),
    *(scenario(f"f:ones#{number}", "a.one") for number in range(1, 10)),
    scenario("f:last", "a.one", "a.three", "retired"),
)
OUTCOMES = {one.id: "passed" for one in SCENARIOS} | {f"f:rows#{number}": "failed" for number in range(2, 9)}


def asked(status: StatusLine, clock: Clock, seconds: float = 1.0) -> Iterator[Progress]:
    """Ask one scenario after the other, and give what counts them after each."""
    progress = Progress(SCENARIOS, TEXTS, status, clock)
    progress.begin("http://x/\x1b[31m")
    for one in SCENARIOS:
        clock.now += seconds
        progress.heard({"id": one.id, "outcome": OUTCOMES[one.id], "duration_s": seconds})
        yield progress


def test_a_terminal_shows_sentences_kept_and_broken_and_the_time_left(terminal: Terminal, clock: Clock) -> None:
    with StatusLine(terminal.out, clock=clock) as status:
        shown = [terminal.look()[-1] for _ in asked(status, clock)]
    assert shown[0] == "0 of 3 sentences kept, 1 of 20 scenarios"
    assert shown[3] == "0 of 3 sentences kept, 1 broken in 3 scenarios, about 20 s left"
    assert "about" not in "".join(shown[:2])
    assert shown[-1] == "2 of 3 sentences kept, 1 broken in 7 scenarios, 20 of 20 scenarios"
    assert terminal.look() == ["Asking http://x/␛[31m: 20 scenarios for 3 sentences", *BROKEN_LINES]


@pytest.mark.parametrize("outcome", ["cantTell", "untested"])
def test_what_could_not_be_told_is_not_kept(terminal: Terminal, clock: Clock, outcome: str) -> None:
    with StatusLine(terminal.out, clock=clock) as status:
        progress = Progress(SCENARIOS, TEXTS, status, clock)
        for one in SCENARIOS:
            clock.now += 1
            ending = outcome if one.id == "f:last" else "passed"
            progress.heard({"id": one.id, "outcome": ending, "duration_s": 1})
        assert terminal.look() == ["1 of 3 sentences kept, 2 not told, 20 of 20 scenarios"]


@pytest.mark.parametrize(
    ("outcome", "sums", "broken"),
    [
        ("passed", "3 of 3 sentences kept", []),
        ("cantTell", "1 of 3 sentences kept, 2 not told", []),
        (
            "failed",
            "1 of 3 sentences kept, 2 broken in 1 scenario",
            ["broken: a.one: “We never share it.” (f:last)", "broken: a.three: “You can turn it off.” (f:last)"],
        ),
    ],
)
def test_what_is_asked_again_counts(
    terminal: Terminal, clock: Clock, outcome: str, sums: str, broken: list[str]
) -> None:
    log = io.StringIO()
    again = {"id": "f:last", "outcome": outcome}
    with StatusLine(terminal.out, clock=clock) as status, StatusLine(log, clock=clock) as lines:
        for progress in (Progress(SCENARIOS, TEXTS, status, clock), Progress(SCENARIOS, TEXTS, lines, clock)):
            for one in SCENARIOS:
                clock.now += 1
                ending = "cantTell" if one.id == "f:last" else "passed"
                progress.heard({"id": one.id, "outcome": ending, "duration_s": 1})
            clock.now += 1
            progress.heard_again(again)
            clock.now += 1
            progress.heard_again(again)
        assert terminal.look()[-1] == f"{sums}, 20 of 20 scenarios"
    said = f"asked again: f:last: {outcome}"
    assert terminal.look() == [*broken, said, said]
    assert log.getvalue().splitlines()[10:] == [*broken, f"{said}: {sums}", f"{said}: {sums}"]


@pytest.mark.parametrize("width", [200, 79, 39, 12, 2, 1])
def test_the_line_is_never_wider_than_the_screen_and_leaves_nothing(clock: Clock, width: int) -> None:
    with Terminal(width) as terminal:
        with StatusLine(terminal.out, clock=clock) as status:
            for _ in asked(status, clock):
                assert not terminal.screen.rows[-1].goes_on
                assert len(terminal.look()[-1]) <= width
        left = terminal.look()
        assert len("".join(left)) <= sum(map(len, BROKEN_LINES)) + 60
        assert "sentences kept" not in "".join(left)
        assert (terminal.screen.column, terminal.screen.rows[-1].text) == (0, "")


@pytest.mark.parametrize("wraps", [True, False])
@pytest.mark.parametrize("widths", [(80, 30), (80, 9), (30, 80), (20, 7)])
def test_a_screen_that_is_resized_keeps_no_debris(clock: Clock, widths: tuple[int, int], wraps: bool) -> None:
    with Terminal(widths[0]) as terminal:
        with StatusLine(terminal.out, clock=clock) as status:
            for number, _ in enumerate(asked(status, clock)):
                terminal.look()
                if number in (5, 12):
                    terminal.resize(widths[number // 12 - 1], wraps=wraps)
                assert "".join(terminal.look()).count("of 3") <= 1
        said = "".join(terminal.look())
        assert "of 3" not in said
        assert said.startswith("Asking")


def test_an_interruption_leaves_nothing(terminal: Terminal, clock: Clock) -> None:
    with suppress(KeyboardInterrupt), StatusLine(terminal.out, clock=clock) as status:
        next(asked(status, clock))
        assert "sentences kept" in terminal.look()[-1]
        raise KeyboardInterrupt
    assert terminal.look() == ["Asking http://x/␛[31m: 20 scenarios for 3 sentences"]


def test_only_our_own_escapes_reach_a_terminal(terminal: Terminal, clock: Clock) -> None:
    with StatusLine(terminal.out, clock=clock) as status:
        for progress in asked(status, clock):
            progress.heard_again({"id": HOSTILE, "outcome": "cantTell"})
    terminal.look()
    assert set(re.findall(r"\x1b\[?[^a-zA-Z]*.", terminal.raw)) == {"\x1b[J", "\x1b[1;31m", "\x1b[0m"}
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]", terminal.raw)


def test_no_colour_where_none_is_wanted(terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with StatusLine(terminal.out, clock=clock) as status:
        list(asked(status, clock))
    terminal.look()
    assert RED not in terminal.raw
    assert "sentences kept" in terminal.raw


@pytest.mark.parametrize("term", ["dumb", None])
def test_elsewhere_there_are_plain_lines(clock: Clock, monkeypatch: pytest.MonkeyPatch, term: str | None) -> None:
    with Terminal() as terminal:
        if term:
            monkeypatch.setenv("TERM", term)
        out = terminal.out if term else io.StringIO()
        with StatusLine(out, clock=clock) as status:
            list(asked(status, clock))
        terminal.look()
        said = terminal.raw.replace("\r\n", "\n") if isinstance(out, io.TextIOWrapper) else out.getvalue()
    assert "\x1b" not in said
    assert "\r" not in said
    lines = said.splitlines()
    assert len(lines) == 1 + len(BROKEN_LINES) + 10
    assert lines[1:3] == [*BROKEN_LINES, "2 of 20 scenarios: 0 of 3 sentences kept, 1 broken in 1 scenario"]
    assert lines[-1] == "20 of 20 scenarios: 2 of 3 sentences kept, 1 broken in 7 scenarios"
    assert "about 10 s left" in lines[-6]


def test_who_wants_it_quiet_hears_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Terminal() as terminal:
        with StatusLine(terminal.out, quiet=True, clock=clock) as status:
            list(asked(status, clock))
            Exploring(10, status, clock).heard(Explored(acts=5))
            Proving(10, status, clock).heard("caught", right=True)
        terminal.look()
        assert terminal.raw == ""
    assert capsys.readouterr().out == ""


def test_it_is_drawn_no_more_often_than_somebody_can_read(terminal: Terminal, clock: Clock) -> None:
    with StatusLine(terminal.out, clock=clock) as status:
        for number in range(1000):
            clock.now += 0.001
            status.show([str(number)])
    terminal.look()
    assert terminal.raw.count("\r") < 40


def test_an_exploration_says_that_something_broke_but_not_yet_what(terminal: Terminal, clock: Clock) -> None:
    explored = Explored(acts=50, compared=80)
    with StatusLine(terminal.out, clock=clock) as status:
        exploring = Exploring(100, status, clock)
        clock.now += 30
        exploring.heard(explored)
        assert terminal.look() == ["50 of about 100 acts, 80 comparisons, about 30 s left"]
        explored.error = Broken("a secret", "another")
        for _ in range(3):
            clock.now += 1
            exploring.heard(explored)
        assert terminal.look()[-1].endswith("looking for the shortest sequence")
    assert terminal.look() == ["broken: a sequence of acts breaks a promise; looking for the shortest"]


def test_a_proof_counts_below_what_it_says(terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", terminal.out)
    with StatusLine(terminal.out, clock=clock) as status:
        proving = Proving(4, status, clock)
        for number in range(1, 4):
            clock.now += 60
            proving.heard(f"caught {number}", right=number > 1)
        assert terminal.look() == [
            *(f"caught {number}" for number in range(1, 4)),
            "3 of 4 asked, 1 not as it should be, about 1 min left",
        ]
    assert terminal.look() == [f"caught {number}" for number in range(1, 4)]


def test_the_time_left_is_judged_by_what_is_alike(clock: Clock) -> None:
    pace = Pace(SCENARIOS, clock)
    assert pace.left_s() is None
    for number in range(1, 4):
        clock.now += 10
        pace.ended(f"f:rows#{number}", 10)
    assert pace.left_s() == pytest.approx(170)  # nothing else is known yet
    for number in range(1, 6):
        clock.now += 1
        pace.ended(f"f:ones#{number}", 1)
    rows, ones, last = 7 * 10, 4 * 1, 35 / 8
    assert pace.left_s() == pytest.approx(rows + ones + last)


def test_what_is_asked_at_the_same_time_takes_less(clock: Clock) -> None:
    pace = Pace(SCENARIOS, clock)
    for number in range(1, 11, 2):
        clock.now += 10
        pace.ended(f"f:rows#{number}", 10)
        pace.ended(f"f:rows#{number + 1}", 10)
    assert pace.left_s() == pytest.approx(50)


def test_nothing_is_estimated_from_too_little(clock: Clock) -> None:
    pace, even = Pace(SCENARIOS, clock), EvenPace(100, clock)
    clock.now += 2
    pace.ended("f:rows#1", 2)
    assert (pace.left_s(), even.left_s(50)) == (None, None)
    clock.now += 20
    assert (even.left_s(0), even.left_s(5)) == (None, None)
    assert even.left_s(50) == pytest.approx(22)
    assert even.left_s(200) == 0


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (None, ""),
        (0, "a few seconds left"),
        (14, "about 10 s left"),
        (52, "about 50 s left"),
        (58, "about 1 min left"),
        (100, "about 2 min left"),
        (3599, "about 1 h 0 min left"),
        (5400, "about 1 h 30 min left"),
    ],
)
def test_time_is_told_no_more_exactly_than_it_is_known(seconds: float | None, says: str) -> None:
    assert time_left(seconds) == says


def test_a_run_that_is_interrupted_on_a_terminal_leaves_its_lines(
    small_content: Path, tmp_path: Path, reference_url: str
) -> None:
    command = ["check", "--target", reference_url, "--no-article", "--content", str(small_content)]
    with Terminal() as terminal:
        check = subprocess.Popen(
            [sys.executable, "-m", "asadvertised", *command],
            cwd=tmp_path,
            stderr=terminal.writer,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while not re.search(r"[1-9]\d* of \d+ sentences kept", terminal.look(1)[-1]):
            assert time.monotonic() < until
        check.send_signal(signal.SIGINT)
        code = check.wait(60)
        left = [line for line in terminal.look() if not line.startswith(f"Asking {reference_url}")]
        assert (code, left) == (4, [])


@pytest.mark.parametrize("command", ["check", "explore"])
def test_quiet_is_the_verdict_and_where_the_report_is(asadvertised: Run, short_content: Path, command: str) -> None:
    arguments: dict[str, list[Any]] = {"check": ["--no-article"], "explore": ["--steps", "300", "--seed", "1"]}
    with violating("save-does-not-save") as url:
        run = asadvertised(command, "--quiet", "--target", url, "--content", str(short_content), *arguments[command])
    assert (run.returncode, run.stderr) == (1, "")
    verdict, *gate, report = run.stdout.splitlines()
    assert [line.partition(":")[0] for line in gate] == ([] if command == "explore" else ["Gate", "Blocks too"])
    assert re.search(r"sentences broken|breaks a promise", verdict)
    assert report == "Report: asadvertised-report/index.html"
