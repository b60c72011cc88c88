"""What is left of a Postgres that was killed."""

import time
from pathlib import Path

import psutil

from orchestrator.embedded.errors import EmbeddedError

ORPHAN_SECONDS = 15


def postmaster_pid(data: Path) -> int | None:
    """The process id of the server that runs on `data`, or None. Stale files do not count."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _runs_on(pid, data) else None


def postmaster_port(data: Path) -> int | None:
    """The port of the server that runs on `data`: the fourth line of postmaster.pid."""
    if postmaster_pid(data) is None:
        return None
    try:
        return int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[3])
    except (OSError, ValueError, IndexError):
        return None


def clear_leftovers(data: Path) -> None:
    """Remove a stale postmaster.pid, once no process of the dead server is left.

    The number in it may by now belong to any other program, which Postgres would take for itself.
    Raises EmbeddedError when such a process stays.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists() or postmaster_pid(data) is not None:
        return
    deadline = time.monotonic() + ORPHAN_SECONDS
    while orphans := [p for p in psutil.process_iter() if _runs_on(p.pid, data)]:
        if time.monotonic() > deadline:
            raise EmbeddedError(f"process {orphans[0].pid} of a dead Postgres is still there")
        time.sleep(0.1)
    pid_file.unlink(missing_ok=True)


def _runs_on(pid: int, data: Path) -> bool:
    """Whether `pid` is a Postgres process that works in the directory `data`."""
    try:
        process = psutil.Process(pid)
        return (
            process.name().startswith("postgres")
            and process.status() != psutil.STATUS_ZOMBIE
            and Path(process.cwd()).samefile(data)
        )
    except (psutil.Error, OSError):
        return False
