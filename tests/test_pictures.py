"""Pictures, from the step that they are of to the report; and what nobody could look at, which is never a pass."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from harbour import DARK, LIT, WEBP, harbour

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.scenarios import Scenario
from asadvertised.outcome import Broken, NotLookedAt, Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift, Qualifier, Results
from asadvertised.record.pictures import read_pictures, remove_others, write_pictures
from asadvertised.report.html import render_html
from asadvertised.report.markdown import results_markdown
from asadvertised.report.summary import render_summary
from asadvertised.report.view import UNTESTED, Marks
from asadvertised.suite.recorder import Keeping, Recorder, ending_of
from asadvertised.suite.reporting import record_of
from asadvertised.suite.run import SuiteRun
from asadvertised.target.masking import MASK, Mask
from asadvertised.target.picture import Picture

Run = Callable[..., subprocess.CompletedProcess[str]]
NOWHERE = ("--target", "http://127.0.0.1:9", "--no-article")
MARKUP = "a lamp <script>alert(1)</script> \"'><img src=x>"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHY = "No browser is here."


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour(tmp_path_factory.mktemp("harbour"))


def check(asadvertised: Run, content: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return asadvertised("check", "--content", str(content), *NOWHERE, *more)


def record(folder: Path) -> Results:
    return Results.model_validate_json((folder / "asadvertised-report" / "results.json").read_bytes())


def named(found: Results) -> dict[str, list[str]]:
    """Give the files of the pictures of each scenario."""
    return {s.name: [picture.file for step in s.steps for picture in step.pictures] for s in found.scenarios}


def on_disk(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "asadvertised-report" / "pictures").glob("*"))


def page_of(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "asadvertised-report" / "index.html").read_text(encoding="utf-8"), "lxml")


def file_of(image: bytes) -> str:
    return f"pictures/{sha256(image).hexdigest()[:16]}.png"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_of_what_failed_each_picture_is_kept_once(
    asadvertised: Run, content: Path, tmp_path: Path, workers: str
) -> None:
    run = check(asadvertised, content, "--workers", workers)
    assert run.returncode == 1, run.stderr
    dark = file_of(DARK)
    found = record(tmp_path)
    assert named(found) == {"burns": [], "dark": [dark], "dark-too": [dark], "fog": [], "broken-camera": []}
    assert [picture.about for picture in found.scenarios[1].steps[0].pictures] == ["the west pier, <b>its lamp</b>"]
    assert (tmp_path / "asadvertised-report" / dark).read_bytes() == DARK
    assert on_disk(tmp_path) == [Path(dark).name]
    assert "base64" not in (tmp_path / "asadvertised-report" / "results.json").read_text(encoding="utf-8")
    page = page_of(tmp_path)
    [shown] = page.find_all("img")
    assert (shown["alt"], shown["width"], shown["height"]) == ("the west pier, <b>its lamp</b>", "390", "844")
    assert len(page.select(f'a[href="#{page.select_one(".picture")["id"]}"]')) >= 4  # type: ignore[index]


def test_all_or_none_are_kept_where_that_is_wanted_and_no_others_stay(
    asadvertised: Run, content: Path, tmp_path: Path
) -> None:
    assert check(asadvertised, content, "--pictures", "all").returncode == 1
    assert len(named(record(tmp_path))["burns"]) == 1
    assert on_disk(tmp_path) == sorted(Path(file_of(image)).name for image in (LIT, DARK))
    mine = tmp_path / "asadvertised-report" / "pictures" / "mine.png"
    mine.write_bytes(LIT)
    assert check(asadvertised, content).returncode == 1
    assert on_disk(tmp_path) == sorted([Path(file_of(DARK)).name, mine.name])
    mine.unlink()
    assert check(asadvertised, content, "--pictures", "none").returncode == 1
    assert [files for files in named(record(tmp_path)).values() if files] == []
    assert not (tmp_path / "asadvertised-report" / "pictures").exists()
    assert "img-src" not in str(page_of(tmp_path).find("meta", attrs={"http-equiv": True}))


def test_a_camera_that_breaks_takes_no_verdicts_place(asadvertised: Run, content: Path, tmp_path: Path) -> None:
    check(asadvertised, content)
    [told] = [scenario for scenario in record(tmp_path).scenarios if scenario.name == "broken-camera"]
    assert (told.outcome, told.promised, told.seen) == (Outcome.FAILED, "a bell rings", "it is silent")


@pytest.mark.parametrize(
    ("more", "why"), [((), "No browser is here."), (("--no-browser",), "No browser was to be started.")]
)
def test_what_nobody_looked_at_is_no_pass(asadvertised: Run, tmp_path: Path, more: tuple[str, ...], why: str) -> None:
    content = harbour(tmp_path / "own", ["burns", "fog"])
    run = check(asadvertised, content, "--markdown", "told.md", *more)
    assert run.returncode == 4, run.stderr
    assert f"Not looked at: 1 scenario: {why}\n" in run.stdout
    assert "COULD NOT TELL" not in run.stdout
    assert f"Not looked at: 1 scenario: {why}" in (tmp_path / "told.md").read_text(encoding="utf-8")
    found = record(tmp_path)
    told = found.scenarios[1]
    assert (told.outcome, told.qualifier, told.reason) == (Outcome.UNTESTED, Qualifier.NOT_LOOKED_AT, why)
    assert [step.outcome for step in told.steps] == [Outcome.UNTESTED]
    assert (found.summary.not_looked_at, found.summary.causes) == ({why: 1}, {})
    verdict = page_of(tmp_path).select_one("#verdict")
    assert verdict
    assert f"Not looked at: 1 scenario: {why}" in verdict.get_text()


def test_people_who_know_pytest_see_that_it_is_no_pass(content: Path) -> None:
    arguments = ["pytest", "steps", "-p", "asadvertised.suite.plugin", "--import-mode=importlib", "-q"]
    more = ["--target", "http://127.0.0.1:9", "-p", "no:cacheprovider", "-k", "fog", "--rootdir", str(content)]
    run = subprocess.run(
        [sys.executable, "-m", *arguments, *more], cwd=content, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"Not looked at. {WHY}" in run.stdout
    assert " passed" not in run.stdout


def shot(image: bytes = WEBP, about: str = "A lamp.", media_type: str = "image/webp") -> Picture:
    return Picture(image, 390, 844, about, media_type)


def recorded(
    scenario: Scenario, error: Exception | None, *pictures: Picture, keeping: Keeping = Keeping.FAILED
) -> dict[str, Any]:
    """Record a scenario whose first step has pictures, and ends so."""
    recorder = Recorder(keeping_pictures=keeping)
    recorder.begin(scenario)
    recorder.picture(shot(about="Before any step: nobody's evidence."))
    recorder.begin_step()
    for picture in pictures:
        recorder.picture(picture)
    recorder.end_step(error)
    return record_of(recorder, ending_of(error))


BROKEN = Broken("a lamp burns", "it is dark")


@pytest.mark.parametrize(
    ("keeping", "error", "kept"),
    [
        (Keeping.FAILED, None, 0),
        (Keeping.FAILED, BROKEN, 1),
        (Keeping.FAILED, NotLookedAt(WHY), 1),
        (Keeping.ALL, None, 1),
        (Keeping.NONE, BROKEN, 0),
    ],
)
def test_whose_pictures_are_kept(ledger: Ledger, keeping: Keeping, error: Exception | None, kept: int) -> None:
    told = recorded(ledger.scenarios[0], error, shot(), shot(), keeping=keeping)
    assert [len(step["pictures"]) for step in told["steps"]][:2] == [kept, 0]


def test_a_step_that_nobody_looked_at_is_not_begun_again(ledger: Ledger) -> None:
    scenario = next(scenario for scenario in ledger.scenarios if len(scenario.steps) > 2)
    recorder = Recorder()
    recorder.begin(scenario)
    recorder.begin_step()
    recorder.end_step(NotLookedAt(WHY))
    recorder.begin_step()
    assert recorder.running is recorder.steps[1]


def test_a_secret_is_masked_in_what_is_said_of_a_picture(ledger: Ledger) -> None:
    told = recorded(ledger.scenarios[0], BROKEN, shot(about="It shows xQ7secret9Zk01."))
    run = SuiteRun({"one": told}, mask=Mask(["xQ7secret9Zk01"]))
    run.hide_secrets()
    assert told["steps"][0]["pictures"][0]["about"] == f"It shows {MASK}."


def results(ledger: Ledger, *told: tuple[Scenario, Exception | None, Picture]) -> Results:
    records = {one.id: {"outcome": Outcome.PASSED} for one in ledger.scenarios}
    records |= {
        scenario.id: recorded(scenario, error, picture, keeping=Keeping.ALL) for scenario, error, picture in told
    }
    return build_results(ledger, records, Drift(outcome=DriftOutcome.UNCHANGED), Circumstances("http://x", NOW))


def images(*pictures: Picture) -> dict[str, bytes]:
    return {picture.sha256: picture.image for picture in pictures}


def parsed(found: Results, shown: dict[str, bytes]) -> BeautifulSoup:
    return BeautifulSoup(render_html(found, shown), "lxml")


def test_what_is_said_of_a_picture_is_shown_as_it_is(ledger: Ledger) -> None:
    picture = shot(about=MARKUP)
    page = parsed(results(ledger, (ledger.scenarios[0], BROKEN, picture)), images(picture))
    [shown] = page.find_all("img")
    assert shown["alt"] == MARKUP
    assert str(shown["src"]).startswith("data:image/webp;base64,UklGR")
    assert [script for script in page.find_all("script") if MARKUP in script.get_text()] == []
    assert len(page.find_all("script", type=None)) == 1
    assert "img-src data:;" in str(page.find("meta", attrs={"http-equiv": "Content-Security-Policy"}))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.find_all("a")} <= set(ids)


def test_a_picture_stands_beside_its_sentence_and_the_rest_leads_there(ledger: Ledger) -> None:
    picture = shot()
    page = parsed(results(ledger, (ledger.asking("android.opt-out")[0], BROKEN, picture)), images(picture))
    [shown] = page.select(".paper .picture")
    [gallery] = page.select(".paper .pictures")
    before = gallery.find_previous_sibling()
    assert isinstance(before, Tag)
    assert [one.get_text(strip=True) for one in before.select(".sentence.failed .sign")] == ["✗broken:"]
    place = f'a[href="#{shown["id"]}"]'
    assert page.select(f"#verdict .findings {place}")
    assert page.select(f"#scenarios .failed .step {place}")
    assert "Seen too" not in page.get_text()


def test_a_picture_of_two_sentences_stands_with_the_broken_one(ledger: Ledger) -> None:
    one, other = ledger.asking("android.opt-out")[0], ledger.asking("feedback.leave-blank")[0]
    picture = shot()
    page = parsed(results(ledger, (one, None, picture), (other, BROKEN, picture)), images(picture))
    [shown] = page.select(".paper .picture")
    assert "and 1 more step" in shown.get_text()
    [leading] = page.select(".paper .looked")
    assert leading.get_text() == "Seen too: A lamp."
    close = shown.select_one(".close")
    assert close
    sentence = page.find(id=str(close["href"])[1:])
    assert isinstance(sentence, Tag)
    assert "failed" in sentence["class"]


def test_a_picture_whose_sentences_are_not_in_the_article_stands_with_its_step(ledger: Ledger) -> None:
    picture = shot()
    found = results(ledger, (ledger.scenarios[0], BROKEN, picture))
    explored = found.scenarios[0].model_copy(update={"sentences": ()})
    page = parsed(found.model_copy(update={"scenarios": (explored,)}), images(picture))
    assert len(page.find_all("img")) == len(page.select("#scenarios .step .picture img")) == 1


@pytest.mark.parametrize(
    ("shown", "says"),
    [({}, "is missing"), ({shot().sha256: LIT}, "is not the picture that was taken; its SHA-256 is another")],
)
def test_only_what_was_taken_is_shown(ledger: Ledger, shown: dict[str, bytes], says: str) -> None:
    picture = shot()
    page = parsed(results(ledger, (ledger.scenarios[0], BROKEN, picture)), shown)
    [figure] = page.select(".picture")
    assert page.find_all("img") == []
    assert f"Not shown: {picture.file} {says}." in figure.get_text()
    assert "A lamp." in figure.get_text()
    assert "img-src" not in str(page.find("meta", attrs={"http-equiv": True}))


def test_the_report_that_is_written_again_believes_nothing_but_the_hash(
    asadvertised: Run, content: Path, tmp_path: Path
) -> None:
    check(asadvertised, content)
    folder, again = tmp_path / "asadvertised-report", ("report", "asadvertised-report/results.json", "--out", "again")
    first = (folder / "index.html").read_text(encoding="utf-8")
    assert asadvertised(*again).returncode == 1
    assert (tmp_path / "again" / "index.html").read_text(encoding="utf-8") == first
    (folder / file_of(DARK)).write_bytes(LIT)
    assert asadvertised(*again).returncode == 1
    assert "is not the picture that was taken" in (tmp_path / "again" / "index.html").read_text(encoding="utf-8")
    shutil.rmtree(folder / "pictures")
    assert asadvertised(*again).returncode == 1
    assert "is missing" in (tmp_path / "again" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("file", "pictures/../../secret.png"),
        ("file", "/etc/passwd"),
        ("media_type", "image/svg+xml"),
        ("width", 0),
        ("sha256", "x"),
    ],
)
def test_a_record_that_names_what_is_no_picture_of_ours_is_none(
    asadvertised: Run, ledger: Ledger, tmp_path: Path, key: str, value: object
) -> None:
    found = json.loads(results(ledger, (ledger.scenarios[0], BROKEN, shot())).model_dump_json(by_alias=True))
    found["scenarios"][0]["steps"][0]["pictures"][0][key] = value
    (tmp_path / "results.json").write_text(json.dumps(found), encoding="utf-8")
    run = asadvertised("report", "results.json")
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert f"pictures.0.{key}" in run.stderr


def test_what_lies_there_and_is_no_file_is_missing(ledger: Ledger, tmp_path: Path) -> None:
    picture = shot()
    found = results(ledger, (ledger.scenarios[0], BROKEN, picture))
    (tmp_path / picture.file).mkdir(parents=True)
    assert read_pictures(tmp_path, found) == {}
    remove_others(tmp_path / "nowhere", found)


def test_only_what_a_record_names_is_written(ledger: Ledger, tmp_path: Path) -> None:
    picture, other = shot(), shot(LIT, media_type="image/png")
    write_pictures(tmp_path, results(ledger, (ledger.scenarios[0], BROKEN, picture)), images(picture, other))
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")] == [picture.file]


def test_not_looked_at_is_told_where_it_is_the_worst_alone(ledger: Ledger) -> None:
    sentence = next(s for s in ledger.article.sentences if len(ledger.asking(s)) > 1)
    first, second, *_ = ledger.asking(sentence)
    unseen = results(ledger, (first, NotLookedAt(WHY), shot()))
    broken = results(ledger, (first, NotLookedAt(WHY), shot()), (second, BROKEN, shot()))
    for found, qualifier, word in ((unseen, Qualifier.NOT_LOOKED_AT, "not tested"), (broken, None, "broken")):
        [told] = [one for one in found.sentences if one.id == sentence.id]
        assert (told.qualifier, Marks.of(told).word) == (qualifier, word)
        assert found.summary.not_looked_at == {WHY: 1}
        assert Marks.of(next(one for one in found.scenarios if one.id == first.id)) == UNTESTED
    assert (unseen.run.exit_code, broken.run.exit_code) == (4, 1)


def test_what_was_not_asked_for_the_run_had_ended_is_another_thing(ledger: Ledger) -> None:
    records = {one.id: {"outcome": Outcome.PASSED} for one in ledger.scenarios[1:]}
    circumstances = Circumstances("http://x", NOW)
    found = build_results(ledger, records, Drift(outcome=DriftOutcome.UNCHANGED), circumstances)
    assert found.run.exit_code == 4
    assert found.summary.not_looked_at == {}
    for told in (render_summary(found, "x"), results_markdown(found), render_html(found)):
        assert "Not looked at" not in told
        assert "What nobody looked at" not in told
