"""A second web process beside the running product, on its database, to be measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parent.parent
APPLICATION = "benchmarks.simulated_app:application"
READY_SECONDS = 60.0


@dataclass(frozen=True)
class WebServer:
    url: str
    process: psutil.Process

    def cpu_seconds(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def running_web(**environ: str) -> Iterator[WebServer]:
    """Daphne with the simulated pipeline, ready and warm."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port)]
    values = {**os.environ, "LOG_LEVEL": "ERROR", **environ}
    process = subprocess.Popen([*command, APPLICATION], cwd=ROOT, env=values)
    try:
        _wait(f"http://127.0.0.1:{port}/health", process)
        yield WebServer(f"http://127.0.0.1:{port}", psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - loopback
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            time.sleep(2)  # it warms its model meanwhile
            return
    raise SystemExit(f"the web process does not answer ({process.poll()})")
