"""Files that are written: whole, through links, into devices as they are, and never over one another."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from threading import Thread

import pytest

from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import prepare_file

Run = Callable[..., CompletedProcess[str]]
PRINTS = "import sys; from pathlib import Path; from asadvertised.article.writing import write_whole; sys.stdout.write"
PRINTS += "('before\\n'); write_whole(Path(sys.argv[1]), 'words\\n'); sys.stdout.write('after\\n')"


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "kept" / "file", tmp_path / "link"
    link.symlink_to(target)
    for content in ("new", b"newer"):
        write_whole(link, content)
        assert link.is_symlink()
        assert not target.is_symlink()
        assert target.read_bytes() == (content.encode() if isinstance(content, str) else content)
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_a_file_is_read_as_widely_as_before(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file"
    write_whole(file, "a", 0o600)
    write_whole(file, "b")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("b", 0o600)
    write_whole(tmp_path / "other", "a")
    assert (tmp_path / "other").stat().st_mode & 0o777 == 0o644


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    prepare_file(pipe, "--json")
    write_whole(pipe, "words")
    reader.join(20)
    assert heard == ["words"]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_a_device_that_is_full_is_told_and_stays() -> None:
    prepare_file(Path("/dev/full"), "--json")
    with pytest.raises(ConfigurationError, match="No space left"):
        write_whole(Path("/dev/full"), "words")
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("name", ["/dev/stdout", "out"])
def test_what_standard_output_has_is_not_lost(tmp_path: Path, name: str) -> None:
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", PRINTS, name], stdout=out, cwd=tmp_path, check=True, timeout=60)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "before\nwords\nafter\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("drift", "--article", "page.html", "--json", "-"),
        ("drift", "--article", "page.html", "--json", "a", "--sarif", "./a"),
        ("drift", "--article", "page.html", "--markdown", "link.html"),
        ("drift", "--article", "page.html", "--warc", "page.html"),
        ("check", "--no-article", "--sarif", "a", "--markdown", "a"),
        ("check", "--no-article", "--out", "b", "--har", "b/results.json"),
        ("check", "--target", "http://a.invalid", "--target", "http://b.invalid", "--har", "c/x", "--sarif", "d/x"),
        ("check", "--article", "page.html", "--har", "page.html"),
        ("report", "page.json", "--har", "page.json"),
    ],
)
def test_an_output_is_no_other_and_nothing_that_is_read(
    asadvertised: Run, tmp_path: Path, page: str, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "page.json").write_text("{}", encoding="utf-8")
    (tmp_path / "link.html").symlink_to("page.html")
    run = asadvertised(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    assert any(words in run.stderr for words in ("is read, and", "already", "standard output"))
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page
    assert not {"a", "results.json"} & {path.name for path in tmp_path.rglob("*")}


def test_the_transcription_is_never_an_output(asadvertised: Run, small_content: Path) -> None:
    [file] = small_content.glob("features/*/article.toml")
    before = file.read_bytes()
    run = asadvertised("drift", "--content", str(small_content), "--json", str(file))
    assert run.returncode == 2, run.stdout
    assert "is read, and would be replaced" in run.stderr
    assert file.read_bytes() == before
