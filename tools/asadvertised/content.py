"""Where the three content folders are: inside the installed package, or beside `tools/` in a checkout."""

from pathlib import Path

from asadvertised.errors import ConfigurationError

PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("features", "steps", "reports")


def own_root() -> Path:
    """Give the folder that holds this project's own features, steps and reports."""
    checkout = PACKAGE.parent.parent
    return PACKAGE if (PACKAGE / "features").is_dir() else checkout


def templates() -> Path:
    """Give the folder of report templates, styles and schemas."""
    return own_root() / "reports"


def article_names(root: Path) -> list[str]:
    """List the articles that a content root holds."""
    return sorted(path.parent.name for path in (root / "features").glob("*/article.toml"))


def article_folder(root: Path, name: str | None) -> Path:
    """Find one article's folder under `features/`; the only one there is needs no name.

    Raises ConfigurationError when the choice is not clear.
    """
    names = article_names(root)
    if name is None and len(names) == 1:
        return root / "features" / names[0]
    if name in names:
        return root / "features" / str(name)
    known = ", ".join(names) or "none"
    what = f"no article is called {name!r}" if name else "which article is meant is not clear"
    raise ConfigurationError(what, where=str(root / "features"), mend=f"use --name with one of: {known}")
