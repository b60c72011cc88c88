"""What `make run` has done to the database already, so that a second start need not ask Django.

It is kept in the database's own comment: a database that is lost or replaced knows nothing.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from orchestrator.embedded.data_dir import CHECKOUT
from orchestrator.embedded.errors import EmbeddedError

# Their migrations are part of ours.
LIBRARIES = ("Django", "django-allauth", "django-celery-beat")
PATTERNS = (
    "*/migrations/*.py",
    "*/migrations/*.sql",
    "*/sql/*.sql",
    "*/schema.py",
    "*/management/commands/migrate.py",
)


@dataclass(frozen=True)
class DatabaseState:
    """`migrations`: fingerprint of the files; `applied`: of the rows in django_migrations."""

    migrations: str = ""
    applied: str = ""
    demonstration: bool = False


def read_state(url: str) -> DatabaseState:
    """The state that was written; the empty one where there is none. Raises EmbeddedError."""
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
            row = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
                "WHERE datname = current_database()"
            ).fetchone()
            applied = _applied(connection)
        stored = json.loads(row[0]) if row and row[0] else {}
        state = DatabaseState(**stored)
    except psycopg.OperationalError as error:
        raise EmbeddedError(f"the database cannot be reached: {error}") from error
    except (ValueError, TypeError):
        return DatabaseState()
    # Migrated forwards or backwards by hand since.
    return state if state.applied == applied else DatabaseState(demonstration=state.demonstration)


def write_state(owner_url: str, *, demonstration: bool) -> None:
    """Remember that all migrations are applied. Raises EmbeddedError."""
    try:
        with psycopg.connect(owner_url, connect_timeout=10, autocommit=True) as connection:
            state = DatabaseState(migrations_fingerprint(), _applied(connection), demonstration)
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                    sql.Identifier(connection.info.dbname), sql.Literal(json.dumps(asdict(state)))
                )
            )
    except psycopg.Error as error:
        raise EmbeddedError(f"the state of the database cannot be kept: {error}") from error


def migrations_fingerprint(checkout: Path = CHECKOUT) -> str:
    """Changes whenever a migration, or what migrations are run with, changes."""
    digest = hashlib.sha256()
    files = [path for pattern in PATTERNS for path in checkout.glob(pattern)]
    for path in sorted(set(files)):
        digest.update(str(path.relative_to(checkout)).encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()


def _applied(connection: psycopg.Connection) -> str:
    exists = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    if not exists or exists[0] is None:
        return ""
    rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2").fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()
