"""The gate: each rule decides alone, nothing that could not be told is let through, and no policy changes nothing."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_records import DAY, UNCHANGED, change, drifted, found, gated, rule, scenario, sentence

from asadvertised.article.change import Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check, Modality
from asadvertised.outcome import Outcome
from asadvertised.record.gate import Terms, judge_run
from asadvertised.record.gate_model import Excuse, RuleName
from asadvertised.record.model import Drift, Qualifier, ScenarioResult
from asadvertised.record.policy import PolicyError, lies_unused, read_policy
from asadvertised.record.rollup import Found, Unsettled, exit_code, summary

KEPT = scenario("kept", Outcome.PASSED, "k")
BROKEN = scenario("broken", Outcome.FAILED, "a")
UNTOLD = scenario("untold", Outcome.CANT_TELL, "u")
NOT_ASKED = scenario("not-asked", Outcome.UNTESTED, "n")
DECIDING = {
    "broken": (found(KEPT, BROKEN), 1),
    "text": (found(KEPT, drift=drifted(change())), 3),
    "complete": (found(KEPT, complete=False), 4),
    "settled": (found(KEPT, left=Unsettled(to_review=1)), 4),
    "something_asked": (found(scenario("away", Outcome.INAPPLICABLE, "x")), 4),
    "cant_tell": (found(KEPT, UNTOLD), 4),
    "untested": (found(KEPT, NOT_ASKED), 4),
    "text_cant_tell": (found(KEPT, drift=Drift(outcome=DriftOutcome.CANT_TELL)), 4),
}


@pytest.mark.parametrize("name", DECIDING)
def test_each_rule_decides_alone(name: str) -> None:
    run, code = DECIDING[name]
    gate = judge_run(run, Terms(day=DAY)).gate
    assert (gate.decided, gate.exit_code, gate.exit_code_without) == (name, code, code)
    [blocking] = [one for one in gate.rules if one.blocks]
    assert (blocking.rule, blocking.concerned, blocking.exit_code) == (name, 1, code)
    assert blocking.says.endswith(".")


def test_what_is_kept_passes_and_no_rule_decides() -> None:
    gate = judge_run(found(KEPT), Terms(day=DAY)).gate
    assert (gate.exit_code, gate.decided, gate.policy) == (0, None, None)
    assert {one.rule for one in gate.rules} == set(RuleName) - {RuleName.MIN_ASKED}


outcomes = st.lists(st.sampled_from(Outcome), max_size=5)
qualifiers = st.sampled_from([None, Qualifier.NOT_EXERCISED, Qualifier.NOT_OFFERED])


runs = st.builds(
    lambda asked, qualifier, drift, left, **more: found(
        *(scenario(str(n), one, f"s{n % 2}", qualifier=qualifier) for n, one in enumerate(asked)),
        drift=Drift(
            outcome=drift,
            changes=(change(severity=Severity.NOTE),) if drift is DriftOutcome.DRIFTED and left else (),
        ),
        left=Unsettled(unaccounted=left),
        **more,
    ),
    outcomes,
    qualifiers,
    st.sampled_from(DriftOutcome),
    st.integers(0, 1),
    complete=st.booleans(),
    modality=st.sampled_from(Modality),
)


@given(runs)
@settings(max_examples=300, deadline=None)
def test_without_a_policy_the_exit_code_is_what_it_was(run: Found) -> None:
    expected = exit_code(run.scenarios, run.drift, run.left, complete=run.complete)
    assert judge_run(run, Terms(day=DAY)).gate.exit_code == expected
    assert gated(run).gate.exit_code == expected


@given(outcomes, st.sampled_from(DriftOutcome), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_lax_policy_lets_nothing_pass_that_asked_nothing(
    asked: list[Outcome], drift: DriftOutcome, complete: bool
) -> None:
    scenarios = [scenario(str(n), one, f"s{n}") for n, one in enumerate(asked)]
    run = found(*scenarios, drift=Drift(outcome=drift), complete=complete, modality="may")
    lax = {"broken": ["must"], "text": [], "cant_tell": "warn", "untested": "warn", "text_cant_tell": "warn"}
    passed = gated(run, **lax)
    if Outcome.PASSED not in asked or not complete:
        assert passed.gate.exit_code != 0
    untold = [one for one in asked if one in (Outcome.CANT_TELL, Outcome.UNTESTED)]
    assert sum(one.concerned for one in passed.gate.rules if one.rule in ("cant_tell", "untested")) == len(untold)
    assert [one.outcome for one in passed.sentences] == asked


def test_drift_of_which_no_change_is_told_is_excused_by_nothing() -> None:
    assert gated(found(KEPT, drift=drifted()), text=[]).gate.exit_code == 3


@pytest.mark.parametrize(("modality", "code"), [("must", 1), ("must-not", 0), ("step", 0)])
def test_only_the_modalities_of_the_policy_block(modality: str, code: int) -> None:
    passed = gated(found(KEPT, BROKEN, modality=modality), broken=["must"])
    told = rule(passed, "broken")
    assert (passed.gate.exit_code, told.blocks, told.concerned) == (code, bool(code), 1)
    assert told.says == "A broken sentence blocks if its modality is must."
    broken = next(one for one in passed.sentences if one.id == "a")
    assert (broken.outcome, broken.excused) == (Outcome.FAILED, None if code else Excuse.POLICY)
    assert passed.gate.exit_code_without == 1


def test_a_failure_of_two_sentences_blocks_by_either() -> None:
    both = scenario("both", Outcome.FAILED, "a", "b")
    run = found(KEPT, both)
    mixed = [one.model_copy(update={"modality": Modality.MAY}) if one.id == "a" else one for one in run.sentences]
    assert gated(Found(tuple(mixed), run.scenarios, UNCHANGED), broken=["must"]).gate.exit_code == 1
    all_may = [one.model_copy(update={"modality": Modality.MAY}) for one in run.sentences]
    assert gated(Found(tuple(all_may), run.scenarios, UNCHANGED), broken=["must"]).gate.exit_code == 0


def test_a_failure_of_no_sentence_that_there_is_blocks() -> None:
    run = Found((sentence("k", (KEPT,)),), (KEPT, scenario("homeless", Outcome.FAILED, "gone")), UNCHANGED)
    assert gated(run, broken=["must"]).gate.exit_code == 1


@pytest.mark.parametrize(("severity", "code"), [(Severity.ERROR, 3), (Severity.WARNING, 0), (Severity.NOTE, 0)])
def test_only_the_severities_of_the_policy_block(severity: Severity, code: int) -> None:
    passed = gated(found(KEPT, drift=drifted(change(severity=severity))), text=["error"])
    assert (passed.gate.exit_code, rule(passed, "text").concerned, passed.gate.exit_code_without) == (code, 1, 3)


@pytest.mark.parametrize(
    ("setting", "run"), [("cant_tell", DECIDING["cant_tell"][0]), ("untested", DECIDING["untested"][0])]
)
def test_what_is_only_warned_of_is_told_and_is_not_kept(setting: str, run: Found) -> None:
    passed = gated(run, **{setting: "warn"})
    told = rule(passed, setting)
    assert (passed.gate.exit_code, told.warns, told.blocks, told.concerned) == (0, True, False, 1)
    assert "is not kept" in told.says
    other = "untested" if setting == "cant_tell" else "cant_tell"
    assert gated(run, **{other: "warn"}).gate.exit_code == 4
    assert re.search("could not be told|not tested", summary(run).verdict)


def test_a_page_that_could_not_be_compared_may_be_warned_of() -> None:
    run = DECIDING["text_cant_tell"][0]
    assert gated(run, text_cant_tell="warn").gate.exit_code == 0
    assert gated(run, cant_tell="warn", untested="warn").gate.exit_code == 4


FLOORS = [
    ([KEPT] * 9 + [UNTOLD], "90%", 0),
    ([KEPT] * 9 + [UNTOLD], 0.9, 0),
    ([KEPT] * 9 + [UNTOLD], "90.1%", 4),
    ([KEPT] * 2 + [NOT_ASKED], "66.7%", 4),
    ([KEPT] * 2 + [NOT_ASKED], "66%", 0),
    ([KEPT, scenario("x", Outcome.INAPPLICABLE, "x", qualifier=Qualifier.NOT_OFFERED)], 1.0, 4),
    ([KEPT, scenario("x", Outcome.INAPPLICABLE, "x", qualifier=Qualifier.NOT_EXERCISED)], 1.0, 0),
]


@pytest.mark.parametrize(("scenarios", "floor", "code"), FLOORS)
def test_below_the_floor_nothing_is_kept(scenarios: list[ScenarioResult], floor: Any, code: int) -> None:
    each = [
        one.model_copy(update={"id": f"{one.id}{n}", "sentences": (f"{one.id}{n}",)}) for n, one in enumerate(scenarios)
    ]
    run = found(*each)
    passed = gated(run, min_asked=floor, cant_tell="warn", untested="warn")
    assert (passed.gate.exit_code, passed.gate.decided) == (code, RuleName.MIN_ASKED if code else None)
    told = rule(passed, "min_asked")
    assert "is kept" not in summary(run, told.found if told.blocks else "").verdict or not code


def test_a_floor_of_nothing_is_not_met() -> None:
    informative = sentence("k", (KEPT,)).model_copy(update={"check": Check.INFORMATIVE})
    assert gated(Found((informative,), (KEPT,), UNCHANGED), min_asked="1%").gate.decided == "min_asked"


def test_the_floor_comes_after_broken_and_drifted() -> None:
    assert gated(found(BROKEN, UNTOLD), min_asked=1.0).gate.exit_code == 1
    assert gated(found(KEPT, UNTOLD, drift=drifted(change())), min_asked=1.0).gate.decided == "text"


WRONG = {
    "an unknown table": ("[gate]\n[gates]\n", "gates", ":2:", "did you mean 'gate'?"),
    "an unknown key": ("[gate]\nmin_aksed = 0.5\n", "gate.min_aksed", ":2:", "did you mean 'min_asked'?"),
    "a key of nothing like it": ("[gate]\nzzz = 0.5\n", "gate.zzz", ":2:", "known are: broken, text"),
    "a bare number": ("[gate]\n\nmin_asked = 90\n", "gate.min_asked", ":3:", 'write a percentage such as "90%"'),
    "a truth": ("[gate]\nmin_asked = true\n", "gate.min_asked", ":2:", "write a percentage"),
    "too much": ('[gate]\nmin_asked = "101%"\n', "gate.min_asked", ":2:", "at most 1"),
    "nothing": ("[gate]\nmin_asked = 0.0\n", "gate.min_asked", ":2:", "above 0"),
    "no number": ("[gate]\nmin_asked = nan\n", "gate.min_asked", ":2:", "above 0"),
    "not a percentage": ('[gate]\nmin_asked = "most%"\n', "gate.min_asked", ":2:", "write a percentage"),
    "another modality": ('[gate]\nbroken = ["shall"]\n', "gate.broken.0", ":2:", "shall"),
    "no modality": ("[gate]\nbroken = []\n", "gate.broken", ":2:", "name at least one"),
    "no list": ('[gate]\nbroken = "must"\n', "gate.broken", ":2:", "'must' is no list"),
    "another severity": ('[gate]\ntext = ["fatal"]\n', "gate.text.0", ":2:", "fatal"),
    "another action": ('[gate]\ncant_tell = "pass"\n', "gate.cant_tell", ":2:", "'block' or 'warn'"),
    "no table": ("gate = 3\n", "gate", ":1:", "3 is no table"),
    "not TOML": ("[gate\n", "", "", "is not TOML"),
    "a number without end": (f"[gate]\nmin_asked = {'9' * 5000}\n", "", "", "too many digits"),
    "a number that is read and cannot be written": (
        f"[gate]\nmin_asked = 0x{'f' * 5000}\n",
        "gate.min_asked",
        ":2:",
        "write a percentage",
    ),
    "such a number elsewhere": (f"gate = 0x{'f' * 5000}\n", "gate", ":1:", "is no table"),
    "brackets without end": (f"a = {'[' * 3000}{']' * 3000}\n", "", "", "nested too deep"),
    "more than any number": ('[gate]\nmin_asked = "1e999999999%"\n', "gate.min_asked", ":2:", "out of bounds"),
    "so little that it is nothing": ('[gate]\nmin_asked = "1e-400%"\n', "gate.min_asked", ":2:", "above 0"),
    "a long text": (f'[gate]\nmin_asked = "{"9" * 5000}%"\n', "gate.min_asked", ":2:", "at most 1"),
    "a waiver in single brackets": ('[waiver]\nsentence = "a"\n', "waiver", ":1:", "write [[waiver]]"),
    "nothing at all": ("", "gate", "", "begin it with [gate]"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_policy_that_cannot_be_used_is_one_clear_line(tmp_path: Path, name: str) -> None:
    text, key, line, mend = WRONG[name]
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as told:
        read_policy(file, DAY)
    said = str(told.value)
    assert said.startswith(str(file) + line)
    assert key in said
    assert mend in said
    assert "\n" not in said
    assert len(said) < 400 + len(str(file))
    assert told.value.key == key


def test_a_policy_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read"):
        read_policy(tmp_path / "gate.toml", DAY)
    (tmp_path / "gate.toml").write_bytes(b"\xff")
    with pytest.raises(PolicyError, match="not UTF-8"):
        read_policy(tmp_path / "gate.toml", DAY)


def test_pyproject_has_the_same_tables_below_its_own(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "x"\n[tool.asadvertised.gate]\nbroken = ["must"]\n', encoding="utf-8")
    policy = read_policy(file, DAY)
    assert policy.policy.gate.broken == (Modality.MUST,)
    assert (policy.name, policy.table) == ("pyproject.toml", "tool.asadvertised")
    file.write_text('[gate]\nbroken = ["must"]\n', encoding="utf-8")
    with pytest.raises(PolicyError, match=r"begin it with \[tool.asadvertised.gate\]"):
        read_policy(file, DAY)
    assert not lies_unused(tmp_path)
    file.write_text(f"a = {'9' * 5000}\n[tool.asadvertised.gate]\n", encoding="utf-8")
    assert not lies_unused(tmp_path)
    file.write_text('[tool.asadvertised.gate]\nx = ["must"]\n', encoding="utf-8")
    with pytest.raises(PolicyError, match=r"pyproject.toml:2: tool.asadvertised.gate.x: is not a key"):
        read_policy(file, DAY)
