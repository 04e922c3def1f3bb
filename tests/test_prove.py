"""The catalogue is complete, the proof is the suite's own, and `prove` tells a survivor from what was caught."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Check, Modality
from asadvertised.errors import ConfigurationError
from asadvertised.record.proof import (
    PROOF,
    LawfulResult,
    Proof,
    ViolationResult,
    catalogue_digest,
    proof_json,
    read_proof,
    score_of,
)
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import Rules
from asadvertised.reference.store import Store
from asadvertised.reference.variants import LAWFUL, UNLIMITED, VIOLATIONS
from asadvertised.reference.variants.building import with_parts
from asadvertised.suite import prove
from asadvertised.suite.prove import Suite, ask_variants, variants_of

Run = Callable[..., subprocess.CompletedProcess[str]]
AT_LEAST = {Modality.MUST: 1, Modality.STEP: 1, Modality.MUST_NOT: 3}
NOT_ASKED = {"android.review-setting"}
SOME_DIGEST = "0" * 64


def test_every_sentence_that_binds_is_violated(ledger: Ledger) -> None:
    seeded = Counter(violation.sentence for violation in VIOLATIONS.values())
    binding = [s for s in ledger.article.sentences if s.modality in AT_LEAST and s.check is Check.SCENARIOS]
    assert len(binding) > 20
    assert [s.id for s in binding if seeded[s.id] < AT_LEAST[s.modality]] == []
    left_out = {s.id for s in ledger.article.sentences if s.modality in AT_LEAST and s not in binding}
    assert left_out == NOT_ASKED


def test_every_permission_is_overstepped_or_said_to_have_no_limit(ledger: Ledger) -> None:
    overstepped = {violation.sentence for violation in VIOLATIONS.values()}
    permissions = {s.id for s in ledger.article.sentences if s.modality is Modality.MAY and s.check is Check.SCENARIOS}
    assert len(permissions) > 10
    assert permissions - overstepped == set(UNLIMITED)
    assert all(UNLIMITED.values())


def test_each_violation_says_in_one_line_which_sentence_it_breaks(ledger: Ledger) -> None:
    known = {sentence.id for sentence in ledger.article.sentences}
    for violation in VIOLATIONS.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", violation.name)
        assert {violation.sentence, *violation.also} <= known
        assert violation.sentence not in violation.also
        assert len(violation.says) > 15
        assert "\n" not in violation.says.strip()


def test_each_violation_replaces_one_part_by_another() -> None:
    for violation in VIOLATIONS.values():
        part = getattr(Rules, violation.part, None) or getattr(Pages, violation.part)
        assert violation.replacement is not part
        assert with_parts(Store(), {violation.part: violation.replacement})


def test_there_are_lawful_variants_enough() -> None:
    assert len(LAWFUL) >= 10
    assert all(variant.parts or variant.around for variant in LAWFUL.values())


def test_a_part_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(AttributeError):
        with_parts(Store(), {"no_such_rule": lambda: None})


def caught(name: str = "one", *, rightly: bool = True) -> ViolationResult:
    return ViolationResult(
        name=name, sentence="a.b", says="Goes wrong.", caught=True, rightly=rightly, blamed=("a.b",), scenarios=("x:y",)
    )


def proof(*violations: ViolationResult, lawful: bool = True) -> Proof:
    variant = LawfulResult(name="slow", says="Is slow.", passed=lawful, scenarios=())
    return Proof(
        suite_sha256=SOME_DIGEST,
        catalogue_sha256=SOME_DIGEST,
        complete=True,
        score=score_of(violations),
        violations=violations,
        lawful=(variant,),
    )


def test_a_suite_without_a_proof_is_not_proven(tmp_path: Path) -> None:
    assert not read_proof(tmp_path, SOME_DIGEST).proven


def test_a_changed_suite_is_not_proven(tmp_path: Path) -> None:
    (tmp_path / PROOF).write_text(proof_json(proof(caught())), encoding="utf-8")
    assert read_proof(tmp_path, SOME_DIGEST).proven
    changed = read_proof(tmp_path, "1" * 64)
    assert not changed.proven
    assert "changed" in changed.reason
    assert changed.score is None


@pytest.mark.parametrize("damage", ["", "{}", "[1", '{"suite_sha256": "0"}'])
def test_a_damaged_proof_is_refused(tmp_path: Path, damage: str) -> None:
    (tmp_path / PROOF).write_text(damage, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        read_proof(tmp_path, SOME_DIGEST)
    assert PROOF in str(error.value)


def test_the_score_counts_right_blame_only(tmp_path: Path) -> None:
    half = proof(caught(), caught("two", rightly=False))
    (tmp_path / PROOF).write_text(proof_json(half), encoding="utf-8")
    summary = read_proof(tmp_path, SOME_DIGEST)
    assert (summary.score, summary.caught, summary.rightly, summary.seeded) == (0.5, 2, 1, 2)
    assert (summary.sentences["a.b"].rightly, summary.sentences["a.b"].seeded) == (1, 2)
    assert not half.holds
    assert not summary.proven
    assert "fails" in summary.reason


def test_a_proof_that_blames_a_lawful_service_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / PROOF).write_text(proof_json(proof(caught(), lawful=False)), encoding="utf-8")
    summary = read_proof(tmp_path, SOME_DIGEST)
    assert (summary.rightly, summary.seeded, summary.lawful, summary.lawful_passed) == (1, 1, 1, 0)
    assert (summary.proven, summary.holds, summary.complete) == (False, False, True)


def test_a_part_of_a_proof_proves_nothing(tmp_path: Path) -> None:
    part = proof(caught()).model_copy(update={"complete": False})
    assert part.holds
    (tmp_path / PROOF).write_text(proof_json(part), encoding="utf-8")
    summary = read_proof(tmp_path, SOME_DIGEST)
    assert (summary.proven, summary.holds, summary.complete) == (False, True, False)
    assert "part" in summary.reason
    unsaid = json.loads(proof_json(part))
    del unsaid["complete"]
    (tmp_path / PROOF).write_text(json.dumps(unsaid), encoding="utf-8")
    assert not read_proof(tmp_path, SOME_DIGEST).proven


def test_a_proof_that_holds_names_its_catalogue(tmp_path: Path) -> None:
    (tmp_path / PROOF).write_text(proof_json(proof(caught())), encoding="utf-8")
    summary = read_proof(tmp_path, SOME_DIGEST)
    assert (summary.proven, summary.holds, summary.complete, summary.reason) == (True, True, True, "")
    assert summary.catalogue_sha256 == SOME_DIGEST


def test_a_catalogue_with_another_word_is_another_one() -> None:
    offered = variants_of("asadvertised.reference")
    assert catalogue_digest(offered) == catalogue_digest(variants_of("asadvertised.reference"))
    for field in ("name", "sentence", "says", "also"):
        other = json.loads(json.dumps(offered))
        other["violations"][0][field] += "s" if field != "also" else ["a.b"]
        assert catalogue_digest(other) != catalogue_digest(offered)


def test_nothing_asked_proves_nothing() -> None:
    assert score_of([]) == 0
    assert not proof().holds


def test_blaming_a_lawful_service_is_no_proof() -> None:
    assert proof(caught()).holds
    assert not proof(caught(), lawful=False).holds


def test_the_articles_proof_is_of_this_suite_and_this_catalogue(article_folder: Path, ledger: Ledger) -> None:
    kept = Proof.model_validate_json((article_folder / PROOF).read_bytes())
    assert kept.suite_sha256 == ledger.suite_digest, "run `make prove`"
    assert kept.catalogue_sha256 == catalogue_digest(variants_of("asadvertised.reference")), "run `make prove`"
    assert kept.complete
    assert kept.holds
    assert {v.name: (v.sentence, v.says) for v in kept.violations} == {
        v.name: (v.sentence, v.says) for v in VIOLATIONS.values()
    }, "run `make prove`"
    assert {variant.name for variant in kept.lawful} == set(LAWFUL)
    scenarios = {scenario.id for scenario in ledger.scenarios}
    for violation in kept.violations:
        assert violation.scenarios
        assert set(violation.scenarios) <= scenarios
        blamed = {name for s in ledger.scenarios if s.id in violation.scenarios for name in s.sentences}
        assert set(violation.blamed) == blamed
        assert blamed <= {violation.sentence, *VIOLATIONS[violation.name].also}


def test_prove_tells_what_was_caught_from_what_survived(asadvertised: Run, short_content: Path, tmp_path: Path) -> None:
    names = ["robots-are-heard", "forgets-croatia"]
    chosen = [part for name in names for part in ("--violation", name)]
    run = asadvertised("prove", *chosen, "--json", "proof.json", "--workers", "2", "--content", str(short_content))
    assert run.returncode == 1, run.stderr
    assert re.search(r"^caught rightly +robots-are-heard", run.stdout, re.MULTILINE)
    assert re.search(r"^SURVIVED +forgets-croatia", run.stdout, re.MULTILINE)
    assert "Score: 50.00%" in run.stdout
    found = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert found["score"] == 0.5
    assert found["complete"] is False
    assert "proves no suite" in run.stdout
    heard, forgotten = found["violations"]
    assert (heard["name"], heard["caught"], heard["blamed"]) == (names[0], True, ["feedback.leave-blank"])
    assert heard["scenarios"]
    assert (forgotten["name"], forgotten["caught"], forgotten["blamed"], forgotten["scenarios"]) == (
        names[1],
        False,
        [],
        [],
    )


def test_prove_does_not_take_wrong_blame_for_a_catch(asadvertised: Run, short_content: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(short_content, content)
    for feature in (content / "features").rglob("*.feature"):
        text = feature.read_text(encoding="utf-8")
        feature.write_text(text.replace("@feedback.leave-blank", "@help.contact-us"), encoding="utf-8")
    article = content / "features" / "personalization" / "article.toml"
    head, _, tail = article.read_text(encoding="utf-8").partition('id = "feedback.leave-blank"')
    reason = 'check = "informative"\nreason = "It is asked under another name here."'
    article.write_text(
        f'{head}id = "feedback.leave-blank"{tail.replace("check = {0}scenarios{0}".format(chr(34)), reason, 1)}',
        encoding="utf-8",
    )
    run = asadvertised("prove", "--violation", "robots-are-heard", "--content", str(content))
    assert run.returncode == 1, run.stdout + run.stderr
    assert re.search(r"^MISBLAMED +robots-are-heard", run.stdout, re.MULTILINE)
    assert "blamed without reason: help.contact-us" in run.stdout
    assert "not blamed: feedback.leave-blank" in run.stdout


@pytest.mark.thorough
def test_prove_can_ask_the_reference_again_and_again(asadvertised: Run, short_content: Path) -> None:
    run = asadvertised("prove", "--repeats", "2", "--workers", "2", "--content", str(short_content))
    assert run.returncode == 0, run.stdout + run.stderr
    orders = re.findall(r"^run \d of 2, order (\d+): all kept$", run.stdout, re.MULTILINE)
    assert len(set(orders)) == 2
    assert "2 of 2 runs in random order kept all." in run.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--violation", "nobody"],
        ["--workers", "0"],
        ["--json", "/proc/nowhere/proof.json"],
        ["--json", "."],
        ["--repeats", "1", "--json", "proof.json"],
        ["--repeats", "1", "--violation", "robots-are-heard"],
    ],
)
def test_prove_says_what_is_wrong_at_once(asadvertised: Run, arguments: list[str]) -> None:
    run = asadvertised("prove", *arguments, timeout=20)
    assert run.returncode == 2, run.stdout
    assert "Traceback" not in run.stderr
    assert run.stderr.strip()
    assert run.stdout == ""


def stopped(tmp_path: Path, content: Path, after: str, *, touch: Path | None = None) -> tuple[int, str]:
    """Prove, until a line of the matrix begins as is said; then stop that, or change a file of the suite."""
    chosen = ["--json", "proof.json", "--workers", "1", "--content", str(content)]
    names = ["robots-are-heard", "forgets-croatia"]
    chosen += [part for name in names for part in ("--violation", name)] if touch else []
    command = [sys.executable, "-m", "asadvertised", "prove", *chosen]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        told = next((line for line in process.stdout if re.match(after, line)), "")
        if touch:
            touch.write_text(touch.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        else:
            os.killpg(process.pid, signal.SIGINT)
        rest, _ = process.communicate(timeout=90)
    return process.returncode, told + rest


def test_an_interruption_keeps_what_was_asked(short_content: Path, tmp_path: Path) -> None:
    code, told = stopped(tmp_path, short_content, r"(caught|CAUGHT|SURVIVED|MISBLAMED)")
    assert code == 1, told
    assert re.search(r"^Stopped after \d+ of \d{3}\.", told, re.MULTILINE), told
    assert "Traceback" not in told
    found = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert found["complete"] is False
    assert 1 <= len(found["violations"]) < 10
    assert found["lawful"] == []


@pytest.mark.thorough
def test_a_suite_that_changes_meanwhile_is_not_proven(short_content: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(short_content, content)
    feature = content / "features" / "personalization" / "help-page.feature"
    code, told = stopped(tmp_path, content, "Asking", touch=feature)
    assert code == 1, told
    assert "The suite changed" in told
    assert not (tmp_path / "proof.json").exists()


def test_trouble_with_one_variant_is_told_of_that_one(monkeypatch: pytest.MonkeyPatch, short_content: Path) -> None:
    suite = Suite(short_content, "personalization", "asadvertised.no_such_reference", 1.0)
    broken, again = ask_variants(suite, [(("--violate", "one"), False), (("--violate", "two"), False)], 1)
    assert broken.failed == again.failed == ()
    assert "did not start" in broken.reason
    assert broken.untold == again.untold == (broken.reason,)

    def interrupted(*_: object, **__: object) -> object:
        return prove.SuiteRun(interrupted=True)

    monkeypatch.setattr(prove, "run_suite", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prove.ask_variant(Suite(short_content, "personalization", "asadvertised.reference", 1.0), ())


def test_serve_lists_every_violation(asadvertised: Run) -> None:
    listed = asadvertised("serve", "--violations").stdout.splitlines()
    assert len(listed) == len(VIOLATIONS) + len(LAWFUL)
    assert {line.split(":")[0] for line in listed} == {*VIOLATIONS, *LAWFUL}
    assert all(violation.sentence in listed[place] for place, violation in enumerate(VIOLATIONS.values()))


def test_serve_is_one_variant_at_a_time(asadvertised: Run) -> None:
    run = asadvertised("serve", "--violate", "robots-are-heard", "--vary", "uses-no-permission", timeout=20)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "one variant" in run.stderr


@pytest.mark.parametrize("arguments", [["--violate", "nobody"], ["--vary", "nobody"]])
def test_serve_knows_no_other(asadvertised: Run, arguments: list[str]) -> None:
    run = asadvertised("serve", *arguments, timeout=20)
    assert run.returncode == 2
    assert "nobody" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.thorough
def test_prove_goes_on_from_what_is_known(asadvertised: Run, short_content: Path, tmp_path: Path) -> None:
    def prove(*names: str) -> str:
        chosen = [part for name in names for part in ("--violation", name)]
        more = ("--json", "proof.json", "--resume", "--content", str(short_content))
        run = asadvertised("prove", *chosen, *more)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    assert "Asking 1 violations" in prove("robots-are-heard")
    assert "Asking 1 violations" in prove("robots-are-heard", "contact-us-is-gone")
    file = tmp_path / "proof.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [violation["name"] for violation in kept["violations"]] == ["robots-are-heard", "contact-us-is-gone"]
    file.write_text(json.dumps(kept | {"suite_sha256": SOME_DIGEST}), encoding="utf-8")
    assert "Asking 1 violations" in prove("robots-are-heard"), "what another suite caught is not known of this one"


def test_prove_has_to_know_what_to_go_on_from(asadvertised: Run) -> None:
    run = asadvertised("prove", "--resume", timeout=20)
    assert run.returncode == 2
    assert "--json" in run.stderr
