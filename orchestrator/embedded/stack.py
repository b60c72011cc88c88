"""All servers of a fresh machine together: up, down, status."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.embedded import postgres, simulator, valkey
from orchestrator.embedded.data_dir import DataDir, open_data_dir
from orchestrator.embedded.env_file import write_env_file
from orchestrator.embedded.ports import LOOPBACK

DEFAULT_PORT = 8000
# What depends on others stops first.
STOPS = {"simulator": simulator.down, "valkey": valkey.down, "postgres": postgres.down}


@dataclass(frozen=True)
class Stack:
    """What runs now: the lines of `DATA_DIR/env`, and the names of what this call started."""

    data_dir: DataDir
    env: dict[str, str]
    started: tuple[str, ...]


def up(
    environ: Mapping[str, str] = os.environ, *, with_simulator: bool = True, durable: bool = True
) -> Stack:
    """Have the servers run and `DATA_DIR/env` say where; what runs already is left alone.

    A server whose URL the environment gives is not started. Raises EmbeddedError.
    """
    data_dir = open_data_dir(environ)
    with data_dir.locked():
        started: list[str] = []
        env: dict[str, str] = {}
        if environ.get("DATABASE_URL"):
            names = ("DATABASE_URL", "DATABASE_OWNER_URL")
            env |= {name: environ[name] for name in names if environ.get(name)}
        else:
            database = postgres.up(data_dir, durable=durable)
            env |= {"DATABASE_URL": database.database_url, "DATABASE_OWNER_URL": database.owner_url}
            started += ["postgres"] * database.started
        if environ.get("REDIS_URL"):
            env["REDIS_URL"] = environ["REDIS_URL"]
        else:
            redis = valkey.up(data_dir)
            env["REDIS_URL"] = redis.url
            started += ["valkey"] * redis.started
        root, simulator_started = _google(data_dir, environ, with_simulator=with_simulator)
        if root is not None:
            env["GOOGLE_API_ROOT"] = root
        started += ["simulator"] * simulator_started
        env["PUBLIC_URL"] = public_url(environ)
        write_env_file(data_dir.env_file, env)
    return Stack(data_dir=data_dir, env=env, started=tuple(started))


def down(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Stop what runs below DATA_DIR; the names of what was stopped. Raises EmbeddedError."""
    data_dir = open_data_dir(environ)
    with data_dir.locked():
        data_dir.keep_up_file.unlink(missing_ok=True)
        return tuple(name for name, stop in STOPS.items() if stop(data_dir))


def status(environ: Mapping[str, str] = os.environ) -> dict[str, bool]:
    """Which of the servers run below DATA_DIR."""
    data_dir = open_data_dir(environ)
    return {
        "postgres": postgres.is_up(data_dir),
        "valkey": valkey.is_up(data_dir),
        "simulator": simulator.running(data_dir) is not None,
    }


def public_url(environ: Mapping[str, str]) -> str:
    """Where the web process answers: PUBLIC_URL, or PORT on the loopback interface."""
    return environ.get("PUBLIC_URL") or f"http://{LOOPBACK}:{environ.get('PORT') or DEFAULT_PORT}"


def _google(
    data_dir: DataDir, environ: Mapping[str, str], *, with_simulator: bool
) -> tuple[str | None, bool]:
    """Google's root for `DATA_DIR/env`, and whether a simulator was started for it."""
    if environ.get("GOOGLE_API_ROOT"):
        return environ["GOOGLE_API_ROOT"], False
    if not with_simulator:
        return simulator.running(data_dir), False
    simulated = simulator.up(data_dir)
    return simulated.url, simulated.started
