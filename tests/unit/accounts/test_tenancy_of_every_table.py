"""Every table with a `user_id` is a person's own, proved from the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from accounts.models import User
from tests import database, factories

# What signing in itself needs (design, section 4): no content, so no row-level security.
IDENTITY_TABLES = {
    "account_emailaddress",
    "accounts_user_groups",
    "accounts_user_user_permissions",
    "django_admin_log",
    "socialaccount_socialaccount",
}

# Added to and never changed, by privilege (test_audit_is_append_only).
APPEND_ONLY = {"accounts_auditentry"}
# The application role has no rights on them at all; triggers write them.
UNREACHABLE = {"accounts_audithead"}
# Makes partitions, so it belongs to the owner of their parent. It reads no rows.
OWNED_BY_THE_OWNER = {"accounts_audit_months"}

CATALOGUE = """
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
           c.relispartition AS is_partition
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'user_id' AND NOT a.attisdropped
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
    ORDER BY c.relname
"""


@pytest.fixture
def catalogue(db: None) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row for row in rows if row["name"] not in IDENTITY_TABLES]


@pytest.fixture
def parents(catalogue: list[dict[str, Any]]) -> list[str]:
    parents = [row["name"] for row in catalogue if not row["is_partition"]]
    return [name for name in parents if name not in UNREACHABLE]


@pytest.fixture
def two_people(transactional_db: None) -> tuple[factories.Person, factories.Person]:
    """Two people, each with one row in every table, written by the owner from the catalogue."""
    people = (factories.person("ada@example.org"), factories.person("grace@example.org"))
    for person in people:
        with database.owner_connection(connection.settings_dict["NAME"]) as owner:
            _fill(owner, person)
    return people


def _fill(owner: psycopg.Connection, person: factories.Person) -> None:
    """One row a table, parents before children, every reference within the person."""
    owner.execute("SELECT set_config('app.current_user_id', %s, false)", [str(person.id)])
    tables = [row[0] for row in owner.execute(CATALOGUE).fetchall() if not row[3]]
    waiting = [table for table in tables if table not in IDENTITY_TABLES | UNREACHABLE]
    ids: dict[str, UUID] = {"accounts_connection": person.connection.id}
    waiting.remove("accounts_connection")
    while waiting:
        ready = [t for t in waiting if all(ref in ids for _, ref in _references(owner, t))]
        assert ready, f"references in a circle: {waiting}"
        for table in ready:
            ids[table] = _insert(owner, table, person.id, ids)
            waiting.remove(table)


def _references(owner: psycopg.Connection, table: str) -> list[tuple[str, str]]:
    """(column, target) of the composite references of `table`, or of all its partitions."""
    rows = owner.execute(
        """SELECT a.attname, coalesce(whole.relname, t.relname) FROM pg_constraint k
           JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[2]
           LEFT JOIN pg_inherits own ON own.inhrelid = c.oid
           LEFT JOIN pg_inherits up ON up.inhrelid = t.oid
           LEFT JOIN pg_class whole ON whole.oid = up.inhparent
           WHERE k.contype = 'f' AND %s::regclass IN (c.oid, own.inhparent)
             AND array_length(k.conkey, 1) = 2 AND k.conparentid = 0
           GROUP BY 1, 2
           HAVING count(*) IN (1, 16)""",
        [table],
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


SAMPLES: dict[str, Callable[[], Any]] = {
    "uuid": uuid4,
    "text": lambda: "x",
    "varchar": lambda: "x",
    "jsonb": lambda: Jsonb([]),
    "bytea": lambda: uuid4().bytes,
    "timestamptz": lambda: "2026-01-01T00:00:00Z",
    "int4": lambda: 0,
    "int8": lambda: 0,
    "bool": lambda: False,
    "_text": list,
    "halfvec": lambda: "[0.5,0.5]",
}


def _insert(owner: psycopg.Connection, table: str, user_id: UUID, ids: dict[str, UUID]) -> UUID:
    columns = owner.execute(
        """SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
             AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''""",
        [table],
    ).fetchall()
    values: dict[str, Any] = {name: SAMPLES[kind]() for name, kind in columns}
    values["user_id"] = user_id
    values |= {column: ids[target] for column, target in _references(owner, table)}
    has_id = owner.execute(
        "SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'id'", [table]
    ).fetchone()
    row = owner.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING {}").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
            sql.SQL("id" if has_id else "NULL"),
        ),
        list(values.values()),
    ).fetchone()
    return row[0] if row else uuid4()


def _application() -> psycopg.Connection:
    params = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return psycopg.connect(**{name: params[name] for name in names}, autocommit=True)


def _as(conn: psycopg.Connection, user: User) -> None:
    conn.execute("SELECT set_config('app.current_user_id', %s, false)", [str(user.id)])


def _count(conn: psycopg.Connection, table: str, owner: UUID | None = None) -> int:
    statement = sql.SQL("SELECT count(*) FROM {} WHERE %s::uuid IS NULL OR user_id = %s")
    row = conn.execute(statement.format(sql.Identifier(table)), [owner, owner]).fetchone()
    assert row is not None
    return int(row[0])


def test_there_are_tables_to_prove_it_for(parents: list[str]) -> None:
    assert {"search_email", "agents_action", "conversations_message"} <= set(parents)


def test_row_level_security_is_enabled_and_forced(catalogue: list[dict[str, Any]]) -> None:
    loose = [
        row["name"]
        for row in catalogue
        if not row["is_partition"] and not (row["enabled"] and row["forced"])
    ]
    assert loose == []


def test_the_application_role_can_neither_bypass_nor_own(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


def test_without_a_tenant_there_are_no_rows(
    two_people: tuple[factories.Person, factories.Person], parents: list[str]
) -> None:
    with _application() as conn:
        assert {table: _count(conn, table) for table in parents} == dict.fromkeys(parents, 0)


def test_a_tenant_sees_their_own_rows_only(
    two_people: tuple[factories.Person, factories.Person], parents: list[str]
) -> None:
    ada, grace = two_people
    with _application() as conn:
        _as(conn, ada.user)
        assert [t for t in parents if _count(conn, t) != 1] == []
        assert [t for t in parents if _count(conn, t, grace.id) != 0] == []


def test_a_tenant_cannot_write_for_another(
    two_people: tuple[factories.Person, factories.Person], parents: list[str]
) -> None:
    ada, grace = two_people
    with _application() as conn:
        _as(conn, grace.user)
        for table in parents:
            if table in APPEND_ONLY:
                _cannot_be_written_for(conn, table, ada.id)
                continue
            name = sql.Identifier(table)
            steal = sql.SQL("UPDATE {} SET user_id = %s").format(name)
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level"):
                conn.execute(steal, [ada.id])
            copy = sql.SQL(
                "INSERT INTO {0} SELECT (jsonb_populate_record(t, jsonb_build_object("
                "'user_id', %s::text))).* FROM {0} t"
            ).format(name)
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level"):
                conn.execute(copy, [str(ada.id)])
            touched = sql.SQL("UPDATE {} SET user_id = user_id WHERE user_id = %s").format(name)
            assert conn.execute(touched, [ada.id]).rowcount == 0


def _cannot_be_written_for(conn: psycopg.Connection, table: str, other: UUID) -> None:
    name = sql.Identifier(table)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
        conn.execute(sql.SQL("UPDATE {} SET user_id = %s").format(name), [other])
    forged = sql.SQL(
        "INSERT INTO {0} (user_id, actor, event) SELECT %s, actor, event FROM {0}"
    ).format(name)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level"):
        conn.execute(forged, [other])


def test_a_tenant_cannot_delete_anothers_rows(
    two_people: tuple[factories.Person, factories.Person], parents: list[str]
) -> None:
    ada, grace = two_people
    with _application() as conn:
        _as(conn, grace.user)
        for table in parents:
            gone = sql.SQL("DELETE FROM {} WHERE user_id = %s").format(sql.Identifier(table))
            if table in APPEND_ONLY:
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission"):
                    conn.execute(gone, [ada.id])
                continue
            assert conn.execute(gone, [ada.id]).rowcount == 0
        _as(conn, ada.user)
        assert [t for t in parents if _count(conn, t) != 1] == []


def test_a_row_cannot_refer_to_anothers(
    two_people: tuple[factories.Person, factories.Person], parents: list[str]
) -> None:
    ada, grace = two_people
    checked = []
    with (
        _application() as conn,
        database.owner_connection(connection.settings_dict["NAME"]) as owner,
    ):
        for table in parents:
            for column, target in _references(owner, table):
                _as(conn, ada.user)
                statement = sql.SQL("SELECT id FROM {}").format(sql.Identifier(target))
                row = conn.execute(statement).fetchone()
                assert row is not None
                _as(conn, grace.user)
                change = sql.SQL("UPDATE {} SET {} = %s").format(
                    sql.Identifier(table), sql.Identifier(column)
                )
                with pytest.raises(psycopg.errors.ForeignKeyViolation):
                    conn.execute(change, [row[0]])
                checked.append((table, column))
    assert ("search_email", "connection_id") in checked
    assert ("conversations_message", "conversation_id") in checked
    assert ("search_emailpassage", "item_id") in checked


def test_every_reference_between_peoples_tables_is_composite(parents: list[str], db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname, k.conname FROM pg_constraint k
               JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
               WHERE k.contype = 'f' AND c.relname = ANY(%s) AND t.relname = ANY(%s)
                 AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                                 AND a.attnum = ANY(k.conkey) AND a.attname = 'user_id')""",
            [parents, parents],
        )
        assert cursor.fetchall() == []


def test_what_is_unreachable_shows_nothing_to_anybody(person: factories.Person) -> None:
    with _application() as conn:
        for table in UNREACHABLE:
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
                _count(conn, table)


def test_partitions_cannot_be_read_directly(
    two_people: tuple[factories.Person, factories.Person], catalogue: list[dict[str, Any]]
) -> None:
    partitions = [row["name"] for row in catalogue if row["is_partition"]]
    assert len(partitions) >= 6 * 16
    with _application() as conn:
        _as(conn, two_people[0].user)
        for partition in partitions:
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
                _count(conn, partition)


def test_a_persons_rows_go_with_the_person(
    two_people: tuple[factories.Person, factories.Person], parents: list[str]
) -> None:
    ada, grace = two_people
    with _application() as conn:
        conn.execute("DELETE FROM accounts_user WHERE id = %s", [ada.id])
    with database.owner_connection(connection.settings_dict["NAME"]) as owner:
        for person, expected in ((ada, 0), (grace, 1)):
            owner.execute("SELECT set_config('app.current_user_id', %s, false)", [str(person.id)])
            assert [t for t in parents if _count(owner, t) != expected] == []


def test_security_definer_functions_are_owned_apart_and_not_public(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT p.proname, r.rolname, p.proconfig::text,
                      has_function_privilege('public', p.oid, 'EXECUTE'), r.rolbypassrls
               FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
               JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE p.prosecdef AND n.nspname = 'public'"""
        )
        rows = cursor.fetchall()
    assert rows
    for name, owner, config, is_public, bypasses in rows:
        expected = "owner" if name in OWNED_BY_THE_OWNER else "definer"
        assert owner == f"orchestrator_{expected}", name
        assert "search_path" in (config or ""), name
        assert not is_public, name
        assert not bypasses, name
