"""Withhold values of a record, and see to all that lies beside it: attestation, report, pictures, other files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from asadvertised.article.writing import write_whole
from asadvertised.cli.streams import say
from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting import files
from asadvertised.record.attesting.attest import must_be_as_written, must_have_ended
from asadvertised.record.attesting.beside import FOLDERS, digests_beside
from asadvertised.record.attesting.choosing import Chosen, Wanted, choose
from asadvertised.record.attesting.model import Attestation
from asadvertised.record.attesting.withhold import without, without_salts
from asadvertised.record.files import prepare_folder, read_body, results_in
from asadvertised.record.pictures import pictures_of, read_pictures
from asadvertised.report.html import render_html
from asadvertised.report.words import one_line
from asadvertised.target.picture import FOLDER as PICTURES

REPORT = "index.html"


@dataclass(frozen=True)
class Folder:
    """The folder of a record: `record` is its file, `signed` are names of what is signed with it, `others` the rest."""

    record: Path
    signed: tuple[str, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, record: Path) -> "Folder":
        """Look what lies there."""
        ours = {record.name, REPORT, files.attestation_of(record).name}
        others = sorted(file.name for file in record.parent.iterdir() if file.name not in {*ours, *FOLDERS})
        return cls(record, tuple(digests_beside(record.parent)), tuple(others))

    @property
    def deeper(self) -> Iterator[str]:
        """Name the other files, those in folders too; where a link leads is not looked at."""
        for place in (self.record.parent / name for name in self.others):
            within = sorted(place.rglob("*")) if place.is_dir() and not place.is_symlink() else [place]
            yield from (file.relative_to(self.record.parent).as_posix() for file in within)

    def holding(self, chosen: Chosen, names: Iterable[str]) -> list[str]:
        """Give those of some files in which what is to go can be read."""
        return [name for name in names if _holds(self.record.parent / name, chosen)]


def _holds(file: Path, chosen: Chosen) -> bool:
    try:
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    except OSError:
        return False
    return chosen.mask.known(text) != text


@dataclass(frozen=True)
class Redacted:
    """What is to be written: the record, and its attestation if it has one; `gone` are files that are left out."""

    record: str
    attestation: Attestation | None
    gone: tuple[str, ...]


def redact_record(
    results: Path, wanted: Wanted, leave_out: tuple[str, ...], out: Path | None, *, in_place: bool
) -> None:
    """Withhold what is wanted, in a copy unless it is to be done in place, and say what became of it.

    Raises ConfigurationError, before anything is written, where that cannot be done.
    """
    must_fit(wanted, leave_out, out, in_place=in_place)
    body = read_body(results)
    must_have_ended(results_in(body, results), results)
    must_be_as_written(body, results)
    attestation = files.read_attestation(results) if files.attestation_of(results).exists() else None
    chosen = choose(body.decode(), wanted, attestation.asadvertised.withheld if attestation else ())
    redacted = without(body.decode(), chosen)
    folder = Folder.of(results)
    gone = _gone(folder, chosen, leave_out, in_place=in_place)
    if attestation:
        attestation = without_salts(attestation, redacted, chosen, gone)
    goal = results.parent if in_place else _copied(folder, gone, out)
    _write(goal, results.name, Redacted(redacted, attestation, gone))
    say("".join(f"{one_line(line)}\n" for line in _said(folder, goal, chosen, gone)))


def must_fit(wanted: Wanted, leave_out: tuple[str, ...], out: Path | None, *, in_place: bool) -> None:
    """Refuse, by ConfigurationError, a command line that says nothing, or two things."""
    if not (wanted.fields or wanted.values or leave_out):
        raise ConfigurationError("nothing is to be withheld", "--field", "say what, with --field, --value or --without")
    if out and in_place:
        raise ConfigurationError("a copy is not made in place", "--out, --in-place", "give one of the two")


def _gone(folder: Folder, chosen: Chosen, leave_out: tuple[str, ...], *, in_place: bool) -> tuple[str, ...]:
    """Give the files that are left out: those that were named, and of a copy those in which a value can be read."""
    for name in leave_out:
        if name not in folder.signed:
            mend = f"name a file of {' or '.join(FOLDERS)}, as {PICTURES}/0123456789abcdef.webp"
            raise ConfigurationError("is no picture and no page beside the record", f"--without {name}", mend)
    holding = folder.holding(chosen, (name for name in folder.signed if name not in leave_out))
    if in_place and (reading := [*holding, *folder.holding(chosen, folder.deeper)]):
        mend = "remove it, or leave a picture or page out with --without"
        raise ConfigurationError("holds what is to be withheld", str(folder.record.parent / reading[0]), mend)
    return (*leave_out, *holding)


def _copied(folder: Folder, gone: tuple[str, ...], out: Path | None) -> Path:
    """Copy what lies beside the record, and is not left out, to another folder; give that."""
    source = folder.record.parent
    goal = out or source.resolve().with_name(f"{source.resolve().name}-redacted")
    if goal.exists() and (not goal.is_dir() or any(goal.iterdir())):
        raise ConfigurationError("is there already, and has something in it", str(goal), "name another --out")
    prepare_folder(goal)
    for name in folder.signed:
        if name not in gone:
            write_whole(goal / name, (source / name).read_bytes())
    return goal


def _write(folder: Path, name: str, redacted: Redacted) -> None:
    file = folder / name
    results = results_in(redacted.record.encode(), file)
    left_out = {digest for digest, picture in pictures_of(results).items() if picture.file in redacted.gone}
    images = read_pictures(folder, results)
    page = render_html(results, {digest: image for digest, image in images.items() if digest not in left_out})
    if redacted.attestation:
        files.write_attestation(file, redacted.attestation)
    write_whole(file, redacted.record)
    write_whole(folder / REPORT, page)
    for gone in redacted.gone:
        (folder / gone).unlink(missing_ok=True)


def _said(folder: Folder, goal: Path, chosen: Chosen, gone: tuple[str, ...]) -> Iterator[str]:
    """Say what is gone, and what may still hold it."""
    yield f"Withheld: {len(chosen.spots)} values in {goal / folder.record.name}, {chosen.named} of them as named."
    if gone:
        yield f"Left out: {', '.join(gone)}."
    kept = [name for name in folder.signed if name not in gone]
    if kept:
        yield f"Pictures and the page may still show it; look, and leave out with --without: {', '.join(kept)}."
    if goal == folder.record.parent:
        others = folder.others and f"Look yourself whether these still hold it: {', '.join(folder.others)}."
        yield from filter(None, [others])
        yield "Copies that were made before still hold it; with their attestation, they also tell its salt."
    else:
        others = folder.others and f"Not copied: {', '.join(folder.others)}."
        yield from filter(None, [others])
        yield f"{folder.record.parent} still holds all of it, and its salts: give away {goal} alone."
