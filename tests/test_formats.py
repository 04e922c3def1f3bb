"""The formats that other programs read: valid whatever a record holds, and none looks better than its run."""

import json
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from conftest import CHECKOUT
from format_readers import READERS, junit, junit_schema, messages, of_kind, status_in
from format_records import OUTCOMES, RECORDS, VERY_LONG, about, asked, exchange, step
from gherkin.parser import Parser
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError
from lxml import etree
from small_records import change, drifted, found, gated, record_of, scenario

from asadvertised.article.drift import DriftOutcome
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.files import to_json
from asadvertised.record.gate_model import Excuse
from asadvertised.record.model import Drift, Qualifier, Results
from asadvertised.report.formats import FORMATS, chosen
from asadvertised.report.formats.cases import suites_of
from asadvertised.report.formats.evidence import MOST_OF_A_RUN, MOST_OF_A_STEP, Room
from asadvertised.report.formats.telling import NEVER, moment_of

Run = Callable[..., CompletedProcess[str]]
OURS = sorted(READERS)
READ_BY_JOBS = sorted(name for name, reader in READERS.items() if reader.is_green)
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ufffe\uffff]")
DOCS = CHECKOUT / "docs" / "formats.md"
LARGEST = 6_000_000  # characters


def test_each_format_that_there_is_has_its_reader_here() -> None:
    there = {name for name in FORMATS if find_spec(f"asadvertised.report.formats.{name}")}
    assert there == set(READERS)
    assert len({one.file for one in FORMATS.values()}) == len(FORMATS) == 8


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("record", RECORDS)
def test_it_is_valid_whatever_the_record_holds(name: str, record: str) -> None:
    text = FORMATS[name].render(RECORDS[record])
    READERS[name].validate(text)
    assert not COMMANDS.search(text)
    assert len(text) < LARGEST
    text.encode()


@pytest.mark.parametrize("name", READ_BY_JOBS)
@pytest.mark.parametrize("record", RECORDS)
def test_a_job_that_reads_it_alone_concludes_what_the_gate_does(name: str, record: str) -> None:
    results = RECORDS[record]
    assert READERS[name].is_green(FORMATS[name].render(results)) is (results.run.exit_code == 0)


def test_the_records_are_of_both_kinds() -> None:
    assert {results.run.exit_code for results in RECORDS.values()} == {0, 1, 3, 4}
    assert {one.outcome for results in RECORDS.values() for one in results.scenarios} == set(Outcome)
    assert {one.outcome for one in (results.drift for results in RECORDS.values())} == set(DriftOutcome)


gates = st.fixed_dictionaries(
    {
        "broken": st.sampled_from([["must"], ["step"]]),
        "text": st.sampled_from([["error"], ["note"], []]),
        **{name: st.sampled_from(["warn", "block"]) for name in ("cant_tell", "untested", "text_cant_tell")},
    },
    optional={"min_asked": st.just("50%")},
)
drifts = st.sampled_from(
    [
        Drift(outcome=DriftOutcome.UNCHANGED),
        Drift(outcome=DriftOutcome.CANT_TELL),
        Drift(outcome=DriftOutcome.NOT_ASKED),
        drifted(change()),
        drifted(change(sentence="s0")),
    ]
)
cited = st.lists(st.integers(0, 2), max_size=2)
scenarios = st.lists(st.tuples(st.sampled_from(Outcome), st.sampled_from([None, Qualifier.FLAKY]), cited), max_size=5)


@settings(deadline=None, max_examples=60)
@given(scenarios, drifts, gates, st.booleans())
def test_none_is_green_where_the_gate_is_not_or_red_where_it_is(
    made: list[Any], drift: Drift, gate: dict[str, Any], complete: bool
) -> None:
    told = [
        scenario(f"c{n}", outcome, *(f"s{one}" for one in sorted(set(names))), qualifier=qualifier)
        for n, (outcome, qualifier, names) in enumerate(made)
    ]
    run = found(*told, drift=drift, complete=complete)
    results = record_of(run, gated(run, **gate))
    for name in READ_BY_JOBS:
        text = FORMATS[name].render(results)
        READERS[name].validate(text)
        assert READERS[name].is_green(text) is (results.run.exit_code == 0), name


# What a table of outcomes says in docs/formats.md.


def rows() -> dict[str, list[set[str]]]:
    """Give the table of the docs: for each format, what each outcome becomes, as the code in each cell says it."""
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    assert [cell.strip("` ") for cell in cells[0][1:]] == list(OUTCOMES)
    return {row[0].strip("` "): [set(re.findall("`([^`]+)`", cell)) for cell in row[1:]] for row in cells[2:]}


def test_the_docs_have_a_row_for_each_format() -> None:
    assert list(rows()) == list(FORMATS)
    for name in READERS:
        assert all(rows()[name]), name


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_docs_say_what_becomes_of_each_outcome(name: str, outcome: str) -> None:
    said = rows()[name][list(OUTCOMES).index(outcome)]
    assert READERS[name].becomes(FORMATS[name].render(OUTCOMES[outcome])) == said


def test_the_docs_have_a_section_and_the_file_of_each_format() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for one in FORMATS.values():
        assert f"`{one.file}`" in text
        assert re.search(rf"^## .*`{one.name}`", text, re.MULTILINE), one.name


# What is particular to one.


def test_in_junit_a_cause_is_the_type_and_the_evidence_of_a_failure_is_told() -> None:
    root = junit(FORMATS["junit"].render(RECORDS["failed"]))
    [failure] = root.xpath("//testcase[@name='It is off']/failure")
    assert failure.text.splitlines() == [
        "Outcome: failed",
        "Asked in some/thing.feature:7, as asked",
        "a: “Words of a.”",
        "Promised: it is off",
        "Seen: it is on",
        "Ended at step 3: Then Then it is",
    ]
    [error] = junit(FORMATS["junit"].render(RECORDS["cantTell:harness"])).xpath("//testsuite[@file]//error")
    assert (error.get("type"), error.get("message")) == ("cantTell:harness", "No.")


def test_in_junit_the_properties_have_each_outcome_by_earls_name() -> None:
    root = junit(FORMATS["junit"].render(RECORDS["waived"]))
    values = {one.get("name"): one.get("value") for one in root.xpath("//testsuite[@file]//property")}
    assert values == {"earl:outcome of kept": "passed", "earl:outcome of asked": "failed:waived"}
    about_it = {one.get("name"): one.get("value") for one in root.xpath("//testsuite[@name='gate']//property")}
    assert about_it["exit code"] == "0"
    assert "no word for what could not be told" in about_it["note"]


def test_in_junit_a_change_of_the_text_fails_beside_what_did_not_change() -> None:
    root = junit(
        FORMATS["junit"].render(
            about(asked(Outcome.PASSED), drift=drifted(change(), change(sentence=None, section="s")))
        )
    )
    [suite] = root.xpath("//testsuite[@name='text']")
    signs = {case.get("name"): [sign.tag for sign in case] for case in suite.iter("testcase")}
    assert signs == {"the page": ["failure"], "k": [], "a": ["failure"], "substantive 1: s": ["failure"]}


@pytest.mark.parametrize("record", ["to review", "unaccounted for"])
def test_what_a_person_has_yet_to_settle_is_no_pass(record: str) -> None:
    cases = {case.id: case for suite in suites_of(RECORDS[record]) if suite.name == "sentences" for case in suite.cases}
    assert cases["a"].outcome is Outcome.CANT_TELL
    assert cases["a"].reason or record == "unaccounted for"


def test_what_is_let_through_keeps_its_outcome_and_says_by_which_right() -> None:
    [case] = [case for suite in suites_of(RECORDS["waived"]) for case in suite.cases if case.id == "asked"]
    assert (case.outcome, case.word, case.why) == (Outcome.FAILED, "failed:waived", "The gate lets it through: waived.")
    warned = [case for suite in suites_of(RECORDS["only warned of"]) for case in suite.cases if case.let_through]
    assert {case.word for case in warned} == {"cantTell:target", "cantTell", "untested"}
    assert all(case.why.endswith("The gate only warns of it.") for case in warned)


def test_a_scenario_that_breaks_two_sentences_is_let_through_by_both_alone() -> None:
    both = [scenario("both", Outcome.FAILED, "a", "b"), scenario("k", Outcome.PASSED, "k")]
    results = record_of(found(*both))
    for excuses, right in (((Excuse.WAIVED, None), ""), ((Excuse.WAIVED, Excuse.BASELINE), "baseline")):
        sentences = tuple(
            one.model_copy(update={"excused": excuse})
            for one, excuse in zip(results.sentences, (*excuses, None), strict=True)
        )
        told = suites_of(results.model_copy(update={"sentences": sentences}))[0].cases[0]
        assert told.let_through == right


def test_in_cucumber_the_text_reads_as_gherkin_and_has_every_scenario_and_step() -> None:
    results = record_of(found(asked(Outcome.PASSED), scenario("other", Outcome.PASSED, "b", feature="o.feature")))
    for source in of_kind(messages(FORMATS["cucumber"].render(results)), "source"):
        feature: Any = Parser().parse(source["data"])["feature"]
        asking = [one for one in results.scenarios if one.feature == source["uri"]]
        for child, one in zip(feature["children"], asking, strict=True):
            told = child["scenario"]
            assert told["name"] == one.name
            assert [tag["name"] for tag in told["tags"]] == [f"@{name}" for name in one.sentences]
            steps = [(told_step["keyword"].strip(), told_step["text"]) for told_step in told["steps"]]
            assert steps == [(known.keyword, known.text) for known in one.steps]


def test_in_cucumber_a_scenario_stands_in_its_line_and_what_failed_is_told_at_its_step() -> None:
    found_in = messages(FORMATS["cucumber"].render(RECORDS["failed"]))
    [node] = [
        child["scenario"]
        for document in of_kind(found_in, "gherkinDocument")
        for child in document["feature"]["children"]
        if child["scenario"]["name"] == "It is off"
    ]
    assert node["location"] == {"line": 7}
    assert [one["keywordType"] for one in node["steps"]] == ["Context", "Action", "Outcome"]
    told = [one for one in of_kind(found_in, "testStepFinished") if "message" in one["testStepResult"]]
    assert [one["testStepId"] for one in told] == ["scenario-2-pickle-step-3-test"]
    assert told[0]["testStepResult"]["exception"]["type"] == "failed"


def test_in_cucumber_evidence_is_attached_to_what_did_not_simply_pass() -> None:
    for record, attached in (("failed", True), ("flaky", True), ("passed", False)):
        found_in = of_kind(messages(FORMATS["cucumber"].render(RECORDS[record])), "attachment")
        exchanges = [one for one in found_in if one.get("fileName") == "exchanges.json"]
        assert bool(exchanges) is attached
        for one in exchanges:
            body = json.loads(one["body"])
            assert body["exchanges"][0]["request"]["url"] == "http://then/x?y=1"
            assert body["left_out"] == 0


def test_in_cucumber_no_step_looks_worse_than_what_became_of_the_whole() -> None:
    found_in = messages(FORMATS["cucumber"].render(RECORDS["retired, and its steps failed"]))
    assert status_in(found_in, "It is off") == "SKIPPED"
    found_in = messages(FORMATS["cucumber"].render(RECORDS["untold, though each step passed"]))
    assert status_in(found_in, "It is off") == "AMBIGUOUS"


def test_evidence_has_an_end_and_says_what_it_left_out() -> None:
    room, many = Room(), step("Then", Outcome.FAILED, *[exchange("x" * 9_000)] * 20, left_out=3)
    bodies = [one["attachment"]["body"] for _ in range(400) for one in room.evidence_of(many)]
    assert max(map(len, bodies)) < 2 * MOST_OF_A_STEP
    assert MOST_OF_A_RUN / 2 < sum(map(len, bodies)) < 2 * MOST_OF_A_RUN
    for body in map(json.loads, (bodies[0], bodies[-1])):
        assert len(body["exchanges"]) + body["left_out"] == 23
    assert json.loads(bodies[-1])["exchanges"] == []


@pytest.mark.parametrize("name", ["junit", "cucumber", "ctrf"])
def test_each_says_what_it_cannot_express(name: str) -> None:
    assert "could not be told" in FORMATS[name].render(RECORDS["passed"])


@pytest.mark.parametrize("name", ["junit", "cucumber", "ctrf"])
def test_a_long_text_is_cut_and_its_beginning_kept(name: str) -> None:
    text = FORMATS[name].render(RECORDS["very long"])
    assert VERY_LONG[:1_000].strip() in text
    assert VERY_LONG[:5_000] not in text


def test_the_schemas_refuse_what_is_none_of_theirs() -> None:
    wrong = FORMATS["junit"].render(RECORDS["failed"]).replace("<failure", "<broken").replace("</failure", "</broken")
    assert not junit_schema().validate(junit(wrong))
    with pytest.raises(etree.DocumentInvalid):
        READERS["junit"].validate(wrong)
    for name, old, new in (("ctrf", '"passed"', '"kept"'), ("cucumber", '"PASSED"', '"KEPT"')):
        with pytest.raises(ValidationError):
            READERS[name].validate(FORMATS[name].render(RECORDS["failed"]).replace(old, new))


def test_a_time_that_is_none_is_never() -> None:
    assert moment_of("2026-99-99T00:00:00Z") == NEVER
    run = RECORDS["failed"].run.model_copy(update={"started": "2026-99-99T00:00:00Z", "duration_s": float("inf")})
    for name in OURS:
        READERS[name].validate(FORMATS[name].render(RECORDS["failed"].model_copy(update={"run": run})))


# What is asked for.


def test_names_stand_between_commas_or_one_by_one_and_each_once() -> None:
    assert [one.name for one in chosen(["junit, ctrf", "ctrf", "markdown"])] == ["junit", "ctrf", "markdown"]
    assert chosen([]) == ()


@pytest.mark.parametrize("arguments", [("check", "--target", "http://127.0.0.1:9"), ("report", "results.json")])
def test_a_name_that_none_has_is_one_line_before_anything_is_asked(
    asadvertised: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    run = asadvertised(*arguments, "--format", "ctrf", "--format", "junit,html")
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)
    assert run.stderr.startswith("asadvertised: --format: ")
    assert ", ".join(FORMATS) in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["html", "JUnit", "junit;ctrf", "junit,,ctrf", "junit,", "\x1b[2J"])
def test_an_unknown_name_is_a_mistake_with_the_names_that_there_are(said: str) -> None:
    with pytest.raises(ConfigurationError, match=r"(is called|is missing).*junit.*markdown"):
        chosen(["ctrf", said])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--har", "asadvertised-report/junit.xml"), "--har asadvertised-report/junit.xml"),
        (("--sarif", "asadvertised-report/./junit.xml"), "--sarif asadvertised-report/junit.xml"),
        (("--markdown", "asadvertised-report/junit.xml"), "--markdown"),
        (("--warc", "asadvertised-report/junit.xml"), "--warc"),
        (("--article", "asadvertised-report/junit.xml"), "--format junit"),
        (("--target", "http://127.0.0.1:9", "--target", "http://127.0.0.1:8", "--har", "junit.xml"), "--har"),
    ],
)
def test_two_things_are_never_written_to_one_file(
    asadvertised: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    run = asadvertised("check", "--format", "junit", *arguments)
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)
    assert told in run.stderr
    assert list(tmp_path.iterdir()) == []


def kept(tmp_path: Path, results: Results) -> Path:
    folder = tmp_path / "asadvertised-report"
    folder.mkdir(exist_ok=True)
    (folder / "results.json").write_text(to_json(results), encoding="utf-8")
    return folder


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_asked(asadvertised: Run, tmp_path: Path) -> None:
    (kept(tmp_path, RECORDS["passed"]) / "ctrf.json").mkdir()
    for command in (("check",), ("report", "asadvertised-report/results.json")):
        run = asadvertised(*command, "--format", "ctrf")
        assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)
        assert "ctrf.json: is a folder" in run.stderr


def test_a_report_writes_the_formats_of_its_record_and_exits_as_the_run_did(asadvertised: Run, tmp_path: Path) -> None:
    folder = kept(tmp_path, RECORDS["failed"])
    run = asadvertised("report", "asadvertised-report/results.json", "--format", ",".join(OURS), "--out", "elsewhere")
    assert (run.returncode, run.stderr) == (1, "")
    for name in OURS:
        written = (tmp_path / "elsewhere" / FORMATS[name].file).read_text(encoding="utf-8")
        assert written == FORMATS[name].render(RECORDS["failed"])
    assert [path.name for path in folder.iterdir()] == ["results.json"]


def test_a_check_writes_what_a_report_of_its_record_writes(small_check: Run, asadvertised: Run, tmp_path: Path) -> None:
    run = small_check("--format", "junit,cucumber", "--format", ",".join(OURS), "--no-article")
    assert run.returncode == 0, run.stdout + run.stderr
    folder = tmp_path / "asadvertised-report"
    written = {name: (folder / FORMATS[name].file).read_bytes() for name in OURS}
    again = asadvertised("report", str(folder / "results.json"), "--format", ",".join(OURS), "--out", "again")
    assert again.returncode == 0
    for name, body in written.items():
        assert (tmp_path / "again" / FORMATS[name].file).read_bytes() == body
        READERS[name].validate(body.decode())
        assert READERS[name].is_green is None or READERS[name].is_green(body.decode())
    assert not list(folder.glob(".*"))


def test_several_services_have_their_formats_in_folders_of_their_own(
    small_check: Run, tmp_path: Path, reference_url: str
) -> None:
    (tmp_path / "other.toml").write_text(f'[service]\nname = "other"\nurl = "{reference_url}"\n', encoding="utf-8")
    run = small_check("--target", reference_url, "--target", "other.toml", "--no-article", "--format", "junit")
    assert run.returncode == 0, run.stdout + run.stderr
    found_there = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("junit.xml"))
    assert len(found_there) == 2
    assert found_there[1] == "asadvertised-report/2-other/junit.xml"


def test_rendering_is_the_same_each_time_and_changes_nothing() -> None:
    results = RECORDS["cantTell"]
    before = to_json(results)
    for name in OURS:
        assert FORMATS[name].render(results) == FORMATS[name].render(results)
    assert to_json(results) == before
