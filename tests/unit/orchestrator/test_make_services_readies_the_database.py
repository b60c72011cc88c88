"""After `make services` every command works, also on a machine that never ran the product."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from orchestrator.embedded.data_dir import CHECKOUT, DataDir
from tests.unit.orchestrator.embedded_servers import environ, own_data_dir, up


@pytest.fixture
def data_dir() -> Iterator[DataDir]:
    with own_data_dir() as made:
        yield made


def call(data_dir: DataDir, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.endswith("_URL")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env={**clean, **environ(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )


def sync(data_dir: DataDir) -> subprocess.CompletedProcess[str]:
    return call(data_dir, "manage.py", "sync", "--email", "nobody@example.org")


def test_before_it_a_command_says_in_one_line_what_to_do(data_dir: DataDir) -> None:
    up(data_dir)

    done = sync(data_dir)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().splitlines() == [
        "CommandError: The database has not all tables yet. Make them with: manage.py migrate"
    ]


def test_after_it_commands_work_and_standard_output_is_only_the_environment(
    data_dir: DataDir,
) -> None:
    done = call(data_dir, "-m", "orchestrator.embedded", "up", "--no-simulator")

    assert done.returncode == 0, done.stderr
    assert all(line.startswith("export ") for line in done.stdout.splitlines())
    assert "There is no person nobody@example.org" in sync(data_dir).stderr
    assert done.stdout.count("export DATABASE_URL=") == 1
