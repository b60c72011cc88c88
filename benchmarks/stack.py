"""The whole product as a person starts it, in a data directory of the benchmark's own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parent.parent
START_TIMEOUT = 600.0


@contextmanager
def running_stack(data_dir: Path) -> Iterator[float]:
    """Seconds from `make run`'s launcher to the first ready answer; stopped by Ctrl-C after."""
    port = _free_port()
    environ = {**os.environ, "DATA_DIR": str(data_dir), "PORT": str(port)}
    command = [sys.executable, "-m", "orchestrator.embedded", "run"]
    began = time.perf_counter()
    with open(data_dir.parent / f"{data_dir.name}.log", "a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/ready", data_dir / "run.json", process)
        yield time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def memory_mb(data_dir: Path) -> dict[str, float]:
    """Proportional set size of each program that belongs to `data_dir`, in megabytes."""
    sizes: dict[str, float] = {}
    for process in psutil.process_iter(["name", "cmdline"]):
        try:
            words = " ".join(process.info["cmdline"] or [])
            where = (words, process.cwd(), process.environ().get("DATA_DIR", ""))
            if not any(str(data_dir) in place for place in where):
                continue
            if process.pid == os.getpid():
                continue
            name = _program(process.info["name"], words)
            sizes[name] = sizes.get(name, 0.0) + process.memory_full_info().pss / 2**20
        except psutil.Error:
            continue
    return sizes


def _program(name: str, words: str) -> str:
    known = {
        "daphne": "web",
        " worker": "worker",
        " beat": "beat",
        "simulator": "simulator",
        "embedded run": "launcher",
        "valkey": "valkey",
        "postgres": "postgres",
    }
    return next((label for mark, label in known.items() if mark in words), name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, run_file: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the product stopped with code {process.returncode}: see its log")
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310 - loopback
                if answer.status == 200 and run_file.exists():
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    raise SystemExit("the product was not ready in time")
