"""Where pictures stand in the report: each once, beside a sentence that it is evidence of; all else leads there.

Only what is to the bit what was taken is shown. In the place of any other stands in words why it is not.
"""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asadvertised.record.model import Picture, Results, ScenarioResult, SentenceResult, Step
from asadvertised.record.pictures import is_genuine


@dataclass(frozen=True)
class Seen:
    """A picture, and the step of a scenario that it is of."""

    picture: Picture
    scenario: ScenarioResult
    step: Step


@dataclass(frozen=True)
class Shot:
    """A picture where it stands: `source` is its data, or nothing, where `trouble` says why.

    `first` is the step that it is told with, of so many `more`; `sentence` is the one that it stands beside, unless its
    scenario asks none of the article.
    """

    first: Seen
    more: int
    sentence: SentenceResult | None
    source: str
    trouble: str


@dataclass(frozen=True)
class Gallery:
    """The pictures of a report."""

    seen: tuple[Seen, ...]
    shots: dict[str, Shot]

    @property
    def any_shown(self) -> bool:
        """Whether there is something to be seen in a browser."""
        return any(shot.source for shot in self.shots.values())

    def beside(self, block: int) -> list[Shot]:
        """Give what stands beside a block of the article."""
        return [shot for shot in self.shots.values() if shot.sentence and shot.sentence.block == block]

    def elsewhere(self, sentences: Iterable[SentenceResult]) -> list[Picture]:
        """Give what is of the sentences of a block, and stands beside another."""
        sentences = list(sentences)
        here = {shot.first.picture.sha256 for shot in self.beside(sentences[0].block)}
        names = {sentence.id for sentence in sentences}
        asking = (one.picture for one in self.seen if not names.isdisjoint(one.scenario.sentences))
        return [picture for picture in _each_once(asking) if picture.sha256 not in here]

    def of_broken(self, sentence: SentenceResult) -> list[Picture]:
        """Give what shows that a sentence is broken."""
        asking = (one for one in self.seen if sentence.id in one.scenario.sentences)
        return _each_once(one.picture for one in asking if one.scenario.outcome == "failed")

    def of_sentence(self, sentence: SentenceResult) -> list[Picture]:
        """Give what was seen while a sentence was asked."""
        return _each_once(one.picture for one in self.seen if sentence.id in one.scenario.sentences)

    def of_step(self, step: Step) -> list[Picture]:
        """Give the pictures of a step."""
        return _each_once(step.pictures) if step.pictures else []

    def beside_step(self, step: Step) -> list[Shot]:
        """Give those pictures of a step that stand with it, since they have no sentence."""
        shots = (self.shots[picture.sha256] for picture in self.of_step(step))
        return [shot for shot in shots if shot.sentence is None and shot.first.step is step]


def gallery_of(results: Results, images: Mapping[str, bytes]) -> Gallery:
    """Put the pictures of a record in their places; `images` are the bytes that were found, by hash.

    A picture stands where it weighs most: with a scenario that was not kept rather than with one that was, and then
    with the one that needed the fewest pictures to come to it.
    """
    scenarios = sorted(results.scenarios, key=_weight)
    seen = tuple(Seen(p, scenario, step) for scenario in scenarios for step in scenario.steps for p in step.pictures)
    steps: dict[str, list[Seen]] = {}
    for one in seen:
        steps.setdefault(one.picture.sha256, []).append(one)
    shots = {digest: _shot(results, of_it, images.get(digest)) for digest, of_it in steps.items()}
    return Gallery(seen, shots)


def _weight(scenario: ScenarioResult) -> tuple[bool, int]:
    return scenario.outcome in ("passed", "inapplicable"), sum(len(step.pictures) for step in scenario.steps)


def _shot(results: Results, seen: list[Seen], image: bytes | None) -> Shot:
    first = seen[0]
    sentence = next((sentence for sentence in results.sentences if sentence.id in first.scenario.sentences), None)
    trouble = _trouble(first.picture, image)
    source = "" if trouble or image is None else _data(first.picture, image)
    return Shot(first, len({id(one.step) for one in seen}) - 1, sentence, source, trouble)


def _trouble(picture: Picture, image: bytes | None) -> str:
    if image is None:
        return f"Not shown: {picture.file} is missing."
    if not is_genuine(picture.sha256, image):
        return f"Not shown: {picture.file} is not the picture that was taken; its SHA-256 is another."
    return ""


def _data(picture: Picture, image: bytes) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(image).decode()}"


def _each_once(pictures: Iterable[Picture]) -> list[Picture]:
    return list({picture.sha256: picture for picture in pictures}.values())
