"""An earlier record that a run is held against, so that only what is new since then blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asadvertised.article.change import Change, beyond
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import WITHOUT_ANSWER, Outcome
from asadvertised.record.files import read_body, results_in
from asadvertised.record.fingerprint import asked_by, fingerprint
from asadvertised.record.gate_model import BaselineSource
from asadvertised.record.model import Results, ScenarioResult, SentenceResult
from asadvertised.record.shards import MERGE, said_of_part

MEND = "give the results.json of an earlier check of this article"


@dataclass(frozen=True)
class Baseline:
    """What an earlier run found.

    `failures` are sentence, its text, and a failure's fingerprint; `told` are the scenarios that had an answer, by what
    each is known by.
    """

    source: BaselineSource
    failures: frozenset[tuple[str, str, str]]
    changes: tuple[Change, ...]
    told: frozenset[tuple[str, str]]

    def had(self, sentence: SentenceResult, failure: ScenarioResult) -> bool:
        """Say whether a sentence, as it reads now, was broken in this way then."""
        return (sentence.id, sentence.text, fingerprint(failure)) in self.failures

    def new_of(self, changes: Iterable[Change]) -> list[Change]:
        """Give the changes of the text that were not there then."""
        return list(beyond(changes, self.changes))

    def had_an_answer(self, scenario: ScenarioResult) -> bool:
        """Say whether a scenario had one then."""
        return asked_by(scenario) in self.told


def read_baseline(file: Path, article: str, locale: str) -> Baseline:
    """Read the record that an article's run is held against; once, so that its digest is that of what was read.

    Raises ConfigurationError for what is no record, or one of another article, language, of exploring, or of a part.
    """
    body = read_body(file)
    results = results_in(body, file)
    source = results.run.article
    if source.name != article:
        what = f"is a record of another article: {source.name!r}, not {article!r}"
        raise ConfigurationError(what, f"--baseline {file}", MEND)
    if source.locale != locale:
        what = f"is a record of the article in another language: {source.locale!r}, not {locale!r}"
        raise ConfigurationError(what, f"--baseline {file}", MEND)
    if results.exploration:
        raise ConfigurationError("is a record of exploring, not of a check", f"--baseline {file}", MEND)
    if part := said_of_part(results.run.shard):
        raise ConfigurationError(f"is {part}", f"--baseline {file}", MERGE)
    return baseline_of(results, file.name, sha256(body).hexdigest())


def baseline_of(results: Results, file: str, digest: str) -> Baseline:
    """Take from a record what a later run is held against."""
    texts = {sentence.id: sentence.text for sentence in results.sentences}
    run = results.run
    return Baseline(
        BaselineSource(file=file, sha256=digest, run=run.id, started=run.started, target=run.target, name=run.name),
        frozenset(
            (name, texts.get(name, ""), fingerprint(scenario))
            for scenario in results.scenarios
            if scenario.outcome is Outcome.FAILED
            for name in scenario.sentences
        ),
        results.drift.telling,
        frozenset(asked_by(one) for one in results.scenarios if one.outcome not in WITHOUT_ANSWER),
    )
