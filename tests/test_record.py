"""What follows from outcomes: never better than what was asked."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Broken, Cause, CouldNotTell, DoesNotApply, NotExercised, Outcome, worst
from asadvertised.record.build import Circumstances, build_exploration, build_results
from asadvertised.record.files import prepare_file, prepare_folder, read_results, to_json
from asadvertised.record.model import Drift, Exploration, Qualifier, Results, ScenarioResult
from asadvertised.record.rollup import Unsettled, exit_code
from asadvertised.report.summary import render_summary
from asadvertised.suite.recorder import ending_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
outcomes = st.lists(st.sampled_from(Outcome))


def scenario(outcome: Outcome) -> ScenarioResult:
    return ScenarioResult(id="s", feature="f", line=1, name="n", sentences=("x",), outcome=outcome)


def results(ledger: Ledger, outcome: Outcome = Outcome.PASSED, drift: DriftOutcome = DriftOutcome.UNCHANGED) -> Results:
    records = {one.id: {"outcome": outcome, "duration_s": 0.1} for one in ledger.scenarios}
    return build_results(ledger, records, Drift(outcome=drift), Circumstances("http://x", NOW))


@given(outcomes)
def test_the_worst_comes_first(found: list[Outcome]) -> None:
    rolled = worst(found)
    assert rolled in found or (rolled is Outcome.UNTESTED and not found)
    if Outcome.FAILED in found:
        assert rolled is Outcome.FAILED
    if rolled is Outcome.PASSED:
        assert set(found) <= {Outcome.PASSED, Outcome.INAPPLICABLE}


@given(outcomes, st.sampled_from(Outcome))
def test_one_more_question_never_makes_it_better(found: list[Outcome], more: Outcome) -> None:
    order = [Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE]
    if found:
        assert order.index(worst([*found, more])) <= order.index(worst(found))


@pytest.mark.parametrize("left", [Unsettled(), Unsettled(unaccounted=1), Unsettled(to_review=1)])
@pytest.mark.parametrize(("outcome", "drift", "complete"), list(product([None, *Outcome], DriftOutcome, [True, False])))
def test_exit_codes_in_their_order(
    outcome: Outcome | None, drift: DriftOutcome, complete: bool, left: Unsettled
) -> None:
    asked = [scenario(Outcome.PASSED), scenario(outcome)] if outcome else []
    code = exit_code(asked, Drift(outcome=drift), left, complete=complete)
    if outcome is Outcome.FAILED:
        assert code == 1
    elif drift is DriftOutcome.DRIFTED:
        assert code == 3
    elif (
        left
        or outcome in (None, Outcome.CANT_TELL, Outcome.UNTESTED)
        or drift is DriftOutcome.CANT_TELL
        or not complete
    ):
        assert code == 4
    else:
        assert code == 0


def test_a_scenario_without_a_record_was_not_asked(ledger: Ledger) -> None:
    left = ledger.asking("android.opt-out")[0]
    records = {one.id: {"outcome": "passed"} for one in ledger.scenarios if one is not left}
    found = build_results(ledger, records, Drift(outcome=DriftOutcome.UNCHANGED), Circumstances("http://x", NOW))
    by_id = {sentence.id: sentence for sentence in found.sentences}
    assert by_id["android.opt-out"].outcome is Outcome.UNTESTED
    assert found.run.exit_code == 4


def test_reasons_not_to_ask_are_never_a_pass(ledger: Ledger) -> None:
    for sentence in results(ledger).sentences:
        if sentence.check == "untested":
            assert sentence.outcome is Outcome.UNTESTED
        elif sentence.check != "scenarios":
            assert sentence.outcome is Outcome.INAPPLICABLE
        else:
            assert sentence.outcome is Outcome.PASSED


def test_the_verdict_says_what_the_exit_code_says(ledger: Ledger) -> None:
    assert "is kept" in results(ledger).summary.verdict
    for outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED):
        assert "is kept" not in results(ledger, outcome).summary.verdict
    assert "is kept" not in results(ledger, drift=DriftOutcome.CANT_TELL).summary.verdict


def test_three_things_are_told_apart() -> None:
    assert ending_of(Broken("a", "b")).outcome is Outcome.FAILED
    assert ending_of(CouldNotTell("x")).cause is Cause.TARGET
    assert ending_of(ZeroDivisionError()).cause is Cause.HARNESS
    assert ending_of(AssertionError()).outcome is Outcome.CANT_TELL
    assert ending_of(ConfigurationError("x")).cause is Cause.CONFIGURATION
    assert ending_of(DoesNotApply("x")).outcome is Outcome.INAPPLICABLE
    assert not ending_of(DoesNotApply("x")).qualifier
    assert ending_of(NotExercised("x")).qualifier == "notExercised"
    assert ending_of(None).outcome is Outcome.PASSED


def test_a_record_is_read_as_it_was_written(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    found = results(ledger)
    write_whole(file, to_json(found))
    assert read_results(file) == found
    assert [path.name for path in tmp_path.iterdir()] == ["results.json"]


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        prepare_folder(tmp_path / "file")


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is a folder"):
        prepare_file(tmp_path, "--json")
    prepare_file(tmp_path / "new" / "proof.json", "--json")
    assert (tmp_path / "new").is_dir()


@pytest.mark.parametrize(("outcome", "compared", "complete"), list(product(Outcome, [0, 7], [True, False])))
def test_an_exploration_is_kept_only_if_something_was_compared(
    ledger: Ledger, outcome: Outcome, compared: int, complete: bool
) -> None:
    tried = Exploration(outcome=outcome, sequences=2, acts=9, compared=compared, untold=0, seed=1, reason="So it is.")
    found = build_exploration(ledger, tried, None, Circumstances("http://x", NOW, complete=complete))
    kept = outcome is Outcome.PASSED and compared and complete
    assert found.run.exit_code == (1 if outcome is Outcome.FAILED else 0 if kept else 4)
    assert ("No sequence was found" in found.summary.verdict) == bool(kept)
    assert f"{compared} comparisons" in found.summary.verdict


def test_what_is_not_offered_here_and_there_is_kept_in_part(ledger: Ledger) -> None:
    sentence = next(s for s in ledger.article.sentences if len(ledger.asking(s)) > 1)
    first, *_ = ledger.asking(sentence)
    records = {one.id: {"outcome": Outcome.PASSED, "duration_s": 0.1} for one in ledger.scenarios}
    left_out = {"qualifier": "notOffered", "capability": "an app", "reason": "It has none."}
    records[first.id] |= {"outcome": Outcome.INAPPLICABLE, **left_out}
    found = build_results(ledger, records, Drift(outcome=DriftOutcome.UNCHANGED), Circumstances("http://x", NOW))
    [told] = [one for one in found.sentences if one.id == sentence.id]
    assert (told.outcome, told.qualifier) == (Outcome.PASSED, Qualifier.IN_PART)
    assert found.summary.sentences.in_part >= 1
    assert "in part" in render_summary(found, "x")
