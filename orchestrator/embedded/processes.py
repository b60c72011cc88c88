"""Child processes that do not outlive us, and those of a run that was killed."""

import ctypes
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict

import psutil

from orchestrator.embedded.private_files import write_private

STOP_SECONDS = 5
PR_SET_PDEATHSIG = 1


class Identity(TypedDict):
    """A process id and when that process began: together never reused."""

    pid: int
    created: float


def identity(pid: int) -> Identity | None:
    """None when the process is gone already."""
    try:
        return {"pid": pid, "created": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return None


def find(known: Identity) -> psutil.Process | None:
    """The process of that identity if it still runs."""
    try:
        process = psutil.Process(known["pid"])
        same = abs(process.create_time() - known["created"]) < 1.0
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except (KeyError, TypeError, psutil.Error):
        return None


def end(process: psutil.Process, *, seconds: float = STOP_SECONDS) -> bool:
    """Ask `process` to end, then make it; False if it is still there."""
    for stop in (process.terminate, process.kill):
        try:
            stop()
        except psutil.NoSuchProcess:
            return True
        if wait_until_gone(process, seconds=seconds):
            return True
    return False


def wait_until_gone(process: psutil.Process, *, seconds: float = STOP_SECONDS) -> bool:
    """Whether `process` ended in time. One that nobody collects (a container without an init)
    has ended too, for which psutil's own wait takes a second."""
    deadline = time.monotonic() + seconds
    while _runs(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def write_identities(path: Path, identities: Mapping[str, Identity | None]) -> None:
    write_private(path, json.dumps({name: known for name, known in identities.items() if known}))


def end_leftovers(path: Path) -> list[str]:
    """End the processes that `path` names and that still run; their names."""
    try:
        identities: dict[str, Identity] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    left = {name: found for name, known in identities.items() if (found := find(known))}
    for process in left.values():
        end(process)
    path.unlink(missing_ok=True)
    return list(left)


def die_with_parent() -> Callable[[], None] | None:
    """For `preexec_fn`: the child is sent SIGTERM when our thread ends, even by kill -9.

    Linux only (prctl(2), PR_SET_PDEATHSIG); None elsewhere.
    """
    if not sys.platform.startswith("linux"):
        return None
    # Looked up here: between fork and exec only plain system calls are safe.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def in_child() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return in_child
