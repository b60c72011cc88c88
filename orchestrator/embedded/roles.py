"""The embedded cluster's database, extension, roles and their passwords."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from orchestrator.embedded.data_dir import CHECKOUT, DataDir
from orchestrator.embedded.errors import EmbeddedError
from orchestrator.embedded.ports import LOOPBACK

DATABASE = "orchestrator"
OWNER = "orchestrator_owner"
APP = "orchestrator_app"
STAFF = "orchestrator_staff"
LAST = APP  # its password is set when everything else is done
BOOTSTRAP = CHECKOUT / "deploy" / "bootstrap.sql"

# Only here, where tests make their databases: the owner creates them, and drops them although the
# application is still connected.
FOR_TESTS = f"""
ALTER ROLE {OWNER} CREATEDB;
GRANT {APP} TO {OWNER};
"""


def is_prepared(data_dir: DataDir, port: int) -> bool | None:
    """Whether our server on `port` has been prepared to the end; None when it does not answer.

    Raises EmbeddedError when the password is no longer the one that it was made with.
    """
    try:
        with _superuser(data_dir, port, "postgres") as connection:
            row = connection.execute(
                "SELECT rolpassword IS NOT NULL AND pg_has_role(%s, %s, 'SET') "
                "FROM pg_authid WHERE rolname = %s",
                (OWNER, STAFF, LAST),
            ).fetchone()
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise EmbeddedError(
                f"Postgres in {data_dir.root} does not take the password in "
                f"{data_dir.root / 'passwords'}: restore that folder, or choose another DATA_DIR"
            ) from error
        return None
    return bool(row and row[0])


def prepare_cluster(data_dir: DataDir, port: int) -> None:
    """Create what is missing; repeating it changes nothing. Raises EmbeddedError."""
    try:
        with _superuser(data_dir, port, "template1") as connection:
            # Copied into every database that is made later, test databases above all.
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
            exists = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)
            ).fetchone()
            if exists is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        with _superuser(data_dir, port, DATABASE) as connection:
            connection.execute(BOOTSTRAP.read_bytes())
            connection.execute(FOR_TESTS)
            for role in (OWNER, LAST):
                _set_password(connection, role, data_dir.password(role))
    except psycopg.Error as error:
        raise EmbeddedError(f"the embedded database cannot be prepared: {error}") from error


def _set_password(connection: psycopg.Connection, role: str, password: str) -> None:
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
    # Hashed here, so that a statement that fails leaves no password in the server's log.
    hashed = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(statement.format(sql.Identifier(role), sql.Literal(hashed)))


@contextmanager
def _superuser(data_dir: DataDir, port: int, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        host=LOOPBACK,
        port=port,
        user="postgres",
        password=data_dir.password("postgres"),
        dbname=database,
        connect_timeout=10,
        autocommit=True,
    ) as connection:
        yield connection
