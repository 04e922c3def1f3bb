"""The mutants: the operators change what they should and nothing else, and a survivor is told as one."""

from pathlib import Path

import mutants
import pytest
from mutants import Fate, Mutant, every_mutant, mutants_of, report

SNIPPET = """
EDGE: int = 3
WORDS = {"a", "b"}

class Rules:
    def both(self, one: int | None, other: bool = True) -> int | None:
        return one if one is not None and other else None

def left(ages: "list[int]") -> list[int]:
    return [age for age in ages if age - 1]

def same(name: str | None) -> str | None:
    return name
"""


def changes(folder: Path, snippet: str = SNIPPET) -> list[tuple[str, str]]:
    file = folder / "snippet.py"
    file.write_text(snippet, encoding="utf-8")
    found = list(mutants_of(file))
    assert all(mutant.source != snippet and compile(mutant.source, "snippet", "exec") for mutant in found)
    return sorted((mutant.function, mutant.change) for mutant in found)


def test_the_operators_make_what_is_expected(tmp_path: Path) -> None:
    assert changes(tmp_path) == sorted(
        [
            ("the module", "3  ->  4"),
            ("the module", "3  ->  2"),
            ("the module", "without 'a'"),
            ("the module", "without 'b'"),
            ("Rules.both", "True  ->  False"),
            (
                "Rules.both",
                "one if one is not None and other else None  ->  None if one is not None and other else one",
            ),
            ("Rules.both", "one is not None and other  ->  one is not None or other"),
            ("Rules.both", "one is not None and other  ->  other"),
            ("Rules.both", "one is not None and other  ->  one is not None"),
            ("Rules.both", "one is not None  ->  one is None"),
            ("left", "for age in ages if age - 1  ->  for age in ages"),
            ("left", "age - 1  ->  age"),
            ("left", "age - 1  ->  1"),
            ("left", "1  ->  2"),
            ("left", "1  ->  0"),
            ("same", "return name  ->  return None"),
        ]
    )


def test_annotations_are_left_alone(tmp_path: Path) -> None:
    assert changes(tmp_path, "def f(a: int | None, *b: 'x' | 1, **c: 2 | 3) -> str | None: ...\nd: int | 4\n") == []


def test_what_is_explained_can_still_be_made() -> None:
    made = {mutant.key for mutant in every_mutant()}
    assert len(made) > 100
    assert set(mutants.EQUIVALENT) <= made
    assert all(len(why) > 20 for why in mutants.EQUIVALENT.values())


def survives(_: Mutant) -> Fate:
    return Fate.SURVIVED


def is_seen(_: Mutant) -> Fate:
    return Fate.SEEN


def tells_nothing(_: Mutant) -> Fate:
    return Fate.UNTOLD


ONE = Mutant("m.py", "f", 1, "a  ->  b", "b")


def test_an_unexplained_survivor_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert report([ONE], 1, survives) == 1
    assert "1 survived; 0 of the survivors explained" in capsys.readouterr().out
    monkeypatch.setitem(mutants.EQUIVALENT, ONE.key, "Nobody can see it.")
    assert report([ONE], 1, survives) == 0
    assert "(Nobody can see it.)" in capsys.readouterr().out
    monkeypatch.setitem(mutants.EQUIVALENT, ("m.py", "g", ONE.change), "Nobody can see it.")
    assert report([Mutant("m.py", "h", 1, ONE.change, "b")], 1, survives) == 1


def test_what_is_noticed_otherwise_is_not_told_as_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([ONE], 1, tells_nothing) == 0
    assert "0 seen, 1 could not tell" in capsys.readouterr().out
    assert report([ONE], 1, is_seen) == 0
    assert "1 seen, 0 could not tell" in capsys.readouterr().out


def test_no_change_at_all_is_no_success() -> None:
    assert report([], 1, is_seen) == 1
