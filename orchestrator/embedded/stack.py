"""All servers of a fresh machine together: up, down, status."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.embedded import postgres, simulator, valkey
from orchestrator.embedded.data_dir import DataDir, open_data_dir
from orchestrator.embedded.env_file import read_env_file, write_env_file
from orchestrator.embedded.ports import LOOPBACK

DEFAULT_PORT = 8000
# What depends on others stops first.
STOPS = {"simulator": simulator.down, "valkey": valkey.down, "postgres": postgres.down}
ALIVE = {
    "simulator": simulator.is_alive,
    "valkey": valkey.is_alive,
    "postgres": postgres.is_alive,
}


@dataclass(frozen=True)
class Stack:
    """What runs now. `started` names what this call started, `ours` what runs below DATA_DIR;
    `env` is what `DATA_DIR/env` says."""

    data_dir: DataDir
    env: dict[str, str]
    ours: tuple[str, ...]
    started: tuple[str, ...]


def up(
    environ: Mapping[str, str] = os.environ,
    *,
    with_simulator: bool = True,
    durable: bool = True,
    for_a_run: bool = False,
) -> Stack:
    """Have the servers run and `DATA_DIR/env` say where; what runs already is left alone.

    A server whose URL the environment gives is not started. `durable=False` is for tests. With
    `for_a_run` the servers are part of a run and stopped by `down_after_run`; otherwise they stay
    until `down`. Raises EmbeddedError.
    """
    data_dir = open_data_dir(environ)
    with data_dir.locked():
        parts = [_database(data_dir, environ, durable=durable), _redis(data_dir, environ)]
        parts.append(_google(data_dir, environ, wanted=with_simulator, tied=for_a_run))
        env = {name: value for part in parts for name, value in part.env.items()}
        env["PUBLIC_URL"] = public_url(environ, read_env_file(data_dir.env_file))
        write_env_file(data_dir.env_file, env)
        if not for_a_run:
            data_dir.keep_up_file.touch()
        elif all(part.started for part in parts if part.ours):
            data_dir.keep_up_file.unlink(missing_ok=True)
    return Stack(
        data_dir=data_dir,
        env=env,
        ours=tuple(part.name for part in parts if part.ours),
        started=tuple(part.name for part in parts if part.started),
    )


def down(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Stop what runs below DATA_DIR; the names of what was stopped. Raises EmbeddedError."""
    data_dir = open_data_dir(environ)
    with data_dir.locked():
        data_dir.keep_up_file.unlink(missing_ok=True)
        return _stop(data_dir, tuple(STOPS))


def down_after_run(
    environ: Mapping[str, str], *, started: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Stop what only the run needed: all, or where servers were asked for by themselves, just the
    simulator if the run `started` it (None: unknown). Raises EmbeddedError."""
    data_dir = open_data_dir(environ)
    with data_dir.locked():
        if not data_dir.keep_up_file.exists():
            return _stop(data_dir, tuple(STOPS))
        return _stop(data_dir, tuple(name for name in started or () if name == "simulator"))


def gone(running: Stack) -> str | None:
    """The name of a server of ours whose process is no longer there."""
    return next((name for name in running.ours if not ALIVE[name](running.data_dir)), None)


def status(environ: Mapping[str, str] = os.environ) -> dict[str, bool]:
    """Which of the servers run below DATA_DIR."""
    data_dir = open_data_dir(environ)
    return {
        "postgres": postgres.is_up(data_dir),
        "valkey": valkey.is_up(data_dir),
        "simulator": simulator.running(data_dir) is not None,
    }


def public_url(environ: Mapping[str, str], written: Mapping[str, str]) -> str:
    """Where the web process answers: PUBLIC_URL, or PORT on the loopback interface, or what
    `DATA_DIR/env` says of a run that may be up."""
    if environ.get("PUBLIC_URL"):
        return environ["PUBLIC_URL"]
    if not environ.get("PORT") and written.get("PUBLIC_URL"):
        return written["PUBLIC_URL"]
    return f"http://{LOOPBACK}:{environ.get('PORT') or DEFAULT_PORT}"


@dataclass(frozen=True)
class _Part:
    name: str
    env: dict[str, str]
    ours: bool = False
    started: bool = False


def _database(data_dir: DataDir, environ: Mapping[str, str], *, durable: bool) -> _Part:
    names = ("DATABASE_URL", "DATABASE_OWNER_URL")
    if environ.get("DATABASE_URL"):
        return _Part("postgres", {name: environ[name] for name in names if environ.get(name)})
    server = postgres.up(data_dir, durable=durable)
    env = dict(zip(names, (server.database_url, server.owner_url), strict=True))
    return _Part("postgres", env, ours=True, started=server.started)


def _redis(data_dir: DataDir, environ: Mapping[str, str]) -> _Part:
    if environ.get("REDIS_URL"):
        return _Part("valkey", {"REDIS_URL": environ["REDIS_URL"]})
    server = valkey.up(data_dir)
    return _Part("valkey", {"REDIS_URL": server.url}, ours=True, started=server.started)


def _google(data_dir: DataDir, environ: Mapping[str, str], *, wanted: bool, tied: bool) -> _Part:
    name = "GOOGLE_API_ROOT"
    if environ.get(name) or environ.get("GOOGLE_CLIENT_ID"):
        return _Part("simulator", {name: environ[name]} if environ.get(name) else {})
    if not wanted:
        url = simulator.running(data_dir)
        return _Part("simulator", {name: url} if url else {})
    running = simulator.up(data_dir, tied=tied)
    return _Part("simulator", {name: running.url}, ours=True, started=running.started)


def _stop(data_dir: DataDir, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name, stop in STOPS.items() if name in names and stop(data_dir))
