"""`make run` says what is wrong before it starts anything."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from orchestrator.embedded.data_dir import CHECKOUT, DataDir
from orchestrator.embedded.ports import free_port


def launch(data_dir: Path, **values: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "DATA_DIR": str(data_dir), **values}
    return subprocess.run(
        [sys.executable, "-m", "orchestrator.embedded", "run"],
        env=environ,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def refused(done: subprocess.CompletedProcess[str], data_dir: Path) -> str:
    """The one line of a refusal, checked to have come before anything was started."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert not (data_dir / "postgres").exists()
    return line


def test_a_port_in_use_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refused(launch(tmp_path, PORT=str(port)), tmp_path)
    assert f"port {port} is used by another program" in line
    assert "make run PORT=" in line


@pytest.mark.parametrize("port", ["web", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str, tmp_path: Path) -> None:
    assert f"PORT is '{port}'" in refused(launch(tmp_path, PORT=port), tmp_path)


def test_production_is_not_run_from_a_checkout(tmp_path: Path) -> None:
    line = refused(launch(tmp_path, ENVIRONMENT="production"), tmp_path)
    assert "ENVIRONMENT=local" in line


def test_a_second_run_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with DataDir(tmp_path).locked("run.lock"):
        line = refused(launch(tmp_path, PORT=str(free_port())), tmp_path)
    assert "already runs" in line


def test_a_data_dir_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    data_dir = tmp_path / "file" / "data"
    assert "choose another with DATA_DIR=" in refused(launch(data_dir), data_dir)
