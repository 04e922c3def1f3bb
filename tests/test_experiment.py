"""Noise is no violation, and a leak is told through it; what was measured is told with the verdict."""

import json
import subprocess
import sys
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services import shuffling, violating
from test_report import results
from trials import LEAKS, caught, false_alarms

from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Cause, CouldNotTell, Side
from asadvertised.record.model import Measurement, Results
from asadvertised.report.html import render_html
from asadvertised.report.summary import render_summary
from asadvertised.suite.experiment import (
    FALSE_ALARMS_IN_A_RUN,
    Allowance,
    differences,
    least_p_value,
    least_people,
    p_value,
    power,
    trials_needed,
)
from asadvertised.suite.recorder import MOST_EXCHANGES, StepSeen
from asadvertised.suite.trying import Experimenter, looks_of
from asadvertised.target.client import Target
from asadvertised.target.trials import Trials

ASK = """
import json, sys
from asadvertised.content import own_root
from asadvertised.suite.run import run_suite
url, *more = sys.argv[1:]
more.append("--no-browser")
run = run_suite(own_root(), "personalization", url, timeout=20, workers=1, listener=lambda _: None, more=more)
assert not run.troubles, run.troubles
json.dump([record for record in run.records.values() if record["qualifier"] != "notLookedAt"], sys.stdout)
"""
OPT_OUT = ("-m", "web-activity.opt-out-of-targeted-ads")
TRIALS = ("--target-people", "16", "--target-looks", "8")
counts = st.integers(0, 5)
groups = st.integers(1, 5).flatmap(lambda n: st.tuples(*(st.lists(counts, min_size=n, max_size=n),) * 2))


def asked(url: str, *more: str) -> list[Any]:
    run = subprocess.run([sys.executable, "-c", ASK, url, *more], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    found: list[Any] = json.loads(run.stdout)
    assert len(found) >= 9
    return found


def broken(records: list[Any]) -> dict[str, Any]:
    return {record["id"]: record for record in records if record["outcome"] == "failed"}


def by_enumeration(one: list[int], other: list[int]) -> float:
    everybody, apart = one + other, abs(sum(one) - sum(other))
    sums = [sum(dealt) for dealt in combinations(everybody, len(one))]
    return sum(abs(2 * dealt - sum(everybody)) >= apart for dealt in sums) / len(sums)


@given(groups)
@settings(max_examples=300, deadline=None)
def test_the_p_value_is_that_of_all_ways_of_dealing(dealt: tuple[list[int], list[int]]) -> None:
    one, other = dealt
    assert p_value(one, other) == pytest.approx(by_enumeration(one, other))
    assert p_value(one, other) == p_value(other, one) == p_value(one[::-1], other)
    assert least_p_value(len(one)) * 0.999 <= p_value(one, other) <= 1


@given(st.integers(1, 4).flatmap(lambda n: st.lists(counts, min_size=2 * n, max_size=2 * n)))
@settings(max_examples=50, deadline=None)
def test_where_people_were_dealt_by_chance_small_p_values_are_as_rare_as_they_say(people: list[int]) -> None:
    half = len(people) // 2
    found = []
    for chosen in combinations(range(len(people)), half):
        rest = [people[n] for n in range(len(people)) if n not in chosen]
        found.append(p_value([people[n] for n in chosen], rest))
    for level in set(found):
        assert sum(p <= level for p in found) / len(found) <= level * 1.0001


def test_groups_of_unlike_size_are_refused() -> None:
    with pytest.raises(ValueError, match="dealt equally"):
        p_value([1], [1, 2])


def test_each_thing_is_corrected_for_and_the_least_likely_comes_first() -> None:
    one = [Counter({"leak": 3, "noise": n % 2}) for n in range(6)]
    other = [Counter({"noise": n % 2}) for n in range(6)]
    found = differences(one, other)
    assert [(difference.thing, difference.one, difference.other) for difference in found] == [
        ("leak", 18, 0),
        ("noise", 3, 3),
    ]
    assert found[0].p_value == pytest.approx(2 * 2 / 924)
    assert found[1].p_value == 1


def test_a_scenario_never_spends_more_than_its_part() -> None:
    allowance = Allowance.of(300)
    spent = [allowance.spend() for _ in range(30)]
    assert spent[0] == FALSE_ALARMS_IN_A_RUN / 600
    assert sum(spent) * 300 <= FALSE_ALARMS_IN_A_RUN
    assert all(spent)


@pytest.mark.thorough
def test_what_varies_at_random_raises_no_false_alarm_in_1000_runs() -> None:
    assert false_alarms(Trials(people=16, looks=8)) <= 1


def test_a_leak_of_a_tenth_is_caught_in_99_of_100() -> None:
    trials = trials_needed(586)
    assert trials.people <= 30
    assert trials.looks <= 30
    found = caught(trials)
    assert found >= 0.99 * LEAKS
    assert found / LEAKS == pytest.approx(power(trials, Allowance.of(586).spend(), 2), abs=0.01)


@pytest.mark.parametrize("base_rate", [0.05, 0.2])
def test_power_is_less_where_the_thing_is_shown_anyway(base_rate: float) -> None:
    trials, alpha = Trials(people=12, looks=20), 1e-4
    assert 0 < power(trials, alpha, 2, base_rate) < power(trials, alpha, 2)
    assert power(trials, alpha, 2, base_rate) < power(Trials(people=12, looks=60), alpha, 2, base_rate)


def test_too_few_people_have_no_power() -> None:
    least = least_people(1e-6, things=2)
    assert least_p_value(least) * 2 <= 1e-6 < least_p_value(least - 1) * 2
    assert power(Trials(least - 1, 1000), 1e-6, 2) == 0
    assert power(Trials(least, 1000), 1e-6, 2) == pytest.approx(1)


def of(target: Target, people: int, looks: int) -> tuple[Experimenter, list[Measurement]]:
    measured: list[Measurement] = []
    target.trials, target.hearers.measured = Trials(people, looks, asked=10), measured.append
    return Experimenter(target), measured


@pytest.mark.parametrize("people", [1, 5])
def test_too_few_people_are_no_verdict(target: Target, people: int) -> None:
    experimenter, measured = of(target, people, 3)
    with pytest.raises(CouldNotTell, match=rf"Too few trials: with {people} people .* at least 11 people") as error:
        experimenter.compare("ads", ["one"] * people, ["other"] * people, lambda who: {who})
    assert error.value.cause is Cause.CONFIGURATION
    assert measured == []


def test_too_few_people_for_so_many_things_are_no_verdict(target: Target) -> None:
    experimenter, _ = of(target, 11, 1)
    with pytest.raises(CouldNotTell, match="at least 12 people"):
        experimenter.compare("ads", range(11), range(11), lambda _: set("four"))


def test_what_was_measured_is_told(target: Target) -> None:
    experimenter, measured = of(target, 12, 4)
    same = experimenter.compare("ads", range(12), range(12), lambda _: {"an ad"})
    leaking = experimenter.compare("Pins", range(12), range(12, 24), lambda who: {"a Pin"} if who < 12 else set())
    assert [(found.what, found.differs, found.things, found.base_rate) for found in measured] == [
        ("ads", False, 1, 0.0),
        ("Pins", True, 1, 0.5),
    ]
    assert measured[1].alpha == measured[0].alpha / 2
    assert not same.told
    assert not same.varied
    assert leaking.in_words(str).startswith(
        "a Pin in 48 of 48 looks of the one group and in 0 of 48 looks of the other"
    )
    assert leaking.side_by_side(str) == (
        Side("the one group", ("a Pin (48 of 48 looks)",), ("a Pin",)),
        Side("the other group", ("a Pin (0 of 48 looks)",)),
    )


def test_people_look_in_turns_that_chance_deals() -> None:
    asked_for: list[int] = []

    def look(who: int) -> set[str]:
        asked_for.append(who)
        return {"seen"}

    one, other = looks_of(range(10), range(10, 20), 3, look)
    assert [looks["seen"] for looks in (*one, *other)] == [3] * 20
    rounds = [tuple(asked_for[start : start + 20]) for start in (0, 20, 40)]
    assert all(sorted(turn) == list(range(20)) for turn in rounds)
    assert len({*rounds, tuple(range(20))}) == 4


@pytest.mark.thorough
def test_noise_is_blamed_by_a_plain_comparison_and_not_by_an_experiment() -> None:
    with shuffling() as url:
        plain = asked(url, *OPT_OUT)
        tried = asked(url, *OPT_OUT, *TRIALS)
    assert {scenario["outcome"] for scenario in plain} == {"passed", "failed"}
    assert all(scenario["experiments"] == [] for scenario in plain)
    assert {scenario["outcome"] for scenario in tried} == {"passed"}, [scenario["seen"] for scenario in tried]
    for scenario in tried:
        [found] = scenario["experiments"]
        assert (found["people"], found["looks"]) == (16, 8)
        assert found["base_rate"] > 0.3


@pytest.mark.thorough
def test_a_leak_is_told_through_the_noise() -> None:
    name = "the-opt-out-is-not-heeded"
    with shuffling(name, leak=1 / 2) as url:
        tried = broken(asked(url, *OPT_OUT, *TRIALS))
    with violating(name) as url:
        assert tried.keys() == broken(asked(url, *OPT_OUT)).keys()
    assert len(tried) >= 7
    for scenario in tried.values():
        assert "comes by chance with probability" in scenario["seen"]
        assert scenario["experiments"][0]["p_value"] <= scenario["experiments"][0]["alpha"]
        looked = scenario["steps"][-1]
        one_surface = 2 * 16 * 8
        assert looked["left_out"] + MOST_EXCHANGES in {one_surface, 2 * one_surface}
        assert len(looked["exchanges"]) == MOST_EXCHANGES


def test_too_few_trials_are_never_passed() -> None:
    with shuffling() as url:
        tried = asked(url, *OPT_OUT, "--target-looks", "3")
    assert {(scenario["outcome"], scenario["cause"]) for scenario in tried} == {("cantTell", "configuration")}


def test_of_thousands_of_exchanges_some_are_kept_and_the_others_counted() -> None:
    step = StepSeen("Then", "they look")
    for number in range(MOST_EXCHANGES + 7):
        step.keep({"number": number})
    assert (len(step.exchanges), step.left_out) == (MOST_EXCHANGES, 7)


def with_experiments(found: Results) -> Results:
    made = {"what": "ads", "people": 24, "looks": 23, "things": 2, "alpha": 8e-7, "leak": 0.1}
    silent = Measurement(**made, p_value=0.4, power=0.9999, base_rate=0, power_in_noise=0.9999)
    weak = Measurement(**made, p_value=1, power=0.9876, base_rate=0.13, power_in_noise=0.4567)
    told = Measurement(**made, p_value=3e-9, power=0.01, base_rate=0.5, power_in_noise=0.01)
    first, *rest = found.scenarios
    first = first.model_copy(update={"experiments": (silent, weak, told)})
    return found.model_copy(update={"scenarios": (first, *rest)})


def test_the_report_says_what_was_measured_and_cites_the_method_once(ledger: Ledger) -> None:
    plain = results(ledger, "words")
    assert "popets" not in render_html(plain)
    page = " ".join(render_html(with_experiments(plain)).split())
    assert page.count("10.1515/popets-2015-0007") == 1
    assert "were not told apart (p = 0.4, corrected for 2 things; 8e-07 was allowed)" in page
    assert "would have caught a 10 % leak of something otherwise never shown with probability 0.99." in page
    assert "with probability 0.98, and of what 13 % of looks show anyway with probability 0.45." in page
    assert "were told apart (p = 3e-09" in page


def test_the_summary_says_the_lowest_power_of_those_that_told_nothing(ledger: Ledger) -> None:
    plain = results(ledger, "words")
    assert "Experiments" not in render_summary(plain, "x")
    said = render_summary(with_experiments(plain), "x")
    assert "Experiments: 2 told no difference" in said
    assert "a 10% leak with probability 0.98 or more (0.45 of what 13% of looks show anyway)" in said


def test_what_stands_in_the_record_is_read_again(ledger: Ledger) -> None:
    found = with_experiments(results(ledger, "words"))
    assert Results.model_validate_json(found.model_dump_json(by_alias=True)).scenarios[0] == found.scenarios[0]
