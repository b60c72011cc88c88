"""A DATA_DIR of a test's own, with servers in it that are stopped whatever happens."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from redis import Redis

from orchestrator.embedded import stack
from orchestrator.embedded.data_dir import DataDir


@contextmanager
def own_data_dir() -> Iterator[DataDir]:
    """Below the temporary folder, open to the user that the database runs as."""
    parent = Path(tempfile.mkdtemp(prefix="embedded-"))
    parent.chmod(0o711)
    data_dir = DataDir(parent / "data dir")
    try:
        yield data_dir
    finally:
        if data_dir.root.exists():
            stack.down(environ(data_dir))
        shutil.rmtree(parent)


def environ(data_dir: DataDir, **values: str) -> dict[str, str]:
    return {"DATA_DIR": str(data_dir.root), **values}


def up(data_dir: DataDir, **values: str) -> stack.Stack:
    return stack.up(environ(data_dir, **values), with_simulator=False, durable=False)


def answer(url: str, statement: str) -> object:
    """The first value of the first row."""
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        # What is said to be done must outlive the kill that follows.
        connection.execute("SET synchronous_commit = on")
        for statement in statements:
            connection.execute(statement.encode())


def redis(url: str) -> "Redis":
    return Redis.from_url(url, decode_responses=True)
