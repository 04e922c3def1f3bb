"""A small article of its own, whose steps look at pages, and pictures made by hand to be seen there."""

import struct
import zlib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
SAYS = {"lamps.burn": "A lamp burns on every pier.", "bells.ring": "A bell rings in fog."}
SCENARIOS = {
    "burns": ("lamps.burn", "the east pier shows a lamp that burns"),
    "dark": ("lamps.burn", "the west pier shows a lamp that is dark"),
    "dark-too": ("lamps.burn", "the north pier shows a lamp that is dark"),
    "fog": ("bells.ring", "nobody can look at the bell"),
    "broken-camera": ("bells.ring", "the camera at the bell is broken"),
}
STEPS = '''
"""What is looked at in the harbour."""

from pathlib import Path

import pytest
from pytest_bdd import parsers, then

from asadvertised.outcome import Broken, NotLookedAt
from asadvertised.target.picture import Picture

PICTURES = Path(__file__).with_name("pictures")


@pytest.fixture
def cameras(service):
    """Give the cameras of a scenario, and take them away after it."""
    yield service.cameras
    service.cameras.clear()


@then(parsers.parse("the {pier} pier shows a lamp that {does}"))
def lamp(service, cameras, pier, does):
    """Look at a lamp, and take a picture beforehand where every one is wanted."""
    image = (PICTURES / ("lit" if does == "burns" else "dark")).read_bytes()
    picture = Picture(image, 390, 844, f"the {pier} pier, <b>its lamp</b>", "image/png")
    cameras.append(lambda: picture)
    if service.hearers.every_picture:
        service.take_pictures()
    if does != "burns":
        raise Broken("a lamp burns", "it is dark")


@then("nobody can look at the bell")
def bell(service):
    """Say that what looking takes is missing."""
    raise NotLookedAt("No browser is here." if service.browser else "No browser was to be started.")


@then("the camera at the bell is broken")
def broken(cameras):
    """Break a promise before a camera that has trouble itself."""
    def camera():
        raise ZeroDivisionError
    cameras.append(camera)
    raise Broken("a bell rings", "it is silent")
'''
TESTS = '''
"""Every scenario of the article."""

from pytest_bdd import scenarios

from asadvertised.suite.binding import feature_folder

scenarios(feature_folder(__file__))
'''


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Draw a picture: a colour with a darker stripe at its top."""
    rows = [
        bytes((0,)) + bytes(part // (2 if y < height // 8 else 1) for part in colour) * width for y in range(height)
    ]
    parts = ((b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"".join(rows))))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))


LIT, DARK = png(39, 84, (240, 200, 80)), png(39, 84, (60, 60, 90))


def harbour(content: Path, names: Sequence[str] = tuple(SCENARIOS)) -> Path:
    """Write the article into a folder, with some of its scenarios."""
    features, steps = content / "features" / "harbour", content / "steps" / "harbour"
    features.mkdir(parents=True)
    (steps / "pictures").mkdir(parents=True)
    (features / "article.toml").write_text(_article({SCENARIOS[name][0] for name in names}), encoding="utf-8")
    (features / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: Harbour, version: '1'}\npaths: {}\n", "utf-8")
    (features / "harbour.feature").write_text(_feature(names), encoding="utf-8")
    for folder in (content / "steps", steps):
        (folder / "__init__.py").write_text("", encoding="utf-8")
    (steps / "conftest.py").write_text(STEPS, encoding="utf-8")
    (steps / "test_harbour.py").write_text(TESTS, encoding="utf-8")
    (steps / "pictures" / "lit").write_bytes(LIT)
    (steps / "pictures" / "dark").write_bytes(DARK)
    return content


def _article(asked: set[str]) -> str:
    digest = sha256("".join(f"{text}\n" for text in ("Harbour", *SAYS.values())).encode()).hexdigest()
    reason = 'check = "informative"\nreason = "Not asked here."'
    sentences = [_sentence("title", "Harbour", reason, kind="heading")]
    sentences += [_sentence(n, text, 'check = "scenarios"' if n in asked else reason) for n, text in SAYS.items()]
    head = f"""
        [article]
        name = "harbour"
        title = "Harbour"
        publisher = "Harbour Office"
        source = "harbour.html"
        locale = "en"
        capture = "Made up."
        sha256 = "{digest}"

        [service]
        contract = "openapi.yaml"

        [page]
        path = "/harbour"
        title = {{ select = "h1" }}
        content = "main"
        heading = "h1"
        block = "p"

        [[section]]
        id = "introduction"
        level = 1
        """
    return dedent(head) + "\n".join(sentences)


def _sentence(name: str, text: str, check: str, kind: str = "paragraph") -> str:
    said = f'id = "{name}"\nkind = "{kind}"\ntext = "{text}"\nmodality = "states"'
    return f"[[section.sentence]]\n{said}\n{check}\n"


def _feature(names: Sequence[str]) -> str:
    asked = [f"  @{SCENARIOS[name][0]}\n  Scenario: {name}\n    Then {SCENARIOS[name][1]}\n" for name in names]
    return "\n".join(["Feature: The harbour", *asked])
