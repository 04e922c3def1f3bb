"""Load a module of an article's steps outside pytest."""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def steps_module(root: Path, name: str, module: str) -> ModuleType | None:
    """Give a module of the steps of an article; None where there is no such file."""
    folder = root / "steps" / name
    if not (folder / f"{module}.py").is_file():
        return None
    package = f"asadvertised_steps_{name.replace('-', '_')}"
    if package not in sys.modules:
        _load_package(package, folder)
    return importlib.import_module(f"{package}.{module}")


def _load_package(package: str, folder: Path) -> None:
    file = folder / "__init__.py"
    spec = importlib.util.spec_from_file_location(package, file, submodule_search_locations=[str(folder)])
    assert spec  # noqa: S101  a file location always has one
    assert spec.loader  # noqa: S101  and it has a loader
    sys.modules[package] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
