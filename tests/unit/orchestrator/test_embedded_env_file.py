"""`DATA_DIR/env` says the same to a shell and to us."""

import subprocess
from pathlib import Path

import pytest

from orchestrator.embedded.env_file import read_env_file, write_env_file

AWKWARD = [
    "plain",
    "two words",
    "it's",
    '"',
    "$HOME `id` \\n",
    "a#b",
    "",
    "é 中",
    "postgresql://a:p%40@h/d?x=1&y",
]


@pytest.mark.parametrize("value", AWKWARD)
def test_a_value_arrives_unchanged_in_a_shell_and_here(value: str, tmp_path: Path) -> None:
    path = tmp_path / "env"
    write_env_file(path, {"FIRST": value, "SECOND": "2"})
    script = '. "$1"; printf %s "$FIRST"; printf %s "$SECOND" >&2'
    shell = subprocess.run(["sh", "-c", script, "sh", str(path)], capture_output=True, check=True)
    assert (shell.stdout.decode(), shell.stderr) == (value, b"2")
    assert read_env_file(path) == {"FIRST": value, "SECOND": "2"}


def test_it_is_for_its_owner_only_and_rewritten_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "env"
    write_env_file(path, {"A": "1"})
    first = path.stat()
    assert first.st_mode & 0o777 == 0o600
    write_env_file(path, {"A": "1"})
    assert path.stat().st_ino == first.st_ino
    write_env_file(path, {"A": "2"})
    assert read_env_file(path) == {"A": "2"}
    assert [child.name for child in tmp_path.iterdir()] == ["env"]


def test_there_is_nothing_in_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read_env_file(tmp_path / "env") == {}


def test_comments_and_other_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "env"
    path.write_text("# export A=1\nB=2\nexport C=3 # why\n\n")
    assert read_env_file(path) == {"C": "3"}
