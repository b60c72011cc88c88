"""The simulated Google Workspace as a program in the background."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from orchestrator.embedded.data_dir import CHECKOUT, DataDir
from orchestrator.embedded.errors import EmbeddedError, PortTaken
from orchestrator.embedded.ports import LOOPBACK, is_free, start_on_a_port
from orchestrator.embedded.private_files import read_json_object
from orchestrator.embedded.processes import (
    die_with_parent,
    end,
    find,
    identity,
    write_identities,
)

MODULE = "accounts.google.simulator"
START_SECONDS = 60


@dataclass(frozen=True)
class Simulator:
    """A simulator that runs: where, and whether this call started it."""

    url: str
    started: bool


def up(data_dir: DataDir, *, tied: bool = False) -> Simulator:
    """Have the simulator run; nothing happens when it does. Raises EmbeddedError.

    `tied`: it ends when this process ends, however that happens (Linux).
    """
    port = data_dir.remembered_port("simulator")
    if port is not None and _process(data_dir) is not None and is_healthy(port):
        return Simulator(url=_url(port), started=False)
    down(data_dir)
    port = start_on_a_port(data_dir, "simulator", partial(_start, data_dir, tied))
    return Simulator(url=_url(port), started=True)


def running(data_dir: DataDir) -> str | None:
    """The URL of the simulator if it runs."""
    port = data_dir.remembered_port("simulator")
    if port is None or not is_alive(data_dir) or not is_healthy(port):
        return None
    return _url(port)


def is_alive(data_dir: DataDir) -> bool:
    """Whether its process is there, busy or not."""
    return _process(data_dir) is not None


def down(data_dir: DataDir) -> bool:
    """Stop the simulator; True if there was one to stop. Raises EmbeddedError if it stays."""
    process = _process(data_dir)
    if process is None:
        return False
    if not end(process):
        raise EmbeddedError(f"the simulator (process {process.pid}) does not stop")
    return True


def is_healthy(port: int) -> bool:
    """Whether a simulator answers on `port`."""
    try:
        with urllib.request.urlopen(f"{_url(port)}/_control/health", timeout=5) as response:  # noqa: S310 - loopback
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _url(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"


def _start(data_dir: DataDir, tied: bool, port: int) -> None:
    log = data_dir.root / "simulator.log"
    command = [sys.executable, "-m", MODULE, "--port", str(port)]
    command += ["--data", str(data_dir.root / "google")]
    with log.open("wb") as output:
        process = psutil.Popen(
            command,
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=die_with_parent() if tied else None,
        )
    write_identities(_record(data_dir), {"simulator": identity(process.pid)})
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(port):
        code = process.poll()
        if code is not None and not is_free(port):
            raise PortTaken(f"port {port} was taken by somebody else")
        if code is not None or time.monotonic() > deadline:
            end(process)
            words = log.read_text(encoding="utf-8", errors="replace").strip().rsplit("\n", 1)[-1]
            raise EmbeddedError(
                f"the simulated Google Workspace did not start: {words} (see {log})"
            )
        time.sleep(0.05)


def _process(data_dir: DataDir) -> psutil.Process | None:
    """The simulator that we started, or None. A number that another program has now is not it."""
    known = read_json_object(_record(data_dir)).get("simulator")
    return find(known) if isinstance(known, dict) else None  # type: ignore[arg-type]


def _record(data_dir: DataDir) -> Path:
    return data_dir.root / "simulator.json"
