"""Test databases: the owner makes them, the tests use them as the application role.

A template is migrated once for each state of the migrations and copied for each run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
LOCK = 7_306_001
KEPT = {"django_content_type", "auth_permission", "django_site", "django_migrations"}


def owner_connection(name: str) -> psycopg.Connection:
    """A connection of the owner to the database `name`, in autocommit."""
    owner = _owner()
    return psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name,
        autocommit=True,
    )


def _owner() -> dict[str, Any]:
    if settings.DATABASE_OWNER is None:
        raise RuntimeError("tests need DATABASE_OWNER_URL: the owner makes their databases")
    return settings.DATABASE_OWNER


@contextmanager
def fresh_database(worker: str) -> Iterator[str]:
    """The name of a migrated database of this run's own; it is dropped afterwards."""
    name = f"test_{os.getpid()}_{worker}"
    with owner_connection(_owner()["NAME"]) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        _drop_leftovers(owner)
        template = _template(owner)
        _execute(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        _execute(owner, "CREATE DATABASE {} TEMPLATE {}", name, template)
        owner.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    try:
        yield name
    finally:
        with owner_connection(_owner()["NAME"]) as owner:
            _execute(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def truncate(name: str) -> None:
    """Empties every table but the ones that migrations fill."""
    with owner_connection(name) as owner:
        rows = owner.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        ).fetchall()
        tables = [sql.Identifier(row[0]) for row in rows if row[0] not in KEPT]
        owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(tables)))


def _template(owner: psycopg.Connection) -> str:
    name = f"template_{_fingerprint()}"
    if owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return name
    building = f"{name}_building"
    _execute(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", building)
    _execute(owner, "CREATE DATABASE {}", building)
    _migrate(building)
    _execute(owner, "ALTER DATABASE {} RENAME TO {}", building, name)
    return name


def _migrate(name: str) -> None:
    environ = dict(os.environ)
    for variable, database in (
        ("DATABASE_URL", settings.DATABASES["default"]),
        ("DATABASE_OWNER_URL", _owner()),
    ):
        environ[variable] = (
            f"postgresql://{database['USER']}:{database['PASSWORD']}"
            f"@{database['HOST']}:{database['PORT']}/{name}"
        )
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, stdin=subprocess.DEVNULL)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    files = [*ROOT.glob("*/migrations/*.py"), ROOT / "accounts" / "schema.py"]
    files += [*ROOT.glob("search/sql/*"), ROOT / "accounts/management/commands/migrate.py"]
    files += [ROOT / "requirements" / "base.txt"]
    for file in sorted(f for f in files if f.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _drop_leftovers(owner: psycopg.Connection) -> None:
    """Databases of runs whose process is gone."""
    rows = owner.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_%'").fetchall()
    for (name,) in rows:
        pid = name.split("_")[1]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            _execute(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(owner: psycopg.Connection, statement: str, *names: str) -> None:
    owner.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))
