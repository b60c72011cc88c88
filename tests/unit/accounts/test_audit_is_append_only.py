"""The audit in the database: added to, dated, counted, chained, never changed."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts import audit
from accounts.tenancy import close_pool, tenant, tenant_connection
from accounts.tokens import create_token
from tests import database, factories


def asked(user_id: UUID, subject: str = "turn:1") -> None:
    audit.record(
        user_id=user_id, actor=audit.PERSON, event=audit.Event.QUESTION_ASKED, subject=subject
    )


def owner() -> psycopg.Connection:
    return database.owner_connection(connection.settings_dict["NAME"])


def as_person(conn: psycopg.Connection, user_id: UUID) -> None:
    conn.execute("SELECT set_config('app.current_user_id', %s, false)", [str(user_id)])


def test_an_entry_is_dated_and_numbered_by_the_database(person: factories.Person) -> None:
    asked(person.id, "turn:1")
    asked(person.id, "turn:2")

    first, second = audit.entries(user_id=person.id)
    assert (first.seq, first.subject, second.seq, second.subject) == (1, "turn:1", 2, "turn:2")
    assert abs(datetime.now(UTC) - second.at) < timedelta(minutes=5)


def test_states_before_and_after_are_kept(person: factories.Person) -> None:
    audit.record(
        user_id=person.id,
        actor=audit.PERSON,
        event=audit.Event.ACTION_APPROVED,
        subject="action:1",
        before={"status": "proposed"},
        after={"status": "approved"},
    )

    (entry,) = audit.entries(user_id=person.id)
    assert (entry.before, entry.after) == ({"status": "proposed"}, {"status": "approved"})


def test_an_entry_goes_when_what_it_records_is_rolled_back(person: factories.Person) -> None:
    def ask_and_fail() -> None:
        with tenant(person.id):
            asked(person.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ask_and_fail()

    assert audit.entries(user_id=person.id) == []


@pytest.mark.django_db(transaction=True)
def test_the_async_flow_records_in_its_own_transaction() -> None:
    person = factories.person("ada@example.org")

    async def ask() -> None:
        async with tenant_connection(person.id) as conn:
            await audit.record_on(
                conn, user_id=person.id, actor=audit.PERSON, event=audit.Event.ITEM_READ
            )
        await close_pool()

    asyncio.run(ask())
    assert [entry.event for entry in audit.entries(user_id=person.id)] == ["item_read"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditentry SET subject = ''",
        "DELETE FROM accounts_auditentry",
        "TRUNCATE accounts_auditentry",
        "INSERT INTO accounts_auditentry (user_id, actor, event, at) "
        "SELECT user_id, actor, event, at - interval '1 hour' FROM accounts_auditentry",
        "INSERT INTO accounts_auditentry (user_id, actor, event, seq) "
        "SELECT user_id, actor, event, 1 FROM accounts_auditentry",
        "UPDATE accounts_audithead SET seq = 0",
    ],
)
def test_the_application_role_can_only_add(person: factories.Person, statement: str) -> None:
    asked(person.id)

    with (
        pytest.raises(Exception, match="permission denied"),
        tenant(person.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE accounts_auditentry SET subject = ''", "DELETE FROM accounts_auditentry"],
)
def test_the_owner_cannot_change_what_was_written(statement: str) -> None:
    person = factories.person("ada@example.org")
    asked(person.id)

    with owner() as conn:
        as_person(conn, person.id)
        with pytest.raises(psycopg.Error, match="append-only"):
            conn.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_entries_of_a_person_who_is_erased_go_along() -> None:
    person = factories.person("ada@example.org")
    asked(person.id)

    person.user.delete()

    assert audit.entries(user_id=person.id) == []


def test_nobody_reads_anothers_entries(
    person: factories.Person, other_person: factories.Person
) -> None:
    asked(person.id)

    with tenant(other_person.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_auditentry")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_entries_of_one_person_at_the_same_time_make_one_chain() -> None:
    person = factories.person("ada@example.org")

    def write() -> None:
        for _ in range(15):
            asked(person.id)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry.seq for entry in audit.entries(user_id=person.id)] == list(range(1, 61))
    assert audit.verify(user_id=person.id) == audit.Chain(60, None)


def verdict(email: str) -> Any:
    out = StringIO()
    call_command("verify_audit", "--email", email, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_tells_a_chain_that_is_whole(person: factories.Person) -> None:
    asked(person.id)
    create_token(user_id=person.id)

    assert verdict("ada@example.org") == {"people": 1, "entries": 2, "broken": {}}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE accounts_auditentry SET subject = 'turn:9' WHERE seq = 2", 2),
        ("UPDATE accounts_auditentry SET at = at - interval '1 second' WHERE seq = 3", 3),
        ("DELETE FROM accounts_auditentry WHERE seq = 2", 2),
        ("DELETE FROM accounts_auditentry WHERE seq = 3", 3),
    ],
    ids=["changed", "dated back", "cut out", "cut off"],
)
def test_the_command_tells_what_somebody_with_all_rights_did(
    statement: str, broken_at: int
) -> None:
    person = factories.person("ada@example.org")
    for number in (1, 2, 3):
        asked(person.id, f"turn:{number}")
    with owner() as conn:
        as_person(conn, person.id)
        conn.execute("ALTER TABLE accounts_auditentry DISABLE TRIGGER append_only")
        conn.execute(statement)
        conn.execute("ALTER TABLE accounts_auditentry ENABLE TRIGGER append_only")

    assert audit.verify(user_id=person.id).broken_at == broken_at
    with pytest.raises(CommandError, match="tampered"):
        verdict("ada@example.org")


def test_months_are_there_ahead_and_making_them_again_changes_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'accounts_auditentry'::regclass"
        )
        months = cursor.fetchone()[0]
        cursor.execute("SELECT accounts_audit_months()")
        cursor.execute("SELECT accounts_audit_months()")
        assert cursor.fetchone() == (0,)
    assert months >= 12


def test_a_sign_in_is_recorded_and_a_failed_one_as_well(person: factories.Person) -> None:
    client = Client()
    assert not client.login(username="ada@example.org", password="wrong")
    assert not client.login(username="nobody@example.org", password="wrong")
    client.force_login(person.user)

    events = [(entry.actor, entry.event) for entry in audit.entries(user_id=person.id)]
    assert events == [("system", "sign_in_failed"), ("person", "signed_in")]


def test_a_token_is_recorded_without_the_token(person: factories.Person) -> None:
    token = create_token(user_id=person.id, name="phone")

    (entry,) = audit.entries(user_id=person.id)
    assert entry.event == "token_created"
    assert token not in str(entry)
