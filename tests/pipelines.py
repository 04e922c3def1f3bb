"""What the tests of the pipeline share: an action's steps and a template's scripts, run as GitHub and GitLab do."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from conftest import CHECKOUT

EXPRESSION = re.compile(r"\$\{\{ *(\S+) *\}\}")
INTERPOLATION = re.compile(r"\$\[\[ *inputs\.([a-z_-]+) *\]\]")
RECORDING = """\
#!/bin/sh
printf '%s\\0' "$@" >> "$SAID"
printf '\\n' >> "$SAID"
exit "${EXITS:-0}"
"""
HOSTILE = (
    '"; touch pwned; "',
    "'; touch pwned; '",
    "$(touch pwned)",
    "`touch pwned`",
    "x && touch pwned #",
    "${IFS}*",
    "--workers=9 ;touch\tpwned".replace("\t", " "),
    "%0A::set-output name=verdict::passed",
)


def tool(name: str) -> str:
    """Find a tool of the tests, first in their own environment."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, f"{name} is one of the dev dependencies"
    return found


def read(name: str) -> Any:
    """Read a YAML file of ours that has one document."""
    return yaml.safe_load((CHECKOUT / name).read_text(encoding="utf-8"))


def must_fit(schema: str, *files: Path) -> None:
    """Hold files against a schema that GitHub's or GitLab's editors use."""
    command = [tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def must_be_clean(shell: str, scripts: list[str]) -> None:
    """Hold scripts against shellcheck."""
    assert scripts
    for script in scripts:
        command = [tool("shellcheck"), f"--shell={shell}", "-"]
        checked = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


@dataclass
class Machine:
    """A folder that stands for a runner's: its work, its files, and a command that notes what it was told."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the folders, and the command."""
        for name in ("work", "temp/asadvertised-bin", "bin"):
            (self.folder / name).mkdir(parents=True)
        for place in (self.bin / "asadvertised", self.temp / "asadvertised-bin" / "asadvertised"):
            self.put(place, RECORDING)

    @property
    def work(self) -> Path:
        """Where scripts run."""
        return self.folder / "work"

    @property
    def temp(self) -> Path:
        """What GitHub calls RUNNER_TEMP."""
        return self.folder / "temp"

    @property
    def bin(self) -> Path:
        """What stands first on the path."""
        return self.folder / "bin"

    def put(self, place: Path, script: str) -> None:
        """Write a command."""
        place.write_text(script, encoding="utf-8")
        place.chmod(0o755)

    def run(self, shell: list[str], script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script from a file, as runners do."""
        file = self.folder / "script.sh"
        file.write_text(script, encoding="utf-8")
        own = {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_PATH": str(self.folder / "path"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "SAID": str(self.folder / "said"),
        }
        return subprocess.run(
            [*shell, str(file)],
            cwd=self.work,
            env={**os.environ, **own, **self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
            stdin=subprocess.DEVNULL,
        )

    def step(self, number: int, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run one step of our action, its other inputs being as they are if unsaid."""
        action = read("action.yml")
        step = action["runs"]["steps"][number]
        said = {f"inputs.{name}": one.get("default", "") for name, one in action["inputs"].items()}
        said |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        said["github.action_path"] = str(CHECKOUT)
        environment = {name: _filled(value, said) for name, value in step["env"].items()}
        return self.run(["bash", "--noprofile", "--norc", "-eo", "pipefail"], step["run"], **environment)

    @property
    def told(self) -> list[list[str]]:
        """What the command was told, each time."""
        said = self.folder / "said"
        calls = said.read_text(encoding="utf-8").split("\0\n") if said.exists() else []
        return [call.split("\0") for call in calls if call]

    @property
    def outputs(self) -> dict[str, str]:
        """What a step left for the next ones; nothing of it may be said twice."""
        lines = (self.folder / "output").read_text(encoding="utf-8").splitlines()
        pairs = [line.split("=", 1) for line in lines]
        assert len({name for name, _ in pairs}) == len(pairs), lines
        return dict(pairs)


def _filled(value: str, said: dict[str, str]) -> str:
    """Put in what GitHub does; an expression that nothing is known of is an error."""
    return EXPRESSION.sub(lambda found: said[found[1]], value)


def template(**inputs: Any) -> Any:
    """Give the GitLab template as GitLab does, with its inputs put in."""
    text = (CHECKOUT / ".ci" / "gitlab.yml").read_text(encoding="utf-8")
    spec, jobs = yaml.safe_load_all(text)
    known = {name: one.get("default") for name, one in spec["spec"]["inputs"].items()}
    assert known.keys() >= inputs.keys()
    return _interpolated(jobs, known | inputs)


def _interpolated(part: Any, inputs: dict[str, Any]) -> Any:
    """Put inputs into whatever YAML has, so that none can become another part of it; alone, one keeps its type."""
    if isinstance(part, dict):
        return {key: _interpolated(value, inputs) for key, value in part.items()}
    if isinstance(part, list):
        return [_interpolated(one, inputs) for one in part]
    if not isinstance(part, str):
        return part
    if whole := INTERPOLATION.fullmatch(part):
        return inputs[whole[1]]
    return INTERPOLATION.sub(lambda found: str(inputs[found[1]]), part)
