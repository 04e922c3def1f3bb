"""Change the reference's rules at random, one small change at a time, and list those that no scenario sees.

`make mutants` tries every change that these operators can make; `--sample N --seed N` tries some. A change is seen
when a scenario fails. Counted apart is what the suite notices otherwise: that some scenarios could not tell, that it
does not start, or that it uses a permission no more, which breaks nothing. One that survives must be explained in
EQUIVALENT, which says why no user could see it, or why the article allows what they see; any other makes the exit
code 1.
"""

import argparse
import ast
import copy
import itertools
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from asadvertised.content import own_root
from asadvertised.errors import ConfigurationError
from asadvertised.suite.prove import NO_BROWSER, Asked, Suite, ask_variant

RULES = Path("asadvertised", "reference", "rules")
NOT_RULES = {"citation.py"}
SUITE = Suite(own_root(), "personalization", "asadvertised.reference", 10.0)
EEA = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
    "IS",
    "LI",
    "NO",
]
TERRITORIES = ["AX", "GF", "GP", "MF", "MQ", "RE", "YT"]
UNNAMED_COUNTRIES = ["AR", "AU", "CL", "CO", "MX", "NZ"]
NEVER_ASKED = "Nothing is shared there in any case: the country is not among those where anything is."
UNNAMED = "The article does not name the countries where data may be shared; fewer break no promise."
ALLOWED = (
    "self.personalizes_at_all(signal, choices) and self.choices_allow(signal, choices) and "
    "self._origin_allows(signal, purpose)"
)
# By module, function and change: why no user could see it, or why the article allows what they see.
EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "showing.py",
        "reasons_for_pin",
        "for signal in signals if signal.subject == pin.subject  ->  for signal in signals",
    ): "The article does not say which Pins stand in the home feed, and promises no reasons for them.",
    **{("regions.py", "the module", f"without '{country}'"): NEVER_ASKED for country in EEA},
    **{("regions.py", "the module", f"without '{country}'"): NEVER_ASKED for country in TERRITORIES},
    **{("regions.py", "the module", f"without '{country}'"): UNNAMED for country in UNNAMED_COUNTRIES},
    ("regions.py", "the module", "without UNITED_KINGDOM"): NEVER_ASKED,
    ("regions.py", "the module", "without SWITZERLAND"): NEVER_ASKED,
    ("regions.py", "the module", "EUROPEAN_UNION | {'IS', 'LI', 'NO'}  ->  EUROPEAN_UNION"): NEVER_ASKED,
    ("regions.py", "the module", "EUROPEAN_UNION | {'IS', 'LI', 'NO'}  ->  {'IS', 'LI', 'NO'}"): NEVER_ASKED,
    (
        "regions.py",
        "the module",
        (
            "EUROPEAN_ECONOMIC_AREA | TERRITORIES_OF_THE_UNION | {UNITED_KINGDOM, SWITZERLAND}  ->  "
            "EUROPEAN_ECONOMIC_AREA | TERRITORIES_OF_THE_UNION"
        ),
    ): NEVER_ASKED,
    (
        "regions.py",
        "the module",
        "EUROPEAN_ECONOMIC_AREA | TERRITORIES_OF_THE_UNION  ->  EUROPEAN_ECONOMIC_AREA",
    ): NEVER_ASKED,
    (
        "regions.py",
        "the module",
        "EUROPEAN_ECONOMIC_AREA | TERRITORIES_OF_THE_UNION  ->  TERRITORIES_OF_THE_UNION",
    ): NEVER_ASKED,
    (
        "regions.py",
        "the module",
        (
            "EUROPEAN_ECONOMIC_AREA | TERRITORIES_OF_THE_UNION | {UNITED_KINGDOM, SWITZERLAND}  ->  "
            "{UNITED_KINGDOM, SWITZERLAND}"
        ),
    ): NEVER_ASKED,
    (
        "sharing.py",
        "shares_in",
        "country in SHARING_COUNTRIES and country not in NEVER_SHARED  ->  country in SHARING_COUNTRIES",
    ): NEVER_ASKED,
    (
        "devices.py",
        "opted_out_after_reset",
        "return phone.opted_out  ->  return None",
    ): "The store leaves what it is given no value for as it was.",
    (
        "__init__.py",
        "Rules.may_personalize",
        f"{ALLOWED} and (purpose is Purpose.ADS or self.serves_home_feed(signal))  ->  {ALLOWED}",
    ): "The article does not say that what advertisers send stays out of the home feed; that is our reading.",
}
ANNOTATIONS = {"annotation", "returns"}
SHARED = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)  # one object stands in many places
OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


class Fate(StrEnum):
    """What became of a change once everything was asked."""

    SEEN = "seen"
    UNTOLD = "could not tell"
    DEAD = "does not start"
    UNUSED = "not exercised"
    SURVIVED = "survived"


@dataclass(frozen=True)
class Mutant:
    """A rule module with one change; `change` names the expression before and after, `function` is where it stands."""

    module: str
    function: str
    line: int
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.function}: {self.change}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What EQUIVALENT knows it by, wherever its line has moved to."""
        return self.module, self.function, self.change


def _of_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    if len(node.ops) == 1 and type(node.ops[0]) in OPPOSITES:
        yield ast.Compare(node.left, [OPPOSITES[type(node.ops[0])]()], node.comparators)


def _of_connective(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for left_out in node.values:
        rest = [value for value in node.values if value is not left_out]
        yield ast.BoolOp(node.op, rest) if rest[1:] else rest[0]


def _of_sum(node: ast.BinOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.BitOr | ast.Sub):
        yield from (node.left, node.right)


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))


def _of_return(node: ast.Return) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Name | ast.Attribute):
        yield ast.Return(ast.Constant(None))


def _of_table(node: ast.Dict) -> Iterator[ast.AST]:
    for place in range(len(node.keys)):
        keys, values = list(node.keys), list(node.values)
        del keys[place], values[place]
        yield ast.Dict(keys, values)


CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _of_comparison,
    ast.BoolOp: _of_connective,
    ast.BinOp: _of_sum,
    ast.Constant: _of_constant,
    ast.Return: _of_return,
    ast.Dict: _of_table,
    ast.UnaryOp: lambda node: iter([node.operand] if isinstance(node.op, ast.Not) else []),
    ast.IfExp: lambda node: iter([ast.IfExp(node.test, node.orelse, node.body)]),
    ast.Set: lambda node: (ast.Set([e for e in node.elts if e is not out]) for out in node.elts if node.elts[1:]),
    ast.comprehension: lambda node: iter(
        [ast.comprehension(node.target, node.iter, [], node.is_async)] if node.ifs else []
    ),
}


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Give every change that can be made to a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = _functions(tree)
    for place, node in enumerate(ast.walk(tree)):
        if place not in functions:
            continue
        for other in CHANGES.get(type(node), lambda _: iter(()))(node):
            copied = copy.deepcopy(tree)
            target = next(itertools.islice(ast.walk(copied), place, None))
            changed = _Replacing(target, ast.fix_missing_locations(copy.deepcopy(other))).visit(copied)
            yield Mutant(file.name, functions[place], _line(node), _change(node, other), ast.unparse(changed))


def _functions(tree: ast.Module) -> dict[int, str]:
    """Give the place of every node that runs, with the function it stands in; annotations only describe."""
    places = {node: place for place, node in enumerate(ast.walk(tree)) if not isinstance(node, SHARED)}
    found: dict[int, str] = {}

    def visit(node: ast.AST, function: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = f"{function}.{node.name}".lstrip(".")
        if node in places:
            found[places[node]] = function or "the module"
        for name, value in ast.iter_fields(node):
            parts = value if isinstance(value, list) else [value]
            for part in parts if name not in ANNOTATIONS else ():
                if isinstance(part, ast.AST):
                    visit(part, function)

    visit(tree, "")
    return found


def _change(node: ast.AST, other: ast.AST) -> str:
    if isinstance(node, ast.Set) and isinstance(other, ast.Set):
        return " ".join(f"without {ast.unparse(e)}" for e in node.elts if e not in other.elts)
    return f"{ast.unparse(node).strip()}  ->  {ast.unparse(ast.fix_missing_locations(other)).strip()}"


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def fate_of(mutant: Mutant) -> Fate:
    """Tell what the suite makes of a change; where the first trouble is no failure, everything is asked."""
    with _changed(mutant):
        try:
            asked = ask_variant(SUITE, (), more=["--maxfail=1", NO_BROWSER])
            asked = ask_variant(SUITE, (), more=[NO_BROWSER]) if asked.untold and not asked.failed else asked
        except ConfigurationError:
            return Fate.DEAD
    if asked.failed or asked.untold:
        return Fate.SEEN if asked.failed else Fate.UNTOLD
    return Fate.UNUSED if asked.unused else Fate.SURVIVED


def unchanged() -> Asked:
    """Ask the rules as they are, in the same way: what they do not keep would be counted as seen."""
    with _changed(None):
        return ask_variant(SUITE, (), more=[NO_BROWSER])


@contextmanager
def _changed(mutant: Mutant | None) -> Iterator[None]:
    """Let the references that are started serve a copy of the rules, with the change made."""
    before = os.environ.get("PYTHONPATH")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("features", "tools"):
            source = own_root() / part
            shutil.copytree(source, Path(folder, part), ignore=shutil.ignore_patterns("__pycache__"))
        if mutant:
            Path(folder, "tools", RULES, mutant.module).write_text(mutant.source, encoding="utf-8")
        os.environ["PYTHONPATH"] = str(Path(folder, "tools"))
        try:
            yield
        finally:
            del os.environ["PYTHONPATH"]
            os.environ.update({"PYTHONPATH": before} if before is not None else {})


def every_mutant() -> list[Mutant]:
    """Give every change to every rule module."""
    files = [file for file in sorted((own_root() / "tools" / RULES).glob("*.py")) if file.name not in NOT_RULES]
    return [mutant for file in files for mutant in mutants_of(file)]


def main() -> int:
    """Try the changes, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="try so many, chosen at random; all without it")
    parser.add_argument("--seed", type=int, default=0, help="the choice; the same seed chooses the same")
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    mutants = every_mutant()
    if wanted.sample:
        mutants = random.Random(wanted.seed).sample(mutants, wanted.sample)  # noqa: S311  a choice, not a secret
    baseline = unchanged()
    if baseline.failed or baseline.untold or baseline.unused:
        print("Not all is kept and used by the unchanged rules, so nothing can be told:", baseline)
        return 1
    return report(mutants, wanted.workers)


def report(mutants: list[Mutant], workers: int, fate: Callable[[Mutant], Fate] = fate_of) -> int:
    """Say of each change what became of it; 1 if one survived that nobody explained, or if there was none."""
    fates: Counter[Fate] = Counter()
    explained = 0
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for mutant, became in zip(mutants, pool.map(fate, mutants), strict=True):
            why = EQUIVALENT.get(mutant.key, "") if became is Fate.SURVIVED else ""
            fates[became] += 1
            explained += bool(why)
            print(f"{became:14}", mutant, f"({why})" if why else "", flush=True)
    counted = ", ".join(f"{fates[fate]} {fate}" for fate in Fate)
    print(f"Of {len(mutants)} changes: {counted}; {explained} of the survivors explained.")
    return 1 if fates[Fate.SURVIVED] > explained or not mutants else 0


if __name__ == "__main__":
    sys.exit(main())
