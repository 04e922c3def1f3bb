"""Waivers: one in force lets through what it names and nothing else, and each way to void one voids it."""

import tomllib
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from small_records import DAY, change, drifted, found, gated, record_of, scenario

from asadvertised.article.change import ChangeKind, Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.fingerprint import fingerprint
from asadvertised.record.gate_model import Excuse, Ground, WaiverResult, WaiverState
from asadvertised.record.model import Drift, Exploration, Results, ScenarioResult, Side
from asadvertised.record.policy import LONGEST, PolicyError, read_policy
from asadvertised.record.rollup import Found
from asadvertised.record.waiver_draft import waiver_of, waiver_toml
from asadvertised.record.waivers import digest_of_sentence
from asadvertised.report.html import render_html
from asadvertised.report.markdown import results_markdown
from asadvertised.report.summary import render_summary
from asadvertised.suite.experiment import Difference
from asadvertised.suite.trying import Compared
from asadvertised.target.trials import Measurement

KEPT = scenario("kept", Outcome.PASSED, "k")
BROKEN = scenario("broken", Outcome.FAILED, "a")
OTHER = scenario("other", Outcome.FAILED, "a", seen="it is away")
BOTH = scenario("both", Outcome.FAILED, "a", "b")
SAID = {"owner": "privacy-team@example.org", "reason": "The form is replaced.", "ticket": "PRIV-12"}


def waiver(name: str, *failures: ScenarioResult, **more: Any) -> dict[str, Any]:
    known = {
        "sentence": name,
        **SAID,
        "expires": DAY,
        "sentence_sha256": digest_of_sentence(f"Words of {name}."),
        "observations": [fingerprint(failure) for failure in failures],
    }
    return {**known, **more}


def judged(run: Found, *waivers: dict[str, Any]) -> tuple[int, WaiverResult]:
    passed = gated(run, waivers=waivers)
    return passed.gate.exit_code, passed.waivers[0]


def test_a_waiver_in_force_lets_its_sentence_through_on_its_last_day_too() -> None:
    passed = gated(found(KEPT, BROKEN), waivers=(waiver("a", BROKEN),))
    [told] = passed.waivers
    assert (passed.gate.exit_code, passed.gate.exit_code_without) == (0, 1)
    assert (told.state, told.days_left, told.why, told.seen) == (WaiverState.IN_FORCE, 0, (), told.observations)
    broken = next(one for one in passed.sentences if one.id == "a")
    assert (broken.outcome, broken.excused) == (Outcome.FAILED, Excuse.WAIVED)


VOID = {
    "its text is another": (found(KEPT, BROKEN), {"sentence_sha256": "f" * 64}, Ground.TEXT_CHANGED, "another text"),
    "the page says otherwise": (
        found(KEPT, BROKEN, drift=drifted(change(kind=ChangeKind.REWORDED, severity=Severity.WARNING))),
        {},
        Ground.TEXT_CHANGED,
        "page no longer says",
    ),
    "the page has lost it": (
        found(KEPT, BROKEN, drift=drifted(change(kind=ChangeKind.REMOVED))),
        {},
        Ground.TEXT_CHANGED,
        "page no longer says",
    ),
    "another scenario fails": (found(KEPT, BROKEN, OTHER), {}, Ground.ANOTHER_FAILURE, "other"),
    "the scenario fails otherwise": (
        found(KEPT, BROKEN.model_copy(update={"seen": "worse"})),
        {},
        Ground.ANOTHER_FAILURE,
        "broken",
    ),
    "it expired yesterday": (
        found(KEPT, BROKEN),
        {"expires": DAY - timedelta(days=1)},
        Ground.EXPIRED,
        "its last day was 2026-05-31",
    ),
    "there is no such sentence": (found(KEPT, BROKEN), {"sentence": "b"}, Ground.UNKNOWN_SENTENCE, "no sentence 'b'"),
}


@pytest.mark.parametrize("name", VOID)
def test_a_void_waiver_lets_nothing_through_and_says_why(name: str) -> None:
    run, more, ground, words = VOID[name]
    code, told = judged(run, waiver("a", BROKEN, **more))
    assert (code, told.state, told.grounds) == (1, WaiverState.VOID, (ground,))
    assert words in told.why[0]


def test_every_ground_that_there_is_is_told() -> None:
    old = {"expires": DAY - timedelta(days=9), "sentence_sha256": "f" * 64}
    _, told = judged(found(KEPT, BROKEN, OTHER), waiver("a", BROKEN, **old))
    assert told.grounds == (Ground.TEXT_CHANGED, Ground.ANOTHER_FAILURE, Ground.EXPIRED)
    assert len(told.why) == 3
    assert told.days_left == -9


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.INAPPLICABLE])
def test_a_waiver_that_is_not_needed_is_void_and_does_not_block(outcome: Outcome) -> None:
    mended = BROKEN.model_copy(update={"outcome": outcome})
    code, told = judged(found(KEPT, mended), waiver("a", BROKEN))
    assert (code, told.state, told.grounds) == (0, WaiverState.VOID, (Ground.NOT_NEEDED,))
    assert "Take it out of the policy" in told.why[0]


@pytest.mark.parametrize("outcome", [Outcome.CANT_TELL, Outcome.UNTESTED])
def test_what_could_not_be_told_is_not_told_to_be_mended(outcome: Outcome) -> None:
    code, told = judged(found(KEPT, BROKEN.model_copy(update={"outcome": outcome})), waiver("a", BROKEN))
    assert (code, told.state, told.seen) == (4, WaiverState.IN_FORCE, ())
    assert told.why == ("Whether it is still needed could not be told.",)


def test_fewer_failures_than_are_waived_are_covered_and_told() -> None:
    code, told = judged(found(KEPT, BROKEN), waiver("a", BROKEN, OTHER))
    assert (code, told.state, told.seen) == (0, WaiverState.IN_FORCE, (fingerprint(BROKEN),))
    assert told.why == ("Fewer failures are seen than are waived: 1 of 2.",)


def test_looks_and_place_on_the_page_void_nothing() -> None:
    looks = change(kind=ChangeKind.COSMETIC, severity=Severity.NOTE)
    moved = change(kind=ChangeKind.MOVED, severity=Severity.NOTE)
    for drift in (Drift(outcome=DriftOutcome.UNCHANGED, changes=(looks,)), drifted(moved)):
        passed = gated(found(KEPT, BROKEN, drift=drift), waivers=(waiver("a", BROKEN),), text=["error"])
        assert (passed.gate.exit_code, passed.waivers[0].state) == (0, WaiverState.IN_FORCE)


def test_the_change_of_another_sentence_voids_nothing() -> None:
    run = found(KEPT, BROKEN, drift=drifted(change(sentence="k")))
    assert judged(run, waiver("a", BROKEN))[1].state is WaiverState.IN_FORCE


def test_a_waiver_excuses_no_change_of_the_text() -> None:
    code, told = judged(found(KEPT, BROKEN, drift=drifted(change(sentence="k"))), waiver("a", BROKEN))
    assert (code, told.state) == (3, WaiverState.IN_FORCE)


def test_a_failure_of_two_sentences_takes_two_waivers() -> None:
    run, one, other = found(KEPT, BOTH), waiver("a", BOTH), waiver("b", BOTH)
    assert judged(run, one)[0] == 1
    assert judged(run, other)[0] == 1
    assert judged(run, one, other)[0] == 0
    expired = {**other, "expires": DAY - timedelta(days=1)}
    assert judged(run, one, expired)[0] == 1


def test_a_failure_that_also_cites_a_waived_sentence_is_another_failure_of_it() -> None:
    code, told = judged(found(KEPT, BROKEN, BOTH), waiver("a", BROKEN), waiver("b", BOTH))
    assert (code, told.grounds) == (1, (Ground.ANOTHER_FAILURE,))


def write(file: Path, *waivers: str) -> Path:
    file.write_text("\n".join(waivers), encoding="utf-8")
    return file


def block(**more: str) -> str:
    values = {
        "sentence": '"a"',
        "owner": '"o"',
        "reason": '"r"',
        "ticket": '"t"',
        "expires": "2026-06-30",
        "sentence_sha256": f'"{"0" * 64}"',
        "observations": '["0123456789abcdef"]',
        **more,
    }
    return "\n".join(["[[waiver]]", *(f"{key} = {value}" for key, value in values.items() if value)]) + "\n"


WRONG = {
    "owner": "",
    "reason": '"  "',
    "ticket": "12",
    "expires": '"2026-06-30"',
    "sentence": '"A B"',
    "sentence_sha256": '"abc"',
    "observations": "[]",
    "until": "2026-06-30",
}


@pytest.mark.parametrize("key", WRONG)
def test_a_waiver_that_cannot_be_used_names_its_key(tmp_path: Path, key: str) -> None:
    file = write(tmp_path / "gate.toml", block(sentence='"b"'), block(**{key: WRONG[key]}))
    with pytest.raises(PolicyError) as told:
        read_policy(file, DAY)
    assert told.value.key == f"waiver.1.{key}"
    assert int(str(told.value).split(":")[1]) >= 10


def test_a_time_is_no_day(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"waiver\.0\.expires"):
        read_policy(write(tmp_path / "gate.toml", block(expires="2026-06-30T00:00:00Z")), DAY)


def test_a_waiver_reaches_no_further_than_a_year(tmp_path: Path) -> None:
    last = DAY + LONGEST
    assert read_policy(write(tmp_path / "gate.toml", block(expires=str(last))), DAY).policy.waiver
    with pytest.raises(PolicyError, match=f"say a day up to {last}"):
        read_policy(write(tmp_path / "gate.toml", block(expires=str(last + timedelta(days=1)))), DAY)


def test_a_sentence_is_waived_once(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="'a' is waived twice"):
        read_policy(write(tmp_path / "gate.toml", block(), block()), DAY)


def waiving(results: Results, name: str = "a", expires: date = DAY, **said: str) -> str:
    return waiver_toml(waiver_of(results, name, {**SAID, **said}, expires, DAY))


def test_what_waive_prints_is_a_waiver_that_holds(tmp_path: Path) -> None:
    run = found(KEPT, BROKEN, OTHER, BOTH)
    text = waiving(record_of(run), reason='Is "replaced"\nin \\ March.') + waiving(record_of(run), "b")
    policy = read_policy(write(tmp_path / "gate.toml", text), DAY)
    assert policy.policy.waiver[0].reason == 'Is "replaced"\nin \\ March.'
    assert len(policy.policy.waiver[0].observations) == 3
    assert isinstance(tomllib.loads(text)["waiver"][0]["expires"], date)
    code, told = judged(run, *(one.model_dump() for one in policy.policy.waiver))
    assert (code, told.state) == (0, WaiverState.IN_FORCE)


@pytest.mark.parametrize(
    ("run", "more", "words"),
    [
        (found(KEPT), {"name": "k"}, "is kept in that run"),
        (found(KEPT, scenario("u", Outcome.CANT_TELL, "u")), {"name": "u"}, "could not be told in that run"),
        (found(KEPT), {"name": "nobody"}, "has no such sentence"),
        (found(BROKEN, drift=drifted(change())), {}, "other words on the page"),
        (found(BROKEN), {"expires": DAY - timedelta(days=1)}, "is past"),
        (found(BROKEN), {"expires": DAY + LONGEST + timedelta(days=1)}, "too far ahead"),
        (found(BROKEN), {"owner": " "}, "--owner"),
    ],
)
def test_what_cannot_be_waived_is_refused(run: Found, more: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        waiving(record_of(run), **more)


def test_what_was_explored_is_not_waived() -> None:
    tried = Exploration(outcome=Outcome.FAILED, sequences=1, acts=2, compared=3, untold=0, seed=1)
    explored = record_of(found(BROKEN)).model_copy(update={"exploration": tried})
    with pytest.raises(ConfigurationError, match="the record is of exploring"):
        waiving(explored)


def test_reports_show_a_waived_sentence_as_broken_and_waived() -> None:
    run = found(KEPT, BROKEN, OTHER)
    passed = gated(run, waivers=(waiver("a", BROKEN, OTHER), waiver("k", BROKEN)))
    results = record_of(run, passed)
    counts = results.summary.sentences
    assert (results.run.exit_code, counts.failed, counts.waived, counts.passed) == (0, 1, 1, 1)
    said, markdown, page = render_summary(results, "x"), results_markdown(results), render_html(results)
    for text in (said, markdown):
        assert "1 sentence broken (1 waived)." in text
        assert "Gate: exit code 0, no rule blocks. Without policy, waivers and baseline it would be 1." in text
        assert "Policy: gate.toml (SHA-256 000000000000…)" in text
        assert "WAIVED a until 2026-06-01, 0 days left, by privacy-team@example.org, PRIV-12" in text
        assert "WAIVER VOID k: It is no longer needed" in text
    assert "BROKEN (waived) a:" in said
    assert "1 broken (1 waived)" in said
    assert "Broken: `a (waived)`" in markdown
    assert "1 sentence broken (1 waived)." in page


def experiment(one: dict[str, int], other: dict[str, int]) -> ScenarioResult:
    """Give the failure of an experiment of 12 people who look 4 times; each thing is shown in so many of 48 looks."""
    measured = Measurement(
        what="ads",
        people=12,
        looks=4,
        things=len(one | other),
        p_value=1e-6,
        alpha=0.001,
        leak=0.1,
        power=1,
        base_rate=0,
        power_in_noise=1,
    )
    things = sorted(one | other)
    counts = [(thing, one.get(thing, 0), other.get(thing, 0)) for thing in things]
    compared = Compared(measured, tuple(Difference(*count, 1.0 if count[1] == count[2] else 1e-6) for count in counts))
    sides = [Side.model_validate(asdict(side)) for side in compared.side_by_side(str)]
    return BROKEN.model_copy(update={"seen": compared.in_words(str), "sides": tuple(sides), "experiments": (measured,)})


LEAK = experiment({"shoes": 48}, {})
UNLIKE = {
    "another thing": experiment({"bags": 48}, {}),
    "another number in the thing": experiment({"shoes of size 38": 48}, {}),
    "the other group": experiment({}, {"shoes": 48}),
    "one more thing": experiment({"shoes": 48, "bags": 48}, {}),
    "a plain failure": BROKEN.model_copy(update={"experiments": LEAK.experiments}),
}


def test_what_an_experiment_counts_is_no_part_of_a_failures_name() -> None:
    again = experiment({"shoes": 41, "hats": 5}, {"shoes": 2, "hats": 5})
    assert again.seen != LEAK.seen
    assert fingerprint(again) == fingerprint(LEAK)


@pytest.mark.parametrize("name", UNLIKE)
def test_experiments_that_tell_other_things_apart_have_another_name(name: str) -> None:
    assert fingerprint(UNLIKE[name]) != fingerprint(LEAK)


def test_every_difference_of_an_experiment_is_part_of_its_name_however_many_are_said() -> None:
    many = [f"ad {number}" for number in range(1, 9)]
    five, eight = (experiment(dict.fromkeys(many[:count], 48), {}) for count in (5, 8))
    swapped = experiment(dict.fromkeys([*many[:4], many[7]], 48), {})
    assert five.seen == swapped.seen
    assert len({fingerprint(one) for one in (five, eight, swapped)}) == 3


SEEN = "it is kept until {}"
IDS = ("0b4e1f5a-0000-4000-8000-00000000000a", "1C4E1F5A-1111-4000-8000-00000000000B")


@pytest.mark.parametrize("ids", [IDS, ("0b4e1f5a0000", "deadbeefcafe0123")])
def test_ids_that_a_run_makes_anew_are_no_part_of_a_failures_name(ids: tuple[str, str]) -> None:
    one, other = (BROKEN.model_copy(update={"seen": SEEN.format(name)}) for name in ids)
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-02-01T00:00:00Z", "2036-02-01T00:00:00Z"),
        ("2026-02-01", "2036-02-01"),
        ("10000", "99999999"),
        ("1000000000000", "2000000000000"),
        ("1 day", "2 days"),
        ("1234567890123e15", "1234567890123e16"),
        ("the accessibility", "the effectiveness"),
    ],
)
def test_numbers_and_dates_are_part_of_a_failures_name(one: str, other: str) -> None:
    names = {fingerprint(BROKEN.model_copy(update={"seen": SEEN.format(words)})) for words in (one, other)}
    promised = {fingerprint(BROKEN.model_copy(update={"promised": SEEN.format(words)})) for words in (one, other)}
    assert len(names | promised) == 4


def test_a_row_is_known_by_its_words_and_not_by_its_number() -> None:
    row = scenario("o#1", Outcome.FAILED, "a", name="o (iOS 14.5, 13 years)")
    assert judged(found(KEPT, row.model_copy(update={"id": "o#2"})), waiver("a", row))[0] == 0
    code, told = judged(found(KEPT, row.model_copy(update={"name": "o (Android 14, 17 years)"})), waiver("a", row))
    assert (code, told.grounds) == (1, (Ground.ANOTHER_FAILURE,))
