"""Whatever stands in a record, a terminal and a pull request get words: no letter commands them, no line is forged."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import CHECKOUT
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from small_records import DAY, DIGEST, change, drifted, found, gated, record_of, scenario, sentence

from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Check
from asadvertised.article.reviews import Review
from asadvertised.cli.handing import Formats
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.baseline import baseline_of
from asadvertised.record.comparing import compare_results
from asadvertised.record.files import read_results, to_json
from asadvertised.record.model import Measurement, Qualifier, Results, Step
from asadvertised.record.proof import ProofSummary
from asadvertised.record.turns import Says
from asadvertised.report.comparison import render_comparison
from asadvertised.report.markdown import results_markdown
from asadvertised.report.summary import render_summary, render_verdict
from asadvertised.report.words import pretty, visible

Run = Callable[..., subprocess.CompletedProcess[str]]
FORGED = "Gate: exit code 0, no rule blocks."
HOSTILE = f"\x1b[2J\x1b]0;owned\x07\r\x9b31m\u202e\u2028\n{FORGED}\n```\n"
COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]")
MEASURED = {
    "what": "ads",
    "people": 9,
    "looks": 9,
    "things": 1,
    "p_value": 1,
    "alpha": 0.001,
    "leak": 0.1,
    "power": 0.9,
}
KEPT = scenario("kept", Outcome.PASSED, "k")


def record(*failing: str) -> Results:
    """Make a record that has something to be said in every line of a summary."""
    flaky = scenario("again", Outcome.PASSED, "a", qualifier=Qualifier.FLAKY, reason="Once.")
    untold = scenario("untold", Outcome.CANT_TELL, "u", cause=Cause.TARGET, reason="It answered 500.")
    steps = (Step(keyword="Then", text="it is off", outcome=Outcome.FAILED, duration_s=0),)
    broken = [scenario(name, Outcome.FAILED, "a", steps=steps) for name in failing]
    away = scenario("away", Outcome.INAPPLICABLE, "n", qualifier=Qualifier.NOT_OFFERED, capability="apps")
    unseen = scenario("unseen", Outcome.UNTESTED, "n", qualifier=Qualifier.NOT_LOOKED_AT, reason="No browser.")
    measured = Measurement.model_validate({**MEASURED, "base_rate": 0.1, "power_in_noise": 0.5})
    drift = drifted(change(why=("because",), section="s", scenarios=("x",)), change(sentence=None, old=""))
    drift = drift.model_copy(update={"source": "x", "reason": "y", "notes": ("z",)})
    kept = KEPT.model_copy(update={"experiments": (measured,)})
    run = found(kept, flaky, untold, away, unseen, *broken, scenario("homeless", Outcome.FAILED), drift=drift)
    waiver = {"owner": "o", "reason": "r", "ticket": "t", "expires": DAY, "sentence_sha256": DIGEST}
    waived = [{**waiver, "sentence": name, "observations": ["0" * 16]} for name in ("a", "k")]
    baseline = baseline_of(record_of(run), "results.json", DIGEST)
    judged = record_of(run, gated(run, baseline, tuple(waived), cant_tell="warn"))
    nobody = sentence("z", ()).model_copy(update={"check": Check.UNACCOUNTED})
    review = Review(sentence="a", accepted=date(2026, 1, 1), kind="reworded", old="Older.", open=("f:o",))
    return judged.model_copy(
        update={
            "run": judged.run.model_copy(update={"presumed": ("It has apps.",), "profile": "p.toml"}),
            "sentences": (*judged.sentences, nobody),
            "reviews": (review,),
            "proof": ProofSummary(proven=False, reason="It was not asked."),
        }
    )


def hostile(part: Any) -> Any:
    """Put hostile words into every text of a record, but where the record's shape refuses them."""
    if isinstance(part, BaseModel):
        fields = type(part).model_fields
        free = {name: field for name, field in fields.items() if not _has_shape(field.metadata)}
        return part.model_copy(update={name: hostile(getattr(part, name)) for name in free if name != "schema_"})
    if isinstance(part, tuple):
        return tuple(map(hostile, part))
    if isinstance(part, dict):
        return {hostile(key): hostile(value) for key, value in part.items()}
    return f"{HOSTILE}{part}" if type(part) is str else part


def _has_shape(metadata: list[Any]) -> bool:
    return any(getattr(one, "pattern", None) for one in metadata)


def written(results: Results, folder: Path) -> Path:
    """Write a record, without what the file would refuse: the names that a policy and reviews give."""
    sane = {
        "reviews": (),
        "waivers": tuple(w.model_copy(update={"observations": ("0" * 16,)}) for w in results.waivers),
    }
    folder.mkdir()
    (folder / "results.json").write_text(to_json(results.model_copy(update=sane)), encoding="utf-8")
    assert read_results(folder / "results.json")
    return folder / "results.json"


def harmless(text: str, lines: int) -> None:
    """Hold that a text has so many lines at least, commands nothing, and has none of the lines that were forged."""
    assert len(text.splitlines()) >= lines
    assert not COMMANDS.search(text), COMMANDS.search(text)
    assert FORGED not in text.split("\n")
    assert "owned" in text


def test_the_hostile_record_is_hostile_in_its_names_and_rules() -> None:
    results = hostile(record("broken"))
    assert results.gate.rules[0].says.startswith(HOSTILE)
    for name in (results.sentences[0].id, results.scenarios[0].feature, results.waivers[0].sentence):
        assert name.startswith(HOSTILE)
    assert results.run.id == "0" * 32


def test_the_summary_and_the_verdict_are_words() -> None:
    results = hostile(record("broken"))
    harmless(render_summary(results, "x"), 40)
    harmless(render_verdict(results, "x"), 5)


def test_the_markdown_is_words(small_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "found.md"
    results = hostile(record("broken"))
    Formats(markdown=file).hand_over(results.drift, small_ledger, results_markdown(results))
    harmless(file.read_text(encoding="utf-8"), 30)


def test_a_comparison_is_words() -> None:
    old, new = record("broken"), hostile(record("other"))
    doubt = tuple(one.model_copy(update={"says": Says.CHANGED, "to_review": True}) for one in new.sentences)
    harmless(render_comparison(compare_results(old, new.model_copy(update={"run": old.run, "sentences": doubt}))), 30)
    same = hostile(old)
    harmless(render_comparison(compare_results(same, same)), 4)


def test_what_the_commands_say_of_a_record_is_words(asadvertised: Run, tmp_path: Path) -> None:
    old, new = (written(hostile(record(name)), tmp_path / name) for name in ("one", "other"))
    told = asadvertised("report", str(new))
    compared = asadvertised("compare", str(old), str(new))
    assert (told.returncode, compared.returncode, told.stderr, compared.stderr) == (1, 1, "", "")
    harmless(told.stdout, 30)
    harmless(compared.stdout, 10)


@pytest.mark.parametrize("stream", ["sys.stdout.write", "print(", "sys.stdout.writelines"])
def test_one_function_alone_says_things_on_standard_output(stream: str) -> None:
    files = [*(CHECKOUT / "tools/asadvertised/cli").glob("*.py")]
    saying = {
        file.name for file in files if re.search(rf"(?<!\.){re.escape(stream)}", file.read_text(encoding="utf-8"))
    }
    assert len(files) > 20
    assert saying == ({"streams.py"} if stream == "sys.stdout.write" else set())


@pytest.mark.parametrize("field", ["id", "started", "finished"])
def test_a_record_whose_run_has_no_such_shape_is_none(field: str) -> None:
    results = record("broken")
    run = results.run.model_dump()
    with pytest.raises(ValueError, match="pattern"):
        type(results.run).model_validate({**run, field: HOSTILE})


DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(DOCUMENTS, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_a_json_body_is_laid_out_however_it_was_written(document: Any, by_number: bool, indent: Any) -> None:
    laid_out = json.dumps(document, indent=2, ensure_ascii=False)
    assert pretty(json.dumps(document, ensure_ascii=by_number, indent=indent)) == visible(laid_out)


@pytest.mark.parametrize("body", ['{"a": 1.00, "a": 1e2}', "[12345678901234567890.50, -0.0]", '{"a": "\\/"}'])
def test_laying_a_body_out_changes_nothing_but_space(body: str) -> None:
    assert "".join(pretty(body).split()) == "".join(body.split())


@pytest.mark.parametrize("body", ["[1,]", '{"a"}', "words", "", '"', "[" * 100_000])
def test_what_is_no_json_stands_as_it_is(body: str) -> None:
    assert pretty(body) == body
