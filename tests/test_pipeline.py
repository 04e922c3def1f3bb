"""What runs us in a pipeline: the action, the template, the hooks and the image, each run as its machine would."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CHECKOUT, Run
from dockerfile_parse import DockerfileParser
from pipelines import HOSTILE, Machine, must_be_clean, must_fit, read, template, tool

PAPER = (CHECKOUT / "docs" / "pipeline.md").read_text(encoding="utf-8")
INSTALL, CHECK = 0, 1
TARGET = "https://staging.example.org"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Give an empty runner."""
    return Machine(tmp_path / "runner")


def steps() -> list[Any]:
    found = read("action.yml")["runs"]["steps"]
    assert len(found) == 2
    return found


def papers_files() -> list[tuple[str, str]]:
    """Give each YAML file that the paper shows, with its name."""
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAPER, re.DOTALL)
    assert len(blocks) == PAPER.count("```yaml")
    assert len(blocks) > 6
    return blocks


def workflows() -> list[Any]:
    found = [yaml.safe_load(text) for name, text in papers_files() if name.startswith(".github/")]
    assert len(found) > 3
    return found


def workflow_steps() -> Iterator[Any]:
    for workflow in workflows():
        for job in workflow["jobs"].values():
            yield from job["steps"]


def test_what_others_read_fits_their_schemas(tmp_path: Path) -> None:
    must_fit("github-actions", CHECKOUT / "action.yml")
    sorted_by: dict[str, list[Path]] = {"github-workflows": [], "gitlab-ci": []}
    for number, (name, text) in enumerate(papers_files()):
        file = tmp_path / f"{number}.yml"
        file.write_text(text, encoding="utf-8")
        if name == ".pre-commit-config.yaml":
            subprocess.run([tool("pre-commit"), "validate-config", file], check=True)
        else:
            sorted_by["gitlab-ci" if name == ".gitlab-ci.yml" else "github-workflows"].append(file)
    for shards in (1, 4):
        file = tmp_path / f"template-{shards}.yml"
        file.write_text(yaml.safe_dump(template(image="ours:1", target=TARGET, shards=shards)), encoding="utf-8")
        sorted_by["gitlab-ci"].append(file)
    for schema, files in sorted_by.items():
        assert len(files) > 1
        must_fit(schema, *files)


def test_scripts_are_clean() -> None:
    must_be_clean(
        "bash", [step["run"] for step in steps()] + [step["run"] for step in workflow_steps() if "run" in step]
    )
    jobs = template(image="ours:1", target=TARGET).values()
    must_be_clean("sh", [script for job in jobs for script in job.get("script", ())])
    must_be_clean("bash", [(CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")])


# The action


def test_no_input_stands_in_a_script() -> None:
    for step in steps():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        assert "uses" not in step
    for step in workflow_steps():
        assert "${{" not in step.get("run", "")


def test_every_input_is_used_and_in_the_paper() -> None:
    action = read("action.yml")
    said = [one for step in steps() for one in (*step["env"].values(), step.get("if", ""))]
    used = set(re.findall(r"\b(?:inputs|github)\.[a-z_-]+", " ".join(said)))
    assert used - {"github.action_path"} == {f"inputs.{name}" for name in action["inputs"]}
    for name in (*action["inputs"], *action["outputs"]):
        assert f"`{name}`" in PAPER
    for step in workflow_steps():
        if step.get("uses", "").startswith("OWNER/asadvertised@"):
            assert set(step.get("with", ())) <= set(action["inputs"])


def test_every_input_reaches_the_command_as_one_argument(machine: Machine) -> None:
    said = {"gate": "gate.toml", "baseline": "old.json", "formats": "junit,sarif", "shard": "2/8", "out": "here"}
    run = machine.step(CHECK, profile="one.toml\n\ntwo.toml\n", browser="false", arguments="--rate\n5\n", **said)
    assert run.returncode == 0, run.stderr
    options = ["--gate=gate.toml", "--baseline=old.json", "--format=junit,sarif", "--shard=2/8"]
    profiles = ["--target=one.toml", "--target=two.toml"]
    assert machine.told == [["check", "--no-browser", *profiles, *options, "--rate", "5", "--out=here"]]
    files = {"report": "here/index.html", "results": "here/results.json"}
    assert machine.outputs == {"exit-code": "0", "verdict": "passed", **files}


@pytest.mark.parametrize("name", ["target", "profile", "gate", "baseline", "formats", "shard", "out", "arguments"])
def test_no_input_is_ever_a_command(machine: Machine, name: str) -> None:
    for number, hostile in enumerate(HOSTILE, 1):
        (machine.folder / "output").unlink(missing_ok=True)
        run = machine.step(CHECK, **({"target": TARGET} | {name: hostile} if name != "profile" else {name: hostile}))
        assert run.returncode == 0, run.stderr
        assert len(machine.told) == number
        [argument] = [one for one in machine.told[-1] if one.partition("=")[2] == hostile or one == hostile]
        assert name == "arguments" or argument.startswith("--")
        assert machine.outputs["verdict"] == "passed"
    assert list(machine.work.iterdir()) == []


@pytest.mark.parametrize("name", ["browser", "python", "check"])
def test_no_switch_is_ever_a_command(machine: Machine, name: str) -> None:
    for hostile in HOSTILE:
        (machine.folder / "output").unlink(missing_ok=True)
        step = INSTALL if name == "python" else CHECK
        run = machine.step(step, target=TARGET, **{name: hostile})
        assert run.returncode == (0 if name == "check" else 2), run.stderr
        assert "pwned" not in {path.name for path in machine.work.iterdir()}


@pytest.mark.parametrize(
    ("code", "verdict"),
    [(0, "passed"), (1, "broken"), (2, "unusable"), (3, "drifted"), (4, "could-not-tell"), (137, "could-not-tell")],
)
def test_the_steps_exit_code_is_the_commands(machine: Machine, code: int, verdict: str) -> None:
    machine.environment["EXITS"] = str(code)
    run = machine.step(CHECK, target=TARGET)
    assert (run.returncode, machine.outputs["exit-code"], machine.outputs["verdict"]) == (code, str(code), verdict)


REFUSED = {
    "no service": ({}, "Name the service"),
    "blank lines": ({"target": "\n\n"}, "Name the service"),
    "both": ({"target": TARGET, "profile": "one.toml"}, "`target` or `profile`"),
    "neither true nor false": ({"target": TARGET, "browser": "maybe"}, "true or false"),
    "an output more": ({"target": TARGET, "out": "here\nverdict=passed"}, "several lines"),
    "a command of the log": ({"target": TARGET, "gate": "a\r::set-output name=verdict::passed"}, "several lines"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_meant_is_refused_before_anything_is_asked(machine: Machine, name: str) -> None:
    inputs, words = REFUSED[name]
    run = machine.step(CHECK, **inputs)
    assert run.returncode == 2
    [line] = run.stdout.splitlines()
    assert line.startswith("::error title=As Advertised::")
    assert words in line
    assert machine.told == []
    assert machine.outputs == {"exit-code": "2", "verdict": "unusable"}


def test_the_action_asks_a_service(machine: Machine, reference_url: str, small_content: Path) -> None:
    ours = f'#!/bin/sh\nexec "{sys.executable}" -m asadvertised "$@"\n'
    machine.put(machine.temp / "asadvertised-bin" / "asadvertised", ours)
    run = machine.step(
        CHECK, target=reference_url, arguments=f"--no-article\n--content={small_content}", browser="false"
    )
    results = json.loads((machine.work / machine.outputs["results"]).read_text(encoding="utf-8"))
    assert (run.returncode, results["run"]["exit_code"], machine.outputs["verdict"]) == (0, 0, "passed"), run.stdout
    assert results["summary"]["scenarios"]["passed"] > 0
    assert (machine.work / machine.outputs["report"]).is_file()
    assert results["summary"]["verdict"] in (machine.folder / "summary").read_text(encoding="utf-8")


PYTHON = """\
#!/bin/sh
printf '%s\\0' "$@" >> "$SAID"
printf '\\n' >> "$SAID"
if [ "$1" = -c ]; then exit "$TOO_OLD"; fi
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
"""


@pytest.mark.parametrize(("browser", "extra"), [("true", "[browser]"), ("false", "")])
def test_the_action_installs_what_it_came_with(machine: Machine, browser: str, extra: str) -> None:
    machine.put(machine.bin / "python9", PYTHON)
    machine.environment["TOO_OLD"] = "0"
    run = machine.step(INSTALL, python="python9", browser=browser)
    assert run.returncode == 0, run.stderr
    assert machine.told[-2:] == [
        ["-m", "venv", str(machine.temp / "asadvertised-venv")],
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{CHECKOUT}{extra}"],
    ]
    [later] = (machine.folder / "path").read_text(encoding="utf-8").splitlines()
    assert [path.name for path in Path(later).iterdir()] == ["asadvertised"]


def test_an_old_python_is_told_by_one_line(machine: Machine) -> None:
    machine.put(machine.bin / "python3", PYTHON)
    machine.environment["TOO_OLD"] = "1"
    run = machine.step(INSTALL)
    assert run.returncode == 2
    assert run.stdout.startswith("::error title=As Advertised::`python` has to name a Python 3.11 or newer")
    assert len(machine.told) == 1


@pytest.mark.thorough
def test_the_action_installs_itself_and_asks(machine: Machine, reference_url: str, small_content: Path) -> None:
    alone = {name: "" for name in os.environ if name.startswith(("PYTHON", "PYTEST"))}
    machine.environment |= alone
    install = machine.step(INSTALL, python=sys.executable, browser="false")
    assert install.returncode == 0, install.stdout + install.stderr
    arguments = f"--no-article\n--content={small_content}"
    run = machine.step(CHECK, target=reference_url, browser="false", arguments=arguments)
    assert (run.returncode, machine.outputs["verdict"]) == (0, "passed"), run.stdout + run.stderr
    [later] = (machine.folder / "path").read_text(encoding="utf-8").splitlines()
    shown = machine.run(["bash"], f'PATH="{later}:$PATH" asadvertised report {machine.outputs["results"]}')
    assert shown.returncode == 0, shown.stderr


# The template


def script(name: str, **inputs: Any) -> tuple[str, dict[str, str]]:
    job = template(image="ours:1", target=TARGET, **inputs)[name]
    [only] = job["script"]
    return only, job["variables"]


def test_each_part_is_asked_and_one_report_is_made(machine: Machine) -> None:
    for part in "123":
        ask, variables = script("asadvertised", browser="false", shards=3)
        run = machine.run(["sh", "-e"], ask, CI_NODE_INDEX=part, CI_NODE_TOTAL="3", **variables)
        assert run.returncode == 0, run.stderr
        assert machine.told[-1] == [
            "check",
            f"--target={TARGET}",
            f"--shard={part}/3",
            "--no-browser",
            f"--out=asadvertised-shards/{part}",
        ]
        (machine.work / "asadvertised-shards" / part).mkdir(parents=True)
    (machine.work / "asadvertised-report").mkdir()
    (machine.work / "asadvertised-report" / "results.json").write_text("{}", encoding="utf-8")
    merge, variables = script("asadvertised-report", gate="gate.toml", baseline="old.json", formats="junit,sarif")
    run = machine.run(["sh", "-e"], merge, **variables)
    assert run.returncode == 0, run.stderr
    parts = [f"asadvertised-shards/{part}" for part in "123"]
    assert machine.told[-2:] == [
        ["merge", *parts, "--out=asadvertised-report", "--gate=gate.toml", "--baseline=old.json"],
        ["report", "asadvertised-report/results.json", "--format=junit,sarif"],
    ]


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 137])
def test_a_part_fails_only_where_it_found_nothing_and_the_whole_as_it_found(machine: Machine, code: int) -> None:
    machine.environment["EXITS"] = str(code)
    ask, variables = script("asadvertised")
    assert machine.run(["sh", "-e"], ask, **variables).returncode == (code if code in (2, 137) else 0)
    assert machine.told == [["check", f"--target={TARGET}", "--shard=1/1", "--out=asadvertised-shards/1"]]
    merge, variables = script("asadvertised-report")
    assert machine.run(["sh", "-e"], merge, **variables).returncode == code
    assert len(machine.told) == 2, "there is no record to write again"


def test_no_input_of_the_template_is_ever_a_command(machine: Machine) -> None:
    spec = next(yaml.safe_load_all((CHECKOUT / ".ci" / "gitlab.yml").read_text(encoding="utf-8")))["spec"]["inputs"]
    known = template(**{name: f"<{name}>" for name in spec})
    scripts = [one for job in known.values() for one in job.get("script", ())]
    assert len(scripts) == 2
    assert not [one for one in scripts if any(f"<{name}>" in one for name in spec)]
    for hostile in HOSTILE:
        for name in ("asadvertised", "asadvertised-report"):
            said, variables = script(name)
            run = machine.run(["sh", "-e"], said, **dict.fromkeys(variables, hostile))
            assert run.returncode == 0, run.stderr
            assert "pwned" not in {path.name for path in machine.work.iterdir()}
        assert f"--target={hostile}" in machine.told[-2]


# The hooks


def hook(name: str) -> Any:
    [found] = [one for one in read(".pre-commit-hooks.yaml") if one["id"] == name]
    return found


def run_hook(asadvertised: Run, name: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: its entry, then its args; these hooks get no files."""
    assert hook(name)["pass_filenames"] is False
    command, *entry = shlex.split(hook(name)["entry"])
    assert command == "asadvertised"
    return asadvertised(*entry, *args)


@pytest.fixture
def article(article_folder: Path, tmp_path: Path) -> Path:
    """Give a repository's own article."""
    return Path(shutil.copytree(article_folder, tmp_path / "features" / article_folder.name))


def test_pre_commit_can_read_the_hooks() -> None:
    subprocess.run([tool("pre-commit"), "validate-manifest", CHECKOUT / ".pre-commit-hooks.yaml"], check=True)
    for name in ("asadvertised-ledger", "asadvertised-drift"):
        assert f"`{name}`" in PAPER
        assert f"- id: {name}" in PAPER
    assert re.match(hook("asadvertised-ledger")["files"], "features/billing/article.toml")
    assert re.match(hook("asadvertised-ledger")["files"], "promises/features/billing/bills.feature")
    assert not re.match(hook("asadvertised-ledger")["files"], "src/features.py")
    for draft in ("drafts/help.md", "help.html", "a.txt"):
        assert re.search(hook("asadvertised-drift")["files"], draft)


def test_a_ledger_that_is_total_may_be_committed(asadvertised: Run, article: Path) -> None:
    run = run_hook(asadvertised, "asadvertised-ledger")
    assert (run.returncode, run.stderr) == (0, "")
    assert re.fullmatch(rf"{article.name}: 84 sentences, \d+ of them asked by \d+ scenarios\n", run.stdout)


def test_every_article_with_a_hole_is_told_with_its_place(asadvertised: Run, article: Path) -> None:
    other = Path(shutil.copytree(article, article.with_name("other")))
    spoil(article / "android.feature", "@android.opt-out", "@android.opt-in")
    spoil(other / "article.toml", 'check = "scenarios"', 'check = "unheard-of"')
    run = run_hook(asadvertised, "asadvertised-ledger")
    assert (run.returncode, run.stdout) == (2, "")
    first, second = sorted(run.stderr.splitlines())
    assert all(line.startswith("asadvertised: ") for line in (first, second))
    assert "other/article.toml:" in first
    assert re.search(r"android\.feature:\d+: .*'android.opt-in', which the article does not have", second)


def test_what_a_person_has_to_settle_is_said_and_allowed_by_name_only(asadvertised: Run, tmp_path: Path) -> None:
    (tmp_path / "help.html").write_text(
        "<html lang=en><title>Bills</title><main><h1>Bills</h1><p>None.</p></main></html>"
    )
    assert asadvertised("new", "help.html", "--name", "billing", "--content", ".").returncode == 0
    run, allowed = (run_hook(asadvertised, "asadvertised-ledger", *more) for more in ((), ("--allow-open",)))
    assert (run.returncode, allowed.returncode) == (4, 0)
    assert run.stdout == allowed.stdout
    assert len(re.findall(r"^billing: \S+ is unaccounted for", run.stdout, re.MULTILINE)) == 2


def test_nothing_to_look_at_is_no_success(asadvertised: Run) -> None:
    run = run_hook(asadvertised, "asadvertised-ledger")
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert "holds no article" in run.stderr


def test_another_folder_takes_the_place_of_the_hooks_own(asadvertised: Run, article: Path) -> None:
    shutil.move(article.parent, article.parent.parent / "promises" / "features")
    run = run_hook(asadvertised, "asadvertised-ledger", "--content=promises")
    assert run.returncode == 0, run.stderr


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_draft_is_held_against_the_transcription(asadvertised: Run, tmp_path: Path, page: str) -> None:
    draft = tmp_path / "drafts" / "help.html"
    draft.parent.mkdir()
    draft.write_text(page, encoding="utf-8")
    kept = run_hook(asadvertised, "asadvertised-drift", "drafts/help.html")
    assert kept.returncode == 0, kept.stdout + kept.stderr
    spoil(draft, "16", "18")
    changed = run_hook(asadvertised, "asadvertised-drift", "drafts/help.html")
    assert changed.returncode == 3, changed.stdout + changed.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["drafts"], "a hook leaves nothing in somebody's repository"


def test_a_hook_without_a_draft_fetches_no_page_instead(asadvertised: Run) -> None:
    run = run_hook(asadvertised, "asadvertised-drift")
    assert run.returncode == 2
    assert "'--article' requires an argument" in run.stderr


def test_history_is_kept_or_it_is_not(asadvertised: Run) -> None:
    run = asadvertised("drift", "--article", "none.html", "--history", "kept", "--no-history")
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert "--history, --no-history: contradict each other" in run.stderr


@pytest.mark.thorough
def test_pre_commit_installs_and_runs_the_hooks(tmp_path: Path, article: Path, page: str) -> None:
    source, home = tmp_path / "source", tmp_path / "home"
    shutil.copytree(CHECKOUT, source, ignore=shutil.ignore_patterns(".git", ".venv*", "*_cache", "__pycache__"))
    repository = tmp_path / "repository"
    shutil.copytree(article.parent.parent / "features", repository / "features")
    (repository / "help.html").write_text(page, encoding="utf-8")
    for folder in (source, repository):
        committed(folder)
    config = {"repo": str(source), "rev": "HEAD", "hooks": [{"id": "asadvertised-ledger"}]}
    config["hooks"].append({"id": "asadvertised-drift", "args": ["help.html"]})
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [config]}), encoding="utf-8")
    assert said_by_pre_commit(repository, home) == (0, ["Passed", "Passed"])
    spoil(repository / "features" / article.name / "android.feature", "@android.opt-out", "@android.opt-in")
    spoil(repository / "help.html", "16", "18")
    assert said_by_pre_commit(repository, home) == (1, ["Failed", "Failed"])


def said_by_pre_commit(repository: Path, home: Path) -> tuple[int, list[str]]:
    """Run all hooks, and give the exit code and what became of each."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    run = subprocess.run(
        [tool("pre-commit"), "run", "--all-files"],
        cwd=repository,
        env={**environment, "PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, re.findall(r"\.(Passed|Failed|Skipped)$", run.stdout, re.MULTILINE)


def committed(folder: Path) -> None:
    git = ["git", "-C", str(folder), "-c", "user.name=test", "-c", "user.email=test@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--no-verify", "-m", "all"]):
        subprocess.run([*git, *command], check=True)


# The image


def instructions() -> list[Any]:
    parser = DockerfileParser(fileobj=BytesIO((CHECKOUT / ".ci" / "Dockerfile").read_bytes()))
    return [one for one in parser.structure if one["instruction"] != "COMMENT"]


def values_of(instruction: str) -> list[str]:
    found = [str(one["value"]) for one in instructions() if one["instruction"] == instruction]
    assert found, instruction
    return found


def test_the_image_runs_as_nobody_in_particular_and_holds_nothing_else() -> None:
    names = {one["instruction"] for one in instructions()}
    assert "ADD" not in names, "nothing comes from the net but by pip and apt"
    assert not {"VOLUME", "EXPOSE", "ONBUILD", "SHELL"} & names
    assert values_of("USER") == ["10001:10001"]
    last = [one["instruction"] for one in instructions()][-5:]
    assert last == ["USER", "WORKDIR", "HEALTHCHECK", "ENTRYPOINT", "CMD"]
    assert [values_of(name)[-1] for name in last[1:4]] == ["/work", "NONE", '["asadvertised"]']
    assert "--uid 10001" in (made := " ".join(values_of("RUN")))
    assert "--owner 10001 --group 10001 /work" in made
    assert not re.search(r"curl|wget|git clone|chmod|sudo|secret|token|password", made, re.IGNORECASE)
    assert (
        made.count("apt-get install")
        == made.count("--no-install-recommends")
        == made.count("rm -rf /var/lib/apt/lists")
    )
    labels = " ".join(values_of("LABEL"))
    for label in ("title", "description", "licenses", "version", "revision"):
        assert f"org.opencontainers.image.{label}=" in labels


def test_the_base_is_named_by_a_tag_that_says_what_it_is_and_may_be_a_digest() -> None:
    base, *arguments = values_of("ARG")
    assert re.fullmatch(r"BASE=python:3\.1[1-9]-slim-[a-z]+", base)
    assert arguments == ["BROWSER=true", "VERSION=unknown", "REVISION=unknown"]
    assert values_of("FROM") == ["${BASE} AS build", "${BASE}"]
    assert base.removeprefix("BASE=") in PAPER


def copied() -> set[str]:
    own = [value.split()[:-1] for value in values_of("COPY") if not value.startswith("--from=build ")]
    return {name for names in own for name in names}


def test_the_image_takes_in_what_the_wheel_is_made_of_and_no_more() -> None:
    ignored = (CHECKOUT / ".ci" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied()
    assert all((CHECKOUT / name).exists() for name in copied())
    packed = re.search(r"only-include = \[(.*)\]", (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert packed
    assert {name.split("/")[0] for name in re.findall(r'"(.*?)"', packed[1])} <= copied()


@pytest.mark.thorough
def test_what_is_copied_is_enough_for_the_wheel(tmp_path: Path) -> None:
    for name in copied():
        place = CHECKOUT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, tmp_path / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path / "wheels"),
        ".",
    ]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert len(list((tmp_path / "wheels").glob("asadvertised-*.whl"))) == 1


# The paper


ASKED = re.compile(r"asadvertised (check|drift|ledger|merge|plan|report|accept)\b([^$)`]*)")
OPTION = re.compile(r"--[a-z-]+")


def used_options() -> set[tuple[str, str]]:
    """Give what is asked of the command line anywhere here: a command, and its option if there is one."""
    scripts = [one for job in template(image="", target="").values() for one in job.get("script", ())]
    built = steps()[CHECK]["run"] + scripts[0]
    said = {("check", option) for option in re.findall(r"(--[a-z-]+)(?==\$|\)|;)", built)}
    entries = [one["entry"] for one in read(".pre-commit-hooks.yaml")]
    for line in "\n".join([PAPER.replace("`", "\n"), *scripts, *entries]).splitlines():
        for command, rest in ASKED.findall(line):
            said |= {(command, option) for option in ("", *OPTION.findall(rest))}
    return said


def test_all_that_is_asked_of_the_command_is_offered(asadvertised: Run) -> None:
    used = used_options()
    assert len(used) > 15
    for command in sorted({command for command, _ in used}):
        offered = asadvertised(command, "--help", COLUMNS="200").stdout
        wanted = {option for one, option in used if one == command}
        assert not [option for option in wanted if option not in offered], command


def test_each_exit_code_is_explained(asadvertised: Run) -> None:
    said = re.findall(r"^\| (\d) \|", PAPER, re.MULTILINE)
    assert said == re.findall(r"(\d)\s+[a-z]", asadvertised("--help").stdout.split("Exit codes:")[1].split("When")[0])
