"""What several commands do alike."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from asadvertised.article.drift import Found
from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.content import article_folder, own_root
from asadvertised.errors import ConfigurationError
from asadvertised.record.model import Drift
from asadvertised.target.launch import Reference
from asadvertised.target.masking import Mask


def load(name: str | None, content: Path | None) -> tuple[Path, Ledger]:
    """Give the content root and the ledger of the article that is meant."""
    return (content or own_root()).resolve(), load_ledger(folder_of(name, content))


def folder_of(name: str | None, content: Path | None) -> Path:
    """Give the folder of the article that is meant."""
    return article_folder((content or own_root()).resolve(), name)


@contextmanager
def reference_of(ledger: Ledger) -> Iterator[Reference]:
    """Start the article's reference.

    Raises ConfigurationError for an article that has none.
    """
    module = ledger.article.service.reference
    if not module:
        raise ConfigurationError("this article has no reference service", "--target", "say which service is asked")
    with Reference(module) as reference:
        yield reference


def scenarios_of(ledger: Ledger, sentence: str) -> tuple[str, ...]:
    """Give the ids of the scenarios that ask a sentence."""
    return tuple(scenario.id for scenario in ledger.asking(sentence))


def shown(found: Found, mask: Mask, notes: Iterable[str] = ()) -> Drift:
    """Give how a page's text compares, without the secrets that its address or its words may hold."""
    changes = [
        change.model_copy(
            update={
                "new": mask.known(change.new),
                "section": mask.known(change.section),
                "why": tuple(mask.known(words) for words in change.why),
            }
        )
        for change in found.changes
    ]
    return Drift(
        outcome=found.outcome,
        against=found.against,
        source=mask.text(found.source),
        reason=mask.text(found.reason),
        changes=tuple(changes),
        notes=tuple(map(mask.text, notes)),
    )
